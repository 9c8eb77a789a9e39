import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";
import { DataError as ScoringError } from "../../js/index.js";
import { DataError, init, Ledger, loadScheme, PackError, Roster } from "../../js/standings.js";

const core = new URL("../../../core/", import.meta.url);
const SCHEME = {
  pack: "t",
  edition: "1",
  kind: "scheme",
  title: { vi: "Thử", en: "Try" },
  citations: { a: { title: "A", date: "2026-01-01", grade: "primary" } },
  basis: "verified",
  kinds: [
    {
      id: "idea",
      label: { vi: "Sáng kiến", en: "Idea" },
      cite: "a",
      points: { fixed: { each: 10 } },
      split: "equal",
      caps: [{ per: "month", most: 25 }],
    },
  ],
  people: { smallest: 2, task_force_apart: true, belongs: "longest" },
  units: { smallest: 1, score: [{ own: { weight: 1 } }, { members_mean: { weight: 1 } }] },
  uncertainty: { from: { weeks: { block: 1 } }, coverage: "0.9", draws: 200 },
  questions: { one_verifier: { share: "0.5", events: 2 } },
  publish: { places: 2, rounding: "half_up", ranks_on: "published", ties: "min" },
};
const spell = (unit, status = "public_employee") => [{ unit, status, from: "2026-01-01" }];
const ROSTER = {
  units: [{ id: "u1" }, { id: "u2" }],
  people: [
    { id: "p1", spells: spell("u1") },
    { id: "p2", spells: spell("u2") },
    { id: "p3", spells: spell("u2", "collaborator") },
  ],
  aliases: { "p1-old": "p1" },
  bots: { endings: ["[bot]"] },
};
const told = { collections: [{ id: "cms", disclosed: "2025-12-15" }] };
const idea = (id, on, ...to) => ({
  contribution: { id, on, kind: "idea", credits: to.map((one) => ({ to: one })), verified_by: "v" },
});
const RECORDS = [
  idea("c1", "2026-01-05", "p1", "p2", "p3"),
  idea("c2", "2026-01-06", "p1"),
  idea("c3", "2026-01-13", "p1"),
  idea("c4", "2026-02-10", "p2"),
  idea("c5", "2026-02-11", "u2"),
  { contribution: { id: "c6", on: "2026-02-12", kind: "idea", credits: [{ to: "p2" }] } },
  { dispute: { id: "d1", of: "c4", on: "2026-02-20" } },
  {
    assignment: {
      id: "t1",
      kind: "report",
      to: "p1",
      by: "boss",
      given: "2026-01-01",
      due: "2026-02-01",
      notified: "2026-01-02",
      done: "2026-02-05",
    },
  },
];
const period = { from: "2026-01-01", until: "2026-03-31" };
let scheme;
let roster;
let ledger;
let standings;

before(async () => {
  await Promise.all([init(), init()]);
  scheme = loadScheme(SCHEME);
  roster = Roster.parse(ROSTER);
  ledger = Ledger.of(RECORDS, told);
  standings = scheme.standings(ledger, { roster, period, asOf: "2026-04-10" });
});

const refused = (work, code, pointer) =>
  assert.throws(work, (error) => {
    assert.ok(error instanceof DataError && error instanceof ScoringError);
    assert.deepEqual([error.code, error.pointer, error.line], [code, pointer, null]);
    return true;
  });

test("what a scheme says of itself", () => {
  assert.deepEqual([scheme.id, scheme.edition, scheme.name, scheme.title("vi")], ["t", "1", "t@1", "Thử"]);
  assert.deepEqual(scheme.kinds, ["idea"]);
  assert.equal(scheme.isMonotone, true);
  assert.deepEqual(scheme.lint(), []);
  assert.equal(scheme.testCoverage().tests, 0);
  assert.equal(loadScheme(scheme.toJson()).digest, scheme.digest);
});

test("a page of standings", () => {
  const [first, second, collaborator] = standings.people();
  assert.deepEqual([first.score, first.scoreExact, first.rank, first.among], ["23.33", "70/3", "1", 2]);
  assert.deepEqual([second.score, second.withDisputed.score], ["3.33", "13.33"]);
  assert.equal(second.basis.unverified, 1);
  assert.deepEqual(first.group, { population: "staff" });
  assert.deepEqual(first.rankInterval, first.sure.marginal);
  assert.ok(first.rankInterval.lower <= 1 && first.sure.standardError > 0);
  assert.deepEqual([collaborator.rank, collaborator.unranked[0].code], [null, "unranked-small-group"]);
  assert.notEqual(collaborator.unranked[0].vi, collaborator.unranked[0].en);
  assert.deepEqual(standings.units().map((unit) => unit.contributor), ["u1", "u2"]);
  assert.equal(standings.leftOut.unverified, 1);
  assert.equal(standings.of("p1-old"), first);
  assert.equal(standings.of("nobody"), null);
  assert.equal(standings.toObject().people.length, 3);
  assert.equal(standings.digest.length, 64);
});

