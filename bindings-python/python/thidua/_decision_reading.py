"""Reading what the library says of decisions and cases: its JSON into values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ._decision_values import (
    Advice,
    Change,
    Counts,
    Decision,
    Flip,
    ForCouncil,
    ForHead,
    ForPublic,
    ForSubject,
    Kept,
    Limit,
    Member,
    Missing,
    Next,
    Paid,
    Published,
    Reason,
    Result,
    Round,
    Step,
    TieSet,
    Votes,
    VotesNeeded,
    html_table,
)
from ._ranking_values import ImpactRatio, StratifiedImpact
from ._standings_reading import _decimal, _fraction
from ._values import Text

if TYPE_CHECKING:
    from ._thidua import Case, Decisions, Facts, Policy, Standings


class Table:
    """Every decision, read once."""

    __slots__ = ("_all", "_of", "limits", "round", "ties")

    def __init__(self, all: tuple[Decision, ...], found: Mapping[str, Any]) -> None:
        self._all = all
        self._of: dict[str, list[Decision]] = {}
        for one in all:
            self._of.setdefault(one.subject, []).append(one)
        self.limits = tuple(Limit(**{**one, "name": tuple(one["name"])}) for one in found["limits"])
        self.ties = tuple(TieSet(one["stage"], tuple(one["members"]), one["places"]) for one in found["ties"])
        said = dict(found["round"])
        leaves = said.pop("events_of_others", None) == "pass_over"
        days = {name: _date(day) for name, day in said.items()}
        self.round = Round(days.pop("from"), **days, leaves_events_of_others=leaves)  # type: ignore[arg-type]

    def all(self) -> list[Decision]:
        """Every result."""
        return list(self._all)

    def of(self, subject: str) -> list[Decision]:
        """The results about one."""
        return list(self._of.get(subject, ()))

    def at(self, told: str) -> Decision | None:
        """One result, by its place among all of them."""
        place = json.loads(told)
        return None if place is None else self._all[place]

    def for_subject(self, subject: str, text: str) -> ForSubject:
        """What one sees of themselves: what the core says, which holds nobody else."""
        told = {one["subject"] for one in json.loads(text)["decisions"]}
        return ForSubject(text, subject, tuple(one for one in self._all if one.subject in told))

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
        return html_table(f"{policy}, {self.round.start} – {self.round.until}", head, rows)


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
    return Result(found["state"], found["rule"], found["level"], found["holds"], points, paid, found["event"])


def read_changes(text: str) -> list[Change]:
    """Read what differs."""
    return [
        Change(one["subject"], one["stage"], _result(one["before"]), _result(one["after"]))
        for one in json.loads(text)
    ]


def _flip(found: dict[str, Any]) -> Flip:
    return Flip(found["what"], found["to"], _fraction(found["by"]), found["state"], found["level"])


def read_flip(text: str) -> Flip | None:
    """Read what would flip a result."""
    found = json.loads(text)
    return None if found is None else _flip(found)


def read_flips(text: str) -> list[Flip]:
    """Read everything that would flip a result."""
    return [_flip(one) for one in json.loads(text)]


def read_advice(text: str) -> Advice | None:
    """Read how sure a commendation is."""
    found = json.loads(text)
    return None if found is None else Advice(**found)


def _ratio(one: Mapping[str, Any]) -> ImpactRatio:
    return ImpactRatio(one["group"], _fraction(one["rate"]), _fraction(one["ratio"]), one["below"])


def read_impact(text: str) -> list[ImpactRatio]:
    """Read impact ratios."""
    return [_ratio(one) for one in json.loads(text)]


def read_stratified_impact(text: str) -> StratifiedImpact:
    """Read impact ratios in strata, and pooled."""
    found = json.loads(text)
    strata = tuple((one["stratum"], tuple(_ratio(own) for own in one["groups"])) for one in found["strata"])
    return StratifiedImpact(tuple(_ratio(own) for own in found["pooled"]), strata)


def read_votes_needed(text: str) -> VotesNeeded | None:
    """Read the shares of votes that an award takes."""
    found = json.loads(text)
    if found is None:
        return None
    return VotesNeeded(_fraction(found["in_favour"]), _fraction(found["quorum"]), found["waits_for"])


def read_next(text: str) -> list[Next]:
    """Read what may follow in a case."""
    return [
        Next(one["phase"], one["only"], tuple(one["never"]), _date(one["not_before"]), _date(one["until"]))
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


def _votes(found: Any) -> Votes | None:
    return None if found is None else Votes(**{**found, "recused": tuple(found["recused"])})


def read_case(text: str) -> Kept:
    """Read a case."""
    found = json.loads(text)
    steps = tuple(
        Step(**{**one, "on": _date(one["on"]), "until": _date(one["until"]), "votes": _votes(one["votes"])})
        for one in found["steps"]
    )
    told = {name: found[name] for name in ("decision", "subject", "stage", "state", "level", "phase")}
    return Kept(**told, steps=steps, votes=_votes(found["votes"]))


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
