import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";
import { DataError as ScoringError } from "../../js/index.js";
import { DataError, init, loadIndex, PackError, panel } from "../../js/indices.js";

const core = new URL("../../../core/", import.meta.url);
const PACK = {
  pack: "access",
  edition: "1",
  kind: "index",
  title: { vi: "Tiếp cận", en: "Access" },
  citations: { s: { title: "s", date: "2024-01-01", grade: "primary" } },
  publish: { places: 1, rounding: "half_up", ranks_on: "full" },
  levels: [{ id: "low", label: { vi: "Thấp", en: "Low" }, from: 0, cite: "s" }],
  stages: [{ normalise: { min_max: { to: 100 } } }],
  index: {
    id: "access",
    label: { vi: "Tiếp cận", en: "Access" },
    cite: "s",
    aggregate: "arithmetic",
    children: [
      { id: "lines", label: { vi: "Thuê bao", en: "Lines" } },
      { id: "price", label: { vi: "Giá", en: "Price" }, direction: "lower", weight: 3 },
    ],
  },
};
const COLUMNS = { subject: ["a", "b", "c", "d"], lines: [10, 30, 20, 15], price: [4, 8, 6, 5.5] };
const ROWS = COLUMNS.subject.map((subject, at) => ({ subject, lines: COLUMNS.lines[at], price: COLUMNS.price[at] }));
const PLAN = { replicates: 200, seed: 1, factors: [{ id: "weights", weights: { noise: 0.5 } }] };
let access;
let index;

before(async () => {
  await Promise.all([init(), init()]);
  access = loadIndex(PACK);
  index = access.index(COLUMNS);
});

const refused = (work, code, pointer) =>
  assert.throws(work, (error) => {
    assert.ok(error instanceof DataError && error instanceof ScoringError, String(error));
    assert.deepEqual([error.code, error.pointer, error.line], [code, pointer, null]);
    return true;
  });

test("what an office publishes", async () => {
  const hdi = loadIndex(await readFile(new URL("packs/undp-hdi/2024.json", core), "utf8"));
  const found = hdi.index(
    [
      { iso3: "VNM", life: 74.58, eys: 13.05294705, mys: 8.455348794, gnipc: 10813.98273 },
      { iso3: "CHE", life: 84.255, eys: 16.5837307, mys: 13.90406622, gnipc: 69432.78669 },
      { iso3: "PRK", life: 73.3, eys: 10.8 },
    ],
    { subject: "iso3" },
  );
  assert.deepEqual(found.published(), { VNM: "0.726", CHE: "0.967", PRK: null });
  assert.deepEqual(found.ranks(), { VNM: "2", CHE: "1", PRK: null });
  assert.equal(found.levels().VNM.label.vi, "Cao");
  assert.deepEqual(found.of("PRK").missing, ["gnipc", "mys"]);
  assert.equal(found.of("CHE", "life").score, (84.255 - 20) / 65);
  assert.equal(hdi.nodes[3].parent, "education");
  assert.equal(hdi.title("vi").startsWith("Chỉ số"), true);
});

test("tables of every kind", () => {
  const figures = Object.fromEntries(ROWS.map(({ subject, ...own }) => [subject, own]));
  const csv = "id,lines,price\na,10,4\nb,30,8\nc,20,6\nd,15,5.5\n";
  const typed = { ...COLUMNS, lines: Float64Array.from(COLUMNS.lines), price: ["4", 8n, 6, "5.50"] };
  for (const other of [access.index(ROWS), access.index(figures), access.index(typed), access.index(csv, { subject: "id" })]) {
    assert.equal(other.digest, index.digest);
  }
  assert.deepEqual(access.index([...ROWS, { subject: "e", lines: 1 }]).of("e").missing, ["price"]);
  assert.equal(access.index({ n: { lines: 1e-7, price: 2e21 }, m: { lines: 3, price: 4 } }).stage("raw").lines.n, 1e-7);
});

test("stages, weights and steps", () => {
  assert.deepEqual(index.stages, ["raw", "normalise"]);
  assert.equal(index.stage("normalise").price.a, 100);
  assert.deepEqual(index.weights(), { lines: 0.25, price: 0.75 });
  assert.equal(index.steps.at(-1).numbers.price, 0.75);
  assert.equal(index.toRows()[0].level.id, "low");
  assert.equal(index.toObject().index, "access");
});

