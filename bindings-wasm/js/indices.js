// The package `thidua/indices`: classes over the fourth module's text. No statistics live here.

import wasm, { initSync as wasmSync, RawCohort, RawPanel, RawTable, refuse } from "../dist/thidua_indices.js";
import {
  attempt,
  camel,
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
  ThiduaError,
  unplaced,
  writer,
} from "./shared.js";

export { DataError, PackError, ThiduaError };

/** Loading the module: once; safe to call again, at the same time, in workers and on servers. */
const { init, initSync, needed } = loader(wasm, wasmSync, "thidua_indices_bg.wasm", refuse);
export { init, initSync };

const text_of = writer(refuse);
const figures_of = writer(refuse, true);
const { source, changed } = documents(text_of);

/** Rows, columns, or figures by subject. */
function shape(table) {
  if (Array.isArray(table)) return "rows";
  const [first] = Object.values(table ?? {});
  return typeof first === "object" && first !== null && !Array.isArray(first) && !ArrayBuffer.isView(first)
    ? "figures"
    : "columns";
}

/** A table: rows, columns, figures by subject, or the text of comma-separated values. */
function table_of(table, { subject, missing = [], earlier, ...others } = {}) {
  const text = typeof table === "string";
  // an option of another name stays, and the core refuses it
  const csv = text && Object.keys(others).length === 0;
  const own = attempt(
    () => {
      if (csv) return RawTable.csv(table.normalize("NFC"), subject ?? "subject", missing);
      return RawTable.read(figures_of({ subject, missing, ...others, [text ? "csv" : shape(table)]: table }));
    },
    csv ? undefined : unplaced,
  );
  return earlier === undefined ? own : own.after(table_of(earlier, { subject, missing }));
}

/** A pack from JSON, text or an object, by what makes one of its text. */
function pack_of(pack, make) {
  return new CohortFramework(attempt(() => make(source(pack)), changed(pack, of_object)));
}

/** A pack of the kind `index` from JSON: text, or an object. */
export function loadIndex(pack, { file } = {}) {
  needed();
  return pack_of(pack, (text) => RawCohort.load(text, file));
}

/** How subjects that are measured together compare. */
export class CohortFramework extends TestedPack {
  /** The index of all subjects of a table. */
  index(table, { asOf, ...how } = {}) {
    const given = table_of(table, how);
    return new Index(attempt(() => raw(this, CohortFramework).index(given, asOf)), this);
  }

  /** What a past cohort fits, kept for subjects who come later. */
  freeze(table, { asOf, ...how } = {}) {
    const given = table_of(table, how);
    return new Frozen(attempt(() => raw(this, CohortFramework).freeze(given, asOf)), this);
  }

  /** What a frozen index wrote, for the very pack it was frozen by. */
  loadFrozen(text) {
    return new Frozen(attempt(() => raw(this, CohortFramework).loadFrozen(text)), this);
  }

  /** Computes the index of a table again, with the parameters of the certified day, and compares with a certificate: `same`, or which part is another. */
  replay(certificate, table, how) {
    const given = table_of(table, how);
    return attempt(() => raw(this, CohortFramework).replay(certified(certificate), given));
  }

  /** The pack with an organisation's file on top. */
  extend(pack, { file } = {}) {
    return pack_of(pack, (text) => raw(this, CohortFramework).extend(text, file));
  }

  /** The same pack with what stands at a JSON pointer replaced. */
  changed(at, to) {
    return new CohortFramework(attempt(() => raw(this, CohortFramework).changed(at, text_of(to)), of_object));
  }

  /** The answer to a request as canonical JSON, the same bytes in every language. */
  request(request) {
    return attempt(() => raw(this, CohortFramework).request(request));
  }

  /** Nodes of the pack, wholes before their parts. */
  get nodes() {
    return identity(this).nodes;
  }

  /** Levels, from the lowest to the highest. */
  get levels() {
    return identity(this).levels;
  }
}

/** An index fitted to a past cohort. */
export class Frozen extends Handle {
  #framework;

  constructor(own, framework) {
    super(own);
    this.#framework = framework;
  }

  get framework() {
    return this.#framework;
  }

