/** Types of the package `thidua`. */

/** An exact decimal as text, such as `"81.06"`: compare and show it, do not add it up in floating point. */
export type Decimal = string & { readonly __decimal: unique symbol };
/** An exact fraction as text, such as `"4053/50"`. */
export type Fraction = string & { readonly __fraction: unique symbol };
export type Lang = "vi" | "en";
export type Text = Readonly<Record<Lang, string>>;

/** A whole number, or any exact number as text; other numbers are refused. */
export type Numeric = number | bigint | string;
export type Value = boolean | Numeric;
export type Counts = { part: Numeric; whole: Numeric };
export interface Evidence {
  ref: string;
  dated?: string;
  valid_until?: string;
}
export type Answer =
  | Value
  | {
      claimed?: Value | Counts;
      verified?: Value | Counts;
      verified_by?: string;
      evidence?: readonly Evidence[];
      note?: string;
    }
  | { not_applicable: { reason: string; verified_by?: string } }
  | { status: "not_assessed" | "unknown" | "refused" };
export type Answers = Readonly<Record<string, Answer>>;
export interface Period {
  from?: string;
  until?: string;
}
export interface Options {
  asOf?: string;
  period?: Period;
  basis?: "claimed" | "verified";
  window?: Period;
  publication?: string;
  note?: string;
}
export type Assessment = {
  subject: string;
  as_of?: string;
  period?: Period;
  basis?: "claimed" | "verified";
  window?: Period;
  publication?: string;
  note?: string;
  answers: Answers;
};

export interface Level {
  readonly id: string;
  readonly label: Text;
}
/** The levels it can be: `low` is null where it may be below the lowest. */
export interface LevelRange {
  readonly low: Level | null;
  readonly high: Level;
  readonly parameter: string | null;
}
export interface Coverage {
  readonly answered: number;
  readonly applicable: number;
  readonly total: number;
}
export interface Lane {
  readonly score: Decimal | null;
  readonly scoreExact: Fraction | null;
  readonly level: Level | LevelRange | null;
}
export interface Gap {
  readonly criterion: string;
  readonly toWin: Fraction;
}
export interface NodeScore {
  readonly score: Fraction | null;
  readonly max: Fraction | null;
  readonly state: string;
}
export interface Finding {
  readonly code: string;
  readonly pointer: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly vi: string;
  readonly en: string;
}
export interface Certificate {
  readonly semantics: number;
  readonly pack: string;
  readonly facts: string;
  readonly as_of?: string;
  readonly result: string;
}
export interface Diagnostic {
  readonly code: string;
  readonly pointer: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly suggestion: string | null;
  readonly vi: { readonly message: string; readonly help: string };
  readonly en: { readonly message: string; readonly help: string };
}
/** The derivation, in English where no language is named. */
export interface Explanation {
  render(lang?: Lang): string;
  markdown(lang?: Lang): string;
  /** A page of its own. */
  html(lang?: Lang): string;
  /** The same as a fragment to put inside another page. */
  fragment(lang?: Lang): string;
  json(lang?: Lang): unknown;
}

export class ThiduaError extends Error {
  readonly code: string;
  readonly pointer: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly help: string;
  readonly suggestion: string | null;
  readonly diagnostics: readonly Diagnostic[];
  explain(lang: Lang): string;
  toJson(): string;
}
export class PackError extends ThiduaError {}
export class DataError extends ThiduaError {}

/** Loads the module, once; before it, `load` throws. */
export function init(input?: string | URL | Response | BufferSource | WebAssembly.Module): Promise<void>;
export function initSync(bytes: BufferSource | WebAssembly.Module): void;
/** Reads a pack from JSON. @throws PackError */
export function load(pack: string | object, options?: { file?: string }): Framework;

export class Framework {
  private constructor();
  readonly id: string;
  readonly edition: string;
  readonly name: string;
  readonly criteria: readonly string[];
  readonly inForce: Period;
  readonly digest: string;
  title(lang?: Lang): string;
  /** @throws PackError */
  extend(pack: string | object, options?: { file?: string }): Framework;
  /** @throws DataError */
  assess(answers: Answers, options: Options & { subject: string }): Report;
  /** @throws DataError */
  assessDocument(assessment: string | Assessment): Report;
  /** @throws DataError, with the row in its pointer */
  assessMany(
    rows: Iterable<Readonly<Record<string, Answer | null>>>,
    options?: Options & { subject?: string },
  ): Report[];
  lint(): Finding[];
  toJson(): string;
  /** @throws DataError */
  replay(
    certificate: Certificate | string,
    assessment: string | Assessment,
  ): "same" | "other_semantics" | "other_pack" | "other_facts" | "other_result";
  free(): void;
}

export class Report {
  private constructor();
  readonly score: Decimal | null;
  readonly scoreExact: Fraction | null;
  readonly scoreWithNotApplicableAtMinimum: Decimal | null;
  readonly subject: string;
  readonly noScore: { readonly undetermined: string } | { readonly forbidden_by: readonly string[] } | null;
  readonly level: Level | LevelRange | null;
  readonly coverage: Coverage;
  readonly claimed: Lane;
  readonly verified: Lane;
  readonly nextLevel: { readonly level: string; readonly needed: Fraction } | null;
  readonly assessment: string;
  readonly digest: string;
  readonly certificate: Certificate;
  gaps(): Gap[];
  nodes(): Readonly<Record<string, NodeScore>>;
  gates(): { readonly id: string; readonly outcome: string }[];
  stillToAnswer(): string[];
  rejectedEvidence(): { readonly criterion: string; readonly ref: string; readonly why: string }[];
  explain(): Explanation;
  toJson(): string;
  toObject(): unknown;
  free(): void;
}