test("what is refused, and where", () => {
  const price = (value) => () => access.index({ ...COLUMNS, price: [4, value, 6, 5] });
  refused(price(Number.NaN), "bad-cell", "/columns/price/1");
  refused(price(-Infinity), "bad-cell", "/columns/price/1");
  refused(() => access.index({ a: { lines: 1, price: "1,5" } }), "bad-cell", "/figures/a/price");
  refused(() => access.index([{ subject: "a", lines: "?", price: 1 }]), "bad-cell", "/rows/0/lines");
  assert.throws(() => access.index("subject,lines,price\na,10,4\nb,30,..\n"), { code: "bad-cell", pointer: "/1/price", line: 3, column: 6 });
  assert.deepEqual(access.index({ ...COLUMNS, price: [4, Number.NaN, 6, 5] }, { missing: ["NaN"] }).of("b").missing, ["price"]);
  refused(price(true), "wrong-type", "/columns/price/1");
  refused(price(new Date(0)), "wrong-type", "/columns/price/1");
  refused(() => access.index({ ...COLUMNS, price: [4] }), "length-mismatch", "/columns/price");
  refused(() => access.index([{ subject: "a" }, { lines: 1 }]), "missing-field", "/rows/1");
  refused(() => access.index(COLUMNS, { asof: "2024-01-01" }), "unknown-field", "/asof");
  refused(() => access.index("subject,lines\na,1\n", { mising: [] }), "unknown-field", "/mising");
  refused(() => access.index({ ...COLUMNS, price: [4, 4, 4, 4] }), "degenerate", "/price");
  refused(() => index.scores("lime"), "unknown-node", "");
  refused(() => index.of("e"), "unknown-subject", "");
  refused(() => index.stage("treat"), "unknown-choice", "");
  refused(() => index.profile("e"), "unknown-subject", "/profile");
  assert.throws(() => loadIndex({ ...PACK, weight: 0.5 }), { name: "PackError", code: "float", pointer: "/weight" });
  assert.throws(() => access.changed("/index/aggregate", "median"), { name: "PackError", line: null });
  assert.throws(() => index.compare(access), TypeError);
});

test("checks of a pack", () => {
  const open = { id: "online", label: { vi: "Trực tuyến", en: "Online" }, open: true };
  const base = loadIndex({ ...PACK, index: { ...PACK.index, children: [PACK.index.children[0], open] } });
  const group = { aggregate: "arithmetic", children: [{ id: "forms", cite: "q", label: { vi: "Biểu mẫu", en: "Forms" } }] };
  const own = {
    pack: "own",
    edition: "1",
    kind: "index",
    title: { vi: "Riêng", en: "Own" },
    extends: "access@1",
    citations: { q: { title: "q", date: "2024-01-01", grade: "weak" } },
    extend_index: { online: group },
  };
  const extended = base.extend(own);
  assert.deepEqual(extended.nodes.map(({ id }) => id), ["access", "lines", "online", "forms"]);
  assert.deepEqual(base.lint().map(({ code }) => code), ["untested"]);
  assert.ok(extended.lint().some(({ code }) => code === "below-primary"));
  assert.deepEqual(access.testCoverage().unreached, ["level low", "undetermined"]);
  assert.throws(
    () => base.extend({ ...own, extend_index: { onlin: group } }),
    (error) => error instanceof PackError && error.code === "unknown-node" && error.suggestion === "online",
  );
});

test("certificates", () => {
  const { certificate } = index;
  assert.deepEqual([certificate.pack, certificate.result, certificate.past], [access.digest, index.digest, undefined]);
  assert.equal(access.replay(certificate, ROWS.toReversed?.() ?? [...ROWS].reverse()), "same");
  assert.equal(access.replay(index.certificateJson(), { ...COLUMNS, price: [4, 8, 6, 5] }), "other_facts");
  assert.equal(access.changed("/index/aggregate", "minimum").replay(certificate, ROWS), "other_pack");
  const frozen = index.freeze();
  const late = { n: { lines: 40, price: 4 } };
  const kept = frozen.index(late).certificate;
  assert.equal(kept.past, frozen.digest);
  assert.equal(frozen.replay(kept, late), "same");
  assert.equal(frozen.replay(certificate, ROWS), "other_past");
  assert.throws(() => access.replay({ ...certificate, facts: undefined }, ROWS), { name: "DataError", code: "missing-field" });
});

test("the ten steps", () => {
  const steps = index.checklist();
  assert.deepEqual([steps.length, steps[6].code, steps[6].shown], [10, "step-robustness", "no"]);
  const sure = index.checklist(PLAN, { others: { subject: ["a", "b", "c", "d"], gdp: [3, 1, 2, 4] } });
  assert.deepEqual([sure[6].shown, sure[8].shown], ["yes", "yes"]);
  assert.match(sure[8].evidence[0].en, /gdp/);
});

