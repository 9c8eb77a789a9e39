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
  /** Answered over applicable; `null` when nothing applies. */
  readonly share: Fraction | null;
}
export interface Lane {
  readonly score: Decimal | null;
  readonly scoreExact: Fraction | null;
  readonly level: Level | LevelRange | null;
}
export interface Gap {
  readonly criterion: string;
  readonly label: Text;
  readonly toWin: Fraction;
}
export interface Node {
  readonly id: string;
  readonly label: Text;
  readonly score: Fraction | null;
  readonly max: Fraction | null;
  readonly weight: Fraction | null;
  /** `scored`, `left_out`, `undetermined`, or why a criterion has no value. */
  readonly state: string;
}
export interface Gate {
  readonly id: string;
  readonly outcome: "met" | "failed" | "not_evaluated" | "undetermined";
}
export interface RejectedEvidence {
  readonly criterion: string;
  readonly reference: string;
  readonly why:
    | "dated_after_validity"
    | "lapsed"
    | "lapses_before_publication"
    | "dated_after_as_of"
    | "outside_window";
}
export interface NextLevel {
  readonly level: Level;
  readonly needed: Fraction;
}
export type Replay = "same" | "other_semantics" | "other_pack" | "other_facts" | "other_result";
export interface Finding {
  readonly code: string;
  readonly pointer: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly vi: string;
  readonly en: string;
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
  ): Replay;
  free(): void;
}

/** Digests of a result and of everything it came from; made from its JSON, as text or as an object. */
export class Certificate {
  constructor(certificate: string | object);
  readonly semantics: number;
  readonly pack: string;
  readonly facts: string;
  readonly asOf: string | null;
  readonly result: string;
  /** @throws DataError */
  replay(framework: Framework, assessment: string | Assessment): Replay;
  toJson(): string;
}

export class Report {
  private constructor();
  readonly score: Decimal | null;
  readonly scoreExact: Fraction | null;
  /** The score as people read it; where there is none, why. */
  readonly scoreText: string;
  readonly scoreWithNotApplicableAtMinimum: Decimal | null;
  readonly subject: string;
  readonly noScore: { readonly undetermined: string } | { readonly forbiddenBy: readonly string[] } | null;
  readonly level: Level | LevelRange | null;
  readonly coverage: Coverage;
  readonly claimed: Lane;
  readonly verified: Lane;
  readonly nextLevel: NextLevel | null;
  readonly assessment: string;
  readonly digest: string;
  readonly certificate: Certificate;
  gaps(): Gap[];
  /** Children before their parents, the whole last. */
  nodes(): Node[];
  gates(): Gate[];
  stillToAnswer(): string[];
  rejectedEvidence(): RejectedEvidence[];
  explain(): Explanation;
  toJson(): string;
  toObject(): unknown;
  free(): void;
}
