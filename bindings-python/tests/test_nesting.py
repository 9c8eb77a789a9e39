from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

import thidua


def nested(depth: int, wrap: Callable[[Any], Any]) -> Any:
    out: Any = 1
    for _ in range(depth):
        out = wrap(out)
    return out


WRAPS: list[Callable[[Any], Any]] = [
    lambda inner: {"claimed": inner},
    lambda inner: [inner],
    lambda inner: (inner,),
    lambda inner: {"x": [inner]},
]


@pytest.mark.parametrize("wrap", WRAPS)
def test_deep_objects_end_early(national: thidua.Framework, wrap: Callable[[Any], Any]) -> None:
    bomb = nested(100_000, wrap)
    for call in (
        lambda: national.assess({"1": {"claimed": bomb}}, subject="x"),
        lambda: national.assess_many([{"subject": "x", "1": {"claimed": bomb}}]),
        lambda: national.assess_document({"subject": "x", "answers": {"1": bomb}}),
    ):
        with pytest.raises(thidua.DataError) as caught:
            call()
        assert caught.value.code == "too-deep"


def test_objects_that_hold_themselves(national: thidua.Framework) -> None:
    loop: dict[str, Any] = {}
    loop["claimed"] = loop
    ring: list[Any] = []
    ring.append(ring)
    for bomb in (loop, {"evidence": ring}):
        with pytest.raises(thidua.DataError) as caught:
            national.assess({"1": bomb}, subject="x")
        assert caught.value.code == "too-deep"


def test_objects_that_unfold(national: thidua.Framework) -> None:
    bomb = nested(60, lambda inner: [inner] * 10)
    with pytest.raises(thidua.DataError) as caught:
        national.assess({"1": {"evidence": bomb}}, subject="x")
    assert caught.value.code == "too-large"


@pytest.mark.parametrize("bomb", ["[", '{"a":', "- ", "{a: "])
def test_deep_texts_end_early(national: thidua.Framework, bomb: str) -> None:
    text = "\n" + bomb * 100_000
    with pytest.raises(thidua.PackError):
        thidua.load(text)
    with pytest.raises(thidua.PackError):
        national.extend(text)
    with pytest.raises(thidua.DataError):
        national.assess_document(text)


def test_yaml_aliases_do_not_unfold(national: thidua.Framework) -> None:
    text = "a: &a [1, 1]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    with pytest.raises(thidua.PackError) as caught:
        thidua.load(text)
    assert caught.value.code == "yaml-feature"


def tower(levels: int) -> dict[str, Any]:
    """A tree of so many levels of nodes."""
    rest: dict[str, Any] = {"scale": {"yes_no": {"points": 1}}}
    for at in range(levels, 0, -1):
        node = {"id": f"n{at}", "label": {"vi": "N", "en": "N"}, "cite": "rule", **rest}
        rest = {"aggregate": "sum", "children": [node]}
    return {
        "pack": "tower",
        "edition": "1",
        "kind": "framework",
        "title": {"vi": "T", "en": "T"},
        "citations": {"rule": {"title": "Rule", "date": "2024-01-01", "grade": "primary"}},
        "missing": {
            "not_applicable": "leave",
            "not_assessed": "minimum",
            "unknown": "minimum",
            "refused": "minimum",
        },
        "publish": {"places": 0, "rounding": "half_up", "levels_on": "exact"},
        "tree": rest["children"],
    }


def test_a_tree_as_deep_as_it_may_be() -> None:
    report = thidua.load(json.dumps(tower(64))).assess({"n64": True}, subject="x")
    assert report.score == 1
    assert "n64" in report.explain().html("en")
    for levels in (65, 77, 78, 400):
        with pytest.raises(thidua.PackError) as caught:
            thidua.load(json.dumps(tower(levels)))
        assert caught.value.code == "too-deep"
