/** Types of the package `thidua/standings`: a module of its own, loaded by an `init` of its own. */

import type { Decimal, Explanation, Finding, Fraction, Lang, Numeric, Period, Text } from "./index.js";
import type { RankSet } from "./ranking.js";

export {
  DataError,
  type Decimal,
  type Explanation,
  type Finding,
  type Fraction,
  init,
  initSync,
  PackError,
  ThiduaError,
} from "./index.js";
export type { RankSet } from "./ranking.js";

/** A period with both ends. */
export interface Days {
  from: string;
  until: string;
}
/** Where records come from, and the day staff were told of it. */
export interface Collection {
  id: string;
  disclosed?: string;
  notice?: string;
}
export interface Reading {
  /** What happens to a row that is wrong: nothing is read, or it is left out and counted. */
  onBad?: "stop" | "set_aside";
  /** What happens to records that staff had not been told of. */
  undisclosed?: "refuse" | "accept";
  collections?: readonly Collection[];
}
export interface Named {
  /** The name the text goes by. */
  file?: string;
}
export interface Columns {
  /** What a column is by the name it has there; null where it is not to be read. */
  columns?: Readonly<Record<string, string | null>>;
}
export type Cell = Numeric | null | undefined;

export interface BadRow {
  readonly code: string;
  readonly pointer: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly suggestion: string | null;
  readonly vi: { readonly message: string; readonly help: string };
  readonly en: { readonly message: string; readonly help: string };
}
/** All are counted, the first thousand listed. */
export interface SetAside {
  readonly count: number;
  readonly rows: readonly BadRow[];
}
export interface Delay {
  readonly due: string;
  readonly blocked: number;
  readonly firstDay: string;
  readonly days: number;
  readonly excusedBy: string | null;
}
export interface Progress {
  readonly assignment: string;
  readonly progress: "not-notified" | "open" | "on-time" | "late" | "contested" | "disputed" | "reversed";
  readonly delay: Delay | null;
}
export interface State {
  readonly contribution: string;
  readonly state: "claimed" | "verified" | "disputed" | "reversed" | "not-yet";
}
export interface Identities {
  readonly unknown: readonly { readonly id: string; readonly count: number }[];
  readonly bots: readonly { readonly id: string; readonly count: number }[];
  readonly aliases: readonly { readonly id: string; readonly knownAs: string; readonly count: number }[];
  readonly lookAlikes: readonly (readonly string[])[];
  readonly creditedTwice: readonly string[];
  readonly selfJudged: readonly string[];
}

/** What people and units did. */
export class Ledger {
  private constructor();
  /** JSON Lines, or a list in JSON. @throws DataError, as all that read */
  static parse(text: string, options?: Reading & Named): Ledger;
  /** Comma-separated values, a row for each credit. */
  static parseCsv(text: string, options?: Reading & Named & Columns): Ledger;
  /** Records of the published format. */
  static of(records: Iterable<object>, options?: Reading): Ledger;
  /** Rows of a table, one for each credit. */
  static ofRows(rows: Iterable<Readonly<Record<string, Cell>>>, options?: Reading & Columns): Ledger;
  readonly contributions: number;
  readonly credits: number;
  readonly assignments: number;
  readonly undisclosed: number;
  readonly setAside: SetAside;
  readonly digest: string;
  merge(other: Ledger): Ledger;
  whole(): void;
  states(asOf: string): State[];
  progress(asOf: string): Progress[];
  delays(asOf: string): ({ readonly assignment: string } & Delay)[];
  identities(roster: Roster): Identities;
  toJson(): string;
  toJsonLines(): string;
  told(
    what: "set_aside" | "states" | "progress" | "identities",
    about?: { asOf?: string; roster?: Roster },
  ): string;
  free(): void;
}

export interface Spell {
  readonly status: string;
  readonly from: string;
  readonly until?: string;
  readonly unit?: string;
  readonly role?: string;
  readonly dutyGroup?: string;
  readonly head?: boolean;
  readonly taskForce?: boolean;
}
export class Roster {
  private constructor();
  /** @throws DataError */
  static parse(roster: string | object, options?: Named): Roster;
  readonly digest: string;
  spell(person: string, day: string): Spell | null;
  days(
    person: string,
    period: Days,
    options?: { protected?: readonly string[] },
  ): {
    readonly counted: number;
    readonly inSpells: number;
    readonly spells: readonly (readonly [spell: number, days: number, counted: number])[];
  } | null;
  heads(
    unit: string,
    period: Days,
    options?: { protected?: readonly string[] },
  ): { readonly staff: Fraction; readonly collaborators: Fraction; readonly experts: Fraction } | null;
  knownAs(id: string): string | null;
  toJson(): string;
  free(): void;
}

/** @throws PackError */
export function loadScheme(pack: string | object, options?: Named): Scheme;

