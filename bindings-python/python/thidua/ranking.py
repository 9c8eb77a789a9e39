"""Ranks, and how sure each rank is: one function for each method of the library's ``ranking``.

Units are told apart by their place in the lists given, counted from 0, and no rank depends on that order.

Two kinds of numbers are taken. *Exact* ones (:data:`Exact`: ``int``, ``Decimal``, ``Fraction`` or text, as
``"0.62"`` or ``"1/3"``) are never floats. *Statistical* ones (:data:`Statistic`: estimates, standard errors,
probabilities) may be floats as well, as data analysts hold them: a float is taken as the shortest decimal
that reads back as the same float, which is what ``print`` shows. Results are floats of the same bits on every
platform. NaN and infinity are errors.
"""

from __future__ import annotations

import json
import numbers
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from ._ranking_values import (
    Acceptability,
    Agreement,
    Bars,
    Bootstrapped,
    Discoveries,
    FunnelPoint,
    ImpactRatio,
    Interval,
    Intraclass,
    JamesStein,
    LeftOut,
    RankSet,
    RankSets,
    Shrunk,
    Stability,
    StratifiedImpact,
    Tau,
    TopChoice,
    WeightChange,
)
from ._thidua import _ranking

__all__ = [
    "Acceptability",
    "Agreement",
    "Bars",
    "Bootstrapped",
    "Discoveries",
    "Exact",
    "FunnelPoint",
    "ImpactRatio",
    "Interval",
    "Intraclass",
    "JamesStein",
    "LeftOut",
    "RankSet",
    "RankSets",
    "Shrunk",
    "Stability",
    "Statistic",
    "StratifiedImpact",
    "Tau",
    "TopChoice",
    "WeightChange",
    "acceptability",
    "block_bootstrap",
    "comparison_bars",
    "confidence_sets",
    "false_discovery",
    "funnel",
    "impact_ratios",
    "intraclass",
    "james_stein",
    "krippendorff",
    "multinomial_sets",
    "ranks",
    "shrink",
    "stratified_impact",
    "top_share",
    "uniform_weights",
    "weighted_means",
    "wilson_interval",
]

Exact = int | Decimal | Fraction | str
Statistic = float | int | Decimal | Fraction | str


def _plain(number: object) -> Any:
    """A float as its shortest decimal text; anything else as it is, for the library to take or refuse."""
    if isinstance(number, (bool, int, Decimal, str)) or number is None:
        return number
    if isinstance(number, numbers.Integral):
        return int(number)
    if isinstance(number, numbers.Real):
        # the nearest float of a fraction, and the value of numpy's smaller floats
        return format(Decimal(float.__repr__(float(number))), "f")
    return number


def _list(values: Iterable[object]) -> list[Any]:
    return [_plain(value) for value in values]


def _rows(rows: Iterable[Iterable[object]]) -> list[list[Any]]:
    return [_list(row) for row in rows]


def _exact(values: Iterable[object]) -> list[Any]:
    return list(values)


def _run(method: str, given: Mapping[str, Any]) -> Any:
    request = {method: {name: value for name, value in given.items() if value is not None}}
    return json.loads(_ranking(request))[method]


def _floats(texts: Iterable[str]) -> tuple[float, ...]:
    return tuple(float(text) for text in texts)


def _float_rows(rows: Iterable[Iterable[str]]) -> tuple[tuple[float, ...], ...]:
    return tuple(_floats(row) for row in rows)


def ranks(
    values: Iterable[Exact],
    *,
    better: Literal["higher", "lower"] = "higher",
    ties: Literal["min", "max", "mean", "dense"] = "min",
    rounded: tuple[int, Literal["half_up", "half_even", "up", "down"]] | None = None,
) -> list[Fraction]:
    """Return the rank of each value; equal values have equal ranks.

    ``rounded`` compares values as published, such as ``(3, "half_up")``. Ranks are whole,
    but for ``ties="mean"``.

    >>> ranks(["0.3", Fraction(3, 10), 1])
    [Fraction(2, 1), Fraction(2, 1), Fraction(1, 1)]
    """
    shown = None if rounded is None else {"places": rounded[0], "rounding": rounded[1]}
    given = {"values": _exact(values), "better": better, "ties": ties, "rounded": shown}
    return [Fraction(rank) for rank in _run("ranks", given)["ranks"]]


