// The package `thidua/decisions`: classes over the fourth module's text. No rules of quotas, titles or steps live here.

import wasm, {
  deadline as deadline_of,
  impactNote as note_of,
  initSync as wasmSync,
  RawBeside,
  RawCases,
  RawFacts,
  RawPolicies,
  RawPolicy,
  refuse,
  style,
  template,
} from "../dist/thidua_decisions.js";
import { Case } from "./case.js";
import {
  attempt,
  certified,
  DataError,
  documents,
  explanation,
  Handle,
  identity,
  loader,
  normal,
  of_object,
  PackError,
  raw,
  TestedPack,
  texts,
  ThiduaError,
  unplaced,
  writer,
} from "./shared.js";

export { Case, DataError, PackError, ThiduaError };

/** Loading the module: once; safe to call again, at the same time, in workers and on servers. */
const { init, initSync, needed } = loader(wasm, wasmSync, "thidua_decisions_bg.wasm", refuse);
export { init, initSync };

const text_of = writer(refuse);

const { source, changed, request } = documents(text_of);

/** Reads a policy from JSON: text, or an object. */
export function loadPolicy(pack, { file } = {}) {
  needed();
  return new Policy(attempt(() => RawPolicy.load(source(pack), file), changed(pack, of_object)));
}

/** How errors about facts are changed: lines say nothing where they were an object. */
const changes = new WeakMap();
const about = (facts, work) => attempt(work, changes.get(facts));

/** What a round of decisions reads of people and units, under pseudonyms. */
export class Facts extends Handle {
  /** Reads facts from JSON: text, or an object. */
  static parse(facts, { file } = {}) {
    needed();
    const change = changed(facts, unplaced);
    const read = new Facts(attempt(() => RawFacts.parse(source(facts), file), change));
    changes.set(read, change);
    return read;
  }

  toJson() {
    return raw(this, Facts).json();
  }

  get digest() {
    return raw(this, Facts).digest();
  }
}

/** An earlier publication as the text it was kept as. */
const published = (after) => (typeof after === "string" ? after : after.toJson());

/** The text of a bundled template of papers, to begin one's own with. */
export function paperTemplate(kind, lang = "en") {
  needed();
  return attempt(() => template(String(kind), String(lang)));
}

/** The style that papers inside another page take, once. */
export function paperStyle() {
  needed();
  return style();
}

/** What is to be said beside impact ratios. */
export function impactNote(lang = "en") {
  needed();
  return attempt(() => note_of(String(lang)));
}

/** The day so many working days after another, without the holidays among them. */
export function deadline(on, { days, holidays }) {
  needed();
  const asked = request({ on, days, holidays: holidays && Array.from(holidays) });
  return attempt(() => deadline_of(asked));
}

/** The standings of `thidua/standings`, or what they are made of. */
function beside(standings) {
  if (standings === undefined || standings === null) return RawBeside.none();
  const { scheme, ledger, roster, reckoning } = standings.sources?.() ?? standings;
  return attempt(() => RawBeside.of(source(scheme), source(ledger), source(roster), source(reckoning)), unplaced);
}

/** A round as the library's own document names it. */
function round_of({ facts, period, decidedOn, eventOn, rosterOn, factsOfOthers, eventsOfOthers, ...options }) {
  const days = { decided_on: decidedOn, event_on: eventOn, roster_on: rosterOn };
  // an option of another name stays, and the core refuses it
  return { period, ...days, facts_of_others: factsOfOthers, events_of_others: eventsOfOthers, ...options };
}

/** What a policy, or several, makes of facts. */
function decided(own, facts, round, standings) {
  const [of, asked] = [raw(facts, Facts), request(round)];
  const with_standings = beside(standings);
  try {
    return about(facts, () => own.decide(of, asked, with_standings));
  } finally {
    with_standings.free();
  }
}

/** How facts and standings become decisions. */
export class Policy extends TestedPack {
  /** The policy with an organisation's file on top. */
  extend(pack, { file } = {}) {
    return new Policy(attempt(() => raw(this, Policy).extend(source(pack), file), changed(pack, of_object)));
  }

  /** What the policy makes of the facts of a round, and of standings; `null` where there are none. */
  decide(standings, options = {}) {
    return this.decideRound(options.facts, round_of(options), standings);
  }

