// Policies, facts, decisions and cases as JavaScript sees them.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";
import { Facts, init, loadPolicy, PackError, paperTemplate } from "../../js/decisions.js";
import * as contributions from "../../js/standings.js";
import { breach, citation, period, person as somebody, refused } from "./recognised.mjs";

const label = { vi: "A", en: "A" };
const POLICY = {
  pack: "ours",
  edition: "2026",
  kind: "policy",
  title: { vi: "Quy chế", en: "Rules" },
  citations: { rules: citation },
  parameters: { salary: { value: 2530000, cite: "rules" } },
  driven_by: "period_end",
  levels: [
    { id: "good", label: { vi: "Tốt", en: "Good" } },
    { id: "best", label: { vi: "Xuất sắc", en: "Best" } },
  ],
  facts: { people: { points: { number: {} }, level: { choice: ["good", "best"] }, pending: "yes_no" }, units: {} },
  money: { base_salary: { parameter: "salary" }, step: 10000, rounding: "up", paid_together: 1, cite: "rules" },
  stages: [
    { id: "given", label, cite: "rules", of: "people", rule: { given: { fact: "level", points: "points" } } },
    {
      id: "title",
      label: { vi: "Danh hiệu", en: "Title" },
      cite: "rules",
      of: "people",
      gates: [
        {
          id: "pending-case",
          label: { vi: "Đang xem xét", en: "Pending" },
          cite: "rules",
          when: { yes: "pending" },
          then: "hold_and_reserve",
          in_base: true,
          in_group: true,
        },
      ],
      rule: {
        title: {
          requires: [{ that: { level: { of: "given", in: ["best"] } }, cite: "rules" }],
          quota: {
            by: ["given"],
            good: { level: { of: "given", in: ["good"] } },
            base: "good_or_better",
            heads: "in",
            caps: [{ within: "agency", share: "0.5", rounding: "down", minimum: 0, cite: "rules" }],
          },
          coefficient: "0.3",
        },
      },
    },
    { id: "critique", label, cite: "rules", of: "units", rule: { critique: { certainty: "0.95" } } },
  ],
};
const LATE = breach("plan-late");
const person = (id, points, { level = "best", pending = false } = {}) => somebody(id, { facts: { points, level, pending } });
const facts = ({ pending, breach = LATE } = {}) =>
  Facts.parse({
    people: [person("an", 97, { pending }), person("binh", 95), person("chi", 91), person("du", 60, { level: "good" })],
    units: [{ id: "desk", breaches: [breach] }],
  });
const act = (by, on, more) => ({ by, on, why: "as the file says", ...more });
let policy;
let decisions;

before(async () => {
  await Promise.all([init(), contributions.init()]);
  policy = loadPolicy(POLICY);
  decisions = policy.decide(null, { facts: facts(), period, decidedOn: "2026-12-20" });
});

test("a policy says what it is", async () => {
  assert.deepEqual([policy.name, policy.title("vi"), policy.stages], ["ours@2026", "Quy chế", ["given", "title", "critique"]]);
  assert.deepEqual(policy.lint(), []);
  assert.equal(loadPolicy(policy.toJson()).digest, policy.digest);
  const rating = loadPolicy(await readFile(new URL("../../../core/packs/vn-staff-rating/335-2025.json", import.meta.url), "utf8"));
  const ours = {
    pack: "our-rating",
    edition: "1",
    kind: "policy",
    title: label,
    extends: "vn-staff-rating@335-2025",
    citations: { ours: POLICY.citations.rules },
    parameters: { stretches: { value: 4, cite: "ours" } },
  };
  assert.equal(rating.extend(ours).name, "our-rating@1");
});

test("proposals, with what they rest on and what they pay", () => {
  // half of four, rounded down, is two places
  const state = (id) => decisions.at("title", id).state;
  assert.deepEqual(["an", "binh", "chi", "du"].map(state), ["commend", "commend", "eligible_over_quota", "none"]);
  const { paid, reasons, isUnit, kind } = decisions.at("title", "an");
  assert.deepEqual([paid.amount, paid.baseSalary, isUnit, kind], ["760000", "2530000", false, "title"]);
  assert.equal(reasons.at(-1).cite, "rules");
  assert.match(reasons.at(-1).vi, /chỉ tiêu/);
  assert.deepEqual(decisions.limits.map(({ places, taken }) => [places, taken]), [[2, 2]]);
  assert.equal(decisions.round.decidedOn, "2026-12-20");
  assert.equal(decisions.at("critique", "desk").breach, "plan-late");
  assert.equal(decisions.at("title", "nobody"), null);
  assert.match(decisions.explain("chi").render("vi"), /Quy chế, Điều 5/);
  assert.throws(() => decisions.explain("cho"), refused("unknown-contributor", { suggestion: "chi" }));
});

