// The package `thidua`: classes over the module's text. No rules of scoring live here.

import wasm, { initSync as wasmSync, RawFramework, refuse } from "../dist/thidua.js";
import {
  attempt,
  certified,
  DataError,
  documents,
  explanation,
  Handle,
  identity,
  loader,
  of_object,
  Pack,
  PackError,
  raw,
  ThiduaError,
  unplaced,
  writer,
} from "./shared.js";

export { DataError, PackError, ThiduaError };

/** Loading the module: once; safe to call again, at the same time, in workers and on servers. */
const { init, initSync, needed } = loader(wasm, wasmSync, "thidua_bg.wasm", refuse);
export { init, initSync };

const text_of = writer(refuse);

const { source, changed } = documents(text_of);

function attempt_pack(pack, work) {
  return attempt(() => work(source(pack)), changed(pack, of_object));
}

/** Reads a pack from JSON: text, or an object. */
export function load(pack, { file } = {}) {
  needed();
  return new Framework(attempt_pack(pack, (text) => RawFramework.load(text, file)));
}

/** Answers with what is known beside them; an option of another name stays, and the core refuses it. */
function document_of(answers, { asOf, ...options } = {}) {
  return { as_of: asOf, ...options, answers };
}

/** A framework, ready to assess. */
export class Framework extends Pack {
  /** The framework with an organisation's file on top. */
  extend(pack, { file } = {}) {
    return new Framework(attempt_pack(pack, (text) => raw(this, Framework).extend(text, file)));
  }

  /** Assesses answers given as an object: criterion to answer. */
  assess(answers, options) {
    return this.#report(document_of(answers, options), unplaced);
  }

  /** Assesses a whole assessment: JSON text, or an object of the published format. */
  assessDocument(assessment) {
    return this.#report(assessment, changed(assessment, unplaced));
  }

  /** Assesses one subject a row: the column `subject` names it, every other column is a criterion. */
  assessMany(rows, { subject = "subject", ...options } = {}) {
    return Array.from(rows, (row, index) => {
      const { [subject]: id, ...cells } = row ?? {};
      const given = Object.entries(cells).filter(([, answer]) => answer !== null && answer !== undefined);
      return this.#report(document_of(Object.fromEntries(given), { ...options, subject: id }), (told) => {
        unplaced(told);
        for (const one of told.diagnostics) one.pointer = `/rows/${index}${one.pointer}`;
      });
    });
  }

  #report(assessment, change) {
    return new Report(attempt(() => raw(this, Framework).assess(source(assessment)), change));
  }

  /** What is doubtful about the pack. */
  lint() {
    return JSON.parse(raw(this, Framework).lint());
  }

  get criteria() {
    return identity(this).criteria;
  }

  /** Whether running a certified assessment again gives the same: `same`, or what is other. */
  replay(certificate, assessment) {
    return attempt(() => raw(this, Framework).replay(new Certificate(certificate).toJson(), source(assessment)));
  }
}

const score_of = (score) => score?.published ?? null;
const exact_of = (score) => score?.exact ?? null;

function level_of(level) {
  if (level === null || level.id) return level;
  const [low, high] = level.between;
  return { low, high, parameter: level.parameter };
}

const lane_of = (lane) => ({
  score: score_of(lane.score),
  scoreExact: exact_of(lane.score),
  level: level_of(lane.level),
});

/** Digests of a result and of everything it came from; made from its JSON, as text or as an object. */
export class Certificate {
  #text;
  #fields;

  constructor(certificate) {
    if (certificate instanceof Certificate) this.#text = certificate.toJson();
    else this.#text = certified(certificate);
  }

  get #known() {
    this.#fields ??= JSON.parse(this.#text);
    return this.#fields;
  }

  get semantics() {
    return this.#known.semantics;
  }

  get pack() {
    return this.#known.pack;
  }

  get facts() {
    return this.#known.facts;
  }

  /** The day parameters and evidence were judged on, where one was named. */
  get asOf() {
    return this.#known.as_of ?? null;
  }

  get result() {
    return this.#known.result;
  }

  /** Whether running the assessment again gives the same: `same`, or what is other. */
  replay(framework, assessment) {
    return framework.replay(this, assessment);
  }

  toJson() {
    return this.#text;
  }

  /** What `JSON.stringify` writes. */
  toJSON() {
    return this.#known;
  }
}

/** What an assessment came to. */
export class Report extends Handle {
  #head;
  #all;
  #parts;

  get #headline() {
    this.#head ??= JSON.parse(raw(this, Report).headline());
    return this.#head;
  }

  get #result() {
    this.#all ??= JSON.parse(raw(this, Report).json());
    return this.#all;
  }

  get #told() {
    this.#parts ??= JSON.parse(raw(this, Report).parts());
    return this.#parts;
  }

  get score() {
    return score_of(this.#headline.score);
  }

  /** The score as people read it; where there is none, why. */
  get scoreText() {
    return this.#headline.text;
  }

  get scoreExact() {
    return exact_of(this.#headline.score);
  }

  /** The score with every not-applicable claim at the minimum. */
  get scoreWithNotApplicableAtMinimum() {
    return score_of(this.#result.not_applicable_at_minimum);
  }

  get subject() {
    return this.#result.subject;
  }

  /** Why there is no score: the open parameter, or what forbids one. */
  get noScore() {
    const score = this.#headline.score;
    if (!score || score.published !== undefined) return null;
    return score.undetermined ? { undetermined: score.undetermined } : { forbiddenBy: score.forbidden_by };
  }

  get level() {
    return level_of(this.#headline.level);
  }

  get coverage() {
    const { coverage, share } = this.#headline;
    return { ...coverage, share };
  }

  get claimed() {
    return lane_of(this.#result.claimed);
  }

  get verified() {
    return lane_of(this.#result.verified);
  }

  get nextLevel() {
    return this.#told.next_level;
  }

  gaps() {
    return this.#told.gaps.map(({ criterion, label, to_win }) => ({ criterion, label, toWin: to_win }));
  }

  /** What every node came to: children before their parents, the whole last. */
  nodes() {
    return this.#told.nodes;
  }

  gates() {
    return this.#result.gates;
  }

  stillToAnswer() {
    return this.#result.still_to_answer;
  }

  rejectedEvidence() {
    return this.#result.rejected_evidence.map(({ criterion, ref, why }) => ({ criterion, reference: ref, why }));
  }

  explain() {
    const say = (form, lang = "en") => attempt(() => raw(this, Report).explain(form, lang));
    return explanation(say);
  }

  /** The result as canonical JSON: the same bytes in every language. */
  toJson() {
    return raw(this, Report).json();
  }

  toObject() {
    return JSON.parse(raw(this, Report).json());
  }

  /** The assessment as canonical JSON. */
  get assessment() {
    return raw(this, Report).assessment();
  }

  get digest() {
    return raw(this, Report).digest();
  }

  get certificate() {
    return new Certificate(raw(this, Report).certificate());
  }
}
