"""Policies, facts, decisions and cases as Python sees them."""

from __future__ import annotations

import copy
import json
import pickle
import threading
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

import recognised
import thidua
from recognised import breach
from thidua import decisions as values

DESK = [{"id": "desk"}]
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
POLICY = """
pack: ours
edition: "2026"
kind: policy
title: {vi: Quy chế, en: Rules}
citations: {rules: {title: "Quy chế, Điều 5", date: 2026-01-01, grade: primary}}
parameters: {salary: {value: 2530000, cite: rules}}
driven_by: period_end
levels: [{id: good, label: {vi: Tốt, en: Good}}, {id: best, label: {vi: Xuất sắc, en: Best}}]
facts:
  people: {points: {number: {}}, level: {choice: [good, best]}, pending: yes_no}
  units: {}
money: {base_salary: {parameter: salary}, step: 10000, rounding: up, paid_together: 1, cite: rules}
stages:
  - {id: given, label: {vi: A, en: A}, cite: rules, of: people, rule: {given: {fact: level, points: points}}}
  - id: title
    label: {vi: Danh hiệu, en: Title}
    cite: rules
    of: people
    gates:
      - {id: pending-case, label: {vi: Đang xem xét, en: Pending}, cite: rules, when: {yes: pending},
         then: hold_and_reserve, in_base: true, in_group: true}
    rule:
      title:
        requires: [{that: {level: {of: given, in: [best]}}, cite: rules}]
        quota:
          by: [given]
          good: {level: {of: given, in: [good]}}
          base: good_or_better
          heads: in
          caps: [{within: agency, share: 0.5, rounding: down, minimum: 0, cite: rules}]
        coefficient: 0.3
  - id: critique
    label: {vi: Phê bình, en: Critique}
    cite: rules
    of: units
    rule: {critique: {certainty: 0.95}}
"""
ASSIGNMENT = {"id": "plan", "accepted": date(2026, 1, 5), "due": "2026-02-28"}
LATE = breach("plan-late", standard={"assignment": ASSIGNMENT}, certainty=Decimal("0.99"))


def person(id: str, points: int, *, level: str = "best", pending: bool = False) -> dict[str, Any]:
    return recognised.person(id, facts={"points": points, "level": level, "pending": pending})


def facts(*, pending: bool = False, breach: dict[str, Any] | None = LATE) -> thidua.Facts:
    people = [
        person("an", 97, pending=pending),
        person("binh", 95),
        person("chi", 91),
        person("du", 60, level="good"),
    ]
    return thidua.Facts.of(people, units=[{"id": "desk", "breaches": [] if breach is None else [breach]}])


@pytest.fixture(scope="module")
def policy() -> thidua.Policy:
    return thidua.load_policy(POLICY, file="ours.yaml")


@pytest.fixture(scope="module")
def decisions(policy: thidua.Policy) -> thidua.Decisions:
    return policy.decide(facts=facts(), period=YEAR, decided_on="2026-12-20")


def test_a_policy_is_chosen_by_day_and_by_whom_it_is_for() -> None:
    status = {"status": "civil_servant"}
    assert (
        thidua.policy("vn-staff-rating", on=date(2025, 12, 31), applies_to=status).edition
        == "90-2020-cong-chuc"
    )
    rating = thidua.policy("vn-staff-rating", on="2026-01-01", applies_to=status)
    assert (rating.name, rating.in_force.start) == ("vn-staff-rating@335-2025", date(2026, 1, 1))
    assert rating == thidua.policy_edition("vn-staff-rating", "335-2025")
    assert ("vn-emulation", "152-2025") in thidua.policies()
    with pytest.raises(thidua.PackError) as two:
        thidua.policy("vn-staff-rating", on="2026-03-31")
    assert two.value.code == "two-editions"
    assert "90-2020-vien-chuc" in two.value.explain("vi")


def test_a_policy_says_what_it_is(policy: thidua.Policy) -> None:
    assert (policy.id, policy.edition, policy.title("vi")) == ("ours", "2026", "Quy chế")
    assert policy.stages == ("given", "title", "critique")
    assert repr(policy).startswith("<Policy ours@2026 ")
    assert policy.lint() == []
    assert policy.test_coverage().tests == 0
    extended = thidua.load_policy(
        {
            "pack": "our-rating",
            "edition": "1",
            "kind": "policy",
            "title": {"vi": "A", "en": "A"},
            "extends": "vn-staff-rating@335-2025",
            "citations": {"ours": {"title": "Quy chế", "date": "2026-01-01", "grade": "primary"}},
            "parameters": {name: {"value": 1, "cite": "ours"} for name in ["stretches", "excellent_base"]},
        }
    )
    assert extended.name == "our-rating@1"


