"""What indices are made of: frozen, comparable, hashable, picklable."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from html import escape
from typing import Any, Literal

from ._values import Level, Text


@dataclass(frozen=True, slots=True)
class NodeInfo:
    """A node of an index: the index itself, a group, an indicator or a number."""

    id: str
    label: Text | None
    column: str | None
    """Of an indicator: the column of the table that it reads."""
    parent: str | None
    """The node it is defined in; ``None`` of the index itself."""


@dataclass(frozen=True, slots=True)
class Scored:
    """How one subject stands at one node."""

    subject: str
    node: str
    score: float | None
    """Before rounding; ``None`` where it cannot be told."""
    published: Decimal | None
    """The score as it is published."""
    rank: Fraction | None
    """From 1; not a whole number only where ties take the mean."""
    level: Level | None
    missing: tuple[str, ...]
    """The indicators without which there is no score."""
    left_out: bool
    """Whether the subject was screened out."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done to the figures."""

    stage: str
    about: str
    """The indicator or node; empty where it is about a subject alone."""
    subject: str | None
    method: str
    numbers: tuple[tuple[str, float], ...]


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


def _float(text: str | None) -> float | None:
    return None if text is None else float(text)


def _fraction(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def _whole(rank: Fraction | None) -> int | Fraction | None:
    return rank.numerator if rank is not None and rank.denominator == 1 else rank


class Read:
    """An index, read once."""

    __slots__ = ("_levels", "_nodes", "_places", "left_out", "nodes", "stages", "steps", "subjects", "top")

    def __init__(self, index: str, about: str) -> None:
        found, said = json.loads(index), json.loads(about)
        self.subjects: tuple[str, ...] = tuple(found["subjects"])
        self._places = {subject: place for place, subject in enumerate(self.subjects)}
        self._nodes: dict[str, Any] = found["nodes"]
        self._levels = {one["id"]: Level(one["id"], Text(**one["label"])) for one in said["levels"]}
        self.nodes = read_nodes(said)
        self.top: str = found["index"]
        self.left_out: tuple[str, ...] = tuple(found["left_out"])
        self.stages: dict[str, dict[str, list[str | None]]] = {
            one["stage"]: one["figures"] for one in found["stages"]
        }
        self.steps = tuple(
            Step(
                one["stage"],
                one["about"],
                one["subject"],
                one["method"],
                tuple((name, float(value)) for name, value in one["numbers"].items()),
            )
            for one in found["steps"]
        )

    def scores(self, node: str) -> dict[str, float | None]:
        """Scores by subject."""
        return dict(zip(self.subjects, map(_float, self._nodes[node]["scores"]), strict=True))

    def published(self, node: str) -> dict[str, Decimal | None]:
        """Published scores by subject."""
        shown = self._nodes[node]["published"]
        return {own: Decimal(shown[own]) if own in shown else None for own in self.subjects}

    def ranks(self, node: str) -> dict[str, int | Fraction | None]:
        """Ranks by subject."""
        ranks = (_whole(_fraction(rank)) for rank in self._nodes[node]["ranks"])
        return dict(zip(self.subjects, ranks, strict=True))

    def levels(self, node: str) -> dict[str, Level | None]:
        """Levels by subject."""
        reached = self._nodes[node]["levels"]
        return {own: self._levels[reached[own]] if own in reached else None for own in self.subjects}

    def weights(self, node: str) -> dict[str, float]:
        """Weights of the parts of a node, as shares of one."""
        return {part: float(weight) for part, weight in self._nodes[node]["weights"].items()}

    def stage(self, stage: str) -> dict[str, dict[str, float | None]]:
        """The figures after a stage, by indicator and subject."""
        return {
            indicator: dict(zip(self.subjects, map(_float, column), strict=True))
            for indicator, column in self.stages[stage].items()
        }

    def of(self, subject: str, node: str) -> Scored:
        """How one subject stands at one node."""
        own, place = self._nodes[node], self._places[subject]
        shown, reached = own["published"].get(subject), own["levels"].get(subject)
        return Scored(
            subject,
            node,
            _float(own["scores"][place]),
            None if shown is None else Decimal(shown),
            _fraction(own["ranks"][place]),
            None if reached is None else self._levels[reached],
            tuple(own["missing"].get(subject, ())),
            subject in self.left_out,
        )

    def to_rows(self, node: str) -> list[dict[str, Any]]:
        """A plain row for each subject."""
        return [self._row(self.of(subject, node)) for subject in self.subjects]

    def _row(self, own: Scored) -> dict[str, Any]:
        return {
            "subject": own.subject,
            "score": own.score,
            "published": own.published,
            "rank": _whole(own.rank),
            "level": None if own.level is None else own.level.id,
            "missing": "; ".join(own.missing) or None,
            "left_out": own.left_out,
        }

    def html(self) -> str:
        """The ranking as a table for notebooks."""
        label = next(node.label for node in self.nodes if node.id == self.top)
        rows = [self.of(subject, self.top) for subject in self.subjects]
        rows.sort(key=lambda own: (own.rank is None, own.rank or 0, own.subject))
        cells = (
            (
                "" if own.rank is None else str(own.rank),
                own.subject,
                "" if own.published is None else str(own.published),
                "" if own.level is None else str(own.level.label),
                ", ".join(own.missing),
            )
            for own in rows
        )
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in cells
        )
        head = "".join(f"<th>{name}</th>" for name in ("Rank", "Subject", "Score", "Level", "Missing"))
        caption = escape(str(label) if label is not None else self.top)
        return (
            f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )


def read_nodes(about: Mapping[str, Any] | str) -> tuple[NodeInfo, ...]:
    """Read the nodes of a pack, wholes before their parts."""
    said = json.loads(about) if isinstance(about, str) else about
    return tuple(
        NodeInfo(
            one["id"],
            None if one["label"] is None else Text(**one["label"]),
            one["column"],
            one["parent"],
        )
        for one in said["nodes"]
    )


def read_availability(text: str) -> list[Availability]:
    """Read how much of the figures is there."""
    return [
        Availability(
            one["subject"],
            one["of"],
            one["missing"],
            one["zero"],
            float(one["available"]),
            _float(one["not_zero"]),
        )
        for one in json.loads(text)["availability"]
    ]


def read_correlations(text: str) -> list[Correlation]:
    """Read how parts vary together."""
    found = json.loads(text)["correlations"]
    return [Correlation(one["one"], one["other"], _float(one["value"]), one["flag"]) for one in found]


def read_components(text: str) -> Components:
    """Read the components of a node."""

    def each(found: list[dict[str, Any]]) -> tuple[Component, ...]:
        return tuple(
            Component(
                float(one["variance"]),
                float(one["explained"]),
                float(one["cumulative"]),
                tuple(map(float, one["loadings"])),
            )
            for one in found
        )

    found = json.loads(text)["components"]
    rotated = None if found["rotated"] is None else each(found["rotated"])
    return Components(tuple(found["parts"]), each(found["all"]), rotated)


def read_outranking(text: str) -> Outranking:
    """Read who outranks whom."""
    found = json.loads(text)["outranking"]
    return Outranking(tuple(found["subjects"]), tuple(tuple(map(float, row)) for row in found["matrix"]))


def read_panel(text: str) -> Panel:
    """Read how subjects went over time."""
    found = json.loads(text)["panel"]
    trends = tuple(
        Trend(
            one["subject"],
            tuple(map(_float, one["scores"])),
            tuple(map(_fraction, one["ranks"])),
            _float(one["change"]),
            _float(one["per_year"]),
            _float(one["growth"]),
            _fraction(one["ranks_gained"]),
        )
        for one in found["trends"]
    )
    return Panel(tuple(map(float, found["times"])), tuple(found["frameworks"]), trends)


def read_cronbach_alpha(text: str) -> float:
    """Read whether parts measure one thing."""
    return float(json.loads(text)["cronbach_alpha"])


def read_importances(text: str) -> list[Importance]:
    """Read what indicators weigh in truth."""
    found = json.loads(text)["importances"]
    return [
        Importance(one["indicator"], float(one["weight"]), _float(one["correlation"]), _float(one["share"]))
        for one in found
    ]


def read_profile(text: str) -> list[Place]:
    """Read where a subject is strong and where it is weak."""
    found = json.loads(text)["profile"]
    return [
        Place(one["indicator"], float(one["score"]), Fraction(one["rank"]), one["among"]) for one in found
    ]


def read_without(text: str) -> Removal:
    """Read what the index would be without an element."""
    found = json.loads(text)["without"]
    ranks = tuple(
        (subject, _fraction(before), _fraction(after)) for subject, (before, after) in found["ranks"].items()
    )
    return Removal(found["element"], float(found["mean_rank_change"]), ranks)


def read_comparison(text: str) -> Comparison:
    """Read two indices, subject by subject."""
    found = json.loads(text)["compare"]

    def change(one: dict[str, Any]) -> Change:
        scores, ranks = map(_float, one["scores"]), map(_fraction, one["ranks"])
        (score_before, score_after), (rank_before, rank_after) = scores, ranks
        level_before, level_after = one["levels"]
        return Change(
            one["subject"], score_before, score_after, rank_before, rank_after, level_before, level_after
        )

    changes = tuple(map(change, found["changes"]))
    return Comparison(changes, tuple(found["only_before"]), tuple(found["only_after"]))


def _floats(texts: Mapping[str, str]) -> tuple[tuple[str, float], ...]:
    return tuple((name, float(value)) for name, value in texts.items())


def _pair(ends: list[str]) -> tuple[float, float]:
    low, high = ends
    return float(low), float(high)


def read_uncertainty(text: str) -> Certainty:
    """Read how sure an index is."""
    found = json.loads(text)
    subjects = tuple(
        SubjectCertainty(
            one["subject"],
            one["rank"],
            tuple(one["ranks"]),
            one["median"],
            float(one["mean"]),
            None if one["scores"] is None else _pair(one["scores"]),
            tuple(map(float, one["acceptability"])),
            _floats(one["levels"]),
            tuple((node, _floats(weights)) for node, weights in one["central_weights"].items()),
            float(one["ranked"]),
        )
        for one in found["subjects"]
    )
    flips = tuple(tuple(map(float, row)) for row in found["flips"])
    return Certainty(found["replicates"], subjects, flips)


def read_sensitivity(text: str) -> Sensitivities:
    """Read what each factor accounts for."""

    def shares(all_of_them: list[dict[str, Any]]) -> tuple[Sensitivity, ...]:
        return tuple(
            Sensitivity(
                one["factor"],
                float(one["first"]),
                _pair(one["first_interval"]),
                float(one["total"]),
                _pair(one["total_interval"]),
            )
            for one in all_of_them
        )

    found = json.loads(text)
    scores = tuple((subject, shares(own)) for subject, own in found["scores"].items())
    return Sensitivities(found["runs"], shares(found["rank_shift"]), scores)
