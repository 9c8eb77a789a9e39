"""The secretary's notebook: a scheme, a ledger, a roster, and what comes of them."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import thidua
from thidua.ranking import RankSet
from thidua.standings import Basis, Movement

SCHEME = """
pack: t
edition: "1"
kind: scheme
title: {vi: Thử, en: Try}
in_force: {from: 2026-01-01}
citations: {a: {title: A, date: 2026-01-01, grade: primary}}
basis: verified
kinds:
  - id: idea
    label: {vi: Sáng kiến, en: Idea}
    cite: a
    points: {fixed: {each: 10}}
    split: equal
    caps: [{per: month, most: 25}]
  - id: error
    label: {vi: Lỗi, en: Error}
    cite: a
    points: {fixed: {each: -2}}
    split: equal
    deduction: true
people: {smallest: 2, task_force_apart: true, belongs: longest}
units: {smallest: 1, score: [{own: {weight: 1}}, {members_mean: {weight: 1}}]}
uncertainty: {from: {weeks: {block: 1}}, coverage: 0.9, draws: 200}
questions: {one_verifier: {share: 0.5, events: 2}}
publish: {places: 2, rounding: half_up, ranks_on: published, ties: min}
tests:
  - name: two share
    period: {from: 2026-01-01, until: 2026-01-31}
    roster:
      people:
        - {id: a, spells: [{status: expert, from: 2026-01-01}]}
        - {id: b, spells: [{status: expert, from: 2026-01-01}]}
    ledger: [{contribution: {id: c, on: 2026-01-05, kind: idea, credits: [{to: a}, {to: b}], verified_by: v}}]
    scores: {a: 5, b: 5}
