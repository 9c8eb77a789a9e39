/** Types of the package `thidua/decisions`: a module of its own, loaded by an `init` of its own. */

import type { Decimal, Explanation, Finding, Fraction, Lang, Period, Text } from "./index.js";
import type { ImpactRatio, StratifiedImpact } from "./ranking.js";
import type { Days, Named, Sources, Standings } from "./standings.js";

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
export type { ImpactRatio, StratifiedImpact } from "./ranking.js";
export type { Days, Sources } from "./standings.js";

export type Kind = "finding" | "rating" | "title" | "form" | "critique";
export type State =
  | "commend"
  | "eligible_over_quota"
  | "none"
  | "support"
  | "critique_proposed"
  | "insufficient_evidence"
  | "excluded"
  | "held";
export type Phase =
  | "draft"
  | "proposed"
  | "notified"
  | "responded"
  | "voted"
  | "decided"
  | "appealed"
  | "overdue"
  | "upheld"
  | "reversed"
  | "expired"
  | "revoked";
export type Ruling = "confirmed" | "changed" | "overridden";

/** What a round of decisions reads. */
export class Facts {
  private constructor();
  /** @throws DataError, as all that read */
  static parse(facts: string | object, options?: Named): Facts;
  readonly digest: string;
  toJson(): string;
  free(): void;
}

/** @throws PackError */
export function loadPolicy(pack: string | object, options?: Named): Policy;

/** Digests of decisions and of everything they came from. */
export interface Certificate {
  readonly semantics: number;
  readonly pack: string;
  readonly facts: string;
  readonly as_of?: string;
  readonly standings?: string;
  readonly result: string;
}
export interface RoundOptions {
  facts: Facts;
  period: Days;
  /** The base salary of that day pays, and evidence counts that is known by then. */
  decidedOn?: string;
  /** For policies that the day of the event drives. */
  eventOn?: string;
  /** The day whose members units have; the last of the period where left out. */
  rosterOn?: string;
  /** Facts that the policy's schema does not know. */
  factsOfOthers?: "refuse" | "pass_over";
  /** Achievements and breaches of days on which the edition is not in force. */
  eventsOfOthers?: "refuse" | "pass_over";
}

export class Policy {
  private constructor();
  readonly id: string;
  readonly edition: string;
  readonly name: string;
  readonly stages: readonly string[];
  readonly inForce: Period;
  readonly digest: string;
  title(lang?: Lang): string;
  /** @throws PackError */
  extend(pack: string | object, options?: Named): Policy;
  /**
   * Standings are those of `thidua/standings`, or what they are made of; `null` where there are none.
   * @throws DataError
   */
  decide(standings: Standings | Sources | null, options: RoundOptions): Decisions;
  decideRound(facts: Facts, round: object, standings?: Standings | Sources): Decisions;
  /**
   * One result for each of several editions that is chosen: for each person by the day of the round and their employment, for each
   * event by its own day.
   * @throws DataError for a person or an event that no edition, or more than one, applies to
   */
  static decideAmong(
    editions: Iterable<Policy>,
    standings: Standings | Sources | null,
    options: Omit<RoundOptions, "eventsOfOthers">,
  ): Decisions[];
  static decideRoundAmong(
    editions: Iterable<Policy>,
    facts: Facts,
    round: object,
    standings?: Standings | Sources,
  ): Decisions[];
  lint(): Finding[];
  testCoverage(): { readonly tests: number; readonly rules: number; readonly unreached: readonly string[] };
  toJson(): string;
  told(what: "policy" | "lint"): string;
  free(): void;
}

