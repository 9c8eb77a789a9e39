/** Types of the package `thidua/indices`: a module of its own, loaded by an `init` of its own. */

import type { Decimal, Explanation, Finding, Fraction, Lang, Period, Text } from "./index.js";
import type { RankSet } from "./ranking.js";

export {
  DataError,
  type Decimal,
  type Explanation,
  type Fraction,
  init,
  initSync,
  PackError,
  ThiduaError,
} from "./index.js";
export type { RankSet } from "./ranking.js";

/** A figure or a group: statistics are floats by nature, so numbers are taken; what is left out is missing. */
export type Figure = number | bigint | string | null | undefined;
/** Rows, columns, figures by subject, or the text of comma-separated values. Columns are matched by name. */
export type Table =
  | readonly Readonly<Record<string, Figure>>[]
  | Readonly<Record<string, ArrayLike<Figure>>>
  | Readonly<Record<string, Readonly<Record<string, Figure>>>>
  | string;
export interface Reading {
  /** The column that names the subjects; `subject` where left out. */
  subject?: string;
  /** Texts that stand for a missing figure. */
  missing?: readonly string[];
  /** The table of the time before. */
  earlier?: Table;
}
export interface Dated extends Reading {
  asOf?: string;
}

/** @throws PackError */
export function loadIndex(pack: string | object, options?: { file?: string }): CohortFramework;

export interface NodeInfo {
  readonly id: string;
  readonly label: Text | null;
  /** Of an indicator: the column of the table that it reads. */
  readonly column: string | null;
  readonly parent: string | null;
}
export interface IndexLevel {
  readonly id: string;
  readonly label: Text;
}

export class CohortFramework {
  private constructor();
  readonly id: string;
  readonly edition: string;
  readonly name: string;
  readonly inForce: Period;
  readonly digest: string;
  readonly nodes: readonly NodeInfo[];
  readonly levels: readonly IndexLevel[];
  title(lang?: Lang): string;
  /** @throws DataError, as all that read tables */
  index(table: Table, options?: Dated): Index;
  freeze(table: Table, options?: Dated): Frozen;
  /** @throws DataError for what another pack was frozen to */
  loadFrozen(text: string): Frozen;
  /** Computes the index of a table again and compares. @throws DataError */
  replay(certificate: Certificate | string, table: Table, options?: Reading): Replay;
  /** The pack with an organisation's file on top. @throws PackError */
  extend(pack: string | object, options?: { file?: string }): CohortFramework;
  /** What is doubtful about the pack, though it loads. */
  lint(): Finding[];
  /** What the pack's own tests reach of its rules. */
  testCoverage(): { readonly tests: number; readonly rules: number; readonly unreached: readonly string[] };
  /** @throws PackError */
  changed(at: string, to: unknown): CohortFramework;
  toJson(): string;
  /** The answer to a request, both as the library's own JSON. */
  request(request: string): string;
  free(): void;
}

export class Frozen {
  private constructor();
  readonly framework: CohortFramework;
  readonly digest: string;
  index(table: Table, options?: Reading): Index;
  /** Computes the index of a table again and compares. @throws DataError */
  replay(certificate: Certificate | string, table: Table, options?: Reading): Replay;
  toJson(): string;
  free(): void;
}

/** Digests of an index and of everything it came from. */
export interface Certificate {
  readonly semantics: number;
  readonly pack: string;
  /** Of the figures that the pack reads, whatever their order. */
  readonly facts: string;
  /** Of what a past cohort fitted, where it was computed against one. */
  readonly past?: string;
  readonly as_of?: string;
  readonly result: string;
}
export type Replay = "same" | "other_semantics" | "other_pack" | "other_facts" | "other_past" | "other_result";

