"""What is found out about an index: frozen, comparable, hashable, picklable."""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from ._reading import read
from ._values import Text


@dataclass(frozen=True, slots=True)
class Availability:
    """How much of the figures of one subject is there."""

    subject: str
    of: int
    """How many indicators there are."""
    missing: int
    zero: int
    available: float
    """The share of indicators with a figure."""
    not_zero: float | None
    """The share of figures that are not 0; ``None`` where no figure is there."""


@dataclass(frozen=True, slots=True)
class Correlation:
    """How two parts of a node, or a part and the node, vary together."""

    one: str
    other: str
    value: float | None
    """``None`` for fewer than three subjects, or where one of the two does not vary."""
    flag: Literal["negative", "weak", "collinear"] | None


@dataclass(frozen=True, slots=True)
class Component:
    """One principal component of the parts of a node."""

    variance: float
    """The eigenvalue."""
    explained: float
    cumulative: float
    loadings: tuple[float, ...]
    """The correlation of each part with it, in the order of the parts."""


@dataclass(frozen=True, slots=True)
class Components:
    """The principal components of the parts of a node, the one that accounts for most first."""

    parts: tuple[str, ...]
    all: tuple[Component, ...]
    rotated: tuple[Component, ...] | None
    """The first ones rotated by varimax, where that was asked."""


@dataclass(frozen=True, slots=True)
class Outranking:
    """What share of the weight says that the subject of a row is better than that of a column."""

    subjects: tuple[str, ...]
    matrix: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """One subject over time."""

    subject: str
    scores: tuple[float | None, ...]
    ranks: tuple[Fraction | None, ...]
    change: float | None
    """The last score less the first."""
    per_year: float | None
    """By least squares."""
    growth: float | None
    """The yearly rate from the first score to the last."""
    ranks_gained: Fraction | None


@dataclass(frozen=True, slots=True)
class Panel:
    """Indices of several times."""

    times: tuple[float, ...]
    frameworks: tuple[str, ...]
    """The pack of each time: where they differ, so may what the scores mean."""
    trends: tuple[Trend, ...]

    def of(self, subject: str) -> Trend:
        """Return how one subject went."""
        return next(own for own in self.trends if own.subject == subject)


@dataclass(frozen=True, slots=True)
class Importance:
    """What an indicator weighs, and how important it is."""

    indicator: str
    weight: float
    """The product of the shares on every way up to the index."""
    correlation: float | None
    share: float | None
    """Its squared correlation with the index as a share of those of all."""


@dataclass(frozen=True, slots=True)
class Place:
    """A subject's place at one indicator."""

    indicator: str
    score: float
    rank: Fraction
    among: int


@dataclass(frozen=True, slots=True)
class Removal:
    """The index without one of its elements."""

    element: str
    mean_rank_change: float
    ranks: tuple[tuple[str, Fraction | None, Fraction | None], ...]
    """Each subject with its rank before and after, in the order of names."""


@dataclass(frozen=True, slots=True)
class Change:
    """One subject in two indices."""

    subject: str
    score_before: float | None
    score_after: float | None
    rank_before: Fraction | None
    rank_after: Fraction | None
    level_before: str | None
    level_after: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two indices, subject by subject."""

    changes: tuple[Change, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SubjectCertainty:
    """How sure one subject's rank and level are."""

    subject: str
    rank: int | None
    """As the pack gives it."""
    ranks: tuple[int, int]
    """The first and the last rank of the interval."""
    median: int
    mean: float
    scores: tuple[float, float] | None
    acceptability: tuple[float, ...]
    """The share of replicates in which the subject has each rank, from the first."""
    levels: tuple[tuple[str, float], ...]
    central_weights: tuple[tuple[str, tuple[tuple[str, float], ...]], ...]
    """By node, the mean weights under which it comes first; empty where it never does."""
    ranked: float
    """The share of replicates in which it has a rank."""


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure an index is."""

    replicates: int
    subjects: tuple[SubjectCertainty, ...]
    flips: tuple[tuple[float, ...], ...]
    """For each two subjects, how often their order is another one."""

    def of(self, subject: str) -> SubjectCertainty:
        """Return how sure one subject is."""
        return next(own for own in self.subjects if own.subject == subject)

    def to_rows(self) -> list[dict[str, Any]]:
        """Return a plain row for each subject: for tables of pandas and polars."""
        return [
            {
                "subject": own.subject,
                "rank": own.rank,
                "best_rank": own.ranks[0],
                "worst_rank": own.ranks[1],
                "median": own.median,
                "mean": own.mean,
                "ranked": own.ranked,
                **{f"level {level}": share for level, share in own.levels},
            }
            for own in self.subjects
        ]


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """One factor's share of a variance."""

    factor: str
    first: float
    """What it accounts for alone."""
    first_interval: tuple[float, float]
    total: float
    """What it accounts for together with the others."""
    total_interval: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sensitivities:
    """How much of what varies each factor accounts for."""

    runs: int
    rank_shift: tuple[Sensitivity, ...]
    """Of the mean distance of ranks from those of the pack."""
    scores: tuple[tuple[str, tuple[Sensitivity, ...]], ...]
    """Of the score of each subject; empty for one whose score does not vary."""


@dataclass(frozen=True, slots=True)
class ChecklistStep:
    """One of the handbook's ten steps."""

    code: str
    name: Text
    shown: Literal["yes", "partly", "no"]
    """Whether there is evidence for it."""
    evidence: tuple[Text, ...]
    """What there is, or what is lacking."""


_ANSWERS: dict[str, Any] = {
    "availability": list[Availability],
    "checklist": list[ChecklistStep],
    "compare": Comparison,
    "components": Components,
    "correlations": list[Correlation],
    "cronbach_alpha": float,
    "importances": list[Importance],
    "outranking": Outranking,
    "panel": Panel,
    "profile": list[Place],
    "sensitivity": Sensitivities,
    "uncertainty": Certainty,
    "without": Removal,
}


def answer(question: str, text: str) -> Any:
    """Read the answer to a question."""
    found = json.loads(text)
    found = found.get(question, found)
    for change in found["changes"] if question == "compare" else ():
        for pair, name in (("scores", "score"), ("ranks", "rank"), ("levels", "level")):
            change[f"{name}_before"], change[f"{name}_after"] = change[pair]
    return read(_ANSWERS[question], found)
