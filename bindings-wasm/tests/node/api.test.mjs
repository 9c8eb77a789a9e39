import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";
import { Certificate, DataError, init, load, PackError, ThiduaError } from "../../js/index.js";

const core = new URL("../../../core/", import.meta.url);
let press;
let text;

before(async () => {
  await Promise.all([init(), init()]);
  text = await readFile(new URL("packs/vn-press-dx/1827.json", core), "utf8");
  press = load(text);
});

const pillars = { 1: "15.5", 2: "19.06", 3: 16, 4: 19n, 5: "11.5" };

test("a score, and the levels it lies between", () => {
  const report = press.assess(pillars, { subject: "bao-x" });
  assert.equal(report.score, "81.06");
  assert.equal(report.scoreExact, "4053/50");
  assert.equal(report.level.low.id, "trung-binh");
  assert.equal(report.level.high.label.vi, "Tốt");
  assert.deepEqual(report.coverage, { answered: 5, applicable: 5, total: 5, share: "1" });
  assert.equal(report.scoreText, "81.06");
  assert.deepEqual([report.nextLevel.level.id, report.nextLevel.needed], ["xuat-sac", "447/50"]);
  const [gap] = report.gaps();
  assert.equal(gap.criterion, "2");
  assert.match(gap.label.vi, /Hạ tầng số/);
  assert.equal(gap.toWin, "247/50");
  const nodes = report.nodes();
  assert.deepEqual(nodes.map(({ id }) => id), ["1", "2", "3", "4", "5", "vn-press-dx"]);
  assert.deepEqual([nodes[0].label.en, nodes[0].score, nodes[0].max, nodes[0].state], ["Strategy", "31/2", "18", "scored"]);
  assert.equal(report.toObject().score.published, "81.06");
  assert.match(report.explain().render("vi"), /Chiến lược/);
  assert.match(report.explain().html("en"), /<table/);
  assert.equal(report.explain().json("en").lang, "en");
});

test("whose report it is, and the score were everything to apply", () => {
  const agency = load({
    ...JSON.parse(text),
    missing: { not_applicable: "leave", not_assessed: "minimum", unknown: "minimum", refused: "minimum" },
  });
  const report = agency.assess({ 1: 18, 2: { not_applicable: { reason: "none" } } }, { subject: "bao-x" });
  assert.equal(report.subject, "bao-x");
  assert.equal(report.score, "18.00");
  assert.equal(report.scoreWithNotApplicableAtMinimum, "18.00");
});

test("an agency's boundaries decide the level", () => {
  const agency = press.extend({
    pack: "bao-x",
    edition: "2024",
    kind: "framework",
    title: { vi: "Báo X", en: "Newspaper X" },
    extends: "vn-press-dx@1827",
    citations: { annex: { title: "invented", date: "2024-10-24", grade: "weak" } },
    parameters: { kha_from: { value: 65, cite: "annex" }, tot_from: { value: 80, cite: "annex" } },
  });
  assert.equal(agency.assess(pillars, { subject: "bao-x" }).level.id, "tot");
  assert.equal(load(agency.toJson()).digest, agency.digest);
});

