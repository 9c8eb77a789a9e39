"""What decisions are made of: frozen, comparable, hashable, picklable."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from ._values import Text

if TYPE_CHECKING:
    _Kind: TypeAlias = Literal["finding", "rating", "title", "form", "critique"]
    _State: TypeAlias = Literal[
        "commend",
        "eligible_over_quota",
        "none",
        "support",
        "critique_proposed",
        "insufficient_evidence",
        "excluded",
        "held",
    ]
    _Phase: TypeAlias = Literal[
        "draft",
        "proposed",
        "notified",
        "responded",
        "voted",
        "decided",
        "appealed",
        "overdue",
        "upheld",
        "reversed",
        "expired",
        "revoked",
    ]


@dataclass(frozen=True, slots=True)
class Missing:
    """What is not known, and of whom."""

    of: str
    what: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a result is what it is: one reading, with the citation it rests on."""

    code: str
    message: Text
    cite: str | None
    holds: bool | None
    """Whether what was asked for held; ``None`` where it could not be told, or nothing is asked for."""

    def __str__(self) -> str:
        return str(self.message)


@dataclass(frozen=True, slots=True)
class Paid:
    """What is paid with an award."""

    coefficient: Fraction
    amount: Decimal | None
    """What is paid: 0 where another of the awards decided together is; ``None`` where it waits."""
    base_salary: Fraction | None
    product: Fraction | None
    rounded: Decimal | None
    waits_for: str | None
    """The day or the parameter that the amount waits for."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What one stage came to for one person or unit."""

    subject: str
    is_unit: bool
    stage: str
    kind: _Kind
    merit: Literal["yearly", "prompt", "theme"] | None
    state: _State | None
    """What is proposed; ``None`` for a finding on the way."""
    rule: str | None
    """The rule that excludes, or what is waited for."""
    level: str | None
    points: Fraction | None
    holds: bool | None
    """Whether it came out well; ``None`` where that is not known, or waits."""
    missing: tuple[Missing, ...]
    reasons: tuple[Reason, ...]
    provisional: bool
    """Whether it rests on results that nobody decided yet."""
    reserved: bool
    """Whether it is held with its place kept."""
    decided: str | None
    """The number of the decision of a competent person that it repeats."""
    tie: int | None
    """The tie it waits for, by its place among ``Decisions.ties``."""
    breach: str | None
    achievement: str | None
    paid: Paid | None


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit of a quota, as it came out."""

    stage: str
    within: Literal["agency", "unit", "duty_group", "unit_duty_group"]
    name: tuple[str, ...]
    """The unit, the group of similar duties, or both; nothing for the whole agency."""
    good: int
    candidates: int
    places: int
    taken: int
    over: int
    """By how many people decided more than there are places."""
    unknown: int
    """Of how many it is not known whether they are candidates."""


@dataclass(frozen=True, slots=True)
class TieSet:
    """Equals at the line of a stage, and how many of them there is room for."""

    stage: str
    members: tuple[str, ...]
    places: int


@dataclass(frozen=True, slots=True)
class Round:
    """Which days a round of decisions is about."""

    start: date
    until: date
    decided_on: date | None
    event_on: date | None
    roster_on: date | None
    leaves_events_of_others: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What a result says, reasons aside."""

    state: _State
    rule: str | None
    level: str | None
    holds: bool | None
    points: Fraction | None
    paid: Decimal | None
    event: str | None
    """The achievement or the breach that it is about."""


@dataclass(frozen=True, slots=True)
class Change:
    """What differs between two runs for one person or unit at one stage."""

    subject: str
    stage: str
    before: Result | None
    """``None`` where the stage was not about them."""
    after: Result | None


@dataclass(frozen=True, slots=True)
class Flip:
    """The nearest single change that would flip a result, and what it would be then."""

    what: str
    """The fact, or the stage whose points would have to differ."""
    to: str
    by: Fraction | None
    """How much more, or less, the points would have to be."""
    state: _State
    level: str | None


@dataclass(frozen=True, slots=True)
class Advice:
    """What standings say of a commendation's rank among the places: it advises, and decides nothing."""

    best: int
    worst: int
    places: int
    certain: bool