/** What is not known, and of whom. */
export interface Missing {
  readonly of: string;
  readonly what: string;
}
/** One reading, with the citation it rests on. */
export interface Reason extends Text {
  readonly code: string;
  readonly cite: string | null;
  /** Whether what was asked for held; null where it could not be told, or nothing is asked for. */
  readonly holds: boolean | null;
}
export interface Paid {
  readonly coefficient: Fraction;
  /** What is paid: 0 where another of the awards decided together is; null where it waits. */
  readonly amount: Decimal | null;
  readonly baseSalary: Fraction | null;
  readonly product: Fraction | null;
  readonly rounded: Decimal | null;
  /** The day or the parameter that the amount waits for. */
  readonly waitsFor: string | null;
}
/** What one stage came to for one person or unit. */
export interface Decision {
  readonly subject: string;
  readonly isUnit: boolean;
  readonly stage: string;
  readonly kind: Kind;
  readonly merit: "yearly" | "prompt" | "theme" | null;
  /** What is proposed; null for a finding on the way. */
  readonly state: State | null;
  /** The rule that excludes, or what is waited for. */
  readonly rule: string | null;
  readonly level: string | null;
  readonly points: Fraction | null;
  /** Whether it came out well; null where that is not known, or waits. */
  readonly holds: boolean | null;
  readonly missing: readonly Missing[];
  readonly reasons: readonly Reason[];
  /** Whether it rests on results that nobody decided yet. */
  readonly provisional: boolean;
  /** Whether it is held with its place kept. */
  readonly reserved: boolean;
  /** The number of the decision of a competent person that it repeats. */
  readonly decided: string | null;
  /** The tie it waits for, by its place among `ties`. */
  readonly tie: number | null;
  readonly breach: string | null;
  readonly achievement: string | null;
  readonly paid: Paid | null;
}
export interface Limit {
  readonly stage: string;
  readonly within: "agency" | "unit" | "duty_group" | "unit_duty_group";
  /** The unit, the group of similar duties, or both; nothing for the whole agency. */
  readonly name: readonly string[];
  readonly good: number;
  readonly candidates: number;
  readonly places: number;
  readonly taken: number;
  /** By how many people decided more than there are places. */
  readonly over: number;
  readonly unknown: number;
}
export interface TieSet {
  readonly stage: string;
  readonly members: readonly string[];
  readonly places: number;
}
export interface Round {
  readonly from: string;
  readonly until: string;
  readonly decidedOn: string | null;
  readonly eventOn: string | null;
  readonly rosterOn: string | null;
  /** Only where the round passes over the events of other editions. */
  readonly eventsOfOthers?: "pass_over";
}
export interface Result {
  readonly state: State;
  readonly rule: string | null;
  readonly level: string | null;
  readonly holds: boolean | null;
  readonly points: Fraction | null;
  readonly paid: Decimal | null;
  /** The achievement or the breach that it is about. */
  readonly event: string | null;
}
export interface Change {
  readonly subject: string;
  readonly stage: string;
  readonly before: Result | null;
  readonly after: Result | null;
}
/** The nearest single change that would flip a result, and what it would be then. */
export interface Flip {
  /** The fact, or the stage whose points would have to differ. */
  readonly what: string;
  readonly to: string;
  readonly by: Fraction | null;
  readonly state: State;
  readonly level: string | null;
}
/** What standings say of a commendation's rank among the places: it advises, and decides nothing. */
export interface Advice {
  readonly best: number;
  readonly worst: number;
  readonly places: number;
  readonly certain: boolean;
}

/** What an audience sees, and the bytes to hand on: what a view does not hold is not in them. */
interface View {
  toJson(): string;
}
export interface ForSubject extends View {
  readonly subject: string;
  readonly decisions: readonly Decision[];
}
/** `outcome` is `open` where it is excluded, held or not known. */
export interface Member {
  readonly subject: string;
  readonly stage: string;
  readonly kind: Kind;
  readonly outcome: string;
  readonly level: string | null;
}
export interface ForHead extends View {
  readonly unit: string;
  readonly members: readonly Member[];
}
export interface ForCouncil extends View {
  readonly decisions: readonly Decision[];
  readonly limits: readonly Limit[];
  readonly ties: readonly TieSet[];
}
export type Counts = Readonly<Record<string, number | null>>;
export interface ForPublic extends View {
  /** Stage by stage, who was given it. */
  readonly awards: Readonly<Record<string, readonly string[]>>;
  /** Stage by stage, the count at each level; null where it is not published. */
  readonly levels: Readonly<Record<string, Counts>>;
  readonly totals: Counts;
  /** Stage by stage, the same of each unit. */
  readonly units: Readonly<Record<string, Readonly<Record<string, { levels: Counts; total: number | null }>>>>;
}

/** How a paper is written. */
export interface Written {
  /** Who writes, to whom, when and where, and who the pseudonyms are. */
  office?: object;
  format?: "markdown" | "html" | "html_section";
  /** In place of the bundled one. */
  template?: string;
}
export type PaperKind = "submission" | "voting_sheet" | "candidates" | "checklist" | "public_list";
/** The text of a bundled template. @throws DataError for a kind there is none of */
export function paperTemplate(kind: PaperKind | "minutes" | "notice" | "achievements", lang?: Lang): string;

/** The style that papers inside another page (`html_section`) take, once. */
export function paperStyle(): string;
/** What is to be said beside impact ratios. */
export function impactNote(lang?: Lang): string;
/** The day so many working days after another. @throws DataError for fewer than one day and more than a thousand */
export function deadline(on: string, options: { days: number; holidays?: Iterable<string> }): string;

/** The shares of votes that an award takes; null for one that waits for a parameter. */
export interface VotesNeeded {
  /** Of the votes cast. */
  readonly inFavour: Fraction | null;
  /** Of those entitled. */
  readonly quorum: Fraction | null;
  readonly waitsFor: string | null;
}

/** Where a result stands: the stage and, where it came to several about somebody, the event: an achievement or a breach. */
export interface At {
  stage: string;
  event?: string;
}

