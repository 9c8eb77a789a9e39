from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import thidua
from thidua import cohort

HDI_2022 = [
    {"iso3": "VNM", "life": 74.58, "eys": 13.05294705, "mys": 8.455348794, "gnipc": 10813.98273},
    {"iso3": "CHE", "life": 84.255, "eys": 16.5837307, "mys": 13.90406622, "gnipc": 69432.78669},
    {"iso3": "NOR", "life": 83.393, "eys": 18.63846016, "mys": 13.06234279, "gnipc": 69189.76165},
    {"iso3": "PRK", "life": 73.3, "eys": 10.8},
]
PACK: dict[str, Any] = {
    "pack": "access",
    "edition": "1",
    "kind": "index",
    "title": {"vi": "Tiếp cận", "en": "Access"},
    "citations": {"s": {"title": "s", "date": "2024-01-01", "grade": "primary"}},
    "publish": {"places": 1, "rounding": "half_up", "ranks_on": "full"},
    "stages": [{"normalise": {"min_max": {"to": 100}}}],
    "index": {
        "id": "access",
        "label": {"vi": "Tiếp cận", "en": "Access"},
        "cite": "s",
        "aggregate": "arithmetic",
        "children": [
            {"id": "lines", "label": {"vi": "Thuê bao", "en": "Lines"}},
            {"id": "price", "label": {"vi": "Giá", "en": "Price"}, "direction": "lower", "weight": 3},
        ],
    },
}
COLUMNS: dict[str, list[Any]] = {
    "subject": ["a", "b", "c", "d"],
    "lines": [10.0, 30.0, 20.0, 15.0],
    "price": [4, 8, 6, 5.5],
}
OPEN = {"id": "online", "label": {"vi": "Trực tuyến", "en": "Online"}, "open": True}
PLAN = {"replicates": 200, "seed": 1, "factors": [{"id": "weights", "weights": {"noise": 0.5}}]}


@pytest.fixture(scope="module")
def hdi() -> thidua.Index:
    return thidua.index("undp-hdi", on="2024-06-01").index(HDI_2022, subject="iso3")


@pytest.fixture(scope="module")
def access() -> thidua.CohortFramework:
    return thidua.load_index(PACK)


@pytest.fixture(scope="module")
def index(access: thidua.CohortFramework) -> thidua.Index:
    return access.index(COLUMNS)


def test_what_an_office_publishes(hdi: thidua.Index) -> None:
    assert hdi.subjects == ("VNM", "CHE", "NOR", "PRK")
    assert hdi.published() == {
        "VNM": Decimal("0.726"),
        "CHE": Decimal("0.967"),
        "NOR": Decimal("0.966"),
        "PRK": None,
    }
    assert hdi.ranks() == {"VNM": 3, "CHE": 1, "NOR": 2, "PRK": None}
    level = hdi.levels()["VNM"]
    assert level is not None
    assert (level.id, level.label.vi) == ("high", "Cao")
    assert hdi.of("PRK").missing == ("gnipc", "mys")
    assert hdi.of("PRK").score is None
    own = hdi.of("CHE", "life")
    assert own.score == (84.255 - 20) / 65
    assert (own.rank, own.level, own.missing) == (Fraction(1), None, ())
    rows = hdi.to_rows()
    assert rows[3] == {
        "subject": "PRK",
        "score": None,
        "published": None,
        "rank": None,
        "level": None,
        "missing": "gnipc; mys",
        "left_out": False,
    }
    assert [node.id for node in hdi.framework.nodes] == ["hdi", "life", "education", "eys", "mys", "gnipc"]
    assert hdi.framework.nodes[3].parent == "education"
    assert len(hdi) == 4


def test_stages_weights_and_steps(index: thidua.Index) -> None:
    assert index.stages == ("raw", "normalise")
    assert index.stage("raw")["price"] == {"a": 4.0, "b": 8.0, "c": 6.0, "d": 5.5}
    assert index.stage("normalise")["price"]["a"] == 100.0
    assert index.weights() == {"lines": 0.25, "price": 0.75}
    assert index.left_out == ()
    assert any(
        step.stage == "weigh" and dict(step.numbers) == {"lines": 0.25, "price": 0.75} for step in index.steps
    )


class Frame:
    """As pandas has it: `to_dict` by kind, and columns."""

    columns = tuple(COLUMNS)

    def to_dict(self, orient: str) -> dict[str, list[Any]]:
        assert orient == "list"
        return {name: list(cells) for name, cells in COLUMNS.items()}


