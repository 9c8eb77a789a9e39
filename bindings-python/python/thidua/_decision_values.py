"""What decisions are made of: frozen, comparable, hashable, picklable."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from ._ranking_values import ImpactRatio
from ._standings_values import _decimal, _fraction
from ._values import Text

if TYPE_CHECKING:
    from ._thidua import Case, Decisions, Facts, Policy, Standings

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


@dataclass(frozen=True, slots=True)
class Result:
    """What a result says, reasons aside."""

    state: _State
    rule: str | None
    level: str | None
    holds: bool | None
    points: Fraction | None
    paid: Decimal | None


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
    """The votes on a case: counts, never ballots."""

    in_favour: int
    against: int
    abstaining: int
    entitled: int
    recused: tuple[str, ...]


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
    """Until when the subject may reply, or until when an appeal is answered."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A case as it is kept."""

    subject: str
    stage: str
    state: _State
    level: str | None
    phase: _Phase
    steps: tuple[Step, ...]
    votes: Votes | None

    def html(self) -> str:
        """Return its steps as a table."""
        head = ("phase", "by", "on", "why", "number", "ruling", "until")
        rows = ([getattr(step, name) for name in head] for step in self.steps)
        caption = f"{self.subject}, {self.stage}: {self.state}, {self.phase}"
        return _table(caption, head, rows)


class Table:
    """Every decision, read once."""

    __slots__ = ("_all", "_at", "_of", "limits", "round", "ties")

    def __init__(self, all: tuple[Decision, ...], found: Mapping[str, Any]) -> None:
        self._all = all
        self._at = {(one.stage, one.subject): one for one in all}
        self._of: dict[str, list[Decision]] = {}
        for one in all:
            self._of.setdefault(one.subject, []).append(one)
        self.limits = tuple(Limit(**{**one, "name": tuple(one["name"])}) for one in found["limits"])
        self.ties = tuple(TieSet(one["stage"], tuple(one["members"]), one["places"]) for one in found["ties"])
        days = {name: _date(day) for name, day in found["round"].items()}
        self.round = Round(days.pop("from"), **days)  # type: ignore[arg-type]

    def all(self) -> list[Decision]:
        """Every result."""
        return list(self._all)

    def of(self, subject: str) -> list[Decision]:
        """The results about one."""
        return list(self._of.get(subject, ()))

    def at(self, stage: str, subject: str) -> Decision | None:
        """One result."""
        return self._at.get((stage, subject))

    def for_subject(self, subject: str, text: str) -> ForSubject:
        """What one sees of themselves: what the core says, which holds nobody else."""
        own = tuple(self._at[one["stage"], one["subject"]] for one in json.loads(text)["decisions"])
        return ForSubject(text, subject, own)

    def for_council(self, text: str) -> ForCouncil:
        """Everything."""
        return ForCouncil(text, self._all, self.limits, self.ties)

    def to_rows(self) -> list[dict[str, Any]]:
        """Every result as a row."""
        return [_row(one) for one in self._all]

    def html(self, policy: str) -> str:
        """Return what is proposed as a table, without what is only on the way to it."""
        head = ("subject", "stage", "kind", "state", "level", "missing", "paid")
        rows = ([row[name] for name in head] for row in self.to_rows() if row["kind"] != "finding")
        return _table(f"{policy}, {self.round.start} – {self.round.until}", head, rows)


def _table(caption: str, head: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    def cells(tag: str, row: Iterable[Any]) -> str:
        shown = ("" if cell is None else escape(str(cell)) for cell in row)
        return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in shown) + "</tr>"

    body = "".join(cells("td", row) for row in rows)
    caption = f"<caption>{escape(caption)}</caption>"
    return f"<table>{caption}<thead>{cells('th', head)}</thead><tbody>{body}</tbody></table>"


def _row(one: Decision) -> dict[str, Any]:
    return {
        "subject": one.subject,
        "is_unit": one.is_unit,
        "stage": one.stage,
        "kind": one.kind,
        "merit": one.merit,
        "state": one.state,
        "rule": one.rule,
        "level": one.level,
        "points": one.points,
        "holds": one.holds,
        "missing": "; ".join(f"{missing.of}: {missing.what}" for missing in one.missing) or None,
        "provisional": one.provisional,
        "reserved": one.reserved,
        "decided": one.decided,
        "tie": one.tie,
        "breach": one.breach,
        "achievement": one.achievement,
        "paid": None if one.paid is None else one.paid.amount,
    }


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _whole(text: str) -> Fraction:
    found = _fraction(text)
    assert found is not None
    return found


