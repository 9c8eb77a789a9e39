"""Reading what the library says of standings: its JSON into values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ._ranking_values import RankSet
from ._standings_values import (
    Basis,
    Certainty,
    Group,
    GroupCertainty,
    KindStability,
    LeftOut,
    Movement,
    Placed,
    Question,
    Reason,
    Stability,
    Standing,
    Sure,
    Table,
    TestCoverage,
)
from ._values import Text


def _integer(digits: str) -> int:
    """Digits of any number: ``int`` itself stops at some thousand."""
    if len(digits) <= 4000:
        return int(digits)
    sign, digits = (-1, digits[1:]) if digits.startswith("-") else (1, digits)
    value = 0
    for start in range(0, len(digits), 4000):
        piece = digits[start : start + 4000]
        value = value * 10 ** len(piece) + int(piece)
    return sign * value


def _exactly(text: str) -> Fraction:
    above, _, below = text.partition("/")
    return Fraction(_integer(above), _integer(below) if below else 1)


def _fraction(text: str | None) -> Fraction | None:
    return None if text is None else _exactly(text)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _placed(found: Mapping[str, Any]) -> Placed:
    score, exact = _decimal(found["published"]), _fraction(found["exact"])
    return Placed(score, exact, _fraction(found["rank"]), found["among"])


def _group(traits: Mapping[str, str | None]) -> Group:
    return Group(tuple(traits.items()))


def _sure(found: Mapping[str, Any]) -> Sure:
    both, error = found["simultaneous"], found["standard_error"]
    simultaneous = None if both is None else RankSet(*both)
    top = _fraction(found.get("top_share"))
    return Sure(RankSet(*found["marginal"]), simultaneous, None if error is None else float(error), top)


def read_certainty(text: str) -> Certainty:
    """Read how sure ranks are."""
    found = json.loads(text)
    groups = tuple(
        GroupCertainty(
            _group(one["group"]),
            tuple(one["members"]),
            None if one["sure"] is None else tuple(_sure(sure) for sure in one["sure"]),
            one["not_evaluated"],
        )
        for one in found["groups"]
    )
    top = _decimal(found.get("top_share"))
    return Certainty(found["source"], _decimal(found["coverage"]), groups, top)


def read_standings(text: str, reasons: str, certainty: str) -> Table:
    """Read standings, why some have no rank, and how sure the ranks are."""
    found, why = json.loads(text), json.loads(reasons)
    sure = {
        member: one
        for group in read_certainty(certainty).groups
        for member, one in zip(group.members, group.sure or (), strict=False)
    }

    def standing(one: Mapping[str, Any], is_unit: bool) -> Standing:
        contributor, group, contested = one["contributor"], one["group"], one["with_disputed"]
        return Standing(
            contributor,
            is_unit,
            None if group is None else _group(group),
            _placed(one["result"]),
            tuple((id, _fraction(value)) for id, value in one["parts"].items()),
            Basis(**one["basis"]),
            tuple(Reason(said["code"], Text(said["vi"], said["en"])) for said in why.get(contributor, ())),
            sure.get(contributor),
            None if contested is None else _placed(contested),
        )

    left_out = found["left_out"]
    unknown = tuple(left_out.pop("unknown").items())
    return Table(
        tuple(standing(one, False) for one in found["people"]),
        tuple(standing(one, True) for one in found["units"]),
        LeftOut(**left_out, unknown=unknown),
    )


def read_stability(text: str) -> Stability:
    """Read how stable a line is."""
    found = json.loads(text)
    kinds = tuple(
        KindStability(
            one["kind"],
            _fraction(one["lower"]),
            _fraction(one["higher"]),
            tuple(one["without"]["entering"]),
            tuple(one["without"]["leaving"]),
        )
        for one in found["kinds"]
    )
    records = None if found["records"] is None else tuple(found["records"])
    return Stability(_group(found["group"]), found["places"], tuple(found["inside"]), kinds, records)


def read_questions(text: str) -> list[Question]:
    """Read what verifiers are asked."""
    return [
        Question(
            one["code"],
            tuple(one["contributors"]),
            tuple(one["records"]),
            one["about"],
            _exactly(one["found"]),
            Text(one["vi"], one["en"]),
        )
        for one in json.loads(text)
    ]


def read_movements(text: str) -> list[Movement]:
    """Read how standings moved."""
    names = ("score_before", "rank_before", "score", "ranks")
    return [
        Movement(one["contributor"], *(_fraction(one[name]) for name in names)) for one in json.loads(text)
    ]


def read_test_coverage(text: str) -> TestCoverage:
    """Read what tests reach."""
    found = json.loads(text)
    return TestCoverage(found["tests"], found["rules"], tuple(found["unreached"]))