"""

ROSTER: dict[str, Any] = {
    "units": [{"id": "u1"}, {"id": "u2"}],
    "people": [
        {"id": "p1", "spells": [{"unit": "u1", "status": "public_employee", "from": date(2026, 1, 1)}]},
        {"id": "p2", "spells": [{"unit": "u2", "status": "public_employee", "from": "2026-01-01"}]},
        {"id": "p3", "spells": [{"unit": "u2", "status": "collaborator", "from": "2026-01-01"}]},
    ],
    "aliases": {"p1-old": "p1"},
    "bots": {"endings": ["[bot]"]},
}

TOLD = {"id": "cms", "disclosed": "2025-12-15"}


def idea(id: str, on: date | str, *to: str, **more: Any) -> dict[str, Any]:
    credits = [{"to": one} for one in to]
    record = {"id": id, "on": on, "kind": "idea", "credits": credits, "verified_by": "v", **more}
    return {"contribution": record}


RECORDS = [
    idea("c1", date(2026, 1, 5), "p1", "p2", "p3"),
    idea("c2", "2026-01-06", "p1"),
    idea("c3", "2026-01-07", "p1"),
    idea("c4", "2026-01-08", "p1"),
    idea("c5", "2026-02-08", "p2"),
    idea("c6", "2026-02-08", "u2"),
    {"contribution": {"id": "c7", "on": "2026-02-09", "kind": "idea", "credits": [{"to": "p2"}]}},
    {"dispute": {"id": "d1", "of": "c5", "on": "2026-02-20"}},
    {
        "assignment": {
            "id": "t1",
            "kind": "report",
            "to": "p1",
            "by": "boss",
            "given": "2026-01-01",
            "due": "2026-02-01",
            "notified": "2026-01-02",
            "done": "2026-02-05",
        }
    },
]

QUARTER = ("2026-01-01", date(2026, 3, 31))


@pytest.fixture(scope="module")
def scheme() -> thidua.Scheme:
    return thidua.load_scheme(SCHEME)


@pytest.fixture(scope="module")
def roster() -> thidua.Roster:
    return thidua.Roster.parse(ROSTER)


@pytest.fixture(scope="module")
def ledger() -> thidua.Ledger:
    return thidua.Ledger.of(RECORDS, collections=[TOLD])


@pytest.fixture(scope="module")
def standings(scheme: thidua.Scheme, ledger: thidua.Ledger, roster: thidua.Roster) -> thidua.Standings:
    return scheme.standings(ledger, roster=roster, period=QUARTER, as_of="2026-04-10")


def test_what_a_scheme_says_of_itself(scheme: thidua.Scheme) -> None:
    assert (scheme.id, scheme.edition, scheme.name) == ("t", "1", "t@1")
    assert (scheme.title("vi"), scheme.title()) == ("Thử", "Try")
    assert scheme.kinds == ("idea", "error")
    assert scheme.in_force == (date(2026, 1, 1), None)
    assert scheme.is_monotone
    assert [finding.code for finding in scheme.lint()] == []
    coverage = scheme.test_coverage()
    assert (coverage.tests, coverage.unreached) == (1, ("error", "idea: at most 25 a month"))
    assert thidua.load_scheme(scheme.to_json()) == scheme == thidua.load_scheme(json.loads(scheme.to_json()))


def test_standings_are_typed_and_exact(standings: thidua.Standings) -> None:
    first, second, collaborator = standings.people()
    assert [one.contributor for one in standings.people()] == ["p1", "p2", "p3"]
    assert (first.score, first.score_exact, first.rank, first.among) == (
        Decimal("25.00"),
        Fraction(25),
        Fraction(1),
        2,
    )
    assert (second.score, second.score_exact) == (Decimal("3.33"), Fraction(10, 3))
    assert second.with_disputed is not None
    assert second.with_disputed.score == Decimal("13.33")
    assert second.basis == Basis(events=1, assessors=1, months=1, days=90, unverified=1, disputed=1)
    assert first.group is not None
    assert (first.group.get("population"), str(first.group)) == ("staff", "population: staff")
    assert collaborator.rank is None
    assert [why.code for why in collaborator.unranked] == ["unranked-small-group"]
    assert "2" in collaborator.unranked[0].message("vi")
    assert first.rank_interval is not None
    assert first.rank_interval == first.sure.marginal if first.sure else False
    assert isinstance(first.rank_interval, RankSet)
    assert [unit.contributor for unit in standings.units()] == ["u1", "u2"]
    assert standings.units()[1].parts == (("members_mean", Fraction(10, 3)), ("own", Fraction(10)))
    assert standings.left_out.unverified == 1
    assert standings.of("p1-old") == first
    assert standings.of("nobody") is None


def test_rows_for_data_frames(standings: thidua.Standings) -> None:
    rows = standings.to_rows()
    assert [row["contributor"] for row in rows] == ["p1", "p2", "p3", "u1", "u2"]
    assert rows[0]["rank"] == 1
    assert type(rows[0]["rank"]) is int
    assert rows[0]["score"] == Decimal("25.00")
    assert (rows[2]["rank"], rows[2]["unranked"]) == (None, "unranked-small-group")
    assert rows[1]["score_with_disputed"] == Decimal("13.33")
    assert len({tuple(row) for row in rows}) == 1


def test_why_how_sure_how_stable(standings: thidua.Standings) -> None:
    explanation = standings.explain("p1-old")
    assert isinstance(explanation, thidua.Explanation)
    assert explanation == standings.explain("p1")
    assert "Sáng kiến" in explanation.render("vi")
    assert explanation.html("vi").startswith("<!doctype html>")
    assert json.loads(explanation.json())["lang"] == "en"
    certainty = standings.certainty()
    assert (certainty.source, certainty.coverage) == ("weeks", Decimal("0.9"))
    first = standings.of("p1")
    assert first is not None
    assert certainty.of("p1") == first.sure
    staff = next(group for group in certainty.groups if "p1" in group.members)
    assert set(staff.certainly_best(1)) <= set(staff.possibly_best(1))
    stability = standings.stability("p1", places=1)
    assert stability.inside == ("p1",)
    assert stability.kinds[0].kind == "idea"
    asked = standings.gaming()
    assert [(one.code, one.about) for one in asked] == [("ask-one-verifier", "v")] * len(asked)
    assert len(asked) >= 1
    assert asked[0].found == 1
    assert asked[0].message("vi") != asked[0].message("en")


def test_how_often_each_is_among_the_best(ledger: thidua.Ledger, roster: thidua.Roster) -> None:
    varied = SCHEME.replace("{weeks: {block: 1}}", "{parameters: {spread: 0.2, top_share: 0.5}}")
    standings = thidua.load_scheme(varied).standings(ledger, roster=roster, period=QUARTER)
    certainty = standings.certainty()
    assert (certainty.source, certainty.top_share) == ("parameters", Decimal("0.5"))
    staff = next(group for group in certainty.groups if "p1" in group.members)
    assert staff.sure is not None
    # half of two is one place, which one of them takes in each draw
    assert sum(one.top_share or 0 for one in staff.sure) == 1


def test_movement_since_an_earlier_day(
    scheme: thidua.Scheme, ledger: thidua.Ledger, roster: thidua.Roster, standings: thidua.Standings
) -> None:
    before = scheme.standings(ledger, roster=roster, period=QUARTER, as_of=date(2026, 2, 10))
    second = standings.since(before)[1]
    assert second == Movement("p2", Fraction(40, 3), Fraction(2), Fraction(-10), Fraction(0))


def test_the_json_of_every_language(standings: thidua.Standings) -> None:
    assert standings.to_dict() == json.loads(standings.to_json())
    assert len(standings.digest) == 64
    assert (standings.period, standings.as_of) == ((date(2026, 1, 1), date(2026, 3, 31)), date(2026, 4, 10))
    assert repr(standings) == "<Standings by t@1, 2026-01-01 to 2026-03-31: 3 people, 2 units>"


def test_ledgers_from_everywhere_are_the_same(ledger: thidua.Ledger, tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    path.write_text(ledger.to_json_lines(), encoding="utf-8")
    pieces = [thidua.Ledger.of(part, collections=[TOLD]) for part in (RECORDS[:4], RECORDS[4:])]
    for other in (
        thidua.Ledger.parse(path),
        thidua.Ledger.parse(str(path)),
        thidua.Ledger.parse(ledger.to_json()),
        thidua.Ledger.of(reversed(RECORDS), collections=[TOLD]),
        pieces[1].merge(pieces[0]),
    ):
        assert other == ledger
        assert other.digest == ledger.digest
    assert (ledger.contributions, ledger.credits, ledger.assignments, ledger.undisclosed) == (7, 9, 1, 0)
    assert repr(ledger) == "<Ledger: 7 contributions, 1 assignments, 0 set aside>"
    assert thidua.Ledger.parse("") == thidua.Ledger.of([]) == thidua.Ledger.of_rows([])
    ledger.whole()


def test_how_things_stood_on_a_day(ledger: thidua.Ledger) -> None:
    assert ledger.states("2026-02-19")["c5"] == "verified"
    assert ledger.states(date(2026, 2, 20))["c5"] == "disputed"
    assert ledger.progress("2026-02-01")["t1"].state == "open"
    assert ledger.delays("2026-02-01") == {}
    late = ledger.delays("2026-03-31")["t1"]
    assert (late.due, late.days, late.first_day) == (date(2026, 2, 1), 4, date(2026, 2, 2))
    assert ledger.progress("2026-03-31")["t1"].delay == late


def test_tables_and_rows_say_the_same(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"event": "e1", "date": date(2026, 3, 4), "who": "p1", "kind": "idea", "share": Fraction(1, 3)},
        {"event": "e1", "date": date(2026, 3, 4), "who": "p2", "kind": "idea", "share": "2/3", "mood": None},
        {"event": "e2", "date": "2026-03-05", "who": "p1", "kind": "idea", "words": Decimal("1.50")},
        {"event": "e3", "date": "2026-03-06", "who": "p2", "kind": "idea", "words": 12, "mood": 'a "b",\nc'},
    ]
    columns = {
        "event": "id",
        "date": "on",
        "who": "to",
        "words": "quantity:words",
        "mood": "note",
    }
    made = thidua.Ledger.of_rows(rows, columns=columns, undisclosed="accept")
    text = (
        "event,date,who,kind,share,words,mood\n"
        "e1,2026-03-04,p1,idea,1/3,,\n"
        "e1,2026-03-04,p2,idea,2/3,,\n"
        "e2,2026-03-05,p1,idea,,1.5,\n"
        'e3,2026-03-06,p2,idea,,12,"a ""b"",\nc"\n'
    )
    path = tmp_path / "export.csv"
    path.write_text(text, encoding="utf-8")
    for read in (text, path):
        assert thidua.Ledger.parse_csv(read, columns=columns, undisclosed="accept") == made
    assert (made.contributions, made.credits, made.undisclosed) == (3, 4, 3)
    left = thidua.Ledger.of_rows(rows, columns=columns | {"mood": None}, undisclosed="accept")
    assert left != made


def test_bad_rows_are_told_or_set_aside_and_counted(roster: thidua.Roster) -> None:
    half = {"to": "p1", "share": "1/2"}
    bad = {"contribution": {"id": "b", "on": "2026-03-04", "kind": "idea", "credits": [half]}}
    with pytest.raises(thidua.DataError) as caught:
        thidua.Ledger.of([*RECORDS, bad], collections=[TOLD])
    assert (caught.value.code, caught.value.pointer) == ("shares-sum", "/9/contribution/credits")
    assert caught.value.line is None
    ledger = thidua.Ledger.of([bad, *RECORDS], collections=[TOLD], on_bad="set_aside")
    assert ledger.set_aside.count == len(ledger.set_aside) == 1
    row = ledger.set_aside.rows[0]
    assert (row.code, row.pointer, row.line) == ("shares-sum", "/0/contribution/credits", None)
    assert "cộng lại là 1/2" in row.message("vi")
    assert ledger == thidua.Ledger.of(RECORDS, collections=[TOLD])
    lines = json.dumps(bad) + "\n" + json.dumps(idea("c", "2026-03-05", "p1"))
    ledger = thidua.Ledger.parse(lines, on_bad="set_aside", undisclosed="accept", file="april.jsonl")
    assert [(row.file, row.line) for row in ledger.set_aside.rows] == [("april.jsonl", 1)]
    table = [
        {"id": "e1", "on": "2026-03-04", "kind": "idea", "to": "p1"},
        {"id": "e2", "on": "2026-13-04", "kind": "idea", "to": "p1"},
        {"id": "e2", "on": "2026-03-04", "kind": "idea", "to": "p2"},
    ]
    ledger = thidua.Ledger.of_rows(table, on_bad="set_aside", undisclosed="accept")
    assert [(row.pointer, row.code) for row in ledger.set_aside.rows] == [
        ("/1/on", "bad-date"),
        ("/2/id", "row-spoilt"),
    ]


@pytest.mark.parametrize(
    ("row", "pointer", "code"),
    [
        ({"quantity:words": 0.5}, "/1/quantity:words", "float"),
        ({"quantity:words": float("nan")}, "/1/quantity:words", "not-a-number"),
        ({"quantity:words": True}, "/1/quantity:words", "boolean-number"),
        ({"quantity:words": object()}, "/1/quantity:words", "wrong-type"),
        ({"quantity:words": "a"}, "/1/quantity:words", "bad-number"),
        ({"quantity:words": -1}, "/1/quantity:words", "out-of-bounds"),
        ({"colour": "red"}, "/colour", "unknown-field"),
        ({3: "x"}, "/1", "wrong-type"),
        ({"on": "2025-01-01"}, "/1/on", "not-disclosed"),
        ({"to": None}, "/1/to", "missing-field"),
    ],
)
def test_what_rows_may_not_hold(row: dict[Any, Any], pointer: str, code: str) -> None:
    good = {"id": "e1", "on": "2026-03-04", "kind": "idea", "to": "p1"}
    with pytest.raises(thidua.DataError) as caught:
        thidua.Ledger.of_rows([good, good | {"id": "e2"} | row], collections=[TOLD])
    assert (caught.value.code, caught.value.pointer, caught.value.line) == (code, pointer, None)


def test_what_records_may_not_hold() -> None:
    with pytest.raises(thidua.DataError) as caught:
        thidua.Ledger.of([RECORDS[0], idea("x", "2026-01-01", "p1", quantities={"words": 0.5})])
    assert (caught.value.code, caught.value.pointer) == ("float", "/1/contribution/quantities/words")
    wrong: Any = "maybe"
    for given in ({"on_bad": wrong}, {"undisclosed": wrong}):
        with pytest.raises(thidua.DataError) as caught:
            thidua.Ledger.of(RECORDS, **given)
        assert caught.value.code == "unknown-choice"
        assert caught.value.pointer == "/" + next(iter(given))


def test_who_is_who(roster: thidua.Roster) -> None:
    rows = [
        {"id": str(number), "on": "2026-03-04", "kind": "idea", "to": to}
        for number, to in enumerate(["p1-old", "P1", "ci[bot]", "stranger"])
    ]
    found = thidua.Ledger.of_rows(rows, undisclosed="accept").identities(roster)
    assert [(alias.id, alias.known_as, alias.count) for alias in found.aliases] == [("p1-old", "p1", 1)]
    assert [bot.id for bot in found.bots] == ["ci[bot]"]
    assert [unknown.id for unknown in found.unknown] == ["P1", "stranger"]
    assert found.look_alikes == (("P1", "p1"),)


def test_what_a_roster_knows(roster: thidua.Roster) -> None:
    assert roster.known_as("p1-old") == "p1"
    assert roster.known_as("ci[bot]") is None
    spell = roster.spell("p3", date(2026, 2, 1))
    assert spell is not None
    assert (spell.unit, spell.status, spell.until) == ("u2", "collaborator", None)
    assert roster.spell("p3", "2025-12-31") is None
    away = thidua.Roster.parse(
        {
            "people": [
                {
                    "id": "p",
                    "spells": [{"status": "expert", "from": "2026-01-01"}],
                    "absences": [{"kind": "annual_leave", "from": "2026-01-10", "until": "2026-01-12"}],
                }
            ]
        }
    )
    january = ("2026-01-01", "2026-01-31")
    for protected, counted in ((None, 31), (["annual_leave"], 28)):
        days = away.days("p", january, protected=protected)
        assert days is not None
        assert (days.in_spells, days.counted) == (31, counted)
    heads = roster.heads("u2", january)
    assert heads is not None
    assert (heads.staff, heads.collaborators, heads.experts) == (Fraction(1), Fraction(1), Fraction(0))
    assert roster.days("u2", january) is None
    assert roster.heads("p1", january) is None
    with pytest.raises(thidua.DataError) as caught:
        away.days("p", january, protected=["holiday"])
    assert (caught.value.code, caught.value.pointer) == ("unknown-choice", "/protected/0")
    assert thidua.Roster.parse(roster.to_json()).digest == roster.digest


def test_errors_of_standings(scheme: thidua.Scheme, ledger: thidua.Ledger, roster: thidua.Roster) -> None:
    usual: dict[str, Any] = {"ledger": ledger, "roster": roster, "period": QUARTER}

    def refused(code: str, pointer: str, **given: Any) -> None:
        with pytest.raises(thidua.DataError) as caught:
            scheme.standings(**(usual | given))
        assert (caught.value.code, caught.value.pointer) == (code, pointer)

    stranger = thidua.Ledger.of([idea("x", "2026-01-05", "stranger")], collections=[TOLD])
    refused("unknown-contributor", "/x", ledger=stranger)
    refused("open-period", "/period/until", period=("2026-01-01", None))
    refused("wrong-type", "/period", period="2026")
    refused("wrong-type", "/as_of", as_of=20260101)
    refused("unknown-choice", "/strangers", strangers="ignore")
    aside = scheme.standings(stranger, roster=roster, period=QUARTER, strangers="set_aside")
    assert aside.left_out.unknown == (("stranger", 1),)
    with pytest.raises(thidua.DataError) as caught:
        aside.explain("p9")
    assert (caught.value.code, caught.value.suggestion) == ("unknown-contributor", "p1")
    with pytest.raises(thidua.DataError) as caught:
        aside.stability("p1", places=9)
    assert (caught.value.code, caught.value.pointer) == ("out-of-bounds", "/places")


def test_errors_of_schemes(tmp_path: Path) -> None:
    path = tmp_path / "scheme.yaml"
    path.write_text(SCHEME.replace("basis", "bassis"), encoding="utf-8")
    with pytest.raises(thidua.PackError) as caught:
        thidua.load_scheme(path)
    assert (caught.value.code, caught.value.suggestion, caught.value.line) == ("unknown-field", "basis", 8)
    assert caught.value.file == str(path)
    with pytest.raises(thidua.PackError) as caught:
        thidua.load_scheme({"pack": "t", "weight": 0.5})
    assert (caught.value.code, caught.value.pointer) == ("float", "/weight")
    with pytest.raises(thidua.PackError) as caught:
        thidua.load(SCHEME)
    assert caught.value.code == "other-kind"
    with pytest.raises(thidua.PackError) as caught:
        thidua.load_scheme(thidua.edition("vn-press-dx", "1827").to_json())
    assert caught.value.code == "other-kind"


def test_bundled_schemes_and_files_on_top() -> None:
    assert ("newsroom-contributions", "2026") in thidua.schemes()
    newsroom = thidua.scheme("newsroom-contributions", on="2026-03-01")
    assert newsroom == thidua.scheme_edition("newsroom-contributions", "2026")
    own = {
        "pack": "bao-x",
        "edition": "2026",
        "kind": "scheme",
        "title": {"vi": "Báo X", "en": "Newspaper X"},
        "extends": newsroom.name,
    }
    extended = newsroom.extend(own)
    assert extended == thidua.load_scheme(own)
    assert extended.title("vi") == "Báo X"
    with pytest.raises(thidua.PackError) as caught:
        newsroom.extend(own | {"publish": {"places": 0}})
    assert caught.value.pointer.startswith("/publish")
    with pytest.raises(thidua.PackError) as caught:
        thidua.scheme("newsroom-contribution", on="2026-03-01")
    assert (caught.value.code, caught.value.suggestion) == ("unknown-pack", "newsroom-contributions")


def test_a_hundred_thousand_rows(scheme: thidua.Scheme) -> None:
    def row(number: int) -> dict[str, Any]:
        day = date(2026, 1 + number % 3, 1 + number % 28)
        return {"id": f"e{number}", "on": day, "kind": "idea", "to": f"p{number % 100}", "verified_by": "v"}

    ledger = thidua.Ledger.of_rows(map(row, range(100_000)), undisclosed="accept")
    assert ledger.contributions == 100_000
    spells = [{"status": "labour_contract", "from": "2026-01-01"}]
    people = [{"id": f"p{number}", "spells": spells} for number in range(100)]
    roster = thidua.Roster.parse({"people": people})
    standings = scheme.standings(ledger, roster=roster, period=QUARTER)
    assert {one.score for one in standings.people()} == {Decimal(75)}


@pytest.fixture(scope="module")
def things(scheme: thidua.Scheme, ledger: thidua.Ledger, roster: thidua.Roster) -> list[Any]:
    standings = scheme.standings(ledger, roster=roster, period=QUARTER, as_of="2026-04-10")
    earlier = scheme.standings(ledger, roster=roster, period=QUARTER, as_of="2026-02-10")
    first, *_, small = standings.people()
    bad = thidua.Ledger.of([{"contribution": {}}], on_bad="set_aside")
    return [
        scheme,
        ledger,
        roster,
        standings,
        earlier,
        standings.explain("p1"),
        first,
        first.group,
        first.result,
        first.sure,
        first.basis,
        small.unranked[0],
        standings.left_out,
        standings.certainty(),
        standings.stability("p1", places=1),
        standings.gaming()[0],
        standings.since(earlier)[0],
        scheme.test_coverage(),
        bad.set_aside,
        bad.set_aside.rows[0],
        ledger.progress("2026-03-31")["t1"],
        ledger.identities(roster),
        roster.spell("p1", "2026-01-01"),
        roster.days("p1", QUARTER),
        roster.heads("u1", QUARTER),
    ]


def test_everything_travels_and_nothing_can_be_set(things: list[Any]) -> None:
    for index, thing in enumerate(things):
        for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
            again = pickle.loads(pickle.dumps(thing, protocol))
            assert type(again) is type(thing)
            assert again == thing
            assert hash(again) == hash(thing)
        assert copy.copy(thing) == copy.deepcopy(thing) == thing
        assert all(thing != other for other in things[index + 1 :])
        assert thing != "x"
        for name in ("score", "id", "digest", "count", "note"):
            with pytest.raises((AttributeError, TypeError)):
                setattr(thing, name, 1)
    assert len(set(things)) == len(things)


def test_standings_travel_in_full(standings: thidua.Standings) -> None:
    again = pickle.loads(pickle.dumps(standings))
    assert again.to_json() == standings.to_json()
    assert (again.scheme, again.ledger, again.roster) == (
        standings.scheme,
        standings.ledger,
        standings.roster,
    )
    assert again.explain("p1").html("vi") == standings.explain("p1").html("vi")
