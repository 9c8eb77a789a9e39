from __future__ import annotations

from pathlib import Path

import pytest

import thidua

NEWSROOM = Path(__file__).parents[2] / "examples" / "newsroom"


@pytest.fixture(scope="session")
def newsroom() -> thidua.Framework:
    return thidua.load(NEWSROOM / "agency.yaml")


@pytest.fixture(scope="session")
def year(newsroom: thidua.Framework) -> thidua.Report:
    return newsroom.assess_document(NEWSROOM / "answers-2024.yaml")


@pytest.fixture(scope="session")
def national() -> thidua.Framework:
    return thidua.framework("vn-press-dx", on="2024-11-15")
