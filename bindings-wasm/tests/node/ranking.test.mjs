import assert from "node:assert/strict";
import { before, test } from "node:test";
import { DataError as ScoringError } from "../../js/index.js";
import * as ranking from "../../js/ranking.js";

before(() => Promise.all([ranking.init(), ranking.init()]));

const refused = (work, code, pointer) =>
  assert.throws(work, (error) => {
    assert.ok(error instanceof ranking.DataError);
    assert.deepEqual([error.code, error.pointer, error.line], [code, pointer, null]);
    return true;
  });

test("one class of errors for both modules", () => {
  assert.equal(ranking.DataError, ScoringError);
});

test("rank confidence sets", () => {
  const standardErrors = [2.5, 3.1, 2.6];
  const found = ranking.confidenceSets([527, 525.9, 500], { standardErrors, tau: 1 });
  assert.deepEqual(found.simultaneous[0], { lower: 1, upper: 2 });
  assert.deepEqual(found.tau, { best: [0, 1], certainlyBest: [], certainlyWorst: [2], worst: [2] });
  const typed = ranking.confidenceSets(Float64Array.of(527, 525.9, 500), { standardErrors, tau: 1 });
  assert.deepEqual(typed, found);
  assert.deepEqual(ranking.multinomialSets([520, 480n, "300"]).simultaneous.at(-1), { lower: 3, upper: 3 });
});

test("numbers come back bit for bit, whatever their size", () => {
  for (const value of [0.1 + 0.2, 1e300, 1.5e21, 1e21, 123456.789, -2.5e-7, 5e-324, Number.MAX_VALUE, -0, 1.25e-10]) {
    const { totals } = ranking.blockBootstrap([[value / 2, value / 2]], { draws: 100 });
    assert.equal(totals[0], value / 2 + value / 2 + 0);
  }
});

test("what is refused, and where", () => {
  refused(() => ranking.shrink([1, Number.NaN], [1, 1]), "not-finite", "/shrink/estimates/1");
  refused(() => ranking.shrink([1, Infinity], [1, 1]), "not-finite", "/shrink/estimates/1");
  refused(() => ranking.shrink([1, true], [1, 1]), "boolean-number", "/shrink/estimates/1");
  refused(() => ranking.shrink([1, 2], [1, -0.5]), "out-of-bounds", "/shrink/standard_errors/1");
  refused(() => ranking.ranks([0.5, 1]), "float", "/ranks/values/0");
  refused(() => ranking.weightedMeans([[1, 2]], [0.5, 1], { places: 1 }), "float", "/weighted_means/weights/0");
  refused(() => ranking.confidenceSets([1, 2], {}), "one-of", "/confidence_sets");
});

test("every method gives what its types say", () => {
  const units = [[9, 5, 4], [0.5, 0.5, 0.5]];
  assert.deepEqual(ranking.ranks(["0.5", "1/2", 2], { ties: "mean" }), ["5/2", "5/2", "1"]);
  assert.equal(ranking.shrink(...units).tellsApart, true);
  assert.equal(ranking.jamesStein([1, 2, 3, 6], 1).mean, 3);
  assert.deepEqual(ranking.topShare(...units, { share: 0.4 }).chosen, [0]);
  assert.ok(Math.abs(ranking.comparisonBars([1, 2], [1, 1]).z - 1.3859) < 1e-4);
  assert.deepEqual(ranking.wilsonInterval(0, 1, { z: 1.96 }), { lower: 0, upper: 0.7934567085261071 });
  assert.deepEqual(ranking.falseDiscovery([0.01, 0.5], { q: 0.05 }).rejected, [true, false]);
  assert.equal(ranking.funnel([34], [15])[0].signal, "very_high");
  const weights = ranking.uniformWeights(2, 50, { seed: 1n });
  assert.equal(ranking.acceptability([[[1, 1], [0, 0]]], weights).centralWeights[1], null);
  const [change] = ranking.weightedMeans([[60, 40], [50, 50]], [3, 1], { places: 1 }).smallestChanges;
  assert.deepEqual([change.from, change.to, change.size], ["3/4", "1/2", "1/4"]);
  const groups = { a: { selected: 60, total: 100 }, b: { selected: 45, total: 100 } };
  assert.deepEqual(ranking.impactRatios(groups)[1], { below: true, group: "b", rate: "9/20", ratio: "3/4" });
  assert.equal(ranking.stratifiedImpact({ s: groups }).strata[0].groups[1].ratio, "3/4");
  assert.equal(ranking.krippendorff([[1, 2, null], [1, 2, 3]], "nominal").alpha, 1);
  assert.equal(ranking.intraclass([[1, 2], [3, 4], [5, 6]]).twoWayMixed, 1);
});
