"""What standings are made of: frozen, comparable, hashable, picklable."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from ._ranking_values import RankSet
from ._values import Text


@dataclass(frozen=True, slots=True)
class Group:
    """What those compared have in common, in the order of its names."""

    traits: tuple[tuple[str, str | None], ...]

    def get(self, name: str) -> str | None:
        """Return what they have in common of that name."""
        return dict(self.traits).get(name)

    def __str__(self) -> str:
        return ", ".join(f"{name}: {'–' if value is None else value}" for name, value in self.traits)


@dataclass(frozen=True, slots=True)
class Placed:
    """A score and its place."""

    score: Decimal | None
    """As it is published."""
    score_exact: Fraction | None
    rank: Fraction | None
    """From 1; not a whole number only where ties take the mean."""
    among: int
    """How many are ranked in the group."""


@dataclass(frozen=True, slots=True)
class Basis:
    """How much a standing rests on."""

    events: int
    assessors: int
    months: int
    days: int
    """Days of work in the period, protected absences taken away; 0 for a unit."""
    unverified: int
    """Claims that nobody has verified, where only what is verified counts."""
    disputed: int
    """Contested records, which count neither way."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why there is no rank, or why a rank's certainty is not evaluated."""

    code: str
    message: Text

    def __str__(self) -> str:
        return str(self.message)


@dataclass(frozen=True, slots=True)
class Sure:
    """How sure a rank is."""

    marginal: RankSet
    """The ranks it may be: for questions about this one alone."""
    simultaneous: RankSet | None
    """The same, so that the sets of the whole group hold at once."""
    standard_error: float | None
    top_share: Fraction | None = None
    """In what share of the draws it is among the best of its group; where the scheme names such a share."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How one person or unit stands. Contested records count neither way."""

    contributor: str
    is_unit: bool
    group: Group | None
    result: Placed
    parts: tuple[tuple[str, Fraction | None], ...]
    """What each part of the score comes to: a component of a person's, a term of a unit's."""
    basis: Basis
    unranked: tuple[Reason, ...]
    """Why there is no rank; empty where there is one."""
    sure: Sure | None
    """How sure the rank is; ``None`` where that is not evaluated."""
    with_disputed: Placed | None
    """How it would stand if contested records counted; ``None`` where that changes nothing."""

    @property
    def score(self) -> Decimal | None:
        """The score as it is published."""
        return self.result.score

    @property
    def score_exact(self) -> Fraction | None:
        """The score before rounding."""
        return self.result.score_exact

    @property
    def rank(self) -> Fraction | None:
        """The rank among those ranked in the group, from 1."""
        return self.result.rank

    @property
    def among(self) -> int:
        """How many are ranked in the group."""
        return self.result.among

    @property
    def rank_interval(self) -> RankSet | None:
        """The ranks it may be; ``None`` where that is not evaluated."""
        return None if self.sure is None else self.sure.marginal


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What does not count, and why: how many of each."""

    outside_period: int
    not_yet_recorded: int
    reversed: int
    unverified: int
    ignored: int
    """Of kinds that the scheme says earn nothing."""
    assignments: int
    """Reversed, open, or of which the assignee was not told."""
    excused: int
    """Deductions lifted by a certified objective cause."""
    bots: int
    unknown: tuple[tuple[str, int], ...]
    """Credits of ids that are not on the roster, where they are set aside."""


@dataclass(frozen=True, slots=True)
class GroupCertainty:
    """How sure the ranks of one group are."""

    group: Group
    members: tuple[str, ...]
    """Those ranked, in the order of their ids."""
    sure: tuple[Sure, ...] | None
    """One for each member; ``None`` where it is not evaluated."""
    not_evaluated: str | None
    """The code of the reason why not."""

    def certainly_best(self, places: int) -> tuple[str, ...]:
        """Members who are surely among the best ``places``."""
        return self._where(lambda ranks: ranks.upper <= places)

    def possibly_best(self, places: int) -> tuple[str, ...]:
        """Members who may be among the best ``places``."""
        return self._where(lambda ranks: ranks.lower <= places)

    def _where(self, keep: Any) -> tuple[str, ...]:
        pairs = zip(self.members, self.sure or (), strict=False)
        return tuple(member for member, sure in pairs if keep(sure.simultaneous or sure.marginal))


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure ranks are, by the one source of error that the scheme names."""

    source: Literal["assessors", "counts", "weeks", "parameters"] | None
    """``None`` where the scheme names none: then nothing is evaluated."""
    coverage: Decimal | None
    groups: tuple[GroupCertainty, ...]
    top_share: Decimal | None = None
    """The best share of a group of which it is told how often each is in it, where the scheme names one."""

    def of(self, contributor: str) -> Sure | None:
        """Return how sure somebody's rank is."""
        for group in self.groups:
            if group.sure is not None and contributor in group.members:
                return group.sure[group.members.index(contributor)]
        return None