  /** The index of the subjects of a table, against the past cohort. Their ranks are among themselves. */
  index(table, how) {
    const given = table_of(table, how);
    return new Index(attempt(() => raw(this, Frozen).index(given)), this.#framework);
  }

  /** Computes the index of a table again and compares with a certificate: `same`, or which part is another. */
  replay(certificate, table, how) {
    const given = table_of(table, how);
    return attempt(() => raw(this, Frozen).replay(certified(certificate), given));
  }

  get digest() {
    return attempt(() => raw(this, Frozen).digest());
  }

  /** What is kept, as canonical JSON: `loadFrozen` reads it again. */
  toJson() {
    return attempt(() => raw(this, Frozen).json());
  }
}

const number = (text) => (text === null ? null : Number(text));
const values = (map, read) => Object.fromEntries(Object.entries(map).map(([name, one]) => [name, read(one)]));

/** Numbers that were told as text, in lists and maps too. */
function numbers(told) {
  if (told === null || typeof told !== "object") return number(told);
  return Array.isArray(told) ? told.map(numbers) : values(told, numbers);
}

/** What was told of one thing, by the names that JavaScript writes; fields of these names hold numbers. */
const fields = (...names) => (told) =>
  Object.fromEntries(
    Object.entries(told).map(([name, value]) => [camel(name), names.includes(name) ? numbers(value) : value]),
  );
const share_of = fields("first", "first_interval", "total", "total_interval");

/** An index over a cohort, computed. */
export class Index extends Handle {
  #framework;
  #all;

  constructor(own, framework) {
    super(own);
    this.#framework = framework;
  }

  get #read() {
    this.#all ??= JSON.parse(this.toJson());
    return this.#all;
  }