def _sets(found: Any) -> RankSets:
    def sets(pairs: Iterable[tuple[int, int]]) -> tuple[RankSet, ...]:
        return tuple(RankSet(*pair) for pair in pairs)

    tau = found["tau"]
    return RankSets(
        tuple(found["ranks"]),
        sets(found["marginal"]),
        sets(found["simultaneous"]),
        None if tau is None else Tau(**{name: tuple(units) for name, units in tau.items()}),
    )


def confidence_sets(
    estimates: Iterable[Statistic],
    standard_errors: Iterable[Statistic] | None = None,
    *,
    covariances: Iterable[Iterable[Statistic]] | None = None,
    coverage: Statistic = "0.95",
    draws: int = 20_000,
    seed: int = 0,
    better: Literal["higher", "lower"] = "higher",
    bounds: Literal["both", "lower", "upper"] = "both",
    tau: int | None = None,
) -> RankSets:
    """Return the ranks each unit may have (Mogstad, Romano, Shaikh and Wilhelm 2023).

    Give standard errors of independent estimates, or the covariances of all of them.

    >>> confidence_sets([527.0, 525.9, 500.0], [2.5, 3.1, 2.6]).simultaneous[0]
    RankSet(lower=1, upper=2)
    """
    given = {
        "estimates": _list(estimates),
        "standard_errors": None if standard_errors is None else _list(standard_errors),
        "covariances": None if covariances is None else _rows(covariances),
        "coverage": _plain(coverage),
        "draws": draws,
        "seed": seed,
        "better": better,
        "bounds": bounds,
        "tau": tau,
    }
    return _sets(_run("confidence_sets", given))


def multinomial_sets(
    counts: Iterable[int],
    *,
    coverage: Statistic = "0.95",
    better: Literal["higher", "lower"] = "higher",
    tau: int | None = None,
) -> RankSets:
    """Return rank confidence sets of counts or votes, by exact tests (Bazylik et al. 2021)."""
    given = {"counts": _exact(counts), "coverage": _plain(coverage), "better": better, "tau": tau}
    return _sets(_run("multinomial_sets", given))


def shrink(estimates: Iterable[Statistic], standard_errors: Iterable[Statistic]) -> Shrunk:
    """Return empirical Bayes estimates (Efron and Morris 1975), with the variance of Paule and Mandel."""
    found = _run("shrink", {"estimates": _list(estimates), "standard_errors": _list(standard_errors)})
    return Shrunk(
        float(found["mean"]),
        float(found["variance"]),
        found["tells_apart"],
        *(_floats(found[name]) for name in ("weights", "estimates", "standard_deviations")),
    )


def james_stein(estimates: Iterable[Statistic], standard_error: Statistic) -> JamesStein:
    """Return the positive part of James and Stein's estimator, for units of one standard error."""
    found = _run("james_stein", {"estimates": _list(estimates), "standard_error": _plain(standard_error)})
    return JamesStein(float(found["mean"]), float(found["factor"]), _floats(found["estimates"]))


def top_share(
    estimates: Iterable[Statistic],
    standard_errors: Iterable[Statistic],
    *,
    share: Statistic = "0.1",
    places: int | None = None,
    false_share: Statistic = "0.1",
    better: Literal["higher", "lower"] = "higher",
) -> TopChoice:
    """Choose for the best share, so that few of those chosen do not belong to it (Gu and Koenker 2023)."""
    given = {
        "estimates": _list(estimates),
        "standard_errors": _list(standard_errors),
        "share": _plain(share),
        "places": places,
        "false_share": _plain(false_share),
        "better": better,
    }
    found = _run("top_share", given)
    return TopChoice(
        _floats(found["probabilities"]),
        tuple(found["chosen"]),
        tuple(found["tied"]),
        float(found["false_share"]),
        found["tells_apart"],
    )