def test_proposals(decisions: thidua.Decisions) -> None:
    # half of four, rounded down, is two places
    title = {one.subject: one for one in decisions.all() if one.stage == "title"}
    assert [title[id].state for id in ["an", "binh", "chi", "du"]] == [
        "commend",
        "commend",
        "eligible_over_quota",
        "none",
    ]
    own = decisions.at("title", "an")
    assert own is not None
    assert own == title["an"] == decisions.of("an")[-1]
    assert (own.kind, own.holds, own.provisional, own.is_unit) == ("title", True, False, False)
    assert own.paid == values.Paid(
        Fraction(3, 10), Decimal(760000), Fraction(2530000), Fraction(759000), Decimal(760000), None
    )
    assert own.reasons[-1].cite == "rules"
    assert "place" in str(own.reasons[-1])
    assert decisions.at("given", "an").points == Fraction(97)  # type: ignore[union-attr]
    assert decisions.at("titel", "an") is None
    assert decisions.of("nobody") == []
    [limit] = decisions.limits
    assert (limit.stage, limit.within, limit.places, limit.taken) == ("title", "agency", 2, 2)
    assert decisions.ties == ()
    assert decisions.round == values.Round(*YEAR, date(2026, 12, 20), None, None)
    critique = decisions.at("critique", "desk")
    assert critique is not None
    assert (critique.state, critique.breach, critique.is_unit) == ("critique_proposed", "plan-late", True)


def test_what_is_not_known_is_named(policy: thidua.Policy) -> None:
    unknown = person("an", 97)
    del unknown["facts"]["level"]
    found = policy.decide(facts=thidua.Facts.of([unknown], units=DESK), period=YEAR).at("title", "an")
    assert found is not None
    assert found.state == "insufficient_evidence"
    assert found.missing == (values.Missing("an", "level"),)


def test_equals_at_the_line(policy: thidua.Policy) -> None:
    people = [person("an", 97), person("binh", 97), person("chi", 60, level="good")]
    tied = thidua.Facts.of(people, units=DESK)
    found = policy.decide(facts=tied, period=YEAR)
    assert found.ties == (values.TieSet("title", ("an", "binh"), 1),)
    assert found.at("title", "an").tie == 0  # type: ignore[union-attr]


def test_why_and_what_would_change_it(decisions: thidua.Decisions) -> None:
    told = decisions.explain("chi")
    assert "Quy chế, Điều 5" in told.render("vi")
    assert told.html().startswith("<!doctype html>")
    assert told == decisions.explain("chi")
    assert pickle.loads(pickle.dumps(told)) == told
    # at the higher level du would be a candidate, below those who have the places
    flip = decisions.flip("du", stage="title")
    assert flip == values.Flip("level", "best", None, "eligible_over_quota", None)
    other = decisions.on(facts(breach={**LATE, "cause_certified": True}))
    [change] = decisions.changes(other)
    assert (change.subject, change.before.state, change.after.state) == (  # type: ignore[union-attr]
        "desk",
        "critique_proposed",
        "support",
    )
    assert other.facts != decisions.facts
    assert decisions.advice("an", stage="title") is None


def test_a_hold_is_released(policy: thidua.Policy) -> None:
    held = policy.decide(facts=facts(pending=True), period=YEAR)
    own = held.at("title", "an")
    assert own is not None
    assert (own.state, own.rule, own.reserved) == ("held", "pending-case", True)
    after = held.release("an", stage="title", gate="pending-case")
    assert after.at("title", "an").state == "commend"  # type: ignore[union-attr]
    assert [change.subject for change in held.changes(after)] == ["an"]
    again = pickle.loads(pickle.dumps(after))
    assert again == after
    assert again.to_json() == after.to_json()
    with pytest.raises(thidua.DataError) as nothing:
        held.release("binh", stage="title", gate="pending-case")
    assert nothing.value.code == "nothing-held"