/** What a policy makes of the facts of a round. */
export class Decisions {
  private constructor();
  readonly policy: Policy;
  readonly facts: Facts;
  readonly round: Round;
  readonly limits: readonly Limit[];
  readonly ties: readonly TieSet[];
  readonly certificate: Certificate;
  readonly digest: string;
  all(): readonly Decision[];
  of(subject: string): readonly Decision[];
  /** @throws DataError where there are several and no event is named, or none is about the event */
  at(stage: string, subject: string, of?: { event?: string }): Decision | null;
  /** @throws DataError for an id nothing was decided about */
  explain(subject: string): Explanation;
  changes(after: Decisions): Change[];
  changesJson(after: Decisions): string;
  on(facts: Facts): Decisions;
  /** @throws DataError where nothing of that name is held */
  release(subject: string, held: { stage: string; gate: string }): Decisions;
  flip(subject: string, at: At): Flip | null;
  flips(subject: string, at: At): Flip[];
  advice(subject: string, at: At): Advice | null;
  impact(stage: string, groups: Readonly<Record<string, string>>): ImpactRatio[];
  /** In each unit, or in strata of one's own, and pooled. */
  stratifiedImpact(
    stage: string,
    groups: Readonly<Record<string, string>>,
    strata?: Readonly<Record<string, string>>,
  ): StratifiedImpact;
  votesNeeded(subject: string, at: At): VotesNeeded | null;
  forSubject(subject: string): ForSubject;
  forHead(unit: string): ForHead;
  forCouncil(): ForCouncil;
  forPublic(options?: { after?: ForPublic | string }): ForPublic;
  /** @throws DataError for what is held, excluded, tied, provisional, lacks evidence or is only a finding */
  case(subject: string, at: At & { credited?: Iterable<string> }): Case;
  paper(kind: PaperKind, lang?: Lang, written?: Written & { after?: ForPublic | string }): string;
  paper(kind: "achievements", lang: Lang, written: Written & { subject: string }): string;
  writePaper(asked: object): string;
  minutes(cases: Iterable<Case>, lang?: Lang, written?: Written): string;
  /** @throws DataError before the subject was notified, or it was decided */
  notice(life: Case, lang?: Lang, written?: Written): string;
  certificateJson(): string;
  replay(
    certificate: Certificate | string,
  ): "same" | "other_semantics" | "other_pack" | "other_facts" | "other_standings" | "other_result";
  ask(asked: string | object): string;
  toJson(): string;
  toObject(): unknown;
  free(): void;
}

/** Who does a step, when, and why. */
export interface Act {
  by: string;
  on: string;
  why: string;
}
/** The working days to answer, and the holidays among them. */
export interface Waits extends Act {
  days: number;
  holidays?: readonly string[];
}
export interface Numbered extends Act {
  number: string;
}
/** The votes on a case, as they were counted once: counts, never ballots. */
export interface Votes {
  readonly inFavour: number;
  readonly against: number;
  readonly abstaining: number;
  readonly entitled: number;
  readonly recused: readonly string[];
}
export interface Step {
  readonly phase: Phase;
  readonly by: string;
  readonly on: string;
  readonly why: string;
  readonly number: string | null;
  readonly ruling: Ruling | null;
  /** Until when the subject may reply or appeal, or until when an appeal is answered. */
  readonly until: string | null;
  /** The counts of a vote. */
  readonly votes: Votes | null;
}

/** A step that may follow in a case. */
export interface Next {
  /** What it leads to; after a vote the case stands where it stood. */
  readonly phase: Phase;
  /** The only one who may take it; null where more than one may. */
  readonly only: string | null;
  /** Those concerned, or whoever took a step that this one checks. */
  readonly never: readonly string[];
  readonly notBefore: string | null;
  /** The last day: a reply or an appeal after it is refused, an answer after it is overdue. */
  readonly until: string | null;
}

/** A decision on its way; every step throws a DataError where it may not follow, or by whom it may not be done. */
export class Case {
  private constructor();
  /** The digest of the decision it is the case of. */
  readonly decision: string;
  readonly subject: string;
  readonly stage: string;
  readonly state: State;
  readonly phase: Phase;
  readonly steps: readonly Step[];
  /** The votes that count: those of the last vote. */
  readonly votes: Votes | null;
  propose(act: Act): Case;
  notify(act: Waits): Case;
  reply(act: Act): Case;
  /** Who counted a vote, when, by which minutes, and the counts. */
  vote(act: Act & Omit<Votes, "recused"> & { recused?: readonly string[] }): Case;
  /** `days`: the working days to appeal. */
  decide(act: Numbered & { ruling: Ruling; days?: number; holidays?: readonly string[] }): Case;
  appeal(act: Waits): Case;
  uphold(act: Numbered): Case;
  reverse(act: Numbered): Case;
  revoke(act: Numbered): Case;
  expire(act: Act): Case;
  step(taken: object): Case;
  /** @throws DataError for the file of another case, or an altered one */
  resume(kept: string): Case;
  next(): Next[];
  nextJson(): string;
  phaseOn(day: string): Phase;
  /** @throws DataError before the subject was notified, or it was decided */
  notice(lang?: Lang, written?: Written): string;
  toJson(): string;
  free(): void;
}