def comparison_bars(
    estimates: Iterable[Statistic],
    standard_errors: Iterable[Statistic],
    *,
    level: Statistic = "0.05",
) -> Bars:
    """Return bars of which two that do not overlap differ at the level (Goldstein and Healy 1995)."""
    given = {
        "estimates": _list(estimates),
        "standard_errors": _list(standard_errors),
        "level": _plain(level),
    }
    found = _run("comparison_bars", given)
    return Bars(float(found["z"]), _floats(found["lower"]), _floats(found["upper"]))


def _interval(found: Mapping[str, str]) -> Interval:
    return Interval(float(found["lower"]), float(found["upper"]))


def wilson_interval(
    successes: int, trials: int, *, coverage: Statistic | None = None, z: Statistic | None = None
) -> Interval:
    """Return Wilson's interval of a rate, of 95 % unless a coverage or a ``z`` is given.

    >>> wilson_interval(0, 1, z=1.96)
    Interval(lower=0.0, upper=0.7934567085261071)
    """
    given = {"successes": successes, "trials": trials, "coverage": _plain(coverage), "z": _plain(z)}
    return _interval(_run("wilson_interval", given))


def false_discovery(p_values: Iterable[Statistic], *, q: Statistic) -> Discoveries:
    """Reject so that at most the share ``q`` is expected to be false (Benjamini and Hochberg 1995)."""
    found = _run("false_discovery", {"p_values": _list(p_values), "q": _plain(q)})
    return Discoveries(tuple(found["rejected"]), _floats(found["adjusted"]))


def funnel(
    observed: Iterable[int],
    expected: Iterable[Statistic],
    *,
    target: Statistic = 1,
    inner: Statistic = "0.95",
    outer: Statistic = "0.998",
) -> list[FunnelPoint]:
    """Put counts into a funnel of exact Poisson limits (Spiegelhalter 2005)."""
    given = {
        "observed": _exact(observed),
        "expected": _list(expected),
        "target": _plain(target),
        "inner": _plain(inner),
        "outer": _plain(outer),
    }
    return [
        FunnelPoint(
            float(point["ratio"]), _interval(point["inner"]), _interval(point["outer"]), point["signal"]
        )
        for point in _run("funnel", given)["points"]
    ]


def acceptability(
    measurements: Iterable[Iterable[Iterable[Statistic]]], weights: Iterable[Iterable[Statistic]]
) -> Acceptability:
    """Return the ranks alternatives take over all weights (Lahdelma and Salminen 2001).

    ``measurements`` by draw, alternative and criterion, ``weights`` by draw and criterion; one draw of either
    stands for all.
    """
    given = {"measurements": [_rows(draw) for draw in measurements], "weights": _rows(weights)}
    found = _run("acceptability", given)
    return Acceptability(
        _float_rows(found["ranks"]),
        tuple(None if row is None else _floats(row) for row in found["central_weights"]),
        tuple(None if factor is None else float(factor) for factor in found["confidence_factors"]),
        _float_rows(found["pairwise_winning"]),
        float(found["entropy_of_choice"]),
        float(found["entropy_of_ranking"]),
    )


def uniform_weights(criteria: int, draws: int, *, seed: int) -> tuple[tuple[float, ...], ...]:
    """Return draws of weights that say nothing about preferences."""
    given = {"criteria": criteria, "draws": draws, "seed": seed}
    return _float_rows(_run("uniform_weights", given)["weights"])


def _changes(found: Iterable[Any]) -> tuple[WeightChange, ...]:
    return tuple(
        WeightChange(
            one["criterion"],
            one["rises"],
            Fraction(one["from"]),
            Fraction(one["to"]),
            Fraction(one["size"]),
            tuple(one["entering"]),
            tuple(one["leaving"]),
        )
        for one in found
    )


def _left_out(found: Any) -> LeftOut:
    return LeftOut(tuple(found["entering"]), tuple(found["leaving"]))