  /** The node of an id: the index itself where none is named. */
  #node(node = this.#read.index, subject) {
    const id = normal(node);
    attempt(() => raw(this, Index).known(id, subject));
    return this.#read.nodes[id];
  }

  #by_subject(list, read) {
    return Object.fromEntries(this.subjects.map((subject, at) => [subject, read(list[at])]));
  }

  get framework() {
    return this.#framework;
  }

  /** The subjects, in the order of the table. */
  get subjects() {
    return this.#read.subjects;
  }

  /** Those who were screened out. */
  get leftOut() {
    return this.#read.left_out;
  }

  /** Scores at a node by subject, before rounding. */
  scores(node) {
    return this.#by_subject(this.#node(node).scores, number);
  }

  /** Scores as they are published: decimals as text. */
  published(node) {
    const { published } = this.#node(node);
    return Object.fromEntries(this.subjects.map((subject) => [subject, published[subject] ?? null]));
  }

  /** Ranks by subject: fractions as text, whole but for ties that share a mean. */
  ranks(node) {
    return this.#by_subject(this.#node(node).ranks, (rank) => rank);
  }

  /** Levels by subject. */
  levels(node) {
    const { levels } = this.#node(node);
    return Object.fromEntries(this.subjects.map((subject) => [subject, this.#level(levels[subject])]));
  }

  #level(id) {
    return this.#framework.levels.find((level) => level.id === id) ?? null;
  }

  /** Weights of the parts of a node, as shares of one. */
  weights(node) {
    return values(this.#node(node).weights, Number);
  }

  /** Weights of the parts of a node for one subject alone, where each has weights of its own. */
  ownWeights(subject, node) {
    const name = normal(subject);
    const own = this.#node(node, name).own_weights?.[name] ?? {};
    return numbers(own);
  }

  /** How one subject stands at a node. */
  of(subject, node) {
    const name = normal(subject);
    const own = this.#node(node, name);
    const at = this.subjects.indexOf(name);
    return {
      subject: name,
      score: number(own.scores[at]),
      published: own.published[name] ?? null,
      rank: own.ranks[at],
      level: this.#level(own.levels[name]),
      missing: own.missing[name] ?? [],
      leftOut: this.leftOut.includes(name),
    };
  }

  /** A plain row for each subject at a node. */
  toRows(node) {
    return this.subjects.map((subject) => this.of(subject, node));
  }

  /** The stages, in their order. */
  get stages() {
    return this.#read.stages.map(({ stage }) => stage);
  }

  /** The figures after a stage, by indicator and subject. */
  stage(name) {
    attempt(() => raw(this, Index).hasStage(name));
    const { figures } = this.#read.stages.find(({ stage }) => stage === name);
    return values(figures, (column) => this.#by_subject(column, number));
  }

  /** What was done to the figures. */
  get steps() {
    return this.#read.steps.map(({ numbers, ...step }) => ({ ...step, numbers: values(numbers, Number) }));
  }

  /** The answer to a question as canonical JSON: its name, and what it asks. */
  told(question, about = {}) {
    return attempt(() => raw(this, Index).answer(figures_of({ [question]: about })), unplaced);
  }

  #answer(question, about) {
    return JSON.parse(this.told(question, about))[question];
  }

  /** Why a subject stands where it does. */
  explain(subject) {
    const own = raw(this, Index);
    const name = normal(subject);
    // a subject that is not there is told now, not when the explanation is shown
    attempt(() => own.known(this.#read.index, name));
    return explanation((form, lang) => attempt(() => own.explain(name, form, lang)));
  }

  /** A page for the readers of the index; with a plan, it also tells how sure its ranks are. */
  justification(plan, given) {
    const own = raw(this, Index);
    const page = plan === undefined ? "{}" : figures_of(this.#varied(plan, given));
    const say = (form, lang) => attempt(() => own.justification(page, form, lang), unplaced);
    // what cannot be told is told now, not when the page is shown
    say("text", "en");
    return explanation(say);
  }

  /** The handbook's ten steps: which have evidence in the pack, in this run, by a plan, and in other measures of the same subjects. */
  checklist(plan, { others, ...given } = {}) {
    const { subject } = given;
    const beside = { ...this.#varied(plan, given), others: others && JSON.parse(table_of(others, { subject }).json()) };
    return this.#answer("checklist", beside);
  }

  /** How much of the figures of each subject is there after a stage. */
  availability(stage = "raw") {
    return this.#answer("availability", { stage }).map(fields("available", "not_zero"));
  }

  /** The principal components of the parts of a node, and the first `rotated` of them rotated by varimax. */
  components(node = this.#read.index, { rotated } = {}) {
    return fields("all", "rotated")(this.#answer("components", { node, rotated }));
  }

  /** What share of the weight of a node's parts says that one subject is better than another. */
  outranking(node = this.#read.index) {
    return fields("matrix")(this.#answer("outranking", { node }));
  }

  /** How the parts of a node vary together, and with it. */
  correlations(node = this.#read.index) {
    return this.#answer("correlations", { node }).map(fields("value"));
  }

  /** Whether the parts of a node measure one thing. */
  cronbachAlpha(node = this.#read.index) {
    return Number(this.#answer("cronbach_alpha", { node }));
  }

  /** What indicators weigh in truth. */
  importances() {
    return this.#answer("importances").map(fields("weight", "correlation", "share"));
  }

  /** A subject's indicators, from its best rank to its worst. */
  profile(subject) {
    return this.#answer("profile", { subject }).map(fields("score"));
  }

  /** The index without an indicator or a node. */
  without(element) {
    const { mean_rank_change, ranks } = this.#answer("without", { element });
    const pair = ([before, after]) => ({ before, after });
    return { element, meanRankChange: Number(mean_rank_change), ranks: values(ranks, pair) };
  }

  /** This index and another over the same subjects, subject by subject. */
  compare(other) {
    const { compare } = JSON.parse(attempt(() => raw(this, Index).compare(raw(other, Index))));
    const change = ({ subject, scores, ranks, levels }) => ({
      subject,
      scores: { before: number(scores[0]), after: number(scores[1]) },
      ranks: { before: ranks[0], after: ranks[1] },
      levels: { before: levels[0], after: levels[1] },
    });
    const { changes, only_before, only_after } = compare;
    return { changes: changes.map(change), onlyBefore: only_before, onlyAfter: only_after };
  }

  #varied(plan, { errors, subject } = {}) {
    return { plan, errors: errors === undefined ? undefined : JSON.parse(table_of(errors, { subject }).json()) };
  }

  #planned(question, plan, given) {
    return JSON.parse(this.told(question, this.#varied(plan, given)));
  }

  /** How sure ranks and levels are, with everything varied that a plan names. */
  uncertainty(plan, given) {
    const { replicates, flips, subjects } = this.#planned("uncertainty", plan, given);
    const read = fields("mean", "ranked", "scores", "acceptability", "levels", "central_weights");
    const one = ({ ranks: [lower, upper], ...told }) => ({ ...read(told), ranks: { lower, upper } });
    return { replicates, subjects: subjects.map(one), flips: numbers(flips) };
  }

  /** How much of what varies each factor of a plan accounts for. */
  sensitivity(plan, given) {
    const { runs, rank_shift, scores } = this.#planned("sensitivity", plan, given);
    return { runs, rankShift: rank_shift.map(share_of), scores: values(scores, (own) => own.map(share_of)) };
  }

  /** What was run on what: digests of the pack, of the figures it reads, and of the index. */
  get certificate() {
    return JSON.parse(this.certificateJson());
  }

  /** The same as canonical JSON. */
  certificateJson() {
    return attempt(() => raw(this, Index).certificate());
  }

  /** What the cohort of this index fitted, kept for subjects who come later. */
  freeze() {
    return new Frozen(raw(this, Index).freeze(), this.#framework);
  }

  /** The index as canonical JSON: the same bytes in every language. */
  toJson() {
    return this.told("index");
  }

  toObject() {
    return JSON.parse(this.toJson());
  }

  get digest() {
    return attempt(() => raw(this, Index).digest());
  }
}

/** Indices of several times, such as years, the first time first: pairs of a time and an index. */
export function panel(indices) {
  needed();
  const all = new RawPanel();
  for (const [time, index] of indices) all.add(time, raw(index, Index));
  const { times, frameworks, trends } = JSON.parse(attempt(() => all.json())).panel;
  const trend = fields("scores", "change", "per_year", "growth");
  return { times: numbers(times), frameworks, trends: trends.map(trend) };
}