test("why, how sure, how stable, what to ask, what moved", () => {
  const explanation = standings.explain("p1-old");
  assert.match(explanation.render("vi"), /Sáng kiến/);
  assert.match(explanation.html("vi"), /^<!doctype html>/i);
  assert.equal(explanation.json().lang, "en");
  assert.deepEqual([standings.certainty().source, standings.certainty().topShare], ["weeks", null]);
  assert.deepEqual(standings.stability("p1", { places: 1 }).inside, ["p1"]);
  const [asked] = standings.gaming();
  assert.deepEqual([asked.code, asked.about, asked.found], ["ask-one-verifier", "v", "1"]);
  const before = scheme.standings(ledger, { roster, period, asOf: "2026-02-12" });
  assert.deepEqual(standings.since(before)[1], {
    contributor: "p2",
    rankBefore: "2",
    ranks: "0",
    score: "-10",
    scoreBefore: "40/3",
  });
  refused(() => standings.explain("p9"), "unknown-contributor", "");
  refused(() => standings.stability("p1", { places: 9 }), "out-of-bounds", "/places");
});

test("ledgers from everywhere are the same", () => {
  for (const other of [
    Ledger.parse(ledger.toJson()),
    Ledger.parse(ledger.toJsonLines()),
    Ledger.of(RECORDS.toReversed?.() ?? [...RECORDS].reverse(), told),
    Ledger.of(RECORDS.slice(4), told).merge(Ledger.of(RECORDS.slice(0, 4), told)),
  ]) {
    assert.equal(other.digest, ledger.digest);
  }
  assert.deepEqual([ledger.contributions, ledger.credits, ledger.assignments, ledger.undisclosed], [6, 8, 1, 0]);
  assert.equal(Ledger.ofRows([]).contributions, 0);
  ledger.whole();
});

test("rows and tables say the same", () => {
  const rows = [
    { event: "e1", on: "2026-03-04", to: "p1", kind: "idea", share: "1/3", words: null },
    { event: "e1", on: "2026-03-04", to: "p2", kind: "idea", share: "2/3" },
    { event: "e2", on: "2026-03-05", to: "p1", kind: "idea", words: 12n, mood: 'a "b",\nc' },
  ];
  const columns = { event: "id", words: "quantity:words", mood: "note" };
  const made = Ledger.ofRows(rows, { columns, undisclosed: "accept" });
  const text = [
    "event,on,to,kind,share,words,mood",
    "e1,2026-03-04,p1,idea,1/3,,",
    "e1,2026-03-04,p2,idea,2/3,,",
    'e2,2026-03-05,p1,idea,,12,"a ""b"",\nc"',
  ].join("\n");
  assert.equal(Ledger.parseCsv(text, { columns, undisclosed: "accept" }).digest, made.digest);
  assert.equal(made.undisclosed, 2);
  const without = Ledger.ofRows(rows, { columns: { ...columns, mood: null }, undisclosed: "accept" });
  assert.notEqual(without.digest, made.digest);
});

test("bad rows are told, or set aside and counted", () => {
  const good = { id: "e1", on: "2026-03-04", kind: "idea", to: "p1" };
  const bad = (row) => () => Ledger.ofRows([good, { ...good, id: "e2", ...row }], told);
  refused(bad({ "quantity:words": 0.5 }), "float", "/1/quantity:words");
  refused(bad({ "quantity:words": Number.NaN }), "not-a-number", "/1/quantity:words");
  refused(bad({ "quantity:words": true }), "wrong-type", "/1/quantity:words");
  refused(bad({ "quantity:words": "a" }), "bad-number", "/1/quantity:words");
  refused(bad({ on: new Date(0) }), "wrong-type", "/1/on");
  refused(bad({ on: "2025-01-01" }), "not-disclosed", "/1/on");
  refused(bad({ colour: "red" }), "unknown-field", "/colour");
  refused(() => Ledger.ofRows([null]), "wrong-type", "/0");
  refused(() => Ledger.of(RECORDS, { onBad: "ignore" }), "unknown-choice", "/on_bad");
  refused(() => Ledger.of(RECORDS, { undisclosd: "accept" }), "unknown-field", "/undisclosd");
  const { setAside } = Ledger.ofRows([good, { ...good, id: "e2", on: "2026-13-01" }], { ...told, onBad: "set_aside" });
  assert.equal(setAside.count, 1);
  assert.deepEqual([setAside.rows[0].code, setAside.rows[0].pointer], ["bad-date", "/1/on"]);
  assert.match(setAside.rows[0].vi.message, /ngày/);
});

