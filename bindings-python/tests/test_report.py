from __future__ import annotations

import hashlib
import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

import thidua


def test_the_whole_report(year: thidua.Report) -> None:
    assert isinstance(year.score, Decimal)
    assert isinstance(year.score_exact, Fraction)
    assert year.score_text == str(year.score)
    assert abs(year.score_exact - Fraction(year.score)) <= Fraction(1, 200)
    assert isinstance(year.level, thidua.Level)
    assert (year.level.id, year.level.label("vi"), year.level.label("en")) == ("tot", "Tốt", "Good")
    assert year.coverage == thidua.Coverage(41, 42, 43, Fraction(41, 42))
    assert year.verified == (year.score, year.level)
    claimed, _ = year.claimed
    assert claimed is not None
    assert claimed > year.score
    assert year.next_level is not None
    assert year.next_level.level.id == "xuat-sac"
    assert year.next_level.needed == 90 - Fraction(year.score)
    assert year.subject == "bao-mau"
    assert year.framework.id == "toa-soan-mau"
    assert [gap.to_win for gap in year.gaps()] == sorted((gap.to_win for gap in year.gaps()), reverse=True)
    assert year.nodes()[-1].score == year.score_exact
    assert {gate.id: gate.outcome for gate in year.gates()} == {
        "phuong-an-su-co": "met",
        "du-tieu-chi": "met",
    }
    assert year.still_to_answer() == []
    assert year.rejected_evidence() == [
        thidua.RejectedEvidence("2.6", "Chứng nhận ISO/IEC 27001", "lapses_before_publication")
    ]
    lower = year.score_with_not_applicable_at_minimum
    assert lower is not None
    assert lower <= year.score
    assert repr(year) == f"<Report bao-mau: {year.score}, tot>"


def test_an_open_boundary_leaves_a_range(national: thidua.Framework) -> None:
    pillars: dict[str, str | int] = {"1": "14.5", "2": "19.56", "3": 16, "4": 19, "5": 12}
    report = national.assess(pillars, subject="bao-x")
    assert report.score == Decimal("81.06")
    assert isinstance(report.level, thidua.LevelRange)
    assert report.level.low is not None
    assert report.level.high.id != report.level.low.id
    assert str(report.level) == f"between {report.level.low} and {report.level.high}"


def test_no_score_is_none() -> None:
    sprs = thidua.edition("nist-800-171-sprs", "1.2.1")
    report = sprs.assess({}, subject="x")
    assert report.score is None
    assert report.score_exact is None
    assert report.level is None
    assert report.score_text.startswith("none (")


def test_json_dict_and_digests(year: thidua.Report) -> None:
    assert year.to_dict() == json.loads(year.to_json())
    assert year.digest == hashlib.sha256(year.to_json().encode()).hexdigest()
    facts = hashlib.sha256(year.assessment_json().encode()).hexdigest()
    certificate = year.certificate
    assert (certificate.pack, certificate.facts, certificate.result) == (
        year.framework.digest,
        facts,
        year.digest,
    )


def test_replay_tells_what_differs(year: thidua.Report, national: thidua.Framework) -> None:
    certificate = year.certificate
    facts = year.assessment_json()
    assert certificate.replay(year.framework, facts) == "same"
    assert certificate.replay(year.framework, json.loads(facts)) == "same"
    assert year.replay(certificate) == "same"
    assert certificate.replay(year.framework, {**json.loads(facts), "subject": "bao-y"}) == "other_facts"
    assert certificate.replay(national, {"subject": "bao-mau", "answers": {}}) == "other_pack"
    with pytest.raises(thidua.DataError):
        thidua.Certificate("{}")


def test_explanations(year: thidua.Report) -> None:
    explanation = year.explain()
    assert "Chiến lược" in explanation.render("vi")
    assert str(explanation) == explanation.render() == explanation.render("en")
    assert explanation.markdown("vi").startswith("#")
    page = explanation.html("vi")
    assert "<table" in page
    assert "<script" not in page
    assert json.loads(explanation.json("en"))
    assert "<table" in year._repr_html_()
    assert year._repr_html_() == explanation._repr_html_()
    with pytest.raises(thidua.DataError) as caught:
        explanation.render("fr")  # type: ignore[arg-type]
    assert caught.value.code == "unknown-choice"


