// The package `thidua/standings`: classes over the third module's text. No rules of points or ranks live here.

import wasm, {
  initSync as wasmSync,
  RawLedger,
  RawReading,
  RawReckoning,
  RawRoster,
  RawScheme,
  refuse,
} from "../dist/thidua_standings.js";
import {
  attempt,
  DataError,
  documents,
  escape,
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

export { DataError, PackError, ThiduaError };

/** Loading the module: once; safe to call again, at the same time, in workers and on servers. */
const { init, initSync, needed } = loader(wasm, wasmSync, "thidua_standings_bg.wasm", refuse);
export { init, initSync };

const text_of = writer(refuse);

const { source, changed } = documents(text_of);
const read = (text) => texts(JSON.parse(text));

/** Work under a step of a pointer: what is written from one of many. */
function under(step, work) {
  return attempt(work, (told) => {
    unplaced(told);
    for (const one of told.diagnostics) one.pointer = `/${step}${one.pointer}`;
  });
}

function ledger(text, options, table, counted) {
  const { onBad, file, ...rest } = options ?? {};
  // an option of another name stays, and the core refuses it; the options are an object, so their errors have no lines
  const given = attempt(() => new RawReading(text_of({ on_bad: onBad, ...rest }), counted), unplaced);
  return new Ledger(attempt(() => RawLedger.read(text, file, given, table)));
}

/** A value as a cell; what is not plain was refused before. */
function cell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return /[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  throw refuse("wrong-type", "", typeof value);
}

/** A row that is a plain object of plain values. */
function plain_row(row) {
  if (typeof row !== "object" || row === null || Array.isArray(row)) throw refuse("wrong-type", "", typeof row);
  text_of(row);
  return row;
}

/** What people and units did: append-only, the same whatever the order of its rows. */
export class Ledger extends Handle {
  /** Reads records from JSON Lines, or from a list in JSON. */
  static parse(text, options) {
    needed();
    return ledger(text, options, false, false);
  }

  /** Reads credits from comma-separated values, a row each. */
  static parseCsv(text, options) {
    needed();
    return ledger(text.normalize("NFC"), options, true, false);
  }

  /** Reads records given as objects of the published format. */
  static of(records, options) {
    needed();
    const lines = Array.from(records, (record, at) => under(at, () => text_of(record)));
    return ledger(lines.join("\n"), options, false, true);
  }

  /** Reads credits given as objects, a row each: those of a table, as `parseCsv` reads them. */
  static ofRows(rows, options) {
    needed();
    const all = Array.from(rows, (row, at) => under(at, () => plain_row(row)));
    if (all.length === 0) return ledger("", { ...options, columns: undefined }, false, true);
    const columns = [...new Set(all.flatMap((row) => Object.keys(row)))];
    const lines = all.map((row, at) =>
      columns.map((name) => under(`${at}/${escape(name)}`, () => cell(row[name]))).join(","),
    );
    return ledger([columns.map(cell).join(","), ...lines].join("\n").normalize("NFC"), options, true, true);
  }

  /** Both pieces as one ledger. */
  merge(other) {
    return new Ledger(attempt(() => raw(this, Ledger).merge(raw(other, Ledger))));
  }

  /** Checks what only the whole ledger can tell; standings do so themselves. */
  whole() {
    attempt(() => raw(this, Ledger).whole());
  }

  get #counts() {
    const [contributions, credits, assignments, undisclosed] = raw(this, Ledger).counts();
    return { contributions, credits, assignments, undisclosed };
  }

  get contributions() {
    return this.#counts.contributions;
  }

  get credits() {
    return this.#counts.credits;
  }

  get assignments() {
    return this.#counts.assignments;
  }

  /** How many records staff had not been told of: in only where the caller accepted them. */
  get undisclosed() {
    return this.#counts.undisclosed;
  }

  /** The rows that were left out when the ledger was read. */
  get setAside() {
    const { count, listed } = JSON.parse(raw(this, Ledger).setAside());
    return { count, rows: listed };
  }

  /** How each contribution stands on a day. */
  states(asOf) {
    return read(attempt(() => raw(this, Ledger).states(asOf)));
  }

  /** How each assignment stands on a day. */
  progress(asOf) {
    return read(attempt(() => raw(this, Ledger).progress(asOf)));
  }

  /** Assignments that are late on a day. */
  delays(asOf) {
    return this.progress(asOf)
      .filter(({ delay }) => delay !== null)
      .map(({ assignment, delay }) => ({ assignment, ...delay }));
  }

  /** Who the ids are by a roster. */
  identities(roster) {
    return read(raw(this, Ledger).identities(raw(roster, Roster)));
  }

  /** The ledger as canonical JSON: the same bytes in every language. */
  toJson() {
    return raw(this, Ledger).json();
  }

  /** The same as JSON Lines. */
  toJsonLines() {
    return raw(this, Ledger).lines();
  }

  get digest() {
    return raw(this, Ledger).digest();
  }

  /** What the library's own JSON says: `set_aside`, `states`, `progress` or `identities`. */
  told(what, { asOf, roster } = {}) {
    const own = raw(this, Ledger);
    if (what === "set_aside") return own.setAside();
    if (what === "identities") return own.identities(raw(roster, Roster));
    return attempt(() => (what === "states" ? own.states(asOf) : own.progress(asOf)));
  }
}

