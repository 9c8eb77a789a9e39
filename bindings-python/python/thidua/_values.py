"""Small results: frozen, comparable, hashable, picklable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from ._thidua import _language


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Vietnamese and in English; call it with a language to read it."""

    vi: str
    en: str

    def __call__(self, lang: str = "en") -> str:
        """Return the words in one language, ``"vi"`` or ``"en"``."""
        return self.vi if _language(lang) == "vi" else self.en

    def __str__(self) -> str:
        return self.en


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a framework."""

    id: str
    label: Text

    def __str__(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True)
class LevelRange:
    """The levels a result lies between, both possible; ``low`` is ``None`` below the lowest."""

    low: Level | None
    high: Level
    parameter: str | None
    """The open parameter that decides."""

    def __str__(self) -> str:
        return f"between {self.low or '-'} and {self.high}"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a framework was answered."""

    answered: int
    applicable: int
    total: int
    share: Fraction | None
    """Answered over applicable; ``None`` when nothing applies."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A criterion whose points could still be won."""

    criterion: str
    label: Text
    to_win: Fraction
    """What the whole would gain, were this criterion alone at its best."""


@dataclass(frozen=True, slots=True)
class Node:
    """What one node of the tree came to."""

    id: str
    label: Text
    score: Fraction | None
    max: Fraction | None
    weight: Fraction | None
    state: str
    """``scored``, ``left_out``, ``undetermined``, or why a criterion has no value."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate and how it came out."""

    id: str
    outcome: Literal["met", "failed", "not_evaluated", "undetermined"]


@dataclass(frozen=True, slots=True)
class RejectedEvidence:
    """Evidence that does not count, and why."""

    criterion: str
    reference: str
    why: Literal[
        "dated_after_validity",
        "lapsed",
        "lapses_before_publication",
        "dated_after_as_of",
        "outside_window",
    ]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something doubtful about a pack, though it loads."""

    code: str
    pointer: str
    line: int | None
    column: int | None
    message: Text

    def __str__(self) -> str:
        return f"{self.pointer}: [{self.code}] {self.message}"


class Outcome(NamedTuple):
    """Score and level of one reading of the answers."""

    score: Decimal | None
    level: Level | LevelRange | None


class NextLevel(NamedTuple):
    """The next level with a known boundary, and the points the score lacks for it."""

    level: Level
    needed: Fraction


class Period(NamedTuple):
    """Two days, both included; ``None`` leaves an end open."""

    start: date | None
    until: date | None
