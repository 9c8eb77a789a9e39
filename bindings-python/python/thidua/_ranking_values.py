"""What the methods of ranking find: frozen, comparable, hashable, picklable."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal


@dataclass(frozen=True, slots=True)
class RankSet:
    """The ranks a unit may have, both ends included."""

    lower: int
    """The best."""
    upper: int
    """The worst."""

    def __contains__(self, rank: object) -> bool:
        return isinstance(rank, int) and self.lower <= rank <= self.upper


@dataclass(frozen=True, slots=True)
class Tau:
    """Units that may be, and that surely are, among the best or the worst of the number asked for."""

    best: tuple[int, ...]
    certainly_best: tuple[int, ...]
    worst: tuple[int, ...]
    certainly_worst: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RankSets:
    """Rank confidence sets of all units."""

    ranks: tuple[int, ...]
    """What a plain ranking prints."""
    marginal: tuple[RankSet, ...]
    """Each holds its unit's true rank with the coverage: for questions about one unit."""
    simultaneous: tuple[RankSet, ...]
    """Together they hold all true ranks with the coverage: for questions about the whole table."""
    tau: Tau | None


@dataclass(frozen=True, slots=True)
class Shrunk:
    """Estimates drawn towards their mean as far as they are unsure."""

    mean: float
    variance: float
    """How much the units vary beyond what their standard errors explain."""
    tells_apart: bool
    """False where the data cannot tell the units apart, and everyone is at the mean."""
    weights: tuple[float, ...]
    estimates: tuple[float, ...]
    standard_deviations: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class JamesStein:
    """Estimates shrunk by one factor."""

    mean: float
    factor: float
    estimates: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class TopChoice:
    """Who was chosen for the top share."""

    probabilities: tuple[float, ...]
    """How likely each unit is to belong to it."""
    chosen: tuple[int, ...]
    tied: tuple[int, ...]
    """Equals at the line who do not all fit, for people to choose among."""
    false_share: float
    """The share of those chosen that is expected not to belong."""
    tells_apart: bool


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars that may be compared by eye."""

    z: float
    lower: tuple[float, ...]
    upper: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Interval:
    """Two ends, both included."""

    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Discoveries:
    """Which of many alarms to believe."""

    rejected: tuple[bool, ...]
    adjusted: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """One unit in a funnel: observed over expected, with its limits."""

    ratio: float
    inner: Interval
    outer: Interval
    signal: Literal["very_low", "low", "within", "high", "very_high"]


@dataclass(frozen=True, slots=True)
class Acceptability:
    """What SMAA-2 says of each alternative."""

    ranks: tuple[tuple[float, ...], ...]
    """By alternative and rank, the share of draws."""
    central_weights: tuple[tuple[float, ...] | None, ...]
    confidence_factors: tuple[float | None, ...]
    pairwise_winning: tuple[tuple[float, ...], ...]
    entropy_of_choice: float
    entropy_of_ranking: float


@dataclass(frozen=True, slots=True)
class WeightChange:
    """The point at which a changing weight changes who is inside the line."""

    criterion: int
    rises: bool
    start: Fraction
    """The weight now, as a share of all weights."""
    to: Fraction
    size: Fraction
    entering: tuple[int, ...]
    leaving: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What leaving one thing out changes."""

    entering: tuple[int, ...]
    leaving: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stability:
    """Weighted means, who is inside the line, and how little would change that."""

    scores: tuple[Fraction, ...]
    inside: tuple[int, ...]
    changes: tuple[WeightChange, ...]
    """The nearest change for each weight, downwards and upwards."""
    smallest_changes: tuple[WeightChange, ...]
    without_criteria: tuple[LeftOut | None, ...]
    without_units: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class ImpactRatio:
    """One group beside the group selected most often; no rate for a group too small to be shown."""

    group: str
    rate: Fraction | None
    ratio: Fraction | None
    below: bool


@dataclass(frozen=True, slots=True)
class StratifiedImpact:
    """Impact ratios of all strata together, and of each by itself."""

    pooled: tuple[ImpactRatio, ...]
    strata: tuple[tuple[str, tuple[ImpactRatio, ...]], ...]


@dataclass(frozen=True, slots=True)
class Bootstrapped:
    """Totals over periods, with how they would vary."""

    totals: tuple[float, ...]
    standard_errors: tuple[float, ...]
    covariances: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Krippendorff's alpha, with the disagreements it compares."""

    alpha: float
    observed_disagreement: float
    expected_disagreement: float
    pairable: int


@dataclass(frozen=True, slots=True)
class Intraclass:
    """ICC(1,1), ICC(2,1) and ICC(3,1) of Shrout and Fleiss, and the same for the mean of all judges."""

    one_way: float
    two_way_random: float
    two_way_mixed: float
    average: tuple[float, ...]