test("how things stood on a day, and who is who", () => {
  const state = (day) => ledger.states(day).find((one) => one.contribution === "c4").state;
  assert.deepEqual([state("2026-02-19"), state("2026-02-20")], ["verified", "disputed"]);
  assert.equal(ledger.progress("2026-02-01")[0].progress, "open");
  assert.deepEqual(ledger.delays("2026-02-01"), []);
  const [late] = ledger.delays("2026-03-31");
  assert.deepEqual([late.assignment, late.due, late.days, late.firstDay], ["t1", "2026-02-01", 4, "2026-02-02"]);
  const rows = ["p1-old", "P1", "ci[bot]"].map((to, at) => ({ id: `${at}`, on: "2026-03-04", kind: "idea", to }));
  const found = Ledger.ofRows(rows, { undisclosed: "accept" }).identities(roster);
  assert.deepEqual(found.aliases, [{ count: 1, id: "p1-old", knownAs: "p1" }]);
  assert.deepEqual(found.lookAlikes, [["P1", "p1"]]);
  assert.equal(roster.knownAs("p1-old"), "p1");
  assert.equal(roster.knownAs("ci[bot]"), null);
  assert.equal(roster.spell("p3", "2026-02-01").status, "collaborator");
  assert.equal(roster.days("p1", period).counted, 90);
  assert.deepEqual(roster.heads("u2", period), { collaborators: "1", experts: "0", staff: "1" });
  assert.equal(roster.days("u1", period), null);
});

test("errors of standings and schemes", () => {
  const stand = (options) => () => scheme.standings(ledger, { roster, period, ...options });
  refused(stand({ period: { from: "2026-01-01" } }), "open-period", "/period/until");
  refused(stand({ strangers: "ignore" }), "unknown-choice", "/strangers");
  refused(stand({ asof: "2026-04-10" }), "unknown-field", "/asof");
  const stranger = Ledger.of([idea("x", "2026-01-05", "stranger")], told);
  refused(() => scheme.standings(stranger, { roster, period }), "unknown-contributor", "/x");
  const aside = scheme.standings(stranger, { roster, period, strangers: "set_aside" });
  assert.deepEqual(aside.leftOut.unknown, { stranger: 1 });
  assert.throws(() => scheme.standings(roster, { roster, period }), TypeError);
  assert.throws(() => loadScheme({ ...SCHEME, weight: 0.5 }), { name: "PackError", code: "float", pointer: "/weight" });
  assert.throws(
    () => loadScheme({ ...SCHEME, bassis: "claimed" }),
    (error) => error instanceof PackError && error.code === "unknown-field" && error.line === null,
  );
  assert.throws(() => standings.explain("p1").render("fr"), { code: "unknown-choice" });
});

test("the bundled scheme, and a file on top", async () => {
  const newsroom = loadScheme(await readFile(new URL("packs/newsroom-contributions/2026.json", core), "utf8"));
  const own = { pack: "bao-x", edition: "2026", kind: "scheme", title: { vi: "Báo X", en: "X" }, extends: newsroom.name };
  assert.equal(newsroom.extend(own).title("vi"), "Báo X");
  assert.throws(() => newsroom.extend({ ...own, pack: newsroom.id }), { name: "PackError" });
});

test("ten thousand rows", () => {
  const rows = Array.from({ length: 10_000 }, (_, at) => ({
    id: `e${at}`,
    on: `2026-0${1 + (at % 3)}-${String(1 + (at % 28)).padStart(2, "0")}`,
    kind: "idea",
    to: `p${1 + (at % 2)}`,
    verified_by: "v",
  }));
  const many = scheme.standings(Ledger.ofRows(rows, { undisclosed: "accept" }), { roster, period });
  assert.equal(many.of("p1").score, "75.00");
});
