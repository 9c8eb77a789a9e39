"""What a council, a head and an auditor do in Python: the paths of a case, and what is refused."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

import recognised
import thidua
from recognised import breach
from thidua import decisions as values

YEAR = ("2026-01-01", "2026-12-31")
POLICY = """
pack: ours
edition: "2026"
kind: policy
title: {vi: Quy chế, en: Rules}
citations: {rules: {title: "Quy chế, Điều 5", date: 2026-01-01, grade: primary}}
driven_by: period_end
facts: {people: {clean: yes_no, points: {number: {at_least: 0, at_most: 100}}}, units: {}}
stages:
  - {id: critique, label: {vi: Phê bình, en: Critique}, cite: rules, of: people,
     rule: {critique: {certainty: 0.9}}}
  - {id: title, label: {vi: Danh hiệu, en: Title}, cite: rules, of: people,
     rule: {title: {requires: [{that: {yes: clean}, cite: rules}],
                    votes: {in_favour: 0.9, quorum: 0.6, cite: rules}}}}
  - {id: units, label: {vi: Phê bình tập thể, en: Critique of units}, cite: rules, of: units,
     rule: {critique: {certainty: 0.9}}}
"""


def person(id: str, unit: str = "desk", *, clean: bool = True, late: bool = False) -> dict[str, Any]:
    breaches = [breach(f"{id}-late")] if late else []
    return recognised.person(id, unit, facts={"clean": clean}, breaches=breaches)


@pytest.fixture(scope="module")
def policy() -> thidua.Policy:
    return thidua.load_policy(POLICY)


@pytest.fixture(scope="module")
def decisions(policy: thidua.Policy) -> thidua.Decisions:
    units = [{"id": "desk", "breaches": [breach("plan-late")]}]
    facts = thidua.Facts.of([person("p", late=True), person("q")], units=units)
    return policy.decide(facts=facts, period=YEAR, decided_on="2026-12-20")


WHO = ["p", "co-author", "secretary", "director", "board"]
STEPS = {
    "proposed": "propose",
    "notified": "notify",
    "responded": "reply",
    "voted": "vote",
    "decided": "decide",
    "appealed": "appeal",
    "upheld": "uphold",
    "reversed": "reverse",
    "revoked": "revoke",
    "expired": "expire",
}


def some_step(draw: random.Random, case: thidua.Case, day: date) -> tuple[str, dict[str, Any]]:
    """Draw a step somebody might take, right or wrong: more often one that may follow."""
    may = {STEPS[step.phase]: step for step in case.next()}
    name = draw.choice(
        [*STEPS.values(), *(name for name in may if name not in ("revoke", "expire")), *([*may] * 5)]
    )
    fit = [who for who in WHO if name in may and who not in may[name].never and may[name].only in (None, who)]
    how: dict[str, Any] = {
        "by": draw.choice([*WHO, *(fit * 3)]),
        "on": draw.choice([day, day.isoformat()]),
        "why": draw.choice(["as the file says", "as the file says", " "]),
    }
    if name in ("notify", "appeal"):
        how |= {"days": draw.choice([5, 5, 10, 0]), "holidays": draw.choice([None, ("2026-04-30",)])}
    if name in ("decide", "uphold", "reverse", "revoke"):
        how["number"] = draw.choice(["12/QĐ", "12/QĐ", ""])
    if name == "decide":
        how["ruling"] = draw.choice(["confirmed", "changed", "overridden"])
        how["days"] = draw.choice([None, 5])
    if name == "vote":
        how |= {"in_favour": draw.choice([3, 9, 10, 10, 12]), "against": draw.randint(0, 2)}
        how |= {"abstaining": 0, "entitled": 11}
    return name, how


def lawful(case: thidua.Case) -> None:
    """Whatever came about, came about by its steps."""
    phases = [step.phase for step in case.steps]
    first = {step.phase: step for step in reversed(case.steps)}
    assert [step.on for step in case.steps] == sorted(step.on for step in case.steps)
    for step in case.steps:
        assert step.by != "co-author"
        assert step.why.strip()
        assert (step.by == "p") == (step.phase in ("responded", "appealed"))
    if decided := first.get("decided"):
        assert decided.number
        assert decided.ruling
        assert decided.by != first["proposed"].by
        if case.state == "critique_proposed":
            notified = first["notified"]
            assert notified.until is not None
            assert "responded" in phases or notified.until < decided.on
        elif decided.ruling == "confirmed":
            votes = case.votes
            assert votes is not None
            cast = votes.in_favour + votes.against + votes.abstaining
            assert Fraction(cast, votes.entitled) >= Fraction(3, 5)
            assert Fraction(votes.in_favour, cast) >= Fraction(9, 10)
    for answer in ("upheld", "reversed"):
        if answer in first:
            assert first[answer].number
            assert first[answer].by != first["decided"].by
    if phases and phases[-1] == "appealed":
        due = case.steps[-1].until
        assert due is not None
        assert case.phase_on(due) == "appealed"
        assert case.phase_on(due + timedelta(days=1)) == "overdue"


@pytest.mark.parametrize("stage", ["critique", "title"])
def test_no_path_of_calls_skips_a_step(decisions: thidua.Decisions, stage: str) -> None:
    draw = random.Random(20261220)
    draft = decisions.case("p", stage=stage, credited={"co-author"})
    seen: set[str] = set()
    refused: dict[str, thidua.DataError] = {}
    for _ in range(300):
        case, day = draft, date(2026, 4, 1)
        for _ in range(24):
            name, how = some_step(draw, case, day)
            try:
                case = getattr(case, name)(**how)
            except thidua.DataError as error:
                refused[error.code] = error
                continue
            seen.update(step.phase for step in case.steps)
            lawful(case)
            allowed = {step.phase for step in case.next()}
            assert "overdue" not in allowed
            day += timedelta(days=draw.choice([0, 1, 4, 9]))
        assert draft.resume(case.to_json()) == case
    assert seen == {*STEPS}
    assert {"step-not-allowed", "own-case", "four-eyes", "not-the-subject", "step-says-nothing"} <= set(
        refused
    )
    assert all(error.help and error.explain("vi") != error.explain("en") for error in refused.values())


def test_what_may_follow_is_told_with_who_and_by_when(decisions: thidua.Decisions) -> None:
    case = decisions.case("p", stage="critique").propose(by="secretary", on="2026-04-01", why="late")
    case = case.notify(
        by="secretary", on="2026-04-29", why="by letter", days=2, holidays=["2026-04-30", "2026-05-01"]
    )
    assert case.next() == [
        values.Next("responded", "p", (), None, date(2026, 5, 5)),
        values.Next("voted", None, ("p",), None, None),
        values.Next("decided", None, ("p", "secretary"), date(2026, 5, 6), None),
    ]
    holidays: list[date | str] = [date(2026, 4, 30), "2026-05-01"]
    assert thidua.deadline("2026-04-29", days=2, holidays=holidays) == date(2026, 5, 5)
    with pytest.raises(thidua.DataError) as none:
        thidua.deadline(date(2026, 4, 29), days=0)
    assert none.value.code == "out-of-bounds"


def test_a_kept_case_belongs_to_its_decision(policy: thidua.Policy, decisions: thidua.Decisions) -> None:
    case = decisions.case("p", stage="critique").propose(by="secretary", on="2026-04-01", why="late")
    assert len(case.decision) == 64
    corrected = person("p", late=True)
    corrected["breaches"][0]["standard"]["assignment"]["due"] = "2026-03-02"
    others = [
        decisions.on(thidua.Facts.of([corrected, person("q")], units=[{"id": "desk"}])),
        thidua.load_policy(POLICY.replace("certainty: 0.9", "certainty: 0.95")).decide(
            facts=decisions.facts, period=YEAR, decided_on="2026-12-20"
        ),
        policy.decide(facts=decisions.facts, period=YEAR, decided_on="2026-12-21"),
    ]
    for other in others:
        draft = other.case("p", stage="critique")
        assert draft.decision != case.decision
        with pytest.raises(thidua.DataError) as refused:
            draft.resume(case.to_json())
        assert refused.value.code == "other-decision"
    with pytest.raises(thidua.DataError) as stage:
        decisions.case("p", stage="title").resume(case.to_json())
    assert stage.value.code == "other-case"


def test_an_auditor_tells_what_is_another(policy: thidua.Policy, decisions: thidua.Decisions) -> None:
    kept = decisions.certificate.to_json()
    read = thidua.Certificate
    again = policy.decide(
        facts=thidua.Facts.parse(decisions.facts.to_json()), period=YEAR, decided_on="2026-12-20"
    )
    assert again.replay(read(kept)) == "same"
    assert again.replay(read(kept.replace('"semantics":1', '"semantics":2'))) == "other_semantics"
    stricter = thidua.load_policy(POLICY.replace("certainty: 0.9", "certainty: 0.95"))
    assert (
        stricter.decide(facts=decisions.facts, period=YEAR, decided_on="2026-12-20").replay(read(kept))
        == "other_pack"
    )
    corrected = decisions.on(
        thidua.Facts.of([person("p"), person("q")], units=[{"id": "desk", "breaches": []}])
    )
    assert corrected.replay(read(kept)) == "other_facts"
    assert {change.subject for change in decisions.changes(corrected)} == {"p", "desk"}
    with pytest.raises(thidua.DataError):
        read('{"semantics": 1}')


def test_a_released_hold_is_its_own_certificate(decisions: thidua.Decisions) -> None:
    gate = (
        "gates: [{id: pending, label: {vi: A, en: A}, cite: rules, when: {no: clean}, then: hold,"
        " in_base: true, in_group: true}],\n     rule: {title:"
    )
    policy = thidua.load_policy(POLICY.replace("rule: {title:", gate))
    facts = thidua.Facts.of([person("p", clean=False)], units=[{"id": "desk"}])
    held = policy.decide(facts=facts, period=YEAR)
    released = held.release("p", stage="title", gate="pending")
    assert released.replay(released.certificate) == "same"
    assert released.replay(held.certificate) == "other_result"


def test_adverse_impact_in_strata(policy: thidua.Policy) -> None:
    # by hand: women 2/4, 4/10, 6/12; the first is small, so the second goes too, or 12/26 would tell it
    plan = {
        "desk": {"men": (6, 12), "women": (2, 4)},
        "photo": {"men": (5, 10), "women": (4, 10)},
        "video": {"men": (9, 12), "women": (6, 12)},
    }
    people, groups = [], {}
    for unit, counts in plan.items():
        for group, (selected, total) in counts.items():
            for at in range(total):
                people.append(person(f"{unit}-{group}-{at:02}", unit, clean=at < selected))
                groups[f"{unit}-{group}-{at:02}"] = group
    facts = thidua.Facts.of(people, units=[{"id": unit} for unit in plan])
    found = policy.decide(facts=facts, period=YEAR).stratified_impact("title", groups)
    assert [(one.group, one.rate, one.below) for one in found.pooled] == [
        ("men", Fraction(10, 17), False),
        ("women", Fraction(6, 13), True),
    ]
    rates = {stratum: [one.rate for one in ratios] for stratum, ratios in found.strata}
    assert rates == {
        "desk": [Fraction(1, 2), None],
        "photo": [Fraction(1, 2), None],
        "video": [Fraction(3, 4), Fraction(1, 2)],
    }
    whole = policy.decide(facts=facts, period=YEAR).stratified_impact(
        "title", groups, dict.fromkeys(groups, "all")
    )
    assert whole.strata == (("all", whole.pooled),)
    assert "EEOC" in thidua.impact_note()
    assert "pháp luật Việt Nam" in thidua.impact_note("vi")


def test_what_votes_a_title_takes(decisions: thidua.Decisions) -> None:
    needed = values.VotesNeeded(Fraction(9, 10), Fraction(3, 5), None)
    assert decisions.votes_needed("p", stage="title") == needed
    assert decisions.votes_needed("p", stage="critique") is None
    case = decisions.case("p", stage="title").propose(by="secretary", on="2026-12-20", why="minutes 7")
    count: dict[str, Any] = {"by": "teller", "on": "2026-12-20", "why": "minutes 8"}
    decide: dict[str, Any] = {"by": "director", "on": "2026-12-21", "why": "as voted", "number": "31/QĐ"}
    with pytest.raises(thidua.DataError) as short:
        case.vote(**count, in_favour=8, against=1, abstaining=0, entitled=11).decide(
            **decide, ruling="confirmed"
        )
    assert short.value.code == "votes-short"
    with pytest.raises(thidua.DataError) as many:
        case.vote(**count, in_favour=9, against=3, abstaining=0, entitled=11)
    assert many.value.code == "part-over-whole"
    first = case.vote(**count, in_favour=8, against=2, abstaining=0, entitled=11)
    voted = first.vote(**count, in_favour=9, against=1, abstaining=0, entitled=11, recused=iter(["q"]))
    decided = voted.decide(**decide, ruling="confirmed", days=5)
    assert decided.votes is not None
    assert (decided.phase, decided.votes.recused) == ("decided", ("q",))
    # the vote that was held again stands beside the first, and who counted
    cast = [(step.by, step.votes.in_favour) for step in decided.steps if step.votes is not None]
    assert cast == [("teller", 8), ("teller", 9)]
    assert "9 in favour, 1 against, 0 abstaining of 11" in decided._repr_html_()
    assert decided.next()[0].until == date(2026, 12, 28)
    with pytest.raises(thidua.DataError) as late:
        decided.appeal(by="p", on="2026-12-29", why="not so", days=10)
    assert late.value.code == "too-late"
    with pytest.raises(thidua.DataError) as back:
        voted.decide(**{**decide, "by": "q"}, ruling="confirmed")
    assert back.value.code == "own-case"


def test_papers_to_put_inside_another_page(decisions: thidua.Decisions) -> None:
    section = decisions.paper("checklist", "vi", format="html_section")
    assert section.startswith('<article class="paper" lang="vi">')
    assert ".paper" in thidua.paper_style()
    with pytest.raises(thidua.DataError) as form:
        decisions.paper("checklist", format="pdf")  # type: ignore[arg-type]
    assert form.value.code == "unknown-choice"


def changed(**parts: Any) -> Callable[[], thidua.Facts]:
    return lambda: thidua.Facts.of([{**person("p", late=True), **parts}], units=[{"id": "desk"}])


def late(**parts: Any) -> Callable[[], thidua.Facts]:
    return changed(breaches=[breach("p-late", **parts)])


BAD: Mapping[str, tuple[Callable[[], thidua.Facts], str]] = {
    "a float": (late(certainty=0.99), "float"),
    "not a number": (late(certainty=float("nan")), "not-a-number"),
    "a decimal that is none": (late(certainty=Decimal("NaN")), "bad-number"),
    "a certainty above one": (late(certainty="1.5"), "out-of-bounds"),
    "a certainty that is a list": (late(certainty=[1]), "wrong-type"),
    "yes in words": (changed(facts={"clean": "yes"}), "wrong-type"),
    "a number out of its bounds": (changed(facts={"points": 101}), "out-of-bounds"),
    "a fact nobody reads": (changed(facts={"klean": True}), "unknown-fact"),
    "a field there is none of": (changed(breachs=[]), "unknown-field"),
    "a unit there is none of": (
        changed(spells=[{"unit": "dsk", "status": "public_employee", "from": "2020-01-01"}]),
        "unknown-unit",
    ),
    "a day there is none of": (late(notified="2026-02-30"), "bad-date"),
    "an achievement verified by whoever did it": (
        changed(achievements=[{"id": "a", "merit": "prompt", "on": "2026-03-03", "verified_by": "p"}]),
        "not-independent",
    ),
    "a person twice": (
        lambda: thidua.Facts.of([person("p"), person("p")], units=[{"id": "desk"}]),
        "duplicate-id",
    ),
    "a breach of two": (
        lambda: thidua.Facts.of(
            [{**person(id), "breaches": [breach("same")]} for id in ("p", "q")], units=[{"id": "desk"}]
        ),
        "duplicate-id",
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_facts_decide_nothing(policy: thidua.Policy, what: str) -> None:
    facts, code = BAD[what]
    with pytest.raises(thidua.DataError) as error:
        policy.decide(facts=facts(), period=YEAR)
    assert error.value.code == code, error.value
    assert error.value.help


UNKNOWN: Mapping[str, tuple[dict[str, Any], str]] = {
    "nothing said of breaches": ({"breaches": None}, "breaches"),
    "no certainty": (
        {"breaches": [{k: v for k, v in breach("p-late").items() if k != "certainty"}]},
        "breaches/p-late/certainty",
    ),
}


@pytest.mark.parametrize("what", UNKNOWN)
def test_what_is_not_known_is_named_and_never_failed(policy: thidua.Policy, what: str) -> None:
    parts, missing = UNKNOWN[what]
    given = {name: part for name, part in {**person("p"), **parts}.items() if part is not None}
    own = policy.decide(facts=thidua.Facts.of([given], units=[{"id": "desk"}]), period=YEAR).at(
        "critique", "p"
    )
    assert own is not None
    assert own.state == "insufficient_evidence"
    assert [one.what for one in own.missing] == [missing]


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"by": "secretary", "on": "2026-04-01"}, "missing-field"),
        ({"by": "secretary", "on": "2026-04-01", "why": "late", "because": "x"}, "unknown-field"),
        ({"by": 7, "on": "2026-04-01", "why": "late"}, "wrong-type"),
        ({"by": "secretary", "on": 20260401, "why": "late"}, "wrong-type"),
        ({"by": "secretary", "on": "1.4.2026", "why": "late"}, "bad-date"),
        ({"by": "secretary", "on": "2026-04-01", "why": 0.5}, "float"),
    ],
)
def test_bad_steps_are_typed(decisions: thidua.Decisions, how: dict[str, Any], code: str) -> None:
    with pytest.raises(thidua.DataError) as error:
        decisions.case("p", stage="critique").propose(**how)
    assert error.value.code == code, error.value
    with pytest.raises(thidua.DataError) as days:
        decisions.case("p", stage="critique").notify(by="s", on="2026-04-01", why="x", days=2.5, holidays=7)  # type: ignore[arg-type]
    assert days.value.code == "float"