@dataclass(frozen=True)
class View:
    """What an audience sees, as the library's own JSON as well."""

    json: str = field(repr=False)

    def to_json(self) -> str:
        """Return the view as canonical JSON: the same bytes in every language."""
        return self.json


@dataclass(frozen=True)
class ForSubject(View):
    """What somebody sees of themselves: everything about them, and of others nothing."""

    subject: str
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """One result of a member; ``outcome`` is ``open`` where it is excluded, held or not known."""

    subject: str
    stage: str
    kind: _Kind
    outcome: str
    level: str | None


@dataclass(frozen=True)
class ForHead(View):
    """What the head of a unit sees: states and levels, without readings, absences or pending cases."""

    unit: str
    members: tuple[Member, ...]


@dataclass(frozen=True)
class ForCouncil(View):
    """What the council sees: everything."""

    decisions: tuple[Decision, ...]
    limits: tuple[Limit, ...]
    ties: tuple[TieSet, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many reached each level; ``None`` where a count is not published."""

    levels: tuple[tuple[str, int | None], ...]
    total: int | None


@dataclass(frozen=True, slots=True)
class Published:
    """How many reached each level at one stage, in all and in each unit."""

    stage: str
    all: Counts
    units: tuple[tuple[str, Counts], ...]


@dataclass(frozen=True)
class ForPublic(View):
    """What the public sees: awards that were decided, and how many reached each level."""

    awards: tuple[tuple[str, tuple[str, ...]], ...]
    """Stage by stage, who was given it."""
    ratings: tuple[Published, ...]


@dataclass(frozen=True, slots=True)
class Votes:
    """The votes on a case, as they were counted once: counts, never ballots."""

    in_favour: int
    against: int
    abstaining: int
    entitled: int
    recused: tuple[str, ...]

    def __str__(self) -> str:
        counts = f"{self.in_favour} in favour, {self.against} against, {self.abstaining} abstaining"
        return f"{counts} of {self.entitled}"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a case: who did it, when, and why."""

    phase: _Phase
    by: str
    on: date
    why: str
    number: str | None
    ruling: Literal["confirmed", "changed", "overridden"] | None
    until: date | None
    """Until when the subject may reply or appeal, or until when an appeal is answered."""
    votes: Votes | None
    """The counts of a vote."""


@dataclass(frozen=True, slots=True)
class VotesNeeded:
    """The shares of votes that an award takes; ``None`` for one that waits for a parameter."""

    in_favour: Fraction | None
    """Of the votes cast."""
    quorum: Fraction | None
    """Of those entitled."""
    waits_for: str | None


@dataclass(frozen=True, slots=True)
class Next:
    """A step that may follow in a case: who may take it and who may not, and by when."""

    phase: _Phase
    """What it leads to; after a vote the case stands where it stood."""
    only: str | None
    """The only one who may take it; ``None`` where more than one may."""
    never: tuple[str, ...]
    """Those concerned, or whoever took a step that this one checks."""
    not_before: date | None
    until: date | None
    """The last day: a reply or an appeal after it is refused, an answer after it is overdue."""


def html_table(caption: str, head: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """Return rows as a table of a page."""

    def cells(tag: str, row: Iterable[Any]) -> str:
        shown = ("" if cell is None else escape(str(cell)) for cell in row)
        return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in shown) + "</tr>"

    body = "".join(cells("td", row) for row in rows)
    caption = f"<caption>{escape(caption)}</caption>"
    return f"<table>{caption}<thead>{cells('th', head)}</thead><tbody>{body}</tbody></table>"


@dataclass(frozen=True, slots=True)
class Kept:
    """A case as it is kept."""

    decision: str
    subject: str
    stage: str
    state: _State
    level: str | None
    phase: _Phase
    steps: tuple[Step, ...]
    votes: Votes | None

    def html(self) -> str:
        """Return its steps as a table."""
        head = ("phase", "by", "on", "why", "number", "ruling", "until", "votes")
        rows = ([getattr(step, name) for name in head] for step in self.steps)
        caption = f"{self.subject}, {self.stage}: {self.state}, {self.phase}"
        return html_table(caption, head, rows)
