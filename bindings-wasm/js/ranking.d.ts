/** Types of the package `thidua/ranking`: a module of its own, loaded by an `init` of its own. */

import type { Fraction, Numeric } from "./index.js";

export { DataError, type Fraction, init, initSync, type Numeric, PackError, ThiduaError } from "./index.js";

/**
 * An estimate, a standard error, a probability. A number is taken as the shortest decimal that reads back as the same number,
 * which is what `String` shows; NaN and Infinity are errors. Results are numbers of the same bits on every platform.
 */
export type Statistic = number | bigint | string;
export type Statistics = readonly Statistic[] | Float64Array;
export type Better = "higher" | "lower";

/** The outcome of a request as canonical JSON: JSON text, or an object such as `{ ranks: { values: [1, 2] } }`. */
export function request(input: string | object): string;

/** @throws DataError, as every method here */
export function ranks(
  values: readonly Numeric[],
  options?: {
    better?: Better;
    ties?: "min" | "max" | "mean" | "dense";
    rounded?: { places: number; rounding: "half_up" | "half_even" | "up" | "down" };
  },
): Fraction[];

/** From the best rank to the worst, both included. */
export interface RankSet {
  readonly lower: number;
  readonly upper: number;
}
/** Units that may be, and that surely are, among the best or the worst, by their places counted from 0. */
export interface Tau {
  readonly best: readonly number[];
  readonly certainlyBest: readonly number[];
  readonly worst: readonly number[];
  readonly certainlyWorst: readonly number[];
}
export interface RankSets {
  readonly ranks: readonly number[];
  readonly marginal: readonly RankSet[];
  readonly simultaneous: readonly RankSet[];
  readonly tau: Tau | null;
}
/** Standard errors of independent estimates, or the covariances of all. */
export function confidenceSets(
  estimates: Statistics,
  options: {
    standardErrors?: Statistics;
    covariances?: readonly Statistics[];
    coverage?: Statistic;
    draws?: number;
    seed?: number | bigint;
    better?: Better;
    bounds?: "both" | "lower" | "upper";
    tau?: number;
  },
): RankSets;
export function multinomialSets(
  counts: readonly Numeric[],
  options?: { coverage?: Statistic; better?: Better; tau?: number },
): RankSets;

export interface Shrunk {
  readonly mean: number;
  readonly variance: number;
  /** False where the data cannot tell the units apart, and everyone is at the mean. */
  readonly tellsApart: boolean;
  readonly weights: readonly number[];
  readonly estimates: readonly number[];
  readonly standardDeviations: readonly number[];
}
export function shrink(estimates: Statistics, standardErrors: Statistics): Shrunk;
export interface JamesStein {
  readonly mean: number;
  readonly factor: number;
  readonly estimates: readonly number[];
}
export function jamesStein(estimates: Statistics, standardError: Statistic): JamesStein;
export interface TopChoice {
  readonly probabilities: readonly number[];
  readonly chosen: readonly number[];
  /** Equals at the line who do not all fit, for people to choose among. */
  readonly tied: readonly number[];
  readonly falseShare: number;
  readonly tellsApart: boolean;
}
export function topShare(
  estimates: Statistics,
  standardErrors: Statistics,
  options?: { share?: Statistic; places?: number; falseShare?: Statistic; better?: Better },
): TopChoice;

export interface Interval {
  readonly lower: number;
  readonly upper: number;
}
export interface Bars {
  readonly z: number;
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}
export function comparisonBars(
  estimates: Statistics,
  standardErrors: Statistics,
  options?: { level?: Statistic },
): Bars;
export function wilsonInterval(
  successes: Numeric,
  trials: Numeric,
  options?: { coverage?: Statistic } | { z?: Statistic },
): Interval;
export interface Discoveries {
  readonly rejected: readonly boolean[];
  readonly adjusted: readonly number[];
}
export function falseDiscovery(pValues: Statistics, options: { q: Statistic }): Discoveries;
export interface FunnelPoint {
  readonly ratio: number;
  readonly inner: Interval;
  readonly outer: Interval;
  readonly signal: "very_low" | "low" | "within" | "high" | "very_high";
}
export function funnel(
  observed: readonly Numeric[],
  expected: Statistics,
  options?: { target?: Statistic; inner?: Statistic; outer?: Statistic },
): FunnelPoint[];

export interface Acceptability {
  /** By alternative and rank. */
  readonly ranks: readonly (readonly number[])[];
  readonly centralWeights: readonly (readonly number[] | null)[];
  readonly confidenceFactors: readonly (number | null)[];
  readonly pairwiseWinning: readonly (readonly number[])[];
  readonly entropyOfChoice: number;
  readonly entropyOfRanking: number;
}
/** By draw, alternative and criterion; by draw and criterion. A single draw stands for all. */
export function acceptability(
  measurements: readonly (readonly Statistics[])[],
  weights: readonly Statistics[],
): Acceptability;
export function uniformWeights(criteria: number, draws: number, options: { seed: number | bigint }): number[][];

export interface LeftOut {
  readonly entering: readonly number[];
  readonly leaving: readonly number[];
}
export interface WeightChange extends LeftOut {
  readonly criterion: number;
  readonly rises: boolean;
  readonly from: Fraction;
  readonly to: Fraction;
  readonly size: Fraction;
}
export interface Stability {
  readonly scores: readonly Fraction[];
  readonly inside: readonly number[];
  readonly changes: readonly WeightChange[];
  readonly smallestChanges: readonly WeightChange[];
  readonly withoutCriteria: readonly (LeftOut | null)[];
  readonly withoutUnits: readonly LeftOut[];
}
export function weightedMeans(
  values: readonly (readonly Numeric[])[],
  weights: readonly Numeric[],
  options: { places: number; better?: Better },
): Stability;

export type Groups = Readonly<Record<string, { selected: Numeric; total: Numeric }>>;
export interface ImpactRatio {
  readonly group: string;
  /** Null for a group too small to be shown. */
  readonly rate: Fraction | null;
  readonly ratio: Fraction | null;
  readonly below: boolean;
}
export function impactRatios(groups: Groups, options?: { line?: Numeric; least?: number }): ImpactRatio[];
export interface StratifiedImpact {
  readonly pooled: readonly ImpactRatio[];
  readonly strata: readonly { readonly stratum: string; readonly groups: readonly ImpactRatio[] }[];
}
export function stratifiedImpact(
  strata: Readonly<Record<string, Groups>>,
  options?: { line?: Numeric; least?: number },
): StratifiedImpact;

export interface Bootstrapped {
  readonly totals: readonly number[];
  readonly standardErrors: readonly number[];
  readonly covariances: readonly (readonly number[])[];
}
export function blockBootstrap(
  periods: readonly Statistics[],
  options?: { block?: number; draws?: number; seed?: number | bigint },
): Bootstrapped;
export interface Agreement {
  readonly alpha: number;
  readonly observedDisagreement: number;
  readonly expectedDisagreement: number;
  readonly pairable: number;
}
export function krippendorff(
  ratings: readonly (readonly (Statistic | null)[])[],
  metric: "nominal" | "ordinal" | "interval" | "ratio",
): Agreement;
export interface Intraclass {
  readonly oneWay: number;
  readonly twoWayRandom: number;
  readonly twoWayMixed: number;
  readonly average: readonly number[];
}
export function intraclass(ratings: readonly Statistics[]): Intraclass;