def test_audiences_are_types(decisions: thidua.Decisions) -> None:
    own = decisions.for_subject("chi")
    assert isinstance(own, values.ForSubject)
    assert [one.subject for one in own.decisions] == ["chi", "chi"]
    assert "binh" not in own.to_json()
    head = decisions.for_head("desk")
    assert isinstance(head, values.ForHead)
    assert values.Member("an", "title", "title", "commend", None) in head.members
    assert "points" not in head.to_json()
    council = decisions.for_council()
    assert isinstance(council, values.ForCouncil)
    assert council.to_json() == decisions.to_json()
    public = decisions.for_public()
    assert isinstance(public, values.ForPublic)
    assert (public.awards, public.ratings) == ((), ())
    assert "an" not in json.loads(public.to_json())["awards"]
    with pytest.raises(thidua.DataError) as nobody:
        decisions.for_head("dekk")
    assert (nobody.value.code, nobody.value.suggestion) == ("unknown-unit", "desk")


def test_what_was_decided_is_public(policy: thidua.Policy) -> None:
    given = {
        "stage": "title",
        "of": "an",
        "given": True,
        "number": "31/QĐ",
        "on": "2026-12-18",
        "by": "director",
    }
    own = thidua.Facts.parse({**json.loads(facts().to_json()), "decided": [given]})
    public = policy.decide(facts=own, period=YEAR, decided_on="2026-12-20").for_public()
    assert public.awards == (("title", ("an",)),)


def test_counts_are_published_beside_what_was_published_before() -> None:
    policy = thidua.load_policy(
        POLICY.split("  - id: title")[0]
        + """  - id: rating
    label: {vi: Xếp loại, en: Rating}
    cite: rules
    of: people
    rule: {rating: {score: [given], bands: [{level: good}, {level: best, from: 90}]}}
"""
    )

    def decide(best: int) -> thidua.Decisions:
        people = [person(f"p{at:02}", 95 if at < best else 80) for at in range(30)]
        by = {"stage": "rating", "number": "12/QĐ", "on": "2026-12-10", "by": "director"}
        levels = ["best"] * best + ["good"] * (30 - best)
        decided = [{**by, "of": one["id"], "level": level} for one, level in zip(people, levels, strict=True)]
        own = thidua.Facts.of(people, units=DESK, decided=decided)
        return policy.decide(facts=own, period=YEAR, decided_on="2026-12-20")

    [first] = decide(10).for_public().ratings
    assert first.stage == "rating"
    assert first.all == values.Counts((("best", 10), ("good", 20)), 30)
    kept = decide(10).for_public()
    earlier: list[values.ForPublic | str] = [kept, kept.to_json()]
    for after in earlier:
        # one more at the higher level: the difference would say who
        [second] = decide(11).for_public(after=after).ratings
        assert second.all.levels == (("best", None), ("good", None))
        assert "11" not in decide(11).paper("public_list", after=after)


def test_adverse_impact() -> None:
    clean = POLICY.split("stages:")[0] + (
        "stages: [{id: title, label: {vi: A, en: A}, cite: rules, of: people,"
        " rule: {title: {requires: [{that: {no: pending}, cite: rules}]}}}]\n"
    )
    people, groups = [], {}
    for group, among, selected in [("a", 20, 12), ("b", 20, 9), ("few", 4, 4)]:
        for at in range(among):
            people.append(person(f"{group}{at:02}", 1, pending=at >= selected))
            groups[f"{group}{at:02}"] = group
    found = thidua.load_policy(clean).decide(facts=thidua.Facts.of(people, units=DESK), period=YEAR)
    ratios = {one.group: (one.ratio, one.below) for one in found.impact("title", groups)}
    assert ratios == {"a": (Fraction(1), False), "b": (Fraction(3, 4), True), "few": (None, False)}


def act(by: str, on: str, why: str = "as the file says") -> dict[str, Any]:
    return {"by": by, "on": on, "why": why}


HOLIDAYS: list[date | str] = [date(2026, 4, 30), "2026-05-01"]