  /** The same, of a round as the library's own document names it. */
  decideRound(facts, round, standings) {
    return new Decisions(decided(raw(this, Policy), facts, round, standings), this, facts);
  }

  /**
   * What several editions of a policy make of a round: each person by the edition that the day of the round and their employment
   * choose, each event by the one of its own day. One result for each edition that is chosen.
   */
  static decideAmong(editions, standings, options = {}) {
    return Policy.decideRoundAmong(editions, options.facts, round_of(options), standings);
  }

  /** The same, of a round as the library's own document names it. */
  static decideRoundAmong(editions, facts, round, standings) {
    const all = [...editions];
    const own = new RawPolicies();
    try {
      for (const edition of all) own.push(raw(edition, Policy));
      const by = (one) => all.find(({ digest }) => digest === one.policy());
      return decided(own, facts, round, standings).map((one) => new Decisions(one, by(one), facts));
    } finally {
      own.free();
    }
  }

  /** The stages, in the order in which they run. */
  get stages() {
    return identity(this).stages;
  }
}

/** What a policy makes of the facts of a round: proposals that people decide on. */
export class Decisions extends Handle {
  #policy;
  #facts;
  #table;

  constructor(own, policy, facts) {
    super(own);
    this.#policy = policy;
    this.#facts = facts;
  }

  get policy() {
    return this.#policy;
  }

  get facts() {
    return this.#facts;
  }