test("floats are refused, with the fix named", () => {
  for (const bad of [0.5, 2 ** 60, -0, 1e300]) {
    assert.throws(
      () => press.assess({ 1: bad }, { subject: "x" }),
      (error) => error instanceof DataError && error.code === "float" && error.pointer === "/answers/1" && /as text/.test(error.help),
      String(bad),
    );
  }
  for (const none of [Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.throws(() => press.assessMany([{ subject: "a", 1: 1 }, { subject: "b", 1: none }]), {
      code: "not-a-number",
      pointer: "/rows/1/answers/1",
    });
  }
  assert.throws(() => press.assess({ 1: true }, { subject: "x" }), { code: "boolean-number" });
  assert.throws(() => press.assess({ 1: () => 1 }, { subject: "x" }), { code: "wrong-type" });
});

test("errors are classes with their attributes", () => {
  assert.throws(
    () => press.assess({ 6: 1 }, { subject: "x" }),
    (error) =>
      error instanceof ThiduaError && error instanceof Error && error.name === "DataError" &&
      error.code === "unknown-criterion" && error.pointer === "/answers/6" && error.diagnostics.length === 1,
  );
  assert.throws(
    () => load(text.replace('"kind"', '"kidn"')),
    (error) => error instanceof PackError && error.code === "unknown-field" && error.suggestion === "kind" && error.line === 1,
  );
  assert.throws(() => load("{"), { code: "syntax", name: "PackError" });
  assert.match(new Error().stack, /Error/);
});

test("bombs end in errors", () => {
  assert.throws(() => load("[".repeat(100_000)), { code: "too-deep" });
  assert.throws(() => load('{"a":'.repeat(100_000)), { code: "too-deep" });
  let deep = {};
  for (let n = 0; n < 100_000; n += 1) deep = { deep };
  assert.throws(() => load(deep), { code: "too-deep" });
  const ring = {};
  ring.ring = ring;
  assert.throws(() => press.assess(ring, { subject: "x" }), { code: "too-deep" });
});

test("many rows, and the row of the one that is wrong", () => {
  const reports = press.assessMany([{ subject: "a", 1: 10 }, { subject: "b", 1: 12, 2: null }]);
  assert.deepEqual(reports.map((report) => report.score), ["10.00", "12.00"]);
  assert.throws(() => press.assessMany([{ subject: "a" }, { subject: "b", 1: 99 }]), { pointer: "/rows/1/answers/1" });
});

test("a certificate replays", () => {
  const report = press.assess(pillars, { subject: "bao-x" });
  assert.equal(press.replay(report.certificate, report.assessment), "same");
  assert.equal(press.replay(report.certificate, { subject: "bao-x", answers: { 1: 1 } }), "other_facts");
  const kept = new Certificate(JSON.stringify(report.certificate));
  assert.equal(kept.replay(press, report.assessment), "same");
  assert.deepEqual([kept.semantics, kept.asOf, kept.result], [1, null, report.digest]);
});

/** A tree of so many levels of nodes. */
const tower = (levels) => {
  let node;
  for (let at = levels; at > 0; at -= 1) {
    const rest = node ? { aggregate: "sum", children: [node] } : { scale: { yes_no: { points: 1 } } };
    node = { id: `n${at}`, label: { vi: "N", en: "N" }, cite: "rule", ...rest };
  }
  return {
    pack: "tower",
    edition: "1",
    kind: "framework",
    title: { vi: "T", en: "T" },
    citations: { rule: { title: "Rule", date: "2024-01-01", grade: "primary" } },
    missing: { not_applicable: "leave", not_assessed: "minimum", unknown: "minimum", refused: "minimum" },
    publish: { places: 0, rounding: "half_up", levels_on: "exact" },
    tree: [node],
  };
};

test("a tree as deep as it may be, and one that is deeper", () => {
  for (const pack of [tower(64), JSON.stringify(tower(64))]) {
    const report = load(pack).assess({ n64: true }, { subject: "x" });
    assert.equal(report.score, "1");
    assert.match(report.explain().html("en"), /n64/);
    assert.match(JSON.stringify(report.explain().json("vi")), /n64/);
  }
  for (const levels of [65, 77, 78, 1000]) assert.throws(() => load(tower(levels)), { code: "too-deep" });
});

test("composed and decomposed letters are one text, behind escapes too", () => {
  const decomposed = load(text.normalize("NFD"));
  assert.equal(decomposed.digest, press.digest);
  const escaped = (text) => text.replace(/[^ -~\s]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  assert.match(escaped("ề".normalize("NFD")), /^e\\u0302\\u0300$/);
  for (const form of ["NFC", "NFD"]) assert.equal(load(escaped(text.normalize(form))).digest, press.digest);
  const twice = (key) => `{"subject": "x", "answers": {"\u00e9": 1, "${key}": 2}}`;
  for (const key of ["e\\u0301", "e\u0301"]) {
    assert.throws(() => press.assessDocument(twice(key)), { code: "duplicate-key", pointer: "/answers/\u00e9" });
  }
  assert.throws(() => press.assess({ "\u00e9": 1, "e\u0301": 2 }, { subject: "x" }), { code: "duplicate-key" });
});

test("lint says where and why", () => {
  assert.ok(press.lint().some(({ code, vi }) => code === "open-parameter" && vi.includes("kha_from")));
});

test("nothing that is not plain is taken for no answers", () => {
  for (const answers of [new Map([["1", "15"]]), new Set(["1"]), new Date(0)]) {
    assert.throws(() => press.assess(answers, { subject: "x" }), { code: "wrong-type", pointer: "/answers" });
  }
  for (const answer of [new Number(5), new String("5"), undefined]) {
    assert.throws(() => press.assess({ 1: answer }, { subject: "x" }), { code: "wrong-type", pointer: "/answers/1" });
  }
  assert.equal(press.assess({ 1: 5 }, { subject: "x", asOf: undefined }).score, "5.00");
  assert.equal(press.assessMany([{ subject: "x", 1: 5, 2: undefined }])[0].score, "5.00");
});

test("an option of another name is refused", () => {
  assert.throws(
    () => press.assess({ 1: 5 }, { subject: "x", asof: "2024-11-15" }),
    { name: "DataError", code: "unknown-field", pointer: "/asof", suggestion: "as_of", line: null },
  );
  assert.throws(() => press.assessMany([{ subject: "x" }], { base: "verified" }), { pointer: "/rows/0/base" });
});

test("before the module is loaded, the way out is named", async () => {
  const fresh = await import(new URL("../../js/index.js?fresh", import.meta.url));
  assert.throws(() => fresh.load("{}"), { name: "Error", message: /`await init\(\)` first/ });
});

test("errors about objects have no lines, and tell packs from answers", () => {
  assert.throws(() => load({ root: { max: 0.5 } }), { name: "PackError", code: "float", pointer: "/root/max" });
  assert.throws(() => load(), { name: "PackError", code: "wrong-type" });
  assert.throws(() => load({ pack: "p", editoin: "1" }), { name: "PackError", line: null, column: null });
  assert.throws(
    () => press.assessMany([{ subject: "a", 1: 99 }]),
    (error) =>
      error.pointer === "/rows/0/answers/1" && error.line === null && error.diagnostics[0].pointer === error.pointer &&
      error.message.startsWith("/rows/0/answers/1: [out-of-range]") && error.toJson().includes(error.pointer),
  );
});

test("an object that repeats itself without end is too large", () => {
  let many = ["x"];
  for (let n = 0; n < 50; n += 1) many = [many, many];
  assert.throws(() => press.assess({ 1: { claimed: many } }, { subject: "x" }), { code: "too-large" });
});

test("a language there is none of", () => {
  const report = press.assess(pillars, { subject: "bao-x" });
  for (const say of [press.title.bind(press), report.explain().render]) {
    assert.throws(() => say("fr"), { code: "unknown-choice" });
  }
  assert.throws(() => press.assess({ 1: 99 }, { subject: "x" }), (error) => {
    assert.throws(() => error.explain("fr"), { code: "unknown-choice" });
    return error.explain("vi").includes("nằm ngoài");
  });
  assert.match(report.explain().render(), /Strategy/);
});
