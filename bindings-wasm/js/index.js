// The package `thidua`: classes over the module's text. No rules of scoring live here.

import wasm, { initSync as wasmSync, RawFramework, refuse } from "../dist/thidua.js";

/** Levels and values that objects may hold, as in the core. */
const DEPTH = 64;
const VALUES = 1_000_000;

/** Base of everything this library throws. */
export class ThiduaError extends Error {
  constructor(text) {
    const { diagnostics } = JSON.parse(text);
    const [first] = diagnostics;
    const line = first.line === null ? [] : [`${first.line}:${first.column}`];
    const place = [...line, first.pointer].filter(Boolean).join(" ");
    super(`${place ? `${place}: ` : ""}[${first.code}] ${first.en.message} — help: ${first.en.help}`);
    this.name = new.target.name;
    this.code = first.code;
    this.pointer = first.pointer;
    this.line = first.line;
    this.column = first.column;
    this.help = first.en.help;
    this.suggestion = first.suggestion;
    this.diagnostics = diagnostics;
    Object.defineProperty(this, "text", { value: text });
  }

  /** Message and help in a language. */
  explain(lang) {
    return this.diagnostics.map((d) => `[${d.code}] ${said(d, lang).message} — ${said(d, lang).help}`).join("\n");
  }

  /** The error as canonical JSON, the same bytes in every language. */
  toJson() {
    return this.text;
  }
}

/** The rules are wrong: a pack that cannot be read or is inconsistent. */
export class PackError extends ThiduaError {}

/** The facts are wrong: an answer, a date, a number. */
export class DataError extends ThiduaError {}

/** The error of a text as a class; `change` says what the core cannot know of it. */
function typed(text, change) {
  if (typeof text !== "string") return text;
  const told = JSON.parse(text);
  change?.(told);
  const as = change ? JSON.stringify(told) : text;
  return told.error === "pack" ? new PackError(as) : new DataError(as);
}

function attempt(work, change) {
  try {
    return work();
  } catch (error) {
    throw typed(error, change);
  }
}

/** Lines and columns of a text that was made here say nothing to anybody. */
function unplaced({ diagnostics }) {
  for (const one of diagnostics) one.line = one.column = null;
}

/** What is said in a language. */
function said(texts, lang) {
  if (lang !== "vi" && lang !== "en") throw typed(refuse("unknown-choice", "", String(lang)));
  return texts[lang];
}

let ready;
let loaded = false;

/** Loads the module, once; safe to call again, at the same time, in workers and on servers. */
export function init(input) {
  ready ??= load_module(input).catch((error) => {
    ready = undefined;
    throw error;
  });
  return ready;
}

async function load_module(input) {
  if (typeof process === "object" && process.versions?.node) {
    if (input === undefined) {
      const { readFile } = await import("node:fs/promises");
      input = await readFile(new URL("../dist/thidua_bg.wasm", import.meta.url));
    }
    // Node compiles bytes lazily when it need not promise anything: the first result comes in a third of the time
    if (input instanceof ArrayBuffer || ArrayBuffer.isView(input)) return initSync(input);
  }
  await wasm(input === undefined ? undefined : { module_or_path: input });
  loaded = true;
}

/** Loads the module from bytes already at hand. */
export function initSync(bytes) {
  wasmSync({ module: bytes });
  loaded = true;
  ready = Promise.resolve();
}

const escape = (step) => String(step).replaceAll("~", "~0").replaceAll("/", "~1");

const quoted = (text) => JSON.stringify(text.normalize("NFC"));

/** JSON of a plain value; what JSON would lose or bend is refused, with its place. */
function text_of(value) {
  const path = [];
  let values = 0;
  // the text of an error, of which `attempt` makes a class
  const refused = (code, what) => refuse(code, path.map((step) => `/${escape(step)}`).join(""), what);
  const write = (value) => {
    if (path.length > DEPTH) throw refused("too-deep", String(DEPTH));
    if ((values += 1) > VALUES) throw refused("too-large", `${VALUES} values`);
    switch (typeof value) {
      case "string":
        return quoted(value);
      case "boolean":
        return String(value);
      case "bigint":
        return `"${value}"`;
      case "number":
        if (Object.is(value, -0)) throw refused("float", "-0");
        if (!Number.isSafeInteger(value)) throw refused("float", String(value));
        return String(value);
      case "object": {
        if (value === null) return "null";
        const list = Array.isArray(value);
        // a Map, a Date, a Number: what they hold is not in their keys, and would be lost without a word
        const kind = Object.prototype.toString.call(value).slice(8, -1);
        if (!list && kind !== "Object") throw refused("wrong-type", kind);
        // a field left open is no field; an answer left open is a mistake
        const skips = !list && path.at(-1) !== "answers";
        const parts = [];
        for (const key of list ? value.keys() : Object.keys(value)) {
          const item = value[key];
          if (item === undefined && skips) continue;
          path.push(key);
          parts.push(list ? write(item) : `${quoted(key)}:${write(item)}`);
          path.pop();
        }
        return list ? `[${parts.join(",")}]` : `{${parts.join(",")}}`;
      }
      default:
        throw refused("wrong-type", typeof value);
    }
  };
  return write(value);
}