def weighted_means(
    values: Iterable[Iterable[Exact]],
    weights: Iterable[Exact],
    *,
    places: int,
    better: Literal["higher", "lower"] = "higher",
) -> Stability:
    """Score units by weighted means, and find exactly how little changes who is inside the line.

    >>> weighted_means([[60, 40], [50, 50]], [3, 1], places=1).smallest_changes[0].to
    Fraction(1, 2)
    """
    given = {
        "values": [_exact(row) for row in values],
        "weights": _exact(weights),
        "places": places,
        "better": better,
    }
    found = _run("weighted_means", given)
    return Stability(
        tuple(Fraction(score) for score in found["scores"]),
        tuple(found["inside"]),
        _changes(found["changes"]),
        _changes(found["smallest_changes"]),
        tuple(None if one is None else _left_out(one) for one in found["without_criteria"]),
        tuple(_left_out(one) for one in found["without_units"]),
    )


def _fraction(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def _ratios(found: Iterable[Any]) -> tuple[ImpactRatio, ...]:
    return tuple(
        ImpactRatio(one["group"], _fraction(one["rate"]), _fraction(one["ratio"]), one["below"])
        for one in found
    )


def _groups(groups: Mapping[str, tuple[int, int]]) -> list[dict[str, Any]]:
    return [
        {"group": group, "selected": selected, "total": total} for group, (selected, total) in groups.items()
    ]


def impact_ratios(
    groups: Mapping[str, tuple[int, int]], *, line: Exact = "4/5", least: int = 5
) -> tuple[ImpactRatio, ...]:
    """Compare the rates of groups with the highest, exactly (the four-fifths rule of 1978).

    ``groups`` holds how many of each group were selected, and how many there are.

    >>> impact_ratios({"a": (60, 100), "b": (48, 100)})[1].below
    False
    """
    return _ratios(_run("impact_ratios", {"groups": _groups(groups), "line": line, "least": least})["groups"])


def stratified_impact(
    strata: Mapping[str, Mapping[str, tuple[int, int]]], *, line: Exact = "4/5", least: int = 5
) -> StratifiedImpact:
    """Compare rates within strata and of all pooled; groups are matched by name."""
    listed = [{"stratum": name, "groups": _groups(groups)} for name, groups in strata.items()]
    found = _run("stratified_impact", {"strata": listed, "line": line, "least": least})
    return StratifiedImpact(
        _ratios(found["pooled"]),
        tuple((one["stratum"], _ratios(one["groups"])) for one in found["strata"]),
    )


def block_bootstrap(
    periods: Iterable[Iterable[Statistic]], *, block: int = 1, draws: int = 2_000, seed: int = 0
) -> Bootstrapped:
    """Return standard errors and covariances of totals, from how much periods vary: one row for each unit."""
    given = {"periods": _rows(periods), "block": block, "draws": draws, "seed": seed}
    found = _run("block_bootstrap", given)
    return Bootstrapped(
        _floats(found["totals"]), _floats(found["standard_errors"]), _float_rows(found["covariances"])
    )


def krippendorff(
    ratings: Iterable[Iterable[Statistic | None]],
    metric: Literal["nominal", "ordinal", "interval", "ratio"],
) -> Agreement:
    """Return alpha of ratings: one row for each observer, ``None`` where there is none."""
    found = _run("krippendorff", {"ratings": _rows(ratings), "metric": metric})
    return Agreement(
        float(found["alpha"]),
        float(found["observed_disagreement"]),
        float(found["expected_disagreement"]),
        found["pairable"],
    )


def intraclass(ratings: Iterable[Iterable[Statistic]]) -> Intraclass:
    """Return intraclass correlations (Shrout and Fleiss 1979): a row a target, a column a judge."""
    found = _run("intraclass", {"ratings": _rows(ratings)})
    return Intraclass(
        float(found["one_way"]),
        float(found["two_way_random"]),
        float(found["two_way_mixed"]),
        _floats(found["average"]),
    )