def _paid(found: Mapping[str, Any] | None) -> Paid | None:
    if found is None:
        return None
    return Paid(
        _whole(found["coefficient"]),
        _decimal(found["amount"]),
        _fraction(found["base_salary"]),
        _fraction(found["product"]),
        _decimal(found["rounded"]),
        found["waits_for"],
    )


def _decision(one: Mapping[str, Any], said: Iterable[Mapping[str, str]]) -> Decision:
    return Decision(
        subject=one["subject"],
        is_unit=one["unit"],
        stage=one["stage"],
        kind=one["kind"],
        merit=one["merit"],
        state=one["state"],
        rule=one["rule"],
        level=one["level"],
        points=_fraction(one["points"]),
        holds=one["holds"],
        missing=tuple(Missing(**missing) for missing in one["missing"]),
        reasons=tuple(
            Reason(why["code"], Text(told["vi"], told["en"]), why["cite"], why["holds"])
            for why, told in zip(one["reasons"], said, strict=True)
        ),
        provisional=one["provisional"],
        reserved=one["reserved"],
        decided=one["decided"],
        tie=one["tie"],
        breach=one["breach"],
        achievement=one["achievement"],
        paid=_paid(one["paid"]),
    )


def read_decisions(text: str, sentences: str) -> Table:
    """Read decisions, and their reasons in both languages."""
    found, said = json.loads(text), json.loads(sentences)
    pairs = zip(found["decisions"], said, strict=True)
    return Table(tuple(_decision(one, told) for one, told in pairs), found)


def _result(found: Mapping[str, Any] | None) -> Result | None:
    if found is None:
        return None
    points, paid = _fraction(found["points"]), _decimal(found["paid"])
    return Result(found["state"], found["rule"], found["level"], found["holds"], points, paid)


def read_changes(text: str) -> list[Change]:
    """Read what differs."""
    return [
        Change(one["subject"], one["stage"], _result(one["before"]), _result(one["after"]))
        for one in json.loads(text)
    ]


def read_flip(text: str) -> Flip | None:
    """Read what would flip a result."""
    found = json.loads(text)
    if found is None:
        return None
    return Flip(found["what"], found["to"], _fraction(found["by"]), found["state"], found["level"])


def read_advice(text: str) -> Advice | None:
    """Read how sure a commendation is."""
    found = json.loads(text)
    return None if found is None else Advice(**found)


def read_impact(text: str) -> list[ImpactRatio]:
    """Read impact ratios."""
    return [
        ImpactRatio(one["group"], _fraction(one["rate"]), _fraction(one["ratio"]), one["below"])
        for one in json.loads(text)
    ]


def read_for_head(text: str) -> ForHead:
    """Read what a head sees."""
    found = json.loads(text)
    return ForHead(text, found["unit"], tuple(Member(**one) for one in found["members"]))


def _counts(levels: Mapping[str, int | None], total: int | None) -> Counts:
    return Counts(tuple(levels.items()), total)


def read_for_public(text: str) -> ForPublic:
    """Read what the public sees."""
    found = json.loads(text)
    awards = tuple((stage, tuple(given)) for stage, given in found["awards"].items())
    ratings = tuple(
        Published(
            stage,
            _counts(levels, found["totals"][stage]),
            tuple((unit, _counts(**own)) for unit, own in found["units"][stage].items()),
        )
        for stage, levels in found["levels"].items()
    )
    return ForPublic(text, awards, ratings)


def read_case(text: str) -> Kept:
    """Read a case."""
    found = json.loads(text)
    steps = tuple(
        Step(**{**one, "on": _date(one["on"]), "until": _date(one["until"])}) for one in found["steps"]
    )
    votes = found["votes"]
    cast = None if votes is None else Votes(**{**votes, "recused": tuple(votes["recused"])})
    told = {name: found[name] for name in ("subject", "stage", "state", "level", "phase")}
    return Kept(**told, steps=steps, votes=cast)


def decide_again(
    policy: Policy, facts: Facts, round: str, standings: Standings | None, since: Iterable[str | Facts]
) -> Decisions:
    """Make decisions again that were pickled."""
    decisions = policy._decide(facts, round, standings)
    for one in since:
        decisions = decisions._release(one) if isinstance(one, str) else decisions.on(one)
    return decisions


def resume_case(decisions: Decisions, asked: str, kept: str) -> Case:
    """Go on with a case that was pickled."""
    return decisions._case(asked).resume(kept)