class Rows:
    """As polars has it."""

    def to_dicts(self) -> list[dict[str, Any]]:
        return [dict(zip(COLUMNS, cells, strict=True)) for cells in zip(*COLUMNS.values(), strict=True)]


class Arrow:
    """As Arrow has it."""

    def to_pydict(self) -> dict[str, list[Any]]:
        return Frame().to_dict("list")


class Array:
    """As an array library holds a column, with numbers of its own."""

    def __init__(self, cells: list[Any]) -> None:
        self.cells = cells

    def tolist(self) -> list[Any]:
        return self.cells


def by_subject() -> dict[str, dict[str, float]]:
    return {
        subject: {"lines": lines, "price": price}
        for subject, lines, price in zip(*COLUMNS.values(), strict=True)
    }


def generated() -> Iterator[dict[str, Any]]:
    yield from Rows().to_dicts()


@pytest.mark.parametrize(
    "table",
    [
        Rows().to_dicts(),
        Frame(),
        Rows(),
        Arrow(),
        by_subject(),
        {**COLUMNS, "lines": Array([10.0, Decimal(30), Fraction(20), "15"])},
        "subject,lines,price\na,10,4\nb,30,8\nc,20,6.0\nd,15,5.5\n",
    ],
)
def test_tables_of_every_kind(access: thidua.CohortFramework, index: thidua.Index, table: Any) -> None:
    assert access.index(table).digest == index.digest
    assert access.index(generated()) == index


