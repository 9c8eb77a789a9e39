from __future__ import annotations

import enum
import json
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from numbers import Integral, Real
from typing import Any

import pytest

import thidua


class Whole:
    """A whole number as array libraries have them."""

    def __index__(self) -> int:
        return 4


class Single:
    """A float as array libraries have them."""

    def __float__(self) -> float:
        return 4.0


class Text(str):
    __slots__ = ()


class Number(Decimal):
    def __str__(self) -> str:
        return "9"


class Half(float):
    pass


class Count(enum.IntEnum):
    FOUR = 4


class Lazy(Mapping[str, Any]):
    def __init__(self, inner: dict[str, Any]) -> None:
        self.inner = inner

    def __getitem__(self, key: str) -> Any:
        return self.inner[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.inner)

    def __len__(self) -> int:
        return len(self.inner)


Integral.register(Whole)
Real.register(Single)


def written(framework: thidua.Framework, answer: Any) -> Any:
    report = framework.assess({"1.4": answer}, subject="x", as_of="2024-10-31")
    return json.loads(report.assessment_json())["answers"]["1.4"]


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (4, "4"),
        (Decimal("7.50"), "7.5"),
        (Decimal("-0"), "0"),
        (Decimal("1E+1"), "10"),
        (Decimal("1.2E+1"), "12"),
        (Decimal("0E+3"), "0"),
        (Decimal("1E-7"), "0.0000001"),
        (Decimal("2.5E-10"), "0.00000000025"),
        (Fraction(15, 2), "7.5"),
        (Fraction(1, 3), "1/3"),
        ("7.5", "7.5"),
        (Text("7.5"), "7.5"),
        (Number("7.5"), "7.5"),
        (Whole(), "4"),
        (Count.FOUR, "4"),
    ],
)
def test_exact_numbers_are_taken(newsroom: thidua.Framework, answer: Any, text: str) -> None:
    assert written(newsroom, answer) == text
    full = {"claimed": answer, "note": "as is"}
    assert written(newsroom, full) == {"claimed": text, "note": "as is"}


@pytest.mark.parametrize("value", [0.1, 7.0, -0.0, Half(0.5), Single()])
@pytest.mark.parametrize("inside", [False, True])
def test_floats_are_refused(newsroom: thidua.Framework, value: Any, inside: bool) -> None:
    answer = {"claimed": {"part": value, "whole": 3}} if inside else value
    with pytest.raises(thidua.DataError) as caught:
        newsroom.assess({"1.2": True, "1.6": answer}, subject="x")
    assert caught.value.code == "float"
    assert caught.value.pointer == ("/answers/1.6/claimed/part" if inside else "/answers/1.6")
    assert 'Decimal("0.62")' in caught.value.help
    assert caught.value.line is None


class NAType:
    """What pandas puts where there is nothing."""


@pytest.mark.parametrize("value", [float("nan"), float("inf"), NAType()])
def test_what_tables_put_where_they_have_nothing(newsroom: thidua.Framework, value: Any) -> None:
    with pytest.raises(thidua.DataError) as caught:
        newsroom.assess_many([{"subject": "a", "1.2": True}, {"subject": "b", "1.6": value}])
    assert caught.value.code == "not-a-number"
    assert caught.value.pointer == "/rows/1/answers/1.6"
    assert "df.notna()" in caught.value.help


@pytest.mark.parametrize("value", [True, False])
def test_booleans_are_no_numbers(newsroom: thidua.Framework, value: bool) -> None:
    for answers in ({"1.4": value}, {"1.6": {"claimed": {"part": value, "whole": 3}}}):
        with pytest.raises(thidua.DataError) as caught:
            newsroom.assess(answers, subject="x", as_of="2024-10-31")
        assert caught.value.code == "boolean-number"
    assert newsroom.assess({"1.2": value}, subject="x").coverage.answered == 1


