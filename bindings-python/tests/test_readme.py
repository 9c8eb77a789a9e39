from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


def test_every_example_of_the_front_page_runs(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    names: dict[str, Any] = {}
    for block in page.split("```python\n")[1:]:
        exec(block.split("```")[0], names)
    assert names["report"].score == Decimal("81.06")
    first, second = names["standings"].of("p-1"), names["standings"].of("p-2")
    assert first.score == Decimal("4.00")
    assert first.rank is second.rank is None
    assert second.unranked
    told = capsys.readouterr().out
    assert "tập huấn" in told
    decisions = names["decisions"]
    assert decisions.at("rating", "p-1").level == "htxs"
    assert decisions.at("rating", "p-2").state == "eligible_over_quota"
    assert decisions.flip("p-2", stage="rating").by == Fraction(301, 100)
    assert "Nghị định 335/2025" in told
    assert names["case"].phase == "decided"
    assert "Trần Thị An" in decisions.paper("submission", "vi", office={"names": {"p-1": "Trần Thị An"}})


def test_the_example_says_what_comes_out(capsys: pytest.CaptureFixture[str]) -> None:
    page = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    names: dict[str, Any] = {}
    exec(page.split("```python\n")[1].split("```")[0], names)
    assert names["report"].score == Decimal("35.50")
    assert names["report"].score_exact == Fraction(71, 2)
    assert "Chiến lược" in capsys.readouterr().out


def test_the_dispute_and_the_audit_of_the_guide_run(capsys: pytest.CaptureFixture[str]) -> None:
    guide = (ROOT / "core/guide/recognition.md").read_text(encoding="utf-8")
    names: dict[str, Any] = {}
    blocks = [block.split("```")[0] for block in guide.split("```python\n")[1:]]
    for block in blocks:
        exec(block, names)
    assert len(blocks) == 3
    assert len(names["case"].steps) == 6
    assert names["life"] == names["case"]
    assert names["letter"].state == "commend"
    assert "Quy chế làm việc, Điều 12" in capsys.readouterr().out