/** Who was where, as what, and when; which ids mean the same person; which are no persons at all. */
export class Roster extends Handle {
  /** Reads a roster from JSON: text, or an object. */
  static parse(roster, { file } = {}) {
    needed();
    return new Roster(attempt(() => RawRoster.parse(source(roster), file), changed(roster, unplaced)));
  }

  /** Where and as what somebody was on a day; null where the id means no person, or one who was nowhere. */
  spell(person, day) {
    return read(attempt(() => raw(this, Roster).spell(normal(person), day)));
  }

  /** Somebody's days in a period, and those of them that count. */
  days(person, { from, until }, { protected: kinds } = {}) {
    const asked = { of: person, from, until, protected: kinds };
    return read(attempt(() => raw(this, Roster).days(text_of(asked)), unplaced));
  }

  /** A unit's average heads over a period. */
  heads(unit, { from, until }, { protected: kinds } = {}) {
    const asked = { of: unit, from, until, protected: kinds };
    return read(attempt(() => raw(this, Roster).heads(text_of(asked)), unplaced));
  }

  /** The id that the roster knows somebody by; null for bots and for those it does not know. */
  knownAs(id) {
    return raw(this, Roster).knownAs(normal(id)) ?? null;
  }

  toJson() {
    return raw(this, Roster).json();
  }

  get digest() {
    return raw(this, Roster).digest();
  }
}

/** Reads a scheme from JSON: text, or an object. */
export function loadScheme(pack, { file } = {}) {
  needed();
  return new Scheme(attempt(() => RawScheme.load(source(pack), file), changed(pack, of_object)));
}

/** How contributions become points and standings. */
export class Scheme extends TestedPack {
  /** The scheme with an organisation's file on top. */
  extend(pack, { file } = {}) {
    return new Scheme(attempt(() => raw(this, Scheme).extend(source(pack), file), changed(pack, of_object)));
  }

  /** How everybody on a roster stands by a ledger. */
  standings(ledger, { roster, period, asOf, ...options } = {}) {
    const [own, of, by] = [raw(this, Scheme), raw(ledger, Ledger), raw(roster, Roster)];
    const asked = { period, as_of: asOf, ...options };
    const text = attempt(() => text_of(asked));
    const reckoning = attempt(() => new RawReckoning(text), unplaced);
    return new Standings(attempt(() => own.standings(of, by, reckoning)), this, { ledger, roster, reckoning: text });
  }

  get kinds() {
    return identity(this).kinds;
  }

  /** Whether verified good work never lowers a score. */
  get isMonotone() {
    return identity(this).monotone;
  }
}

const ranks = ([lower, upper]) => ({ lower, upper });
const placed = ({ published, exact, rank, among }) => ({ score: published, scoreExact: exact, rank, among });
const sure_of = ({ marginal, simultaneous, standard_error, top_share = null }) => ({
  marginal: ranks(marginal),
  simultaneous: simultaneous && ranks(simultaneous),
  standardError: standard_error === null ? null : Number(standard_error),
  topShare: top_share,
});

/** How everybody stands. */
export class Standings extends Handle {
  #scheme;
  #of;
  #table;

  constructor(own, scheme, of) {
    super(own);
    this.#scheme = scheme;
    this.#of = of;
  }