@pytest.mark.parametrize("inside", [False, True])
def test_booleans_of_array_libraries_are_booleans(newsroom: thidua.Framework, inside: bool) -> None:
    # as in NumPy, whose boolean is neither a bool nor a number
    kind = type("bool", (), {"__module__": "numpy", "__bool__": lambda _: True})
    value: Any = {"claimed": kind()} if inside else kind()
    assert newsroom.assess({"1.2": value}, subject="x") == newsroom.assess({"1.2": True}, subject="x")
    with pytest.raises(thidua.DataError) as caught:
        newsroom.assess({"1.4": value}, subject="x", as_of="2024-10-31")
    assert caught.value.code == "boolean-number"


@pytest.mark.parametrize("value", [1, 0, "yes", "true", Decimal(1)])
def test_yes_and_no_are_booleans_only(newsroom: thidua.Framework, value: Any) -> None:
    with pytest.raises(thidua.DataError) as caught:
        newsroom.assess({"1.2": value}, subject="x")
    assert caught.value.code == "wrong-answer"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (None, "wrong-type"),
        ([4], "wrong-type"),
        (object(), "wrong-type"),
        (b"4", "wrong-type"),
        (4j, "wrong-type"),
        (date(2024, 1, 1), "wrong-type"),
        (datetime(2024, 1, 1), "wrong-type"),
        (int, "wrong-type"),
        (Decimal("NaN"), "bad-number"),
        (Decimal("Infinity"), "bad-number"),
        (Decimal("1E+999999999"), "bad-number"),
        (Decimal("1E-999999999"), "bad-number"),
        (Decimal("0." + "1" * 40), "bad-number"),
        (10**30, "bad-number"),
        pytest.param(10**100_000, "overflow", id="huge"),
        (Fraction(1, 10**600), "overflow"),
        ("\ud800", "syntax"),
    ],
)
def test_whatever_else_ends_in_a_typed_error(newsroom: thidua.Framework, value: Any, code: str) -> None:
    with pytest.raises(thidua.DataError) as caught:
        newsroom.assess({"1.4": value}, subject="x", as_of="2024-10-31")
    assert (caught.value.code, caught.value.pointer) == (code, "/answers/1.4")
    assert len(str(caught.value)) < 2000


def test_text_is_compared_in_one_form(newsroom: thidua.Framework) -> None:
    for form in ("NFC", "NFD"):
        report = newsroom.assess_document(
            {"subject": unicodedata.normalize(form, "báo"), "answers": {"1.4": 4}}
        )
        again = newsroom.assess({"1.4": 4}, subject=unicodedata.normalize(form, "báo"))
        assert report.subject == again.subject == "báo"
    twice = {unicodedata.normalize(form, "é"): 1 for form in ("NFC", "NFD")}
    with pytest.raises(thidua.DataError) as caught:
        newsroom.assess(twice, subject="x")
    assert caught.value.code == "answered-twice"


def test_full_answers(newsroom: thidua.Framework) -> None:
    answers: dict[str, Any] = {
        "1.1": {
            "claimed": "phe-duyet",
            "verified": "du-thao",
            "verified_by": "tham-dinh-02",
            "evidence": [{"ref": "QĐ 12", "dated": date(2023, 11, 6), "valid_until": "2024-12-31"}],
        },
        "1.2": {"status": "unknown"},
        "1.3": {"claimed": {"part": 38, "whole": 38}},
        "5.7": {"not_applicable": {"reason": "không có giấy phép", "verified_by": "tham-dinh-02"}},
    }
    report = newsroom.assess(answers, subject="x", as_of="2024-10-31")
    document = {"subject": "x", "as_of": date(2024, 10, 31), "answers": Lazy(answers)}
    assert newsroom.assess_document(document) == report
    assert newsroom.assess(Lazy(answers), subject="x", as_of="2024-10-31") == report
    assert report.coverage.applicable == 42
    evidence = json.loads(report.assessment_json())["answers"]["1.1"]["evidence"]
    assert evidence == [{"dated": "2023-11-06", "ref": "QĐ 12", "valid_until": "2024-12-31"}]