const source = (input) => (typeof input === "string" ? input.normalize("NFC") : text_of(input));

/** What the core cannot know of an error about a pack that is an object. */
function of_object(told) {
  told.error = "pack";
  unplaced(told);
}

function attempt_pack(pack, work) {
  return attempt(() => work(source(pack)), typeof pack === "string" ? undefined : of_object);
}

/** Reads a pack from JSON: text, or an object. */
export function load(pack, { file } = {}) {
  if (!loaded) throw new Error("thidua is not loaded yet: `await init()` first, once");
  return new Framework(attempt_pack(pack, (text) => RawFramework.load(text, file)));
}

/** Answers with what is known beside them; an option of another name stays, and the core refuses it. */
function document_of(answers, { asOf, ...options } = {}) {
  return { as_of: asOf, ...options, answers };
}

/** A framework, ready to assess. */
export class Framework {
  #raw;
  #about;

  constructor(raw) {
    this.#raw = raw;
  }

  /** The framework with an organisation's file on top. */
  extend(pack, { file } = {}) {
    return new Framework(attempt_pack(pack, (text) => this.#raw.extend(text, file)));
  }

  /** Assesses answers given as an object: criterion to answer. */
  assess(answers, options) {
    return this.#report(document_of(answers, options), unplaced);
  }

  /** Assesses a whole assessment: JSON text, or an object of the published format. */
  assessDocument(assessment) {
    return this.#report(assessment, typeof assessment === "string" ? undefined : unplaced);
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
    return new Report(attempt(() => this.#raw.assess(source(assessment)), change));
  }

  /** What is doubtful about the pack. */
  lint() {
    return JSON.parse(this.#raw.lint());
  }

  get #facts() {
    this.#about ??= JSON.parse(this.#raw.about());
    return this.#about;
  }

  get id() {
    return this.#facts.id;
  }

  get edition() {
    return this.#facts.edition;
  }

  get name() {
    return this.#facts.name;
  }

  get criteria() {
    return this.#facts.criteria;
  }

  get inForce() {
    return this.#facts.in_force;
  }

  title(lang = "en") {
    return said(this.#facts.title, lang);
  }

  /** The effective pack as canonical JSON. */
  toJson() {
    return this.#raw.json();
  }

  get digest() {
    return this.#raw.digest();
  }

  /** Whether running a certified assessment again gives the same: `same`, or what is other. */
  replay(certificate, assessment) {
    const text = typeof certificate === "string" ? certificate : JSON.stringify(certificate);
    return attempt(() => this.#raw.replay(text, source(assessment)));
  }

  /** Gives the memory back at once. */
  free() {
    this.#raw.free();
  }

  [Symbol.dispose ?? Symbol.for("dispose")]() {
    this.free();
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

/** What an assessment came to. */
export class Report {
  #raw;
  #head;
  #all;

  constructor(raw) {
    this.#raw = raw;
  }

  get #headline() {
    this.#head ??= JSON.parse(this.#raw.headline());
    return this.#head;
  }

  get #result() {
    this.#all ??= JSON.parse(this.#raw.json());
    return this.#all;
  }

  get score() {
    return score_of(this.#headline.score);
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
    return score?.published === undefined ? score : null;
  }

  get level() {
    return level_of(this.#headline.level);
  }

  get coverage() {
    return this.#headline.coverage;
  }

  get claimed() {
    return lane_of(this.#result.claimed);
  }

  get verified() {
    return lane_of(this.#result.verified);
  }

  get nextLevel() {
    return this.#result.next_level;
  }

  gaps() {
    return this.#result.gaps.map(({ criterion, to_win }) => ({ criterion, toWin: to_win }));
  }

  nodes() {
    return this.#result.nodes;
  }

  gates() {
    return this.#result.gates;
  }

  stillToAnswer() {
    return this.#result.still_to_answer;
  }

  rejectedEvidence() {
    return this.#result.rejected_evidence;
  }

  explain() {
    const say = (form) => (lang = "en") => attempt(() => this.#raw.explain(form, lang));
    return {
      render: say("text"),
      markdown: say("markdown"),
      html: say("html"),
      fragment: say("fragment"),
      json: (lang = "en") => JSON.parse(say("json")(lang)),
    };
  }

  /** The result as canonical JSON: the same bytes in every language. */
  toJson() {
    return this.#raw.json();
  }

  toObject() {
    return JSON.parse(this.#raw.json());
  }

  /** The assessment as canonical JSON. */
  get assessment() {
    return this.#raw.assessment();
  }

  get digest() {
    return this.#raw.digest();
  }

  get certificate() {
    return JSON.parse(this.#raw.certificate());
  }

  free() {
    this.#raw.free();
  }

  [Symbol.dispose ?? Symbol.for("dispose")]() {
    this.free();
  }
}
