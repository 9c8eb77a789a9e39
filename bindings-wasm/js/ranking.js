// The package `thidua/ranking`: one function for each method, over the second module's text. No statistics live here.

import wasm, { initSync as wasmSync, rank, refuse } from "../dist/thidua_ranking.js";
import { attempt, DataError, loader, named, PackError, ThiduaError, unplaced, writer } from "./shared.js";

export { DataError, PackError, ThiduaError };

/** Loading the module: once; safe to call again, at the same time, in workers and on servers. */
const { init, initSync, needed } = loader(wasm, wasmSync, "thidua_ranking_bg.wasm", refuse);
export { init, initSync };

const text_of = writer(refuse);

/** The outcome of a request as canonical JSON, the same bytes in every language: JSON text, or an object. */
export function request(input) {
  needed();
  if (typeof input === "string") return attempt(() => rank(input));
  return attempt(() => rank(text_of(input)), unplaced);
}

const run = (method, given) => JSON.parse(request({ [method]: given }))[method];

/** A statistical number as its shortest plain decimal; anything else as it is, for the library to take or refuse. */
function statistic(value) {
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return Array.from(value, statistic);
  if (typeof value !== "number") return value;
  const parts = /^(-?)(\d)\.?(\d*)e([+-]\d+)$/.exec(String(value));
  if (!parts) return String(value);
  const [, sign, first, rest, exponent] = parts;
  const [digits, point] = [first + rest, 1 + Number(exponent)];
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  return sign + digits.padEnd(point, "0");
}

const numbers = (value) => named(value, Number);
const texts = (value) => named(value, (text) => text);

/** Order and ties. */
export function ranks(values, { better, ties, rounded } = {}) {
  return run("ranks", { values, better, ties, rounded }).ranks;
}

function sets(found) {
  const pairs = (list) => list.map(([lower, upper]) => ({ lower, upper }));
  const { ranks, marginal, simultaneous, tau } = found;
  return { ranks, marginal: pairs(marginal), simultaneous: pairs(simultaneous), tau: texts(tau) };
}

/** The ranks each unit may have, given estimates with standard errors or covariances. */
export function confidenceSets(estimates, given = {}) {
  const { standardErrors, covariances, coverage, draws, seed, better, bounds, tau } = given;
  return sets(
    run("confidence_sets", {
      estimates: statistic(estimates),
      standard_errors: statistic(standardErrors),
      covariances: statistic(covariances),
      coverage: statistic(coverage),
      draws,
      seed,
      better,
      bounds,
      tau,
    }),
  );
}

/** The ranks each category may have, given counts. */
export function multinomialSets(counts, { coverage, better, tau } = {}) {
  return sets(run("multinomial_sets", { counts, coverage: statistic(coverage), better, tau }));
}

const units = (estimates, standardErrors) => ({
  estimates: statistic(estimates),
  standard_errors: statistic(standardErrors),
});

/** Empirical Bayes. */
export function shrink(estimates, standardErrors) {
  return numbers(run("shrink", units(estimates, standardErrors)));
}

/** The positive part of James and Stein's estimator. */
export function jamesStein(estimates, standardError) {
  return numbers(run("james_stein", { estimates: statistic(estimates), standard_error: statistic(standardError) }));
}

/** Who belongs to the best share. */
export function topShare(estimates, standardErrors, { share, places, falseShare, better } = {}) {
  const options = { share: statistic(share), places, false_share: statistic(falseShare), better };
  return numbers(run("top_share", { ...units(estimates, standardErrors), ...options }));
}

/** Bars that may be compared by eye. */
export function comparisonBars(estimates, standardErrors, { level = "0.05" } = {}) {
  return numbers(run("comparison_bars", { ...units(estimates, standardErrors), level: statistic(level) }));
}

/** The interval of a rate. */
export function wilsonInterval(successes, trials, { coverage, z } = {}) {
  return numbers(run("wilson_interval", { successes, trials, coverage: statistic(coverage), z: statistic(z) }));
}

/** Which of many alarms to believe. */
export function falseDiscovery(pValues, { q }) {
  return numbers(run("false_discovery", { p_values: statistic(pValues), q: statistic(q) }));
}

/** Counts against what was expected. */
export function funnel(observed, expected, { target, inner, outer } = {}) {
  const options = { target: statistic(target), inner: statistic(inner), outer: statistic(outer) };
  const { points } = run("funnel", { observed, expected: statistic(expected), ...options });
  return points.map(({ signal, ...limits }) => ({ ...numbers(limits), signal }));
}

/** The ranks alternatives take over all weights. */
export function acceptability(measurements, weights) {
  return numbers(run("acceptability", { measurements: statistic(measurements), weights: statistic(weights) }));
}

/** Weights that say nothing about preferences. */
export function uniformWeights(criteria, draws, { seed }) {
  return numbers(run("uniform_weights", { criteria, draws, seed }).weights);
}

/** Weighted means, exactly, and how little changes who is inside the line. */
export function weightedMeans(values, weights, { places, better }) {
  return texts(run("weighted_means", { values, weights, places, better }));
}

const listed = (groups) =>
  Object.entries(groups).map(([group, { selected, total }]) => ({ group, selected, total }));

/** Rates of groups beside the highest, exactly. */
export function impactRatios(groups, { line, least } = {}) {
  return texts(run("impact_ratios", { groups: listed(groups), line, least }).groups);
}

/** The same within strata, and pooled. */
export function stratifiedImpact(strata, { line, least } = {}) {
  const all = Object.entries(strata).map(([stratum, groups]) => ({ stratum, groups: listed(groups) }));
  return texts(run("stratified_impact", { strata: all, line, least }));
}

/** How sure totals over periods are: one row for each unit. */
export function blockBootstrap(periods, { block, draws, seed } = {}) {
  return numbers(run("block_bootstrap", { periods: statistic(periods), block, draws, seed }));
}

/** Krippendorff's alpha: one row for each observer, null where there is no rating. */
export function krippendorff(ratings, metric) {
  return numbers(run("krippendorff", { ratings: statistic(ratings), metric }));
}

/** Intraclass correlations: one row for each target, one column for each judge. */
export function intraclass(ratings) {
  return numbers(run("intraclass", { ratings: statistic(ratings) }));
}