def test_what_was_assessed_can_be_assessed_again(newsroom: thidua.Framework) -> None:
    report = newsroom.assess({"1.6": {"claimed": {"part": 9, "whole": 11}}}, subject="x", as_of="2024-10-31")
    assert newsroom.assess_document(report.assessment_json()) == report


def test_fractions_of_any_length_come_back(national: thidua.Framework) -> None:
    parts = [Fraction(10**50 + pillar, 10**50 + 7 * pillar) for pillar in range(1, 6)]
    answers = {str(at): f"{part.numerator}/{part.denominator}" for at, part in enumerate(parts, 1)}
    assert national.assess(answers, subject="x").score_exact == sum(parts)
    assert national.assess({"1": parts[0]}, subject="x").score_exact == parts[0]
    assert national.assess({"1": Fraction(-1, 3) + 1}, subject="x").score_exact == Fraction(2, 3)


def test_both_roads_give_the_same(newsroom: thidua.Framework) -> None:
    counts = {"claimed": {"part": 9, "whole": 11}}
    short = newsroom.assess({"1.4": 4, "1.6": counts}, subject="x", as_of="2024-10-31")
    long = newsroom.assess_document(
        {"subject": "x", "as_of": "2024-10-31", "answers": {"1.4": 4, "1.6": counts}}
    )
    assert short.to_json() == long.to_json()
    assert short.assessment_json() == long.assessment_json()


@pytest.mark.parametrize(
    ("answer", "pointer", "code"),
    [
        ({"claimd": 4}, "/answers/1.4/claimd", "unknown-field"),
        ({}, "/answers/1.4", "answer-shape"),
        ({"claimed": 4, "status": "unknown"}, "/answers/1.4", "answer-shape"),
        ({"verified": 4}, "/answers/1.4", "needs-verifier"),
        ({"not_applicable": {"reason": " "}}, "/answers/1.4/not_applicable/reason", "needs-reason"),
        ({"status": "lost"}, "/answers/1.4/status", "unknown-choice"),
        (
            {"claimed": 4, "evidence": [{"ref": "a", "dated": 5}]},
            "/answers/1.4/evidence/0/dated",
            "wrong-type",
        ),
        ({"claimed": 4, 5: 6}, "/answers/1.4", "wrong-type"),
        ({"claimed": "much"}, "/answers/1.4", "wrong-answer"),
    ],
)
def test_full_answers_are_checked(newsroom: thidua.Framework, answer: Any, pointer: str, code: str) -> None:
    with pytest.raises(thidua.DataError) as caught:
        newsroom.assess({"1.4": answer}, subject="x", as_of="2024-10-31")
    assert (caught.value.pointer, caught.value.code) == (pointer, code)
    assert (caught.value.line, caught.value.column) == (None, None)


@pytest.mark.parametrize("answers", [None, 5, "1.4", [("1.4", 4)], {1: 2}, {None: 1}])
def test_answers_are_a_mapping_by_text(newsroom: thidua.Framework, answers: Any) -> None:
    with pytest.raises(thidua.DataError) as caught:
        newsroom.assess(answers, subject="x")
    assert caught.value.code == "wrong-type"


def test_errors_of_foreign_code_come_through(newsroom: thidua.Framework) -> None:
    class Broken(Lazy):
        def __iter__(self) -> Iterator[str]:
            raise RuntimeError("broken on purpose")

    with pytest.raises(RuntimeError, match="on purpose"):
        newsroom.assess(Broken({}), subject="x")


def test_a_mapping_that_changes_while_it_is_read(newsroom: thidua.Framework) -> None:
    answers: dict[str, Any] = {}

    class Growing:
        def __index__(self) -> int:
            answers.update({f"x{at}": at for at in range(100)})
            return 4

    Integral.register(Growing)
    answers["1.4"] = Growing()
    assert newsroom.assess(answers, subject="x").coverage.answered == 1