test("what would change it, and who is touched", () => {
  assert.deepEqual(decisions.flip("du", { stage: "title" }), {
    by: null,
    level: null,
    state: "eligible_over_quota",
    to: "best",
    what: "level",
  });
  const other = decisions.on(facts({ breach: { ...LATE, cause_certified: true } }));
  const [change, ...more] = decisions.changes(other);
  assert.deepEqual([change.subject, change.before.state, change.after.state], ["desk", "critique_proposed", "support"]);
  assert.deepEqual(more, []);
  assert.equal(decisions.advice("an", { stage: "title" }), null);
  const groups = { an: "a", binh: "a" };
  assert.deepEqual(decisions.impact("title", groups), [{ below: false, group: "a", rate: null, ratio: null }]);
});

test("a hold is released by its name", () => {
  const held = policy.decide(null, { facts: facts({ pending: true }), period });
  const own = held.at("title", "an");
  assert.deepEqual([own.state, own.rule, own.reserved], ["held", "pending-case", true]);
  const after = held.release("an", { stage: "title", gate: "pending-case" });
  assert.equal(after.at("title", "an").state, "commend");
  assert.throws(() => held.release("binh", { stage: "title", gate: "pending-case" }), refused("nothing-held"));
});

test("audiences hold what they may, in their bytes too", () => {
  const own = decisions.forSubject("chi");
  assert.deepEqual(own.decisions.map(({ subject }) => subject), ["chi", "chi"]);
  assert.doesNotMatch(own.toJson(), /binh/);
  const head = decisions.forHead("desk");
  assert.ok(head.members.some(({ subject, outcome }) => subject === "an" && outcome === "commend"));
  assert.doesNotMatch(head.toJson(), /points|reasons/);
  assert.equal(decisions.forCouncil().toJson(), decisions.toJson());
  assert.deepEqual(decisions.forPublic().awards, {});
  assert.throws(() => decisions.forHead("dekk"), refused("unknown-unit", { pointer: "/for_head/of", line: null }));
});

test("a dispute, an appeal, and a case that is kept between two days", () => {
  const draft = decisions.case("desk", { stage: "critique", credited: ["head-of-desk"] });
  assert.deepEqual([draft.state, draft.phase], ["critique_proposed", "draft"]);
  let life = draft.propose(act("secretary", "2026-04-01"));
  const decide = (by, on, ruling = "confirmed") => life.decide(act(by, on, { number: "12/QĐ", ruling }));
  assert.throws(() => decide("director", "2026-04-02"), refused("step-not-allowed"));
  const holidays = ["2026-04-30", "2026-05-01"];
  life = life.notify(act("secretary", "2026-04-02", { days: 5, holidays }));
  assert.equal(life.steps.at(-1).until, "2026-04-09");
  const kept = life.toJson();
  draft.free();
  life = life.resume(kept);
  assert.equal(life.toJson(), kept);
  life = life.reply(act("head-of-desk", "2026-04-08"));
  assert.throws(() => decide("head-of-desk", "2026-04-10", "overridden"), refused("own-case"));
  life = decide("director", "2026-04-10");
  life = life.appeal(act("head-of-desk", "2026-04-20", { days: 10, holidays }));
  assert.deepEqual([life.phaseOn("2026-05-06"), life.phaseOn("2026-05-07")], ["appealed", "overdue"]);
  assert.equal(life.reverse(act("board", "2026-05-05", { number: "19/QĐ" })).phase, "reversed");
  assert.equal(life.steps.length, 5);
  assert.throws(() => life.resume(kept.replace('"by":"secretary"', '"by":"head-of-desk"')), refused("own-case"));
});

test("votes are counts, and each stays", () => {
  const proposed = decisions.case("an", { stage: "title" }).propose(act("secretary", "2026-12-20"));
  const counted = act("teller", "2026-12-20");
  const first = proposed.vote({ ...counted, inFavour: 5, against: 5, abstaining: 0, entitled: 12 });
  const voted = first.vote({ ...counted, inFavour: 9, against: 0, abstaining: 1, entitled: 12, recused: ["an"] });
  assert.deepEqual(voted.steps.map(({ phase, by, votes }) => [phase, by, votes?.inFavour]), [
    ["proposed", "secretary", undefined],
    ["voted", "teller", 5],
    ["voted", "teller", 9],
  ]);
  assert.deepEqual([voted.phase, voted.votes], ["proposed", { inFavour: 9, against: 0, abstaining: 1, entitled: 12, recused: ["an"] }]);
  const decided = voted.decide(act("director", "2026-12-21", { number: "31/QĐ", ruling: "confirmed", days: 5 }));
  assert.equal(decided.next()[0].until, "2026-12-28");
  assert.throws(() => decided.appeal(act("an", "2026-12-29", { days: 10 })), refused("too-late"));
  assert.equal(decided.revoke(act("board", "2027-02-01", { number: "7/QĐ" })).phase, "revoked");
  assert.equal(decided.expire(act("secretary", "2027-12-31")).phase, "expired");
});