/** One value for each subject, by name. */
export type BySubject<T> = Readonly<Record<string, T>>;
export interface Scored {
  readonly subject: string;
  /** Before rounding; null where it cannot be told. */
  readonly score: number | null;
  readonly published: Decimal | null;
  readonly rank: Fraction | null;
  readonly level: IndexLevel | null;
  /** The indicators without which there is no score. */
  readonly missing: readonly string[];
  readonly leftOut: boolean;
}
export interface Step {
  readonly stage: string;
  readonly about: string;
  readonly subject: string | null;
  readonly method: string;
  readonly numbers: Readonly<Record<string, number>>;
}
export interface Availability {
  readonly subject: string;
  readonly of: number;
  readonly missing: number;
  readonly zero: number;
  readonly available: number;
  readonly notZero: number | null;
}
export interface Correlation {
  readonly one: string;
  readonly other: string;
  readonly value: number | null;
  readonly flag: "negative" | "weak" | "collinear" | null;
}
export interface Component {
  /** The eigenvalue. */
  readonly variance: number;
  readonly explained: number;
  readonly cumulative: number;
  /** In the order of the parts. */
  readonly loadings: readonly number[];
}
export interface Components {
  readonly parts: readonly string[];
  readonly all: readonly Component[];
  readonly rotated: readonly Component[] | null;
}
export interface Outranking {
  readonly subjects: readonly string[];
  /** The share of the weight that says the subject of the row is better than that of the column. */
  readonly matrix: readonly (readonly number[])[];
}
export interface Trend {
  readonly subject: string;
  readonly scores: readonly (number | null)[];
  readonly ranks: readonly (Fraction | null)[];
  readonly change: number | null;
  readonly perYear: number | null;
  readonly growth: number | null;
  readonly ranksGained: Fraction | null;
}
export interface Panel {
  readonly times: readonly number[];
  readonly frameworks: readonly string[];
  readonly trends: readonly Trend[];
}
export interface Importance {
  readonly indicator: string;
  readonly weight: number;
  readonly correlation: number | null;
  readonly share: number | null;
}
export interface Place {
  readonly indicator: string;
  readonly score: number;
  readonly rank: Fraction;
  readonly among: number;
}
export interface Pair<T> {
  readonly before: T | null;
  readonly after: T | null;
}
export interface Removal {
  readonly element: string;
  readonly meanRankChange: number;
  readonly ranks: BySubject<Pair<Fraction>>;
}
export interface Change {
  readonly subject: string;
  readonly scores: Pair<number>;
  readonly ranks: Pair<Fraction>;
  readonly levels: Pair<string>;
}
export interface Comparison {
  readonly changes: readonly Change[];
  readonly onlyBefore: readonly string[];
  readonly onlyAfter: readonly string[];
}
export interface SubjectCertainty {
  readonly subject: string;
  readonly rank: number | null;
  readonly ranks: RankSet;
  readonly median: number;
  readonly mean: number;
  readonly scores: readonly number[] | null;
  /** The share of replicates in which the subject has each rank, from the first. */
  readonly acceptability: readonly number[];
  readonly levels: Readonly<Record<string, number>>;
  /** By node, the mean weights under which it comes first. */
  readonly centralWeights: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly ranked: number;
}
export interface Certainty {
  readonly replicates: number;
  readonly subjects: readonly SubjectCertainty[];
  /** For each two subjects, how often their order is another one. */
  readonly flips: readonly (readonly number[])[];
}
export interface Sensitivity {
  readonly factor: string;
  readonly first: number;
  readonly firstInterval: readonly number[];
  readonly total: number;
  readonly totalInterval: readonly number[];
}
export interface Sensitivities {
  readonly runs: number;
  readonly rankShift: readonly Sensitivity[];
  readonly scores: BySubject<readonly Sensitivity[]>;
}
/** What a part of a node counts for one subject alone. */
export interface OwnWeight {
  /** What the subject's score at the part is multiplied by. */
  readonly weight: number;
  /** The share of the whole that comes to the subject by this part. */
  readonly share: number;
}
/** One of the handbook's ten steps. */
export interface ChecklistStep {
  readonly code: string;
  readonly name: Text;
  /** Whether there is evidence for it. */
  readonly shown: "yes" | "partly" | "no";
  /** What there is, or what is lacking. */
  readonly evidence: readonly Text[];
}
/** What is varied, how often, and where the draws begin. */
export interface Plan {
  replicates: number;
  seed: number | bigint;
  coverage?: number | string;
  factors: readonly object[];
}
export interface Errors {
  /** The standard errors of figures, in columns named as those of the table. */
  errors?: Table;
  /** The column of that table that names the subjects. */
  subject?: string;
}

/** An index, computed; a node left out is the index itself. */
export class Index {
  private constructor();
  readonly framework: CohortFramework;
  readonly subjects: readonly string[];
  readonly leftOut: readonly string[];
  readonly stages: readonly string[];
  readonly steps: readonly Step[];
  readonly digest: string;
  scores(node?: string): BySubject<number | null>;
  published(node?: string): BySubject<Decimal | null>;
  ranks(node?: string): BySubject<Fraction | null>;
  levels(node?: string): BySubject<IndexLevel | null>;
  weights(node?: string): Readonly<Record<string, number>>;
  /** By part; empty where all subjects are weighed alike. */
  ownWeights(subject: string, node?: string): Readonly<Record<string, OwnWeight>>;
  of(subject: string, node?: string): Scored;
  toRows(node?: string): Scored[];
  stage(name: string): Readonly<Record<string, BySubject<number | null>>>;
  /** @throws DataError for a subject that is not there */
  explain(subject: string): Explanation;
  /** A page for the readers of the index; with a plan, it also tells how sure its ranks are. @throws DataError */
  justification(plan?: Plan, given?: Errors): Explanation;
  /** The handbook's ten steps, with other measures of the same subjects where they are given. @throws DataError */
  checklist(plan?: Plan, given?: Errors & { others?: Table }): readonly ChecklistStep[];
  availability(stage?: string): readonly Availability[];
  /** @throws DataError for more rotated components than there are */
  components(node?: string, options?: { rotated?: number }): Components;
  outranking(node?: string): Outranking;
  correlations(node?: string): readonly Correlation[];
  cronbachAlpha(node?: string): number;
  importances(): readonly Importance[];
  profile(subject: string): readonly Place[];
  without(element: string): Removal;
  compare(other: Index): Comparison;
  uncertainty(plan: Plan, given?: Errors): Certainty;
  sensitivity(plan: Plan, given?: Errors): Sensitivities;
  freeze(): Frozen;
  readonly certificate: Certificate;
  certificateJson(): string;
  toJson(): string;
  toObject(): unknown;
  told(question: string, about?: object): string;
  free(): void;
}

/** Indices of several times, the first time first. @throws DataError */
export function panel(indices: Iterable<readonly [time: number, index: Index]>): Panel;
