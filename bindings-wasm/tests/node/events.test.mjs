// Awards by achievement: several decisions about one person at one stage, and the editions that each is by.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { Facts, init, loadPolicy, Policy } from "../../js/decisions.js";
import { citation, period, person, refused } from "./recognised.mjs";

const label = { vi: "Thư khen", en: "Letter" };
const edition = (name, in_force) =>
  loadPolicy({
    pack: "prompt",
    edition: name,
    kind: "policy",
    title: label,
    in_force,
    driven_by: "event",
    citations: { own: citation },
    stages: [
      {
        id: "letter",
        label,
        cite: "own",
        of: "people",
        rule: { form: { merit: "prompt", award: { requires: [], votes: { in_favour: "0.5", quorum: "0.5", cite: "own" } } } },
      },
    ],
  });
const achievement = (id, on) => ({ id, merit: "prompt", on, verified_by: "v" });
const FLOOD = achievement("flood", "2026-03-03");
const STORM = achievement("storm", "2026-09-09");
const spells = [{ status: "public_employee", from: "2020-01-01" }];
const read = (...achievements) => Facts.parse({ people: [person("p", { spells, achievements })] });

let decisions;
before(async () => {
  await init();
  decisions = edition("2026", { from: "2026-01-01" }).decide(null, { facts: read(FLOOD, STORM), period });
});

test("each of several awards is reached by its achievement", () => {
  const stage = "letter";
  for (const event of ["flood", "storm"]) {
    assert.equal(decisions.at(stage, "p", { event }).achievement, event);
    assert.equal(decisions.votesNeeded("p", { stage, event }).inFavour, "1/2");
    assert.equal(decisions.advice("p", { stage, event }), null);
    assert.equal(decisions.flip("p", { stage, event }), null);
    assert.deepEqual(decisions.flips("p", { stage, event }), []);
  }
  const [flood, storm] = ["flood", "storm"].map((event) => decisions.case("p", { stage, event }));
  assert.notEqual(flood.decision, storm.decision);
});

test("none is taken for the one that is meant", () => {
  const stage = "letter";
  for (const [pointer, ask] of [
    ["/flip/event", "flip"],
    ["/flips/event", "flips"],
    ["/advice/event", "advice"],
    ["/votes_needed/event", "votesNeeded"],
    ["/event", "case"],
  ]) {
    assert.throws(() => decisions[ask]("p", { stage }), refused("several-events", { pointer }));
    assert.throws(() => decisions[ask]("p", { stage, event: "strom" }), refused("unknown-event", { pointer, suggestion: "storm" }));
  }
  assert.throws(() => decisions.at(stage, "p"), refused("several-events", { pointer: "/at/event" }));
  assert.throws(() => decisions.at(stage, "p", { event: "fire" }), refused("unknown-event"));
  assert.equal(decisions.at(stage, "q"), null);
});

test("a case by its event is kept, and speaks of it alone", () => {
  const stage = "letter";
  const life = decisions.case("p", { stage, event: "storm" }).propose({ by: "s", on: "2026-12-20", why: "as the file says" });
  assert.equal(life.resume(life.toJson()).phase, "proposed");
  assert.equal(decisions.case("p", { stage, event: "storm" }).resume(life.toJson()).phase, "proposed");
  assert.throws(() => decisions.case("p", { stage, event: "flood" }).resume(life.toJson()), refused("other-decision"));
  const told = life.notify({ by: "s", on: "2026-12-20", why: "by letter", days: 5 }).notice();
  assert.match(told, /storm/);
  assert.doesNotMatch(told, /flood/);
});

test("a corrected fact takes one award and leaves the other", () => {
  const changes = decisions.changes(decisions.on(read(STORM)));
  assert.deepEqual(changes.map(({ before, after }) => [before.event, after]), [["flood", null]]);
});

test("each award is by the edition of its day", () => {
  const editions = [edition("2025", { from: "2025-01-01", until: "2026-06-30" }), edition("2026", { from: "2026-07-01" })];
  const facts = read(FLOOD, STORM);
  const all = Policy.decideAmong(editions, null, { facts, period });
  const told = all.map((own) => [own.policy.edition, own.all().map(({ achievement }) => achievement)]);
  assert.deepEqual(told, [["2025", ["flood"]], ["2026", ["storm"]]]);
  for (const own of all) {
    assert.equal(own.policy.decide(null, { facts, period, eventsOfOthers: "pass_over" }).replay(own.certificate), "same");
    assert.equal(own.case("p", { stage: "letter" }).state, "commend");
  }
  assert.equal(all[0].replay(all[1].certificate), "other_pack");
  const both = [edition("2025", { from: "2025-01-01" }), editions[1]];
  const two = refused("two-editions", { pointer: "/people/0/achievements" });
  assert.throws(() => Policy.decideAmong(both, null, { facts, period }), two);
  assert.throws(() => Policy.decideAmong(editions.slice(1), null, { facts, period }), refused("no-edition"));
  assert.throws(() => Policy.decideAmong(["vn-emulation"], null, { facts, period }), TypeError);
});
