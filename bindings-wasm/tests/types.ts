// Compiled, never run: what the types allow and what they do not.
import { DataError, type Decimal, type Fraction, init, load, type Report } from "../js/index.js";

await init();
const framework = load({ pack: "p" }, { file: "p.json" });
const report: Report = framework.assess(
  { a: true, b: "0.62", c: 3, d: 10n, e: { claimed: { part: 1, whole: "3" } }, f: { status: "unknown" } },
  { subject: "x", asOf: "2024-11-15", basis: "verified" },
);
const score: Decimal | null = report.score;
const exact: Fraction | null = report.scoreExact;
const text: string = score ?? exact ?? "";

// @ts-expect-error a decimal is not a number
const sum: number = report.score;
// @ts-expect-error a decimal is not a fraction
const mixed: Fraction | null = report.score;
// @ts-expect-error plain text is not a decimal
const forged: Decimal = "1.0";
// @ts-expect-error an assessment has a subject
framework.assess({ a: true }, {});
// @ts-expect-error a status is one of three
framework.assess({ a: { status: "maybe" } }, { subject: "x" });

try {
  load("{}");
} catch (error) {
  if (error instanceof DataError) console.log(error.code, error.line, text, sum, mixed, forged);
}

import * as ranking from "../js/ranking.js";

await ranking.init();
const sets: ranking.RankSets = ranking.confidenceSets(Float64Array.of(1.5, 2), { standardErrors: [0.1, "0.2"], tau: 1 });
const upper: number | undefined = sets.simultaneous[0]?.upper;
const share: Fraction = ranking.weightedMeans([[1, "1/3"]], [1n, 2], { places: 1 }).scores[0]!;
const rating: number = ranking.krippendorff([[1, null]], "nominal").alpha;
// @ts-expect-error an unknown metric
ranking.krippendorff([[1]], "ordnial");
// @ts-expect-error places must be given
ranking.weightedMeans([[1]], [1], {});
// @ts-expect-error a coverage or a z
ranking.wilsonInterval(1, 2, { coverag: 0.9 });
console.log(upper, share, rating);

import * as contributions from "../js/standings.js";

await contributions.init();
const scheme: contributions.Scheme = contributions.loadScheme({ pack: "p" });
const roster = contributions.Roster.parse({ people: [] });
const ledger = contributions.Ledger.ofRows([{ id: "c", on: "2026-01-05", words: 3n, note: null }], {
  columns: { words: "quantity:words", note: null },
  onBad: "set_aside",
});
const standings = scheme.standings(ledger, { roster, period: { from: "2026-01-01", until: "2026-03-31" } });
const standing: contributions.Standing | null = standings.of("p");
const points: Decimal | null | undefined = standing?.score;
const best: number | undefined = standing?.rankInterval?.lower;
const reason: string | undefined = standing?.unranked[0]?.vi;
// @ts-expect-error a score is not a number
const wrong: number | null | undefined = standing?.score;
// @ts-expect-error a period has two ends
scheme.standings(ledger, { roster, period: { from: "2026-01-01" } });
// @ts-expect-error bad rows stop, or are set aside
contributions.Ledger.parse("", { onBad: "ignore" });
// @ts-expect-error a cell is no boolean
contributions.Ledger.ofRows([{ id: true }]);
console.log(points, best, reason, wrong, standings.stability("p", { places: 1 }).inside, standings.gaming().length);

import * as decisions from "../js/decisions.js";

await decisions.init();
const rules: decisions.Policy = decisions.loadPolicy({ pack: "p" });
const year = { period: { from: "2026-01-01", until: "2026-12-31" }, decidedOn: "2026-12-20" };
const found: decisions.Decisions = rules.decide(standings, { ...year, facts: decisions.Facts.parse({}) });
const money: Decimal | null | undefined = found.at("title", "p")?.paid?.amount;
const state: decisions.State | null | undefined = found.of("p")[0]?.state;
const published: number | null | undefined = found.forPublic().levels["rating"]?.["htxs"];
const life: decisions.Case = found
  .case("p", { stage: "title", credited: new Set(["q"]) })
  .propose({ by: "s", on: "2026-12-20", why: "minutes" })
  .decide({ by: "d", on: "2026-12-21", why: "agreed", number: "1", ruling: "confirmed" });
const both: decisions.Decisions[] = decisions.Policy.decideAmong([rules], null, { ...year, facts: found.facts });
const which: string | null | undefined = both[0]?.at("letter", "p", { event: "a" })?.achievement;
console.log(which, found.flip("p", { stage: "letter", event: "a" }), found.changes(found)[0]?.before?.event);
// @ts-expect-error the public sees no points
found.forPublic().points;
// @ts-expect-error a head sees no reasons
found.forHead("u").members[0]?.reasons;
// @ts-expect-error a step says why
life.expire({ by: "s", on: "2027-12-20" });
// @ts-expect-error a ruling is one of three
life.decide({ by: "d", on: "2026-12-21", why: "agreed", number: "1", ruling: "agreed" });
// @ts-expect-error a round has a period
rules.decide(null, { facts: decisions.Facts.parse({}) });
console.log(money, state, published, life.phaseOn("2027-01-01"));
import * as indices from "../js/indices.js";

await indices.init();
const cohort = indices.loadIndex({ pack: "p" });
const computed = cohort.index([{ subject: "a", x: 0.5, z: null }], { missing: [".."], asOf: "2024-01-01" });
const place: Fraction | null | undefined = computed.ranks("top")["a"];
const printed: Decimal | null = computed.of("a").published;
const interval: number | undefined = computed.uncertainty({ replicates: 9, seed: 1, factors: [] }).subjects[0]?.ranks.upper;
cohort.index({ x: Float64Array.of(1), subject: ["a"] });
cohort.index({ a: { x: 1 } }).compare(computed);
const proved: indices.Replay = cohort.replay(computed.certificate, { a: { x: 1 } });
const shares: number | undefined = computed.ownWeights("a")["x"]?.share;
const shown_by: string | undefined = computed.checklist(undefined, { others: [{ subject: "a", gdp: 1 }] })[0]?.evidence[0]?.vi;
cohort.extend({ extends: "p@1" }).testCoverage().unreached.concat(cohort.lint().map(({ code }) => code));
console.log(proved, shares, shown_by);
// @ts-expect-error a replay is told by its name
const wrong: "altered" = cohort.replay(computed.certificate, "a");
console.log(wrong);
// @ts-expect-error an option of another name
cohort.index("a", { asof: "2024-01-01" });
// @ts-expect-error a published score is not a number
const shown: number = computed.of("a").published;
console.log(place, printed, interval, shown);
