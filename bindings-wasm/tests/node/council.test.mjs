// What a council, a head and an auditor do in JavaScript: the walk-throughs of the guide, the paths of a case, and what is refused.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { DataError, deadline, Facts, impactNote, init, loadPolicy, paperStyle } from "../../js/decisions.js";
import { breach, citation, period, person as somebody } from "./recognised.mjs";

const root = new URL("../../../", import.meta.url);
const label = { vi: "Bước", en: "Stage" };
const POLICY = {
  pack: "ours",
  edition: "2026",
  kind: "policy",
  title: { vi: "Quy chế", en: "Rules" },
  citations: { rules: citation },
  driven_by: "period_end",
  facts: { people: { clean: "yes_no", points: { number: { at_least: 0, at_most: 100 } } }, units: {} },
  stages: [
    { id: "critique", label, cite: "rules", of: "people", rule: { critique: { certainty: "0.9" } } },
    {
      id: "title",
      label,
      cite: "rules",
      of: "people",
      rule: {
        title: {
          requires: [{ that: { yes: "clean" }, cite: "rules" }],
          votes: { in_favour: "0.9", quorum: "0.6", cite: "rules" },
        },
      },
    },
  ],
};
const person = (id, parts) => somebody(id, { facts: { clean: true }, breaches: [], ...parts });
const read = (...people) => Facts.parse({ people, units: [{ id: "desk" }, { id: "photo" }, { id: "video" }] });
const code = (work) => {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof DataError, String(error));
    assert.ok(error.help && error.explain("vi") !== error.explain("en"));
    return error.code;
  }
  return "nothing";
};

let policy;
let decisions;
before(async () => {
  await init();
  policy = loadPolicy(POLICY);
  decisions = policy.decide(null, { facts: read(person("p", { breaches: [breach("late")] }), person("q")), period });
});

test("the dispute and the audit of the guide run", async () => {
  const guide = await readFile(new URL("core/guide/recognition.md", root), "utf8");
  const blocks = guide.split("```js\n").slice(1).map((block) => block.split("```")[0]);
  assert.equal(blocks.length, 1);
  const folder = await mkdtemp(join(tmpdir(), "thidua-"));
  const own = new URL("bindings-wasm/js/decisions.js", root).href;
  const said = [];
  const { log } = console;
  console.log = (...words) => said.push(...words);
  try {
    const file = join(folder, "guide.mjs");
    await writeFile(file, blocks[0].replace('"thidua/decisions"', JSON.stringify(own)));
    await import(pathToFileURL(file).href);
  } finally {
    console.log = log;
    await rm(folder, { recursive: true });
  }
  const [told, withCause, without, next, phase, same, steps, altered, changes, refused] = said;
  assert.match(told, /Quy chế làm việc, Điều 12/);
  assert.deepEqual([withCause, without, phase, same, steps], ["support", "none", "overdue", "same", 6]);
  assert.deepEqual(next, [
    { phase: "responded", only: null, never: ["secretary"], notBefore: null, until: "2026-04-09" },
    { phase: "voted", only: null, never: ["desk", "head-of-desk"], notBefore: null, until: null },
    {
      phase: "decided",
      only: null,
      never: ["desk", "head-of-desk", "secretary"],
      notBefore: "2026-04-10",
      until: null,
    },
  ]);
  assert.deepEqual([altered, changes.map(({ subject }) => subject), refused], ["other_facts", ["desk"], "other-decision"]);
});