def test_keywords_reach_the_assessment(newsroom: thidua.Framework) -> None:
    report = newsroom.assess(
        {"1.2": True},
        subject="bao-x",
        as_of=date(2024, 10, 31),
        period=("2024-01-01", date(2024, 12, 31)),
        basis="verified",
        window=(None, "2024-10-31"),
        publication="2024-12-20",
    )
    assert json.loads(report.assessment_json()) == {
        "answers": {"1.2": True},
        "as_of": "2024-10-31",
        "basis": "verified",
        "period": {"from": "2024-01-01", "until": "2024-12-31"},
        "publication": "2024-12-20",
        "subject": "bao-x",
        "window": {"until": "2024-10-31"},
    }
    again = newsroom.assess_document(json.loads(report.assessment_json()))
    assert again == report
    assert newsroom.assess({}, subject="x", period=newsroom.in_force).subject == "x"


@pytest.mark.parametrize(
    ("keywords", "pointer", "code"),
    [
        ({"subject": "two words"}, "/subject", "bad-id"),
        ({"subject": 7}, "/subject", "wrong-type"),
        ({"as_of": "31/10/2024"}, "/as_of", "bad-date"),
        ({"as_of": 20241031}, "/as_of", "wrong-type"),
        ({"period": ("2024-02-01", "2024-01-01")}, "/period", "bad-period"),
        ({"window": ("soon", None)}, "/window/from", "bad-date"),
        ({"window": "2024"}, "/window", "wrong-type"),
        ({"publication": 1.5}, "/publication", "wrong-type"),
        ({"basis": "guessed"}, "/basis", "unknown-choice"),
    ],
)
def test_keywords_are_checked(
    national: thidua.Framework, keywords: dict[str, object], pointer: str, code: str
) -> None:
    with pytest.raises(thidua.DataError) as caught:
        national.assess({}, **{"subject": "x", **keywords})  # type: ignore[arg-type]
    assert (caught.value.pointer, caught.value.code) == (pointer, code)


def test_many_rows(newsroom: thidua.Framework) -> None:
    rows: list[dict[str, Any]] = [
        {"agency": "a", "1.2": True, "1.4": Decimal("7.5"), "1.6": None},
        {"agency": "b", "1.2": None, "1.6": {"claimed": {"part": 9, "whole": 11}}},
    ]
    reports = newsroom.assess_many(iter(rows), subject="agency", as_of="2024-10-31")
    assert [report.subject for report in reports] == ["a", "b"]
    assert reports[0] == newsroom.assess(
        {"1.2": True, "1.4": Decimal("7.5")}, subject="a", as_of="2024-10-31"
    )
    assert newsroom.assess_many([]) == []


@pytest.mark.parametrize(
    ("row", "pointer", "code"),
    [
        ({"subject": "x", "1.4": 7.5}, "/rows/3/answers/1.4", "float"),
        ({"subject": "x", "1.4": {"claimed": 7.5}}, "/rows/3/answers/1.4/claimed", "float"),
        ({"subject": "x", "1.4": "much"}, "/rows/3/answers/1.4", "wrong-answer"),
        ({"subject": "x", "9.9": 1}, "/rows/3/answers/9.9", "unknown-criterion"),
        ({"1.4": 7}, "/rows/3", "missing-field"),
        ({"subject": 12}, "/rows/3/subject", "wrong-type"),
        (["x"], "/rows/3", "wrong-type"),
    ],
)
def test_errors_carry_the_row(
    newsroom: thidua.Framework, row: dict[str, object], pointer: str, code: str
) -> None:
    good: dict[str, object] = {"subject": "x", "1.2": True}
    with pytest.raises(thidua.DataError) as caught:
        newsroom.assess_many([good, good, good, row, {"subject": ""}])  # type: ignore[list-item]
    assert (caught.value.pointer, caught.value.code) == (pointer, code)
    assert caught.value.line is None
