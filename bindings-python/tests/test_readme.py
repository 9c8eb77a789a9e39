from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest


def test_the_example_says_what_comes_out(capsys: pytest.CaptureFixture[str]) -> None:
    page = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    names: dict[str, Any] = {}
    exec(page.split("```python\n")[1].split("```")[0], names)
    assert names["report"].score == Decimal("35.50")
    assert names["report"].score_exact == Fraction(71, 2)
    assert "Chiến lược" in capsys.readouterr().out
