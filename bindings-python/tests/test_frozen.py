from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

import thidua


@pytest.fixture
def things(year: thidua.Report, national: thidua.Framework) -> list[Any]:
    between = national.assess({"1": 15, "2": 20, "3": 16, "4": 19, "5": 12}, subject="x")
    return [
        year.framework,
        national,
        year,
        between,
        year.explain(),
        year.certificate,
        year.level,
        between.level,
        year.coverage,
        year.claimed,
        year.next_level,
        year.gaps()[0],
        year.nodes()[0],
        year.gates()[0],
        year.rejected_evidence()[0],
        national.lint()[0],
        national.in_force,
    ]


def test_everything_travels(things: list[Any]) -> None:
    for thing in things:
        for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
            again = pickle.loads(pickle.dumps(thing, protocol))
            assert type(again) is type(thing)
            assert again == thing
            assert hash(again) == hash(thing)
        assert copy.copy(thing) == copy.deepcopy(thing) == thing


def test_what_comes_back_is_the_same_in_full(year: thidua.Report) -> None:
    again = pickle.loads(pickle.dumps(year))
    assert again.to_json() == year.to_json()
    assert again.framework.to_json() == year.framework.to_json()
    assert again.explain().html("vi") == year.explain().html("vi")


def test_different_things_differ(things: list[Any]) -> None:
    for index, one in enumerate(things):
        for other in things[index + 1 :]:
            assert one != other
        assert one != "x"
        assert one is not None
    assert len(set(things)) == len(things)


def test_nothing_can_be_set(things: list[Any]) -> None:
    for thing in things:
        for name in ("score", "id", "digest", "label", "pack", "note"):
            with pytest.raises((AttributeError, TypeError)):
                setattr(thing, name, 1)


def test_only_certificates_are_made_by_hand() -> None:
    for name in ("Framework", "Report", "Explanation", "Scheme", "Ledger", "Roster", "Standings"):
        with pytest.raises(TypeError):
            getattr(thidua, name)()


def test_the_version_is_there() -> None:
    assert thidua.__version__.count(".") == 2
    for name in thidua.__all__:
        assert hasattr(thidua, name)