test("weights of each one's own", () => {
  assert.deepEqual(index.ownWeights("a"), {});
  refused(() => index.ownWeights("e"), "unknown-subject", "");
  // the solver is not part of the module
  assert.throws(() => access.changed("/index/aggregate", { benefit_of_the_doubt: {} }), { name: "PackError", code: "needs-feature" });
});

test("studies and comparisons", () => {
  assert.deepEqual(index.availability()[1], { subject: "b", of: 2, missing: 0, zero: 0, available: 1, notZero: 1 });
  assert.deepEqual(index.correlations()[0].flag, "negative");
  assert.ok(index.cronbachAlpha() < 0);
  assert.equal(index.importances()[1].weight, 0.75);
  assert.deepEqual(index.profile("a")[0], { among: 4, indicator: "price", rank: "1", score: 100 });
  const { parts, all, rotated } = index.components("access", { rotated: 1 });
  assert.deepEqual([parts, all.length, rotated.length], [["lines", "price"], 2, 1]);
  assert.ok(Math.abs(all[1].cumulative - 1) < 1e-12);
  assert.equal(index.outranking().matrix[0][1], 0.75);
  const years = panel([[2020, index], [2022, access.index(ROWS.slice(0, 3))]]);
  assert.deepEqual(years.trends.map(({ subject }) => subject), ["a", "b", "c", "d"]);
  assert.equal(years.trends[0].change, 0);
  refused(() => panel([[2020, index]]), "too-few", "");
  assert.throws(() => panel([[2020, access]]), TypeError);
  assert.equal(index.without("price").ranks.b.after, "1");
  const other = access.changed("/index/children/1/weight", 1).index({ ...COLUMNS, subject: ["a", "b", "c", "e"] });
  const found = index.compare(other);
  assert.deepEqual([found.onlyBefore, found.onlyAfter], [["d"], ["e"]]);
  assert.deepEqual(found.changes[0].scores, { before: 75, after: 50 });
});

test("why", () => {
  assert.match(index.explain("a").render(), /rank 1 of 4/);
  assert.match(index.explain("a").html("vi"), /^<!doctype html>/i);
  refused(() => index.explain("e"), "unknown-subject", "");
});

test("a page for its readers", () => {
  assert.match(index.justification().render(), /how sure the ranks are was not evaluated/);
  const page = index.justification(PLAN);
  assert.match(page.render("vi"), /200 lần tính lại/);
  assert.match(page.html(), /^<!doctype html>/i);
  refused(() => index.justification({ ...PLAN, seeds: 2 }), "unknown-field", "/plan/seeds");
});

test("how sure", () => {
  const certainty = index.uncertainty(PLAN);
  assert.deepEqual(certainty.subjects[0].ranks, { lower: 1, upper: 1 });
  assert.ok(certainty.subjects[0].centralWeights.access.price > 0.5);
  assert.equal(certainty.flips[0][0], 0);
  const drawn = { replicates: 50, seed: 2n, factors: [{ id: "figures", figures: true }] };
  assert.equal(index.uncertainty(drawn, { errors: { a: { price: 1.5 } } }).replicates, 50);
  assert.equal(index.sensitivity({ ...PLAN, replicates: 32 }).rankShift[0].factor, "weights");
  refused(() => index.uncertainty({ ...PLAN, factors: [] }), "empty", "/uncertainty/plan/factors");
});

test("who comes later, and what was before", () => {
  const late = { n: { lines: 40, price: 4 } };
  assert.deepEqual(index.freeze().index(late).scores(), { n: 112.5 });
  const frozen = access.freeze(ROWS);
  assert.equal(frozen.index(late).freeze().toJson(), frozen.toJson());
  assert.deepEqual(access.loadFrozen(frozen.toJson()).index(late).scores(), { n: 112.5 });
  const other = access.changed("/index/aggregate", "minimum");
  assert.throws(() => other.loadFrozen(frozen.toJson()), { name: "DataError", code: "frozen-otherwise" });
  const carried = loadIndex({ ...PACK, stages: [{ impute: { last: {} } }, ...PACK.stages] });
  const now = { ...COLUMNS, price: [null, 8, 6, 5.5] };
  assert.deepEqual(carried.index(now, { earlier: COLUMNS }).scores(), index.scores());
});