def test_a_dispute_and_an_appeal(decisions: thidua.Decisions) -> None:
    draft = decisions.case("desk", stage="critique", credited=["head-of-desk"])
    assert (draft.subject, draft.stage, draft.state, draft.phase) == (
        "desk",
        "critique",
        "critique_proposed",
        "draft",
    )
    case = draft.propose(**act("secretary", "2026-04-01"))
    with pytest.raises(thidua.DataError) as early:
        case.decide(**act("director", "2026-04-02"), number="12/QĐ", ruling="confirmed")
    assert early.value.code == "step-not-allowed"
    case = case.notify(**act("secretary", "2026-04-02"), days=5, holidays=HOLIDAYS)
    assert case.steps[-1].until == date(2026, 4, 9)
    kept = case.to_json()
    assert draft.resume(kept) == case
    case = case.reply(by="head-of-desk", on=date(2026, 4, 8), why="the server was down")
    with pytest.raises(thidua.DataError) as own:
        case.decide(**act("head-of-desk", "2026-04-10"), number="12/QĐ", ruling="overridden")
    assert own.value.code == "own-case"
    case = case.decide(**act("director", "2026-04-10"), number="12/QĐ", ruling="confirmed")
    case = case.appeal(**act("head-of-desk", "2026-04-20"), days=10, holidays=HOLIDAYS)
    assert case.steps[-1].until == date(2026, 5, 6)
    assert (case.phase, case.phase_on("2026-05-06"), case.phase_on(date(2026, 5, 7))) == (
        "appealed",
        "appealed",
        "overdue",
    )
    reversed_ = case.reverse(**act("board", "2026-05-05"), number="19/QĐ")
    assert (reversed_.phase, len(reversed_.steps), len(case.steps)) == ("reversed", 6, 5)
    assert reversed_.steps[3] == values.Step(
        "decided", "director", date(2026, 4, 10), "as the file says", "12/QĐ", "confirmed", None, None
    )
    again = pickle.loads(pickle.dumps(reversed_))
    assert (again, hash(again)) == (reversed_, hash(reversed_))
    assert "<td>board</td>" in reversed_._repr_html_()
    with pytest.raises(thidua.DataError):
        draft.resume(kept.replace('"by":"secretary"', '"by":"head-of-desk"'))


def test_the_other_steps(decisions: thidua.Decisions) -> None:
    case = decisions.case("an", stage="title").propose(**act("secretary", "2026-12-20"))
    counted = act("teller", "2026-12-20")
    case = case.vote(**counted, in_favour=9, against=0, abstaining=1, entitled=12, recused=["an"])
    assert case.votes == values.Votes(9, 0, 1, 12, ("an",))
    decided = case.decide(**act("director", "2026-12-21"), number="31/QĐ", ruling="confirmed")
    revoked = decided.revoke(**act("board", "2027-02-01", "forged file"), number="7/QĐ")
    assert revoked.phase == "revoked"
    assert decided.expire(**act("secretary", "2027-12-31")).phase == "expired"
    appealed = decided.appeal(**act("an", "2026-12-22"), days=10)
    assert appealed.uphold(**act("board", "2026-12-28"), number="8/QĐ").phase == "upheld"
    with pytest.raises(thidua.DataError) as held:
        decisions.case("chi", stage="given")
    assert held.value.code == "not-proposable"


OFFICE = {
    "agency": "BÁO CÔNG THƯƠNG",
    "on": date(2026, 12, 20),
    "names": {"an": "Trần Thị An", "binh": "Lê Văn Bình", "chi": "Phạm Chi", "desk": "Ban Thời sự"},
}


def test_papers(decisions: thidua.Decisions) -> None:
    submission = decisions.paper("submission", "vi", office=OFFICE)
    assert "TỜ TRÌNH" in submission
    assert "Trần Thị An" in submission
    assert decisions.paper("submission", "vi", office=OFFICE, format="html").startswith("<!doctype html>")
    assert "Lê Văn Bình" not in decisions.paper("achievements", subject="an", office=OFFICE)
    template = thidua.paper_template("public_list", "vi")
    assert "{#awards}" in template
    own = decisions.paper("public_list", "vi", template=template.replace("DANH SÁCH", "BẢNG VÀNG"))
    assert "BẢNG VÀNG" in own
    case = decisions.case("desk", stage="critique").propose(**act("secretary", "2026-12-20"))
    assert "Ban Thời sự" in decisions.minutes([case], office=OFFICE)
    with pytest.raises(thidua.DataError) as early:
        case.notice(office=OFFICE)
    assert early.value.code == "paper-needs"
    told = case.notify(**act("secretary", "2026-12-21"), days=5).notice("vi", office=OFFICE)
    assert "28/12/2026" in told
    with pytest.raises(thidua.DataError) as wrong:
        decisions.paper("submission", template="# {titel}\n")
    assert (wrong.value.code, wrong.value.line) == ("paper-field", 1)
    with pytest.raises(thidua.DataError):
        decisions.paper("submission", subject="an")
    with pytest.raises(thidua.DataError) as kind:
        thidua.paper_template("submissoin")  # type: ignore[arg-type]
    assert kind.value.suggestion == "submission"


