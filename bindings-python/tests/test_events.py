"""Awards by achievement: several decisions about one person at one stage, each by the edition of its day."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import pytest

import thidua
from recognised import person

YEAR = ("2026-01-01", "2026-12-31")


def edition(name: str, in_force: str) -> thidua.Policy:
    return thidua.load_policy(f"""
pack: prompt
edition: "{name}"
kind: policy
title: {{vi: Khen đột xuất, en: Prompt awards}}
in_force: {in_force}
driven_by: event
citations: {{own: {{title: Quy chế, date: 2026-01-01, grade: primary}}}}
stages:
  - {{id: letter, label: {{vi: Thư khen, en: Letter}}, cite: own, of: people,
     rule: {{form: {{merit: prompt, award: {{requires: [],
            votes: {{in_favour: 0.5, quorum: 0.5, cite: own}}}}}}}}}}
""")


def achievement(id: str, on: str) -> dict[str, Any]:
    return {"id": id, "merit": "prompt", "on": on, "verified_by": "v"}


FLOOD, STORM = achievement("flood", "2026-03-03"), achievement("storm", "2026-09-09")


def facts(*achievements: dict[str, Any]) -> thidua.Facts:
    return thidua.Facts.of([person("p", None, achievements=list(achievements))])


@pytest.fixture(scope="module")
def decisions() -> thidua.Decisions:
    return edition("2026", "{from: 2026-01-01}").decide(facts=facts(FLOOD, STORM), period=YEAR)


def refused(work: Callable[..., object], *of: str, **how: str) -> tuple[str, str, str | None]:
    with pytest.raises(thidua.DataError) as error:
        work(*of, **how)
    assert error.value.help
    return error.value.code, error.value.pointer, error.value.suggestion


def test_each_of_several_awards_is_reached_by_its_achievement(decisions: thidua.Decisions) -> None:
    for event in ("flood", "storm"):
        own = decisions.at("letter", "p", event=event)
        assert own is not None
        assert own.achievement == event
        assert decisions.votes_needed("p", stage="letter", event=event) is not None
        assert decisions.advice("p", stage="letter", event=event) is None
        assert decisions.flip("p", stage="letter", event=event) is None
        assert decisions.flips("p", stage="letter", event=event) == []
    cases = [decisions.case("p", stage="letter", event=event) for event in ("flood", "storm")]
    assert cases[0] != cases[1]
    assert cases[0].decision != cases[1].decision


def test_none_is_taken_for_the_one_that_is_meant(decisions: thidua.Decisions) -> None:
    asked: list[tuple[str, Callable[..., object]]] = [
        ("/flip/event", decisions.flip),
        ("/flips/event", decisions.flips),
        ("/advice/event", decisions.advice),
        ("/votes_needed/event", decisions.votes_needed),
        ("/event", decisions.case),
    ]
    for pointer, ask in asked:
        assert refused(ask, "p", stage="letter") == ("several-events", pointer, None)
        assert refused(ask, "p", stage="letter", event="strom") == ("unknown-event", pointer, "storm")
    assert refused(decisions.at, "letter", "p") == ("several-events", "/at/event", None)
    assert refused(decisions.at, "letter", "p", event="fire") == ("unknown-event", "/at/event", None)
    assert decisions.at("letter", "q") is None


def test_a_case_by_its_event_is_kept_and_pickled(decisions: thidua.Decisions) -> None:
    case = decisions.case("p", stage="letter", event="storm", credited=["q"])
    case = case.propose(by="s", on="2026-12-20", why="as the file says")
    assert pickle.loads(pickle.dumps(case)) == case
    assert decisions.case("p", stage="letter", event="storm").resume(case.to_json()).phase == "proposed"
    other = refused(lambda: decisions.case("p", stage="letter", event="flood").resume(case.to_json()))
    assert other[0] == "other-decision"
    told = case.notify(by="s", on="2026-12-20", why="by letter", days=5).notice()
    assert "storm" in told
    assert "flood" not in told
    assert "storm" in decisions.minutes([case])


def test_a_corrected_fact_takes_one_award_and_leaves_the_other(decisions: thidua.Decisions) -> None:
    [change] = decisions.changes(decisions.on(facts(STORM)))
    assert change.before is not None
    assert (change.before.event, change.after) == ("flood", None)


def editions() -> list[thidua.Policy]:
    old = edition("2025", "{from: 2025-01-01, until: 2026-06-30}")
    return [old, edition("2026", "{from: 2026-07-01}")]


def test_each_award_is_by_the_edition_of_its_day() -> None:
    all = thidua.Policy.decide_among(editions(), facts=facts(FLOOD, STORM), period=YEAR)
    told = [(own.policy.edition, [one.achievement for one in own.all()]) for own in all]
    assert told == [("2025", ["flood"]), ("2026", ["storm"])]
    for own in all:
        again = pickle.loads(pickle.dumps(own))
        assert again == own
        assert again.round == own.round
        alone = own.policy.decide(facts=facts(FLOOD, STORM), period=YEAR, events_of_others="pass_over")
        assert alone.replay(own.certificate) == "same"
        case = own.case("p", stage="letter")
        assert pickle.loads(pickle.dumps(case)) == case
    assert all[0].replay(all[1].certificate) == "other_pack"


def test_no_edition_or_two_for_one_day_are_told() -> None:
    both = [edition("2025", "{from: 2025-01-01}"), edition("2026", "{from: 2026-07-01}")]
    late = facts(FLOOD, STORM)
    with pytest.raises(thidua.DataError) as two:
        thidua.Policy.decide_among(both, facts=late, period=YEAR)
    assert (two.value.code, two.value.pointer) == ("two-editions", "/people/0/achievements")
    assert "`2025`" in str(two.value)
    with pytest.raises(thidua.DataError) as none:
        thidua.Policy.decide_among(editions()[1:], facts=late, period=YEAR)
    assert none.value.code == "no-edition"
    with pytest.raises(thidua.DataError) as what:
        thidua.Policy.decide_among(["vn-emulation"], facts=late, period=YEAR)  # type: ignore[list-item]
    assert what.value.code == "wrong-type"


def test_the_bundled_editions_of_a_policy() -> None:
    all = thidua.policy_editions("vn-staff-rating")
    assert [own.edition for own in all] == [
        edition for id, edition in thidua.policies() if id == "vn-staff-rating"
    ]
    judged = {"judged_level": "htt", "months_worked": 12, "maternity": False}
    people = thidua.Facts.of([person("p", None, facts=judged)])
    [half] = thidua.Policy.decide_among(all, facts=people, period=("2026-01-01", "2026-06-30"))
    assert half.policy.edition == "90-2020-vien-chuc"
    with pytest.raises(thidua.PackError) as unknown:
        thidua.policy_editions("vn-staff-ratings")
    assert (unknown.value.code, unknown.value.suggestion) == ("unknown-pack", "vn-staff-rating")