  /** Everything, with its sentences: read once. */
  get #read() {
    this.#table ??= this.#all();
    return this.#table;
  }

  #all() {
    const found = JSON.parse(this.toJson());
    const sentences = JSON.parse(this.ask("sentences"));
    const all = found.decisions.map(({ reasons, paid, unit: isUnit, ...own }, at) => ({
      ...own,
      isUnit,
      paid: paid && texts(paid),
      reasons: reasons.map(({ code, cite, holds }, why) => ({ code, cite, holds, ...sentences[at][why] })),
    }));
    const of = new Map();
    for (const one of all) of.set(one.subject, [...(of.get(one.subject) ?? []), one]);
    const { limits, ties, round } = found;
    return { all, of, limits, ties, round: texts(round) };
  }

  /** Every result of every stage: in the order of the subjects' ids, and of each in the order in which stages run. */
  all() {
    return this.#read.all;
  }

  /** The results about one person or unit. */
  of(subject) {
    return this.#read.of.get(normal(subject)) ?? [];
  }

  /**
   * What one stage came to for one person or unit; null where the stage is not about them. Where events drive the stage and it came
   * to several, `event` is the achievement of the one that is meant.
   */
  at(stage, subject, { event } = {}) {
    const place = JSON.parse(this.ask({ at: { of: subject, stage, event } }));
    return place === null ? null : this.all()[place];
  }

  /** Equals at a line, for people to settle. */
  get ties() {
    return this.#read.ties;
  }

  /** The limits of all quotas, with their bases and places. */
  get limits() {
    return this.#read.limits;
  }

  /** The days they are about. */
  get round() {
    return this.#read.round;
  }

  /** Why somebody's results are what they are. */
  explain(subject) {
    const own = raw(this, Decisions);
    const id = normal(subject);
    const say = (form, lang = "en") => attempt(() => own.explain(id, form, lang));
    // an id that means nobody is told now, not when the explanation is shown
    say("text");
    return explanation(say);
  }

  /** Everybody whose result differs in another run. */
  changes(after) {
    return JSON.parse(this.changesJson(after));
  }

  /** The same as canonical JSON. */
  changesJson(after) {
    return raw(this, Decisions).changes(raw(after, Decisions));
  }

  /** The same round, policy and standings on other facts. */
  on(facts) {
    const other = raw(facts, Facts);
    return new Decisions(about(facts, () => raw(this, Decisions).on(other)), this.#policy, facts);
  }

  /** The same round with a hold of somebody released: by the original edition, on the original facts and base. */
  release(subject, { stage, gate }) {
    const asked = request({ of: subject, stage, gate });
    return new Decisions(attempt(() => raw(this, Decisions).release(asked)), this.#policy, this.#facts);
  }

  /** The nearest single change that would flip a result; null where no single change does. */
  flip(subject, { stage, event }) {
    return JSON.parse(this.ask({ flip: { of: subject, stage, event } }));
  }

  /** Every single change that would flip a result, each thing by the least it takes. */
  flips(subject, { stage, event }) {
    return JSON.parse(this.ask({ flips: { of: subject, stage, event } }));
  }

  /** How sure a commendation is, where standings were given and a quota says how many places there are. */
  advice(subject, { stage, event }) {
    return JSON.parse(this.ask({ advice: { of: subject, stage, event } }));
  }

  /** How often groups are commended at a stage, by an attribute that no stage ever sees. */
  impact(stage, groups) {
    return JSON.parse(this.ask({ impact: { stage, groups } }));
  }

  /** The same in each unit, or in strata of one's own, and pooled. */
  stratifiedImpact(stage, groups, strata) {
    return JSON.parse(this.ask({ stratified_impact: { stage, groups, strata } }));
  }

  /** The shares of votes that an award takes; null where it takes none. */
  votesNeeded(subject, { stage, event }) {
    return texts(JSON.parse(this.ask({ votes_needed: { of: subject, stage, event } })));
  }

  /** What somebody sees of themselves. */
  forSubject(subject) {
    const json = this.ask({ for_subject: { of: subject } });
    return { subject: normal(subject), decisions: this.of(subject), toJson: () => json };
  }

  /** What the head of a unit sees: of the unit's own members. */
  forHead(unit) {
    const json = this.ask({ for_head: { of: unit } });
    const { members, unit: id } = JSON.parse(json);
    return { unit: id, members, toJson: () => json };
  }

  /** What the council sees: everything. */
  forCouncil() {
    return { decisions: this.all(), limits: this.limits, ties: this.ties, toJson: () => this.toJson() };
  }

  /** What the public sees, which saw an earlier publication where there was one. */
  forPublic({ after } = {}) {
    const json = this.ask(after === undefined ? "for_public" : { for_public_after: published(after) });
    const { awards, levels, totals, units } = JSON.parse(json);
    return { awards, levels, totals, units, toJson: () => json };
  }

  /** The case of a decision, of one of several by its `event`; `credited` are those credited with the same work. */
  case(subject, { stage, event, credited }) {
    const asked = request({ of: subject, stage, event, credited: credited && Array.from(credited) });
    const draft = () => attempt(() => raw(this, Decisions).draft(asked));
    return new Case(draft(), draft, this, request);
  }

  /**
   * A paper of the round in Markdown or as a page; `subject` is whom an achievement report is of, `after` what was published
   * before a public list.
   */
  paper(kind, lang = "en", { subject, after, ...written } = {}) {
    const own = {};
    if (subject !== undefined) own[kind] = { of: subject };
    if (after !== undefined) own[`${kind}_after`] = published(after);
    return this.writePaper({ kind: Object.keys(own).length === 0 ? kind : own, lang, ...written });
  }

  /** The same, as the library's own document names it. */
  writePaper(asked) {
    const text = request(asked);
    return attempt(() => raw(this, Decisions).paper(text));
  }

  /** The minutes of the council on these cases. */
  minutes(cases, lang = "en", written = {}) {
    const text = request({ lang, ...written });
    const all = new RawCases();
    try {
      for (const one of cases) all.push(raw(one, Case));
      return attempt(() => raw(this, Decisions).minutes(all, text));
    } finally {
      all.free();
    }
  }

  /** The notice of a case to its subject: `case.notice` says it shorter. */
  notice(life, lang = "en", written = {}) {
    const text = request({ lang, ...written });
    return attempt(() => raw(this, Decisions).notice(raw(life, Case), text));
  }

  /** What was run on what: digests of the policy, the facts and the decisions. */
  get certificate() {
    return JSON.parse(this.certificateJson());
  }

  /** The same as canonical JSON. */
  certificateJson() {
    return raw(this, Decisions).certificate();
  }

  /** Compares with a certificate: `same`, or which part is another. */
  replay(certificate) {
    const text = certified(certificate);
    return attempt(() => raw(this, Decisions).replay(text));
  }

  /** What the core answers to a request, as canonical JSON: the bytes behind the values above. */
  ask(asked) {
    const text = request(asked);
    return attempt(() => raw(this, Decisions).ask(text));
  }

  /** The decisions as canonical JSON, for a council: the same bytes in every language. */
  toJson() {
    return raw(this, Decisions).json();
  }

  toObject() {
    return JSON.parse(this.toJson());
  }

  get digest() {
    return raw(this, Decisions).digest();
  }
}