def test_tables_from_files(access: thidua.CohortFramework, index: thidua.Index, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("id,lines,price\na,10,4\nb,30,8\nc,20,6\nd,15,5.5\n", encoding="utf-8")
    assert access.index(path, subject="id") == index
    path.write_text("id,lines,price\na,10,4\nb,30,..\nc,20,6\n", encoding="utf-8")
    assert access.index(str(path), subject="id", missing=[".."]).of("b").missing == ("price",)


def refused(work: Any, code: str, pointer: str) -> thidua.DataError:
    with pytest.raises(thidua.DataError) as caught:
        work()
    assert (caught.value.code, caught.value.pointer, caught.value.line) == (code, pointer, None)
    return caught.value


def test_what_is_refused_and_where(access: thidua.CohortFramework, index: thidua.Index) -> None:
    nan = {**COLUMNS, "price": [4, float("nan"), 6, 5]}
    error = refused(lambda: access.index(nan), "bad-cell", "/columns/price/1")
    assert "`NaN` is no number, and stands for `b` in the column `price`" in str(error)
    assert access.index(nan, missing=["NaN"]).of("b").missing == ("price",)
    refused(
        lambda: access.index({**COLUMNS, "price": [4, float("inf"), 6, 5]}), "bad-cell", "/columns/price/1"
    )
    refused(lambda: access.index({"a": {"lines": 1, "price": "1,5"}}), "bad-cell", "/figures/a/price")
    refused(lambda: access.index([{"subject": "a", "lines": "?", "price": 1}]), "bad-cell", "/rows/0/lines")
    refused(lambda: access.index({**COLUMNS, "price": [4, True, 6, 5]}), "wrong-type", "/columns/price/1")
    refused(lambda: access.index({**COLUMNS, "price": [4, object(), 6, 5]}), "wrong-type", "/columns/price/1")
    refused(lambda: access.index({**COLUMNS, "price": [4]}), "length-mismatch", "/columns/price")
    refused(lambda: access.index([{"subject": "a"}, {"lines": 1}]), "missing-field", "/rows/1")
    refused(lambda: access.index(COLUMNS, subject="iso3"), "missing-field", "/columns")
    error = refused(lambda: access.index({"subject": ["a"], "line": [1], "price": [2]}), "unknown-column", "")
    assert error.suggestion == "line"
    refused(lambda: access.index({**COLUMNS, "price": [4, 4, 4, 4]}), "degenerate", "/price")
    refused(lambda: index.scores("lime"), "unknown-node", "")
    refused(lambda: index.of("e"), "unknown-subject", "")
    refused(lambda: index.stage("treat"), "unknown-choice", "")
    refused(lambda: index.correlations("lime"), "unknown-node", "")
    refused(lambda: index.profile("e"), "unknown-subject", "/profile")
    with pytest.raises(thidua.PackError) as caught:
        thidua.load_index({**PACK, "kind": "framework"})
    assert caught.value.line is None
    with pytest.raises(thidua.PackError):
        access.changed("/index/aggregate", "median")


def test_cells_of_a_file_say_where_they_stand(access: thidua.CohortFramework, tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    path.write_text("subject,lines,price\na,10,4\nb,30,..\n", encoding="utf-8")
    with pytest.raises(thidua.DataError) as caught:
        access.index(path)
    error = caught.value
    assert (error.code, error.pointer, error.line, error.column) == ("bad-cell", "/1/price", 3, 6)
    assert str(error).startswith(f"{path}:3:6 /1/price")


def test_checks_of_a_pack(access: thidua.CohortFramework) -> None:
    base = thidua.load_index(
        {**PACK, "index": {**PACK["index"], "children": [*PACK["index"]["children"][:1], OPEN]}}
    )
    own = {
        "pack": "own",
        "edition": "1",
        "kind": "index",
        "title": {"vi": "Riêng", "en": "Own"},
        "extends": "access@1",
        "citations": {"q": {"title": "q", "date": "2024-01-01", "grade": "weak"}},
        "extend_index": {
            "online": {
                "aggregate": "arithmetic",
                "children": [{"id": "forms", "cite": "q", "label": {"vi": "Biểu mẫu", "en": "Forms"}}],
            }
        },
    }
    extended = base.extend(own)
    assert [node.id for node in extended.nodes] == ["access", "lines", "online", "forms"]
    assert extended.index({"a": {"lines": 1, "forms": 2}, "b": {"lines": 3, "forms": 1}}).scores() == {
        "a": 50.0,
        "b": 50.0,
    }
    assert [one.code for one in base.lint()] == ["untested"]
    assert "below-primary" in [one.code for one in extended.lint()]
    assert access.test_coverage().unreached == ("undetermined",)
    with pytest.raises(thidua.PackError) as caught:
        base.extend({**own, "extend_index": {"onlin": own["extend_index"]["online"]}})  # type: ignore[index]
    assert (caught.value.code, caught.value.suggestion) == ("unknown-node", "online")
    bundled = {**own, "extends": "un-egdi@2014", "extend_index": {}}
    assert thidua.load_index(bundled).name == "own@1"


def test_certificates(access: thidua.CohortFramework, index: thidua.Index) -> None:
    certificate = index.certificate
    assert (certificate.pack, certificate.as_of, certificate.past) == (access.digest, None, None)
    assert certificate.result == index.digest
    assert index.replay(certificate) == "same"
    again = thidua.Certificate(certificate.to_json())
    turned = [dict(zip(COLUMNS, row, strict=True)) for row in zip(*COLUMNS.values(), strict=True)][::-1]
    assert access.replay(again, turned) == "same"
    assert access.index(turned).certificate == certificate
    assert access.replay(again, {**COLUMNS, "price": [4, 8, 6, 5]}) == "other_facts"
    assert access.changed("/index/aggregate", "minimum").replay(again, COLUMNS) == "other_pack"
    frozen, late = index.freeze(), {"n": {"lines": 40, "price": 4}}
    kept = frozen.index(late).certificate
    assert kept.past == frozen.digest
    assert frozen.replay(kept, late) == frozen.index(late).replay(kept) == "same"
    assert frozen.replay(certificate, COLUMNS) == "other_past"


def test_the_ten_steps(index: thidua.Index) -> None:
    steps = index.checklist()
    assert len(steps) == 10
    assert (steps[6].code, steps[6].shown) == ("step-robustness", "no")
    sure = index.checklist(PLAN, others={"subject": ["a", "b", "c", "d"], "gdp": [3, 1, 2, 4]})
    assert (sure[6].shown, sure[8].shown) == ("yes", "yes")
    assert "gdp" in sure[8].evidence[0].en
    refused(
        lambda: index.checklist(others={"a": {"gdp": "high"}}), "bad-cell", "/checklist/others/columns/gdp/0"
    )


def test_weights_of_each_ones_own(access: thidua.CohortFramework, index: thidua.Index) -> None:
    doubt = {"benefit_of_the_doubt": {"shares": {"at_least": "0.5", "at_most": "0.5"}}}
    pack = access.changed("/index/aggregate", doubt).changed("/stages", [])
    own = pack.index(
        {"a": {"lines": 4, "price": 1}, "b": {"lines": 1, "price": 8}, "c": {"lines": 2, "price": 4}}
    )
    assert own.own_weights("c") == (
        cohort.OwnWeight("lines", 0.2, 0.5),
        cohort.OwnWeight("price", 0.1, 0.5),
    )
    assert own.weights() == {"lines": 0.5, "price": 0.5}
    assert "`price` × 0.1, as suits c best: 0.5 of the whole" in own.explain("c").render("en")
    assert index.own_weights("a") == ()
    refused(lambda: own.own_weights("d"), "unknown-subject", "")


def test_the_tables_of_coinr(access: thidua.CohortFramework, tmp_path: Path) -> None:
    meta = "iCode,Parent,Weight,Direction,Type\nlines,access,1,1,Indicator\nprice,access,3,-1,Indicator\n"
    data = "uCode,Time,lines,price\na,2020,10,4\nb,2020,30,8\na,2021,11,4\nb,2021,30,9\n"
    path = tmp_path / "iMeta.csv"
    path.write_text(meta + "access,NA,1,1,Aggregate\n", encoding="utf-8")
    coinr = cohort.Coinr(path, data)
    assert coinr.times == ("2020", "2021")
    assert coinr.framework.name == "access@1"
    assert coinr.index().scores() == {"a": 75.0, "b": 25.0}
    assert coinr.table("2020") == {
        "uCode": ["a", "b"],
        "Time": ["2020", "2020"],
        "lines": ["10", "30"],
        "price": ["4", "8"],
    }
    assert coinr.index(access, time="2020").scores() == {"a": 75.0, "b": 25.0}
    assert access.index(coinr.table("2020"), subject="uCode").scores() == {"a": 75.0, "b": 25.0}
    assert json.loads(coinr.pack)["kind"] == "index"
    assert pickle.loads(pickle.dumps(coinr)) == coinr
    with pytest.raises(thidua.DataError) as caught:
        cohort.Coinr(meta, data)
    assert (caught.value.code, caught.value.pointer) == ("unknown-node", "/iMeta/0/Parent")
    refused(lambda: coinr.index(time="2022"), "unknown-choice", "")


def test_studies(index: thidua.Index) -> None:
    assert index.availability()[1] == cohort.Availability("b", 2, 0, 0, 1.0, 1.0)
    pair = index.correlations()[0]
    assert (pair.one, pair.other, pair.flag) == ("lines", "price", "negative")
    assert index.cronbach_alpha() < 0
    price = index.importances()[1]
    assert (price.indicator, price.weight) == ("price", 0.75)
    first = index.profile("a")[0]
    assert first == cohort.Place("price", 100.0, Fraction(1), 4)
    found = index.components(rotated=1)
    assert found.parts == ("lines", "price")
    assert found.all[1].cumulative == pytest.approx(1)
    assert found.rotated is not None
    assert len(found.rotated) == 1
    refused(lambda: index.components(rotated=3), "out-of-bounds", "/components/count")
    assert index.outranking().matrix[0][1] == 0.75
    removal = index.without("price")
    assert removal.element == "price"
    assert dict((subject, after) for subject, _, after in removal.ranks)["b"] == 1


def test_a_comparison(access: thidua.CohortFramework, index: thidua.Index) -> None:
    other = access.changed("/index/children/1/weight", 1).index({**COLUMNS, "subject": ["a", "b", "c", "e"]})
    comparison = index.compare(other)
    assert (comparison.only_before, comparison.only_after) == (("d",), ("e",))
    change = comparison.changes[0]
    assert (change.subject, change.score_before, change.score_after) == ("a", 75.0, 50.0)
    assert access.changed("/index/aggregate", {"power": {"exponent": 2}}) != access


def test_how_sure(index: thidua.Index) -> None:
    certainty = index.uncertainty(PLAN)
    assert certainty.replicates == 200
    first = certainty.of("a")
    assert (first.rank, first.ranks) == (1, (1, 1))
    assert sum(first.acceptability) == pytest.approx(1)
    assert dict(dict(first.central_weights)["access"])["price"] > 0.5
    assert certainty.to_rows()[0]["best_rank"] == 1
    assert certainty.flips[0][0] == 0
    assert index.uncertainty(json.dumps(PLAN)) == certainty
    drawn = {"replicates": 50, "seed": 2, "factors": [{"id": "figures", "figures": True}]}
    errors = {"subject": ["a", "b"], "price": [1.5, 0.5]}
    assert index.uncertainty(drawn, errors=errors).of("a").mean >= 1
    shares = index.sensitivity({**PLAN, "replicates": 32})
    assert [one.factor for one in shares.rank_shift] == ["weights"]
    assert shares.runs == 96
    refused(lambda: index.uncertainty({**PLAN, "factors": []}), "empty", "/uncertainty/plan/factors")
    refused(lambda: index.uncertainty(drawn), "missing-field", "/uncertainty/plan/factors/0")


def test_who_comes_later(access: thidua.CohortFramework, index: thidua.Index) -> None:
    late = {"n": {"lines": 40, "price": 4}}
    frozen = index.freeze()
    assert frozen == access.freeze(COLUMNS)
    assert frozen.index(late).scores() == {"n": 112.5}
    assert frozen.framework == access
    assert access.load_frozen(frozen.to_json()) == frozen
    with pytest.raises(thidua.DataError) as caught:
        access.changed("/index/aggregate", "minimum").load_frozen(frozen.to_json())
    assert caught.value.code == "frozen-otherwise"
    again = pickle.loads(pickle.dumps(frozen.index(late)))
    assert again.scores() == {"n": 112.5}
    assert again.freeze() == frozen


def test_a_panel() -> None:
    carried = thidua.load_index({**PACK, "stages": [{"impute": {"last": {}}}, *PACK["stages"]]})
    now = {**COLUMNS, "price": [None, 8, 6, 5.5]}
    assert carried.index(now).of("a").score is None
    later = carried.index(now, earlier=COLUMNS)
    assert later.scores() == carried.index(COLUMNS).scores()
    years = cohort.panel([(2020, carried.index(COLUMNS)), (2022, later)])
    assert years.times == (2020.0, 2022.0)
    assert years.of("a").per_year == 0
    refused(lambda: cohort.panel([(2020, later)]), "too-few", "")
    refused(lambda: cohort.panel([(2022, later), (2020, later)]), "not-ascending", "/1")
    assert pickle.loads(pickle.dumps(years)) == years


def test_everything_travels(hdi: thidua.Index, access: thidua.CohortFramework, index: thidua.Index) -> None:
    things = [access, index, index.freeze(), hdi, hdi.framework, hdi.of("VNM"), index.uncertainty(PLAN)]
    things += [index.correlations()[0], index.importances()[0], index.profile("a")[0], index.without("price")]
    things += [
        index.compare(index),
        index.steps[0],
        access.nodes[0],
        index.sensitivity({**PLAN, "replicates": 8}),
    ]
    for thing in things:
        for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
            again = pickle.loads(pickle.dumps(thing, protocol))
            assert type(again) is type(thing)
            assert again == thing
            assert hash(again) == hash(thing)
        assert copy.copy(thing) == copy.deepcopy(thing) == thing
        for name in ("scores", "id", "subject", "note"):
            with pytest.raises((AttributeError, TypeError)):
                setattr(thing, name, 1)
    assert len(set(things)) == len(things)
    assert pickle.loads(pickle.dumps(hdi)).to_json() == hdi.to_json()


def test_why(hdi: thidua.Index) -> None:
    why = hdi.explain("NOR")
    assert "rank 2 of 3" in why.render()
    assert why.html("vi").startswith("<!doctype html>")
    assert pickle.loads(pickle.dumps(why)) == why
    refused(lambda: hdi.explain("XXX"), "unknown-subject", "")


def test_a_page_for_its_readers(index: thidua.Index) -> None:
    assert "how sure the ranks are was not evaluated" in index.justification().render("en")
    page = index.justification(PLAN)
    assert "200 lần tính lại" in page.render("vi")
    assert page.html("en").startswith("<!doctype html>")
    assert repr(page) == "<Explanation of access@1>"
    assert pickle.loads(pickle.dumps(page)) == page
    refused(lambda: index.justification({**PLAN, "seeds": 2}), "unknown-field", "/plan/seeds")


def test_how_it_shows(hdi: thidua.Index) -> None:
    page = hdi._repr_html_()
    assert page.index("CHE") < page.index("NOR") < page.index("VNM") < page.index("PRK")
    assert "<td>gnipc, mys</td>" in page
    assert repr(hdi) == "<Index by undp-hdi@2024: 4 subjects>"
    assert hdi.to_dict()["framework"] == "undp-hdi@2024"
    assert ("un-egdi", "2012") in thidua.indices()
    assert thidua.index("un-egdi", on="2012-05-01").edition == "2012"
    with pytest.raises(TypeError):
        thidua.Index()


def test_ten_thousand_subjects(access: thidua.CohortFramework) -> None:
    rows = [{"subject": f"s{at}", "lines": at % 97 + 0.25, "price": at % 89 + 1.5} for at in range(10_000)]
    assert len(access.index(rows)) == 10_000