export class Scheme {
  private constructor();
  readonly id: string;
  readonly edition: string;
  readonly name: string;
  readonly kinds: readonly string[];
  readonly inForce: Period;
  readonly isMonotone: boolean;
  readonly digest: string;
  title(lang?: Lang): string;
  /** @throws PackError */
  extend(pack: string | object, options?: Named): Scheme;
  /** @throws DataError */
  standings(
    ledger: Ledger,
    options: { roster: Roster; period: Days; asOf?: string; strangers?: "refuse" | "set_aside" },
  ): Standings;
  lint(): Finding[];
  testCoverage(): { readonly tests: number; readonly rules: number; readonly unreached: readonly string[] };
  toJson(): string;
  told(what: "scheme" | "lint"): string;
  free(): void;
}

/** What those compared have in common, by name. */
export type Group = Readonly<Record<string, string | null>>;
export interface Placed {
  readonly score: Decimal | null;
  readonly scoreExact: Fraction | null;
  /** From 1; not a whole number only where ties take the mean. */
  readonly rank: Fraction | null;
  /** How many are ranked in the group. */
  readonly among: number;
}
export interface Basis {
  readonly events: number;
  readonly assessors: number;
  readonly months: number;
  readonly days: number;
  readonly unverified: number;
  readonly disputed: number;
}
export interface Reason extends Text {
  readonly code: string;
}
export interface Sure {
  /** The ranks it may be: for questions about this one alone. */
  readonly marginal: RankSet;
  /** The same, so that the sets of the whole group hold at once. */
  readonly simultaneous: RankSet | null;
  readonly standardError: number | null;
  /** In what share of the draws it is among the best of its group; where the scheme names such a share. */
  readonly topShare: Fraction | null;
}
export interface Standing extends Placed {
  readonly contributor: string;
  readonly isUnit: boolean;
  readonly group: Group | null;
  /** What each part of the score comes to. */
  readonly parts: Readonly<Record<string, Fraction | null>>;
  readonly basis: Basis;
  /** Why there is no rank; empty where there is one. */
  readonly unranked: readonly Reason[];
  readonly sure: Sure | null;
  readonly rankInterval: RankSet | null;
  /** How it would stand if contested records counted; null where that changes nothing. */
  readonly withDisputed: Placed | null;
}
export interface LeftOut {
  readonly outsidePeriod: number;
  readonly notYetRecorded: number;
  readonly reversed: number;
  readonly unverified: number;
  readonly ignored: number;
  readonly assignments: number;
  readonly excused: number;
  readonly bots: number;
  readonly unknown: Readonly<Record<string, number>>;
}
export interface GroupCertainty {
  readonly group: Group;
  readonly members: readonly string[];
  readonly sure: readonly Sure[] | null;
  readonly notEvaluated: string | null;
}
export interface Certainty {
  readonly source: "assessors" | "counts" | "weeks" | "parameters" | null;
  readonly coverage: Decimal | null;
  /** The best share of a group of which it is told how often each member is in it, where the scheme names one. */
  readonly topShare: Decimal | null;
  readonly groups: readonly GroupCertainty[];
}
export interface KindStability {
  readonly kind: string;
  readonly lower: Fraction | null;
  readonly higher: Fraction | null;
  readonly entering: readonly string[];
  readonly leaving: readonly string[];
}
export interface Stability {
  readonly group: Group;
  readonly places: number;
  readonly inside: readonly string[];
  readonly kinds: readonly KindStability[];
  readonly records: readonly string[] | null;
}
export interface Question extends Text {
  readonly code: string;
  readonly contributors: readonly string[];
  readonly records: readonly string[];
  readonly about: string;
  readonly found: Fraction;
}
export interface Movement {
  readonly contributor: string;
  readonly scoreBefore: Fraction | null;
  readonly rankBefore: Fraction | null;
  readonly score: Fraction | null;
  readonly ranks: Fraction | null;
}

/** What standings are made of, each as text. */
export interface Sources {
  readonly scheme: string;
  readonly ledger: string;
  readonly roster: string;
  readonly reckoning: string;
}

export class Standings {
  private constructor();
  readonly scheme: Scheme;
  sources(): Sources;
  readonly leftOut: LeftOut;
  readonly digest: string;
  people(): readonly Standing[];
  units(): readonly Standing[];
  of(contributor: string): Standing | null;
  /** @throws DataError for an id that means nobody */
  explain(contributor: string): Explanation;
  certainty(): Certainty;
  /** @throws DataError */
  stability(contributor: string, options: { places: number }): Stability;
  gaming(): readonly Question[];
  since(before: Standings): Movement[];
  toJson(): string;
  toObject(): unknown;
  told(
    what: "certainty" | "stability" | "questions" | "movement" | "explain",
    about?: { contributor?: string; places?: number; before?: Standings; lang?: Lang },
  ): string;
  free(): void;
}
