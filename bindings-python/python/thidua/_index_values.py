"""What an index comes to: frozen, comparable, hashable, picklable."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from html import escape
from typing import Any

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
class OwnWeight:
    """What a part of a node counts for one subject alone, by the benefit of the doubt."""

    part: str
    weight: float
    """What the subject's score at the part is multiplied by."""
    share: float
    """The share of the whole that comes to the subject by this part."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done to the figures."""

    stage: str
    about: str
    """The indicator or node; empty where it is about a subject alone."""
    subject: str | None
    method: str
    numbers: tuple[tuple[str, float], ...]


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

    def own_weights(self, subject: str, node: str) -> tuple[OwnWeight, ...]:
        """Weights of the parts of a node for one subject alone."""
        own = self._nodes[node].get("own_weights", {}).get(subject, {})
        return tuple(OwnWeight(part, float(one["weight"]), float(one["share"])) for part, one in own.items())

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
