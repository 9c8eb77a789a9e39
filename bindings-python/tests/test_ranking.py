from __future__ import annotations

import doctest
import pickle
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

import thidua
from thidua import ranking


def test_the_examples_of_the_module() -> None:
    outcome = doctest.testmod(ranking)
    assert outcome.attempted >= 5
    assert outcome.failed == 0


def test_every_kind_of_number_is_one_number() -> None:
    ways: list[list[Any]] = [
        [0.1, 2.0, 1e-7],
        ["0.1", 2, "0.0000001"],
        [Decimal("0.1"), Decimal(2), Decimal("1e-7")],
        [Fraction(1, 10), Fraction(2), Fraction(1, 10**7)],
    ]
    found = [ranking.shrink(way, [1, 1.0, "1"]) for way in ways]
    assert all(one == found[0] for one in found)


def test_floats_come_back_bit_for_bit() -> None:
    values = [0.1 + 0.2, 1e300, 5e-324, -1.7976931348623157e308]
    found = ranking.block_bootstrap([[value, 0] for value in values[:1]], draws=100)
    assert found.totals == (values[0],)
    # known values: what is shrunk by nothing
    sets = ranking.confidence_sets(values, [0] * 4, draws=100)
    assert sets.ranks == (2, 1, 3, 4)


def test_exact_methods_refuse_floats() -> None:
    with pytest.raises(thidua.DataError) as caught:
        ranking.ranks([0.5, 1])  # type: ignore[list-item]
    assert (caught.value.code, caught.value.pointer) == ("float", "/ranks/values/0")
    with pytest.raises(thidua.DataError) as caught:
        ranking.weighted_means([[1, 2]], [0.5, 1], places=1)  # type: ignore[list-item]
    assert caught.value.code == "float"


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number(bad: float) -> None:
    with pytest.raises(thidua.DataError) as caught:
        ranking.confidence_sets([1.0, bad], [1.0, 1.0])
    assert (caught.value.code, caught.value.pointer) == ("not-finite", "/confidence_sets/estimates/1")
    # the request was made from objects: there are no lines
    assert caught.value.line is None


@pytest.mark.parametrize("bad", [True, "many", [1], None, object()])
def test_what_is_refused(bad: Any) -> None:
    with pytest.raises(thidua.DataError):
        ranking.shrink([1.0, bad], [1.0, 1.0])


def test_errors_know_their_place_and_both_languages() -> None:
    with pytest.raises(thidua.DataError) as caught:
        ranking.confidence_sets([1, 2], [1, -0.5])
    error = caught.value
    assert (error.code, error.pointer) == ("out-of-bounds", "/confidence_sets/standard_errors/1")
    assert "sai số chuẩn" in error.explain("vi")


def test_results_are_frozen_and_travel() -> None:
    found: list[Any] = [
        ranking.confidence_sets([3, 2, 1], [0.1, 0.1, 0.1], tau=1),
        ranking.multinomial_sets([520, 480, 300]),
        ranking.shrink([1, 5], [1, 1]),
        ranking.james_stein([1, 2, 3, 6], 1),
        ranking.top_share([9, 5, 4], [0.5, 0.5, 0.5], share=0.4),
        ranking.comparison_bars([10, 12], [1, 1]),
        ranking.wilson_interval(1, 2),
        ranking.false_discovery([0.01, 0.5], q=0.05),
        ranking.funnel([3], [2.5])[0],
        ranking.acceptability([[[1, 0], [0, 1]]], ranking.uniform_weights(2, 10, seed=1)),
        ranking.weighted_means([["1/3", 1], [1, "0.5"]], [1, 2], places=1),
        ranking.impact_ratios({"a": (1, 9), "b": (9, 9)})[0],
        ranking.stratified_impact({"s": {"a": (1, 9), "b": (9, 9)}}),
        ranking.block_bootstrap([[1, 2, 3, 4]], draws=100),
        ranking.krippendorff([[1, 2, None], [1, 2, 3]], "nominal"),
        ranking.intraclass([[9, 2], [6, 1], [8, 4]]),
    ]
    for one in found:
        assert pickle.loads(pickle.dumps(one)) == one
        assert hash(one) == hash(pickle.loads(pickle.dumps(one)))
        with pytest.raises((AttributeError, TypeError)):
            one.mean = 1


def test_published_figures() -> None:
    table = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    found = ranking.intraclass(table)
    rounded = [round(one, 2) for one in (found.one_way, found.two_way_random, found.two_way_mixed)]
    assert rounded == [0.17, 0.29, 0.71]
    assert 7 in ranking.RankSet(5, 9)
    assert "7" not in ranking.RankSet(5, 9)