def test_an_auditor_replays(policy: thidua.Policy, decisions: thidua.Decisions) -> None:
    certificate = thidua.Certificate(decisions.certificate.to_json())
    own = thidua.Facts.parse(decisions.facts.to_json())
    again = policy.decide(facts=own, period=YEAR, decided_on="2026-12-20")
    assert again.replay(certificate) == "same"
    assert decisions.on(facts(breach=None)).replay(certificate) == "other_facts"


def test_tables_and_notebooks(decisions: thidua.Decisions) -> None:
    rows = decisions.to_rows()
    assert len(rows) == len(decisions) == len(decisions.all())
    assert {"subject", "stage", "state", "paid", "missing"} <= set(rows[0])
    assert next(row["paid"] for row in rows if row["stage"] == "title") == Decimal(760000)
    html = decisions._repr_html_()
    assert "<td>critique_proposed</td>" in html
    assert "<td>finding</td>" not in html
    assert decisions.to_dict()["policy"] == "ours@2026"


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
def test_everything_is_frozen_and_compares(
    policy: thidua.Policy, decisions: thidua.Decisions, again: Callable[[Any], Any]
) -> None:
    case = decisions.case("an", stage="title").propose(**act("secretary", "2026-12-20"))
    all: list[Any] = [policy, decisions, decisions.facts, case, decisions.for_public(), decisions.all()[0]]
    for one in all:
        assert again(one) == one
        assert hash(again(one)) == hash(one)
        with pytest.raises((AttributeError, TypeError)):
            one.subject = "x"
        assert one != "x"


def test_mistakes_are_typed(policy: thidua.Policy) -> None:
    with pytest.raises(thidua.PackError) as pack:
        thidua.load_policy(POLICY.replace("level: {of: given", "level: {of: givn"), file="ours.yaml")
    assert (pack.value.code, pack.value.file, pack.value.suggestion) == (
        "unknown-stage",
        "ours.yaml",
        "given",
    )
    assert pack.value.line is not None
    unknown = thidua.Facts.of([{**person("an", 1), "facts": {"pont": 1}}], units=DESK)
    with pytest.raises(thidua.DataError) as fact:
        policy.decide(facts=unknown, period=YEAR)
    assert (fact.value.code, fact.value.pointer, fact.value.line) == (
        "unknown-fact",
        "/people/0/facts/pont",
        None,
    )
    with pytest.raises(thidua.DataError) as float_:
        thidua.Facts.of([{**person("an", 1), "facts": {"points": 0.5}}], units=DESK)
    assert (float_.value.code, float_.value.pointer) == ("float", "/people/0/facts/points")
    with pytest.raises(thidua.DataError) as open_:
        policy.decide(facts=facts(), period=(date(2026, 1, 1), None))
    assert (open_.value.code, open_.value.pointer) == ("open-period", "/period")
    with pytest.raises(thidua.DataError) as others:
        policy.decide(facts=facts(), period=YEAR, facts_of_others="keep")  # type: ignore[arg-type]
    assert others.value.code == "unknown-choice"
    passed = policy.decide(
        facts=thidua.Facts.of([{**person("an", 1), "facts": {"theirs": True}}], units=DESK),
        period=YEAR,
        facts_of_others="pass_over",
    )
    assert passed.at("title", "an") is not None


def test_deciding_lets_other_threads_run(policy: thidua.Policy) -> None:
    many = thidua.Facts.of([person(f"p{at:04}", at % 97) for at in range(2000)], units=DESK)
    turns = 0
    done = threading.Event()

    def count() -> None:
        nonlocal turns
        while not done.wait(0.0005):
            turns += 1

    thread = threading.Thread(target=count)
    thread.start()
    policy.decide(facts=many, period=YEAR).to_json()
    done.set()
    thread.join()
    assert turns > 0
