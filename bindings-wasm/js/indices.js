// The package `thidua/indices`: classes over the fourth module's text. No statistics live here.

import wasm, { initSync as wasmSync, RawCohort, RawPanel, RawTable, refuse } from "../dist/thidua_indices.js";
import {
  attempt,
  DataError,
  explanation,
  Handle,
  identity,
  loader,
  normal,
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
const { init, initSync, needed } = loader(wasm, wasmSync, "thidua_indices_bg.wasm", refuse);
export { init, initSync };

const text_of = writer(refuse);
const figures_of = writer(refuse, true);

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

/** A pack of the kind `index` from JSON: text, or an object. */
export function loadIndex(pack, { file } = {}) {
  needed();
  const text = () => (typeof pack === "string" ? pack : text_of(pack));
  const change = typeof pack === "string" ? undefined : of_object;
  return new CohortFramework(attempt(() => RawCohort.load(text(), file), change));
}

/** How subjects that are measured together compare. */
export class CohortFramework extends Pack {
  /** The index of all subjects of a table. */
  index(table, { asOf, ...how } = {}) {
    const given = table_of(table, how);
    return new Index(attempt(() => raw(this, CohortFramework).index(given, asOf), unplaced), this);
  }

  /** What a past cohort fits, kept for subjects who come later. */
  freeze(table, { asOf, ...how } = {}) {
    const given = table_of(table, how);
    return new Frozen(attempt(() => raw(this, CohortFramework).freeze(given, asOf), unplaced), this);
  }

  /** What a frozen index wrote, for the very pack it was frozen by. */
  loadFrozen(text) {
    return new Frozen(attempt(() => raw(this, CohortFramework).loadFrozen(text)), this);
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
    return new Index(attempt(() => raw(this, Frozen).index(given), unplaced), this.#framework);
  }

  /** What is kept, as canonical JSON: `loadFrozen` reads it again. */
  toJson() {
    return attempt(() => raw(this, Frozen).json());
  }
}

const number = (text) => (text === null ? null : Number(text));
const values = (map, read) => Object.fromEntries(Object.entries(map).map(([name, one]) => [name, read(one)]));
const share_of = ({ factor, first, first_interval, total, total_interval }) => ({
  factor,
  first: Number(first),
  firstInterval: first_interval.map(Number),
  total: Number(total),
  totalInterval: total_interval.map(Number),
});

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

  /** How much of the figures of each subject is there after a stage. */
  availability(stage = "raw") {
    return this.#answer("availability", { stage }).map(({ available, not_zero, ...one }) => ({
      ...one,
      available: Number(available),
      notZero: number(not_zero),
    }));
  }

  /** The principal components of the parts of a node, and the first `rotated` of them rotated by varimax. */
  components(node = this.#read.index, { rotated } = {}) {
    const one = (found) => ({ ...values(found, Number), loadings: found.loadings.map(Number) });
    const found = this.#answer("components", { node, rotated });
    return { parts: found.parts, all: found.all.map(one), rotated: found.rotated && found.rotated.map(one) };
  }

  /** What share of the weight of a node's parts says that one subject is better than another. */
  outranking(node = this.#read.index) {
    const { subjects, matrix } = this.#answer("outranking", { node });
    return { subjects, matrix: matrix.map((row) => row.map(Number)) };
  }

  /** How the parts of a node vary together, and with it. */
  correlations(node = this.#read.index) {
    return this.#answer("correlations", { node }).map((one) => ({ ...one, value: number(one.value) }));
  }

  /** Whether the parts of a node measure one thing. */
  cronbachAlpha(node = this.#read.index) {
    return Number(this.#answer("cronbach_alpha", { node }));
  }

  /** What indicators weigh in truth. */
  importances() {
    return this.#answer("importances").map(({ indicator, ...numbers }) => ({ indicator, ...values(numbers, number) }));
  }

  /** A subject's indicators, from its best rank to its worst. */
  profile(subject) {
    return this.#answer("profile", { subject }).map((one) => ({ ...one, score: Number(one.score) }));
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
    const one = ({ mean, ranked, scores, acceptability, levels, central_weights, ranks, ...rest }) => ({
      ...rest,
      mean: Number(mean),
      ranked: Number(ranked),
      ranks: { lower: ranks[0], upper: ranks[1] },
      scores: scores && scores.map(Number),
      acceptability: acceptability.map(Number),
      levels: values(levels, Number),
      centralWeights: values(central_weights, (weights) => values(weights, Number)),
    });
    return { replicates, subjects: subjects.map(one), flips: flips.map((row) => row.map(Number)) };
  }

  /** How much of what varies each factor of a plan accounts for. */
  sensitivity(plan, given) {
    const { runs, rank_shift, scores } = this.#planned("sensitivity", plan, given);
    return { runs, rankShift: rank_shift.map(share_of), scores: values(scores, (own) => own.map(share_of)) };
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
  const trend = ({ subject, scores, ranks, change, per_year, growth, ranks_gained }) => ({
    subject,
    scores: scores.map(number),
    ranks,
    change: number(change),
    perYear: number(per_year),
    growth: number(growth),
    ranksGained: ranks_gained,
  });
  return { times: times.map(Number), frameworks, trends: trends.map(trend) };
}