/** The same numbers in every run. */
function numbers(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const STEPS = {
  proposed: "propose",
  notified: "notify",
  responded: "reply",
  voted: "vote",
  decided: "decide",
  appealed: "appeal",
  upheld: "uphold",
  reversed: "reverse",
  revoked: "revoke",
  expired: "expire",
};
const WHO = ["p", "co-author", "secretary", "director", "board"];

/** A step somebody might take, right or wrong: more often one that may follow. */
function someStep(draw, life, on) {
  const pick = (all) => all[draw(all.length)];
  const may = new Map(life.next().map((next) => [STEPS[next.phase], next]));
  const name = pick([...Object.values(STEPS), ...Array(5).fill([...may.keys()]).flat()]);
  const { only = null, never = [] } = may.get(name) ?? {};
  const fit = WHO.filter((who) => may.has(name) && !never.includes(who) && (only ?? who) === who);
  const how = { by: pick([...WHO, ...fit, ...fit, ...fit]), on, why: pick(["as the file says", "as the file says", " "]) };
  if (name === "notify" || name === "appeal") how.days = pick([5, 5, 10, 0]);
  if (["decide", "uphold", "reverse", "revoke"].includes(name)) how.number = pick(["12/QĐ", "12/QĐ", ""]);
  if (name === "decide") Object.assign(how, { ruling: pick(["confirmed", "changed", "overridden"]) }, pick([{}, { days: 5 }]));
  if (name === "vote") Object.assign(how, { inFavour: pick([3, 9, 10, 12]), against: draw(3), abstaining: 0, entitled: 11 });
  return [name, how];
}

/** Whatever came about, came about by its steps. */
function lawful(life) {
  const first = (phase) => life.steps.find((step) => step.phase === phase);
  for (const step of life.steps) {
    assert.notEqual(step.by, "co-author");
    assert.ok(step.why.trim());
    assert.equal(step.by === "p", step.phase === "responded" || step.phase === "appealed");
  }
  const decided = first("decided");
  if (decided) {
    assert.ok(decided.number && decided.ruling);
    assert.notEqual(decided.by, first("proposed").by);
    if (life.state === "critique_proposed") assert.ok(first("responded") || first("notified").until < decided.on);
    else if (decided.ruling === "confirmed") assert.ok(life.votes.inFavour >= 9);
  }
  for (const answer of [first("upheld"), first("reversed")]) {
    if (answer) assert.ok(answer.number && answer.by !== decided.by);
  }
  if (life.phase === "appealed") {
    const { until } = life.steps.at(-1);
    assert.equal(life.phaseOn(until), "appealed");
    assert.equal(life.phaseOn("2030-01-01"), "overdue");
  }
}

for (const stage of ["critique", "title"]) {
  test(`no path of calls skips a step: ${stage}`, () => {
    const draw = numbers(20261220);
    const draft = decisions.case("p", { stage, credited: new Set(["co-author"]) });
    const [seen, refused] = [new Set(), new Set()];
    for (let walk = 0; walk < 150; walk += 1) {
      let life = draft;
      const day = new Date("2026-04-01T00:00:00Z");
      for (let at = 0; at < 24; at += 1) {
        const [name, how] = someStep(draw, life, day.toISOString().slice(0, 10));
        try {
          life = life[name](how);
        } catch (error) {
          assert.ok(error instanceof DataError && error.help, String(error));
          refused.add(error.code);
          continue;
        }
        for (const step of life.steps) seen.add(step.phase);
        lawful(life);
        day.setUTCDate(day.getUTCDate() + [0, 1, 4, 9][draw(4)]);
      }
      assert.equal(draft.resume(life.toJson()).toJson(), life.toJson());
    }
    assert.equal(seen.size, 10);
    for (const code of ["step-not-allowed", "own-case", "four-eyes", "not-the-subject", "step-says-nothing"])
      assert.ok(refused.has(code), code);
  });
}

test("a kept case belongs to its decision, and an auditor tells what is another", () => {
  const life = decisions.case("p", { stage: "critique" }).propose({ by: "s", on: "2026-04-01", why: "late" });
  assert.equal(life.decision.length, 64);
  const certificate = decisions.certificateJson();
  const standard = { assignment: { id: "plan", accepted: "2026-01-05", due: "2026-03-02" } };
  const corrected = decisions.on(read(person("p", { breaches: [breach("late", { standard })] }), person("q")));
  assert.equal(code(() => corrected.case("p", { stage: "critique" }).resume(life.toJson())), "other-decision");
  assert.equal(code(() => decisions.case("p", { stage: "title" }).resume(life.toJson())), "other-case");
  assert.equal(corrected.replay(certificate), "other_facts");
  assert.equal(decisions.replay(certificate), "same");
  assert.equal(decisions.replay(certificate.replace('"semantics":1', '"semantics":2')), "other_semantics");
  const stages = POLICY.stages.map((stage) => ({ ...stage, label: { vi: "Khác", en: "Other" } }));
  const other = loadPolicy({ ...POLICY, stages }).decide(null, { facts: decisions.facts, period });
  assert.equal(other.replay(certificate), "other_pack");
  assert.equal(code(() => decisions.replay("{}")), "missing-field");
});

test("adverse impact in strata, and its note", () => {
  // by hand, as in Python: women 2/4, 4/10, 6/12; the second goes with the small one, or 12/26 would tell it
  const plan = { desk: { men: [6, 12], women: [2, 4] }, photo: { men: [5, 10], women: [4, 10] }, video: { men: [9, 12], women: [6, 12] } };
  const [people, groups] = [[], {}];
  for (const [unit, counts] of Object.entries(plan)) {
    for (const [group, [selected, total]] of Object.entries(counts)) {
      for (let at = 0; at < total; at += 1) {
        const id = `${unit}-${group}-${at}`;
        groups[id] = group;
        people.push(person(id, { spells: [{ unit, status: "public_employee", from: "2020-01-01" }], facts: { clean: at < selected } }));
      }
    }
  }
  const found = policy.decide(null, { facts: read(...people), period }).stratifiedImpact("title", groups);
  assert.deepEqual(found.pooled.map(({ rate, below }) => [rate, below]), [["10/17", false], ["6/13", true]]);
  const rates = found.strata.map(({ stratum, groups }) => [stratum, ...groups.map(({ rate }) => rate)]);
  assert.deepEqual(rates, [["desk", "1/2", null], ["photo", "1/2", null], ["video", "3/4", "1/2"]]);
  assert.match(impactNote("vi"), /EEOC.*pháp luật Việt Nam/);
});

test("votes, deadlines and papers for another page", () => {
  assert.deepEqual(decisions.votesNeeded("p", { stage: "title" }), { inFavour: "9/10", quorum: "3/5", waitsFor: null });
  assert.equal(decisions.votesNeeded("p", { stage: "critique" }), null);
  assert.equal(deadline("2026-04-29", { days: 2, holidays: ["2026-04-30", "2026-05-01"] }), "2026-05-05");
  assert.equal(code(() => deadline("2026-04-29", { days: 0 })), "out-of-bounds");
  assert.match(decisions.paper("checklist", "vi", { format: "html_section" }), /^<article class="paper" lang="vi">/);
  assert.match(paperStyle(), /\.paper/);
});

test("bad facts and bad steps decide nothing", () => {
  const late = (parts) => () => read(person("p", { breaches: [breach("late", parts)] }));
  const bad = [
    [late({ certainty: 0.99 }), "float"],
    [late({ certainty: NaN }), "not-a-number"],
    [late({ certainty: "1.5" }), "out-of-bounds"],
    [late({ certainty: [1] }), "wrong-type"],
    [late({ notified: "2026-02-30" }), "bad-date"],
    [() => read(person("p", { facts: { clean: "yes" } })), "wrong-type"],
    [() => read(person("p", { facts: { points: 101 } })), "out-of-bounds"],
    [() => read(person("p", { facts: { klean: true } })), "unknown-fact"],
    [() => read(person("p", { breachs: [] })), "unknown-field"],
    [() => read(person("p"), person("p")), "duplicate-id"],
  ];
  for (const [facts, expected] of bad) {
    assert.equal(code(() => policy.decide(null, { facts: facts(), period })), expected);
  }
  const draft = decisions.case("p", { stage: "critique" });
  assert.equal(code(() => draft.propose({ by: "s", on: "2026-04-01" })), "missing-field");
  assert.equal(code(() => draft.propose({ by: 7, on: "2026-04-01", why: "late" })), "wrong-type");
  assert.equal(code(() => draft.propose({ by: "s", on: "1.4.2026", why: "late" })), "bad-date");
  assert.equal(code(() => draft.notify({ by: "s", on: "2026-04-01", why: "x", days: 2.5 })), "float");
});