test("papers, with names and templates of one's own", () => {
  const names = { an: "Trần Thị An", binh: "Lê Văn Bình", chi: "Phạm Chi", desk: "Ban Thời sự" };
  const office = { agency: "BÁO CÔNG THƯƠNG", on: "2026-12-20", names };
  assert.match(decisions.paper("submission", "vi", { office }), /TỜ TRÌNH[^]*Trần Thị An/);
  assert.match(decisions.paper("submission", "vi", { office, format: "html" }), /^<!doctype html>/);
  assert.doesNotMatch(decisions.paper("achievements", "vi", { office, subject: "an" }), /Lê Văn Bình/);
  const template = paperTemplate("public_list", "vi").replace("DANH SÁCH", "BẢNG VÀNG");
  assert.match(decisions.paper("public_list", "vi", { office, template }), /BẢNG VÀNG/);
  const life = decisions.case("desk", { stage: "critique" }).propose(act("secretary", "2026-12-20"));
  assert.match(decisions.minutes([life], "en", { office }), /Ban Thời sự/);
  assert.throws(() => life.notice("vi", { office }), refused("paper-needs"));
  const told = life.notify(act("secretary", "2026-12-21", { days: 5 })).notice("vi", { office });
  assert.match(told, /28\/12\/2026/);
  assert.throws(() => decisions.paper("submission", "en", { template: "# {titel}" }), refused("paper-field"));
  assert.throws(() => paperTemplate("submissoin"), refused("unknown-choice", { suggestion: "submission" }));
});

test("a certificate is replayed", () => {
  const { certificate } = decisions;
  assert.equal(policy.decide(null, { facts: facts(), period, decidedOn: "2026-12-20" }).replay(certificate), "same");
  assert.equal(policy.decide(null, { facts: facts({ breach: { ...LATE, certainty: "0.9" } }), period, decidedOn: "2026-12-20" }).replay(certificate), "other_facts");
});

test("standings of the other module stand beside decisions", () => {
  const scheme = contributions.loadScheme({
    pack: "s",
    edition: "1",
    kind: "scheme",
    title: label,
    citations: { a: POLICY.citations.rules },
    basis: "verified",
    kinds: [{ id: "idea", label, cite: "a", points: { fixed: { each: 1 } }, split: "equal" }],
    people: { smallest: 2, task_force_apart: true, belongs: "longest" },
    uncertainty: { from: "counts", coverage: "0.95" },
    publish: { places: 0, rounding: "half_up", ranks_on: "exact", ties: "min" },
  });
  const counts = { an: 40, binh: 6, chi: 5 };
  const records = Object.entries(counts).flatMap(([to, count]) =>
    Array.from({ length: count }, (_, at) => ({
      contribution: { id: `${to}-${at}`, on: "2026-02-01", kind: "idea", credits: [{ to }], verified_by: "v" },
    })),
  );
  const roster = contributions.Roster.parse({
    people: Object.keys(counts).map((id) => ({ id, spells: [{ status: "public_employee", from: "2020-01-01" }] })),
  });
  const ledger = contributions.Ledger.of(records, { undisclosed: "accept" });
  const standings = scheme.standings(ledger, { roster, period });
  const found = policy.decide(standings, { facts: facts(), period });
  // two places: an has one for certain, binh may be the third
  assert.deepEqual(found.advice("an", { stage: "title" }), { best: 1, certain: true, places: 2, worst: 1 });
  assert.deepEqual(found.advice("binh", { stage: "title" }), { best: 2, certain: false, places: 2, worst: 3 });
  assert.equal(policy.decide(standings.sources(), { facts: facts(), period }).toJson(), found.toJson());
});

test("mistakes are typed, with their places", () => {
  const wrong = structuredClone(POLICY);
  wrong.stages[1].rule.title.quota.by = ["givn"];
  assert.throws(
    () => loadPolicy(wrong),
    (error) => error instanceof PackError && error.code === "unknown-stage" && error.suggestion === "given",
  );
  const unknown = Facts.parse({ people: [{ ...person("an", 1), facts: { pont: 1 } }], units: [{ id: "desk" }] });
  assert.throws(() => policy.decide(null, { facts: unknown, period }), refused("unknown-fact", { pointer: "/people/0/facts/pont", line: null }));
  assert.throws(() => policy.decide(null, { facts: facts(), period: { from: "2026-01-01" } }), refused("open-period"));
  assert.throws(() => policy.decide(null, { facts: facts(), period, decidedon: "2026-12-20" }), refused("unknown-field"));
  assert.throws(() => Facts.parse({ people: [{ ...person("an", 0.5) }] }), refused("float"));
});