@dataclass(frozen=True, slots=True)
class KindStability:
    """How little of one kind would have to be otherwise."""

    kind: str
    lower: Fraction | None
    """The largest factor below 1 on its points at which somebody else is inside; ``None`` where none does."""
    higher: Fraction | None
    entering: tuple[str, ...]
    """Who would be inside without the kind."""
    leaving: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stability:
    """How little would have to be otherwise for somebody else to be inside the line."""

    group: Group
    places: int
    inside: tuple[str, ...]
    kinds: tuple[KindStability, ...]
    records: tuple[str, ...] | None
    """Records each of which decides by itself; ``None`` where there are too many to try."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question for the verifiers; it touches no score."""

    code: str
    contributors: tuple[str, ...]
    records: tuple[str, ...]
    """In the order of their ids; the first hundred."""
    about: str
    """The verifier, the achievement, the evidence or the kind it is about; empty where there is none."""
    found: Fraction
    """A share from 0 to 1, or a count."""
    message: Text

    def __str__(self) -> str:
        return str(self.message)


@dataclass(frozen=True, slots=True)
class Movement:
    """How one standing changed since the one before."""

    contributor: str
    score_before: Fraction | None
    rank_before: Fraction | None
    score: Fraction | None
    """How much it rose; below 0 where it fell, ``None`` where one of the two is missing."""
    ranks: Fraction | None
    """How many ranks better; ``None`` where one is missing, and where the group is not the same."""


@dataclass(frozen=True, slots=True)
class TestCoverage:
    """What a pack's own tests reach."""

    __test__ = False

    tests: int
    rules: int
    unreached: tuple[str, ...]


class Table:
    """Everybody's standing, read once."""

    __slots__ = ("_by_id", "_people", "_units", "left_out")

    def __init__(self, people: tuple[Standing, ...], units: tuple[Standing, ...], left_out: LeftOut) -> None:
        self._people, self._units, self.left_out = people, units, left_out
        self._by_id = {standing.contributor: standing for standing in (*people, *units)}

    def people(self) -> list[Standing]:
        """How people stand."""
        return list(self._people)

    def units(self) -> list[Standing]:
        """How units stand."""
        return list(self._units)

    def of(self, contributor: str) -> Standing:
        """How one of them stands."""
        return self._by_id[contributor]

    def to_rows(self) -> list[dict[str, Any]]:
        """Everybody in one table."""
        return [_row(standing) for standing in (*self._people, *self._units)]


def _row(standing: Standing) -> dict[str, Any]:
    basis, interval, contested = standing.basis, standing.rank_interval, standing.with_disputed
    return {
        "contributor": standing.contributor,
        "is_unit": standing.is_unit,
        "group": None if standing.group is None else str(standing.group),
        "score": standing.score,
        "score_exact": standing.score_exact,
        "rank": _whole(standing.rank),
        "among": standing.among,
        "best_rank": None if interval is None else interval.lower,
        "worst_rank": None if interval is None else interval.upper,
        "unranked": "; ".join(reason.code for reason in standing.unranked) or None,
        "events": basis.events,
        "assessors": basis.assessors,
        "months": basis.months,
        "days": basis.days,
        "unverified": basis.unverified,
        "disputed": basis.disputed,
        "score_with_disputed": None if contested is None else contested.score,
        "rank_with_disputed": None if contested is None else _whole(contested.rank),
    }


def _whole(rank: Fraction | None) -> int | Fraction | None:
    return rank.numerator if rank is not None and rank.denominator == 1 else rank