  get scheme() {
    return this.#scheme;
  }

  /** What they are made of, each as text: another module, such as `thidua/decisions`, makes them again from it. */
  sources() {
    const { ledger, roster, reckoning } = this.#of;
    return { scheme: this.#scheme.toJson(), ledger: ledger.toJsonLines(), roster: roster.toJson(), reckoning };
  }

  /** Everybody, with how sure each rank is: read once. */
  get #read() {
    this.#table ??= this.#all();
    return this.#table;
  }

  #all() {
    const own = raw(this, Standings);
    const found = JSON.parse(own.json());
    const why = new Map(Object.entries(JSON.parse(own.reasons())));
    const sure = new Map(
      this.certainty().groups.flatMap(({ members, sure }) => (sure ?? []).map((one, at) => [members[at], one])),
    );
    const standing = (isUnit) => (one) => ({
      contributor: one.contributor,
      isUnit,
      group: one.group,
      ...placed(one.result),
      parts: one.parts,
      basis: one.basis,
      unranked: why.get(one.contributor) ?? [],
      sure: sure.get(one.contributor) ?? null,
      rankInterval: sure.get(one.contributor)?.marginal ?? null,
      withDisputed: one.with_disputed && placed(one.with_disputed),
    });
    const [people, units] = [found.people.map(standing(false)), found.units.map(standing(true))];
    const { unknown, ...counts } = found.left_out;
    const leftOut = { ...texts(counts), unknown };
    return { people, units, leftOut, byId: new Map([...people, ...units].map((one) => [one.contributor, one])) };
  }

  /** How people stand, in the order of their ids. */
  people() {
    return this.#read.people;
  }

  /** How units stand, in the order of their ids. */
  units() {
    return this.#read.units;
  }

  /** How a person or a unit stands; other ids of theirs do as well. Null for an id that means nobody. */
  of(contributor) {
    return this.#read.byId.get(raw(this, Standings).known(normal(contributor))) ?? null;
  }

  /** What does not count, and why. */
  get leftOut() {
    return this.#read.leftOut;
  }

  /** Why somebody stands as they do. */
  explain(contributor) {
    const own = raw(this, Standings);
    const id = normal(contributor);
    const say = (form, lang = "en") => attempt(() => own.explain(id, form, lang));
    // an id that means nobody is told now, not when the explanation is shown
    if (own.known(id) === undefined) say("text");
    return explanation(say);
  }

  /** How sure ranks are, by the source of error that the scheme names. */
  certainty() {
    const { source, coverage, groups, top_share = null } = JSON.parse(this.told("certainty"));
    const group = ({ group, members, sure, not_evaluated }) => ({
      group,
      members,
      sure: sure && sure.map(sure_of),
      notEvaluated: not_evaluated,
    });
    return { source, coverage, topShare: top_share, groups: groups.map(group) };
  }

  /** How little would have to be otherwise for somebody else to be among the best `places` of somebody's group. */
  stability(contributor, { places }) {
    const { group, kinds, ...rest } = JSON.parse(this.told("stability", { contributor, places }));
    const kind = ({ without, ...own }) => ({ ...own, ...without });
    return { group, kinds: kinds.map(kind), ...rest };
  }

  /** Questions for the verifiers: signs that points are being made rather than earned. They touch no score. */
  gaming() {
    return JSON.parse(this.told("questions"));
  }

  /** How everybody moved since the standings before. */
  since(before) {
    return read(this.told("movement", { before }));
  }

  /** What the library's own JSON says: `certainty`, `stability`, `questions`, `movement`, or `explain` in a language. */
  told(what, { contributor, places, before, lang = "en" } = {}) {
    const own = raw(this, Standings);
    switch (what) {
      case "certainty":
        return attempt(() => own.certainty());
      case "questions":
        return attempt(() => own.questions());
      case "stability":
        return attempt(() => own.stability(normal(contributor), places));
      case "explain":
        return attempt(() => own.explain(normal(contributor), "json", lang));
      default:
        return own.since(raw(before, Standings));
    }
  }

  /** The standings as canonical JSON: the same bytes in every language. */
  toJson() {
    return raw(this, Standings).json();
  }

  toObject() {
    return JSON.parse(this.toJson());
  }

  get digest() {
    return raw(this, Standings).digest();
  }
}
