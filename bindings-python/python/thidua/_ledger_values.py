"""What is known of ledgers and rosters: frozen, comparable, hashable, picklable."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from ._values import Text


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that was left out of a ledger: where it stands, and why."""

    code: str
    pointer: str
    file: str | None
    line: int | None
    column: int | None
    suggestion: str | None
    message: Text
    help: Text

    def __str__(self) -> str:
        place = "" if self.line is None else f"{self.line}:{self.column} "
        return f"{place}{self.pointer}: [{self.code}] {self.message}"


@dataclass(frozen=True, slots=True)
class SetAside:
    """The rows that were left out of a ledger: all are counted, the first thousand listed."""

    count: int
    rows: tuple[BadRow, ...]

    def __len__(self) -> int:
        return self.count


@dataclass(frozen=True, slots=True)
class Delay:
    """How late an assignment is."""

    due: date
    """After granted extensions, and never before the assignee was told."""
    blocked: int
    """Days on which the work waited, which do not count."""
    first_day: date
    """The first day that was late."""
    days: int
    """Until it was done, or else until the day asked for."""
    excused_by: str | None
    """The certified objective cause that lifts it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How an assignment stands on a day."""

    state: Literal["not-notified", "open", "on-time", "late", "contested", "disputed", "reversed"]
    delay: Delay | None

    def __str__(self) -> str:
        return self.state


@dataclass(frozen=True, slots=True)
class Named:
    """An id, and how many credits, assignments and withheld components name it."""

    id: str
    count: int


@dataclass(frozen=True, slots=True)
class Alias:
    """An alias that a ledger uses, and whom it stands for."""

    id: str
    known_as: str
    count: int


@dataclass(frozen=True, slots=True)
class Identities:
    """Who the ids of a ledger are by a roster: told, never merged."""

    unknown: tuple[Named, ...]
    bots: tuple[Named, ...]
    aliases: tuple[Alias, ...]
    look_alikes: tuple[tuple[str, ...], ...]
    """Ids that differ only in case, in the place of a tone, or in ``-``, ``_`` and ``.``: slips, perhaps."""
    credited_twice: tuple[str, ...]
    """Contributions credited to one and the same twice, under two ids."""
    self_judged: tuple[str, ...]
    """Records in which somebody judged in their own cause, under another id."""


@dataclass(frozen=True, slots=True)
class SpellDays:
    """The days of one spell in a period."""

    spell: int
    """Its place among the person's spells, counted from 0."""
    days: int
    counted: int


@dataclass(frozen=True, slots=True)
class Days:
    """Somebody's days in a period."""

    in_spells: int
    counted: int
    """Without protected absence."""
    spells: tuple[SpellDays, ...]


@dataclass(frozen=True, slots=True)
class Heads:
    """The average number of people of a unit over a period."""

    staff: Fraction
    collaborators: Fraction
    experts: Fraction


@dataclass(frozen=True, slots=True)
class Spell:
    """Where and as what somebody was for a time."""

    status: str
    start: date
    until: date | None
    unit: str | None
    role: str | None
    duty_group: str | None
    head: bool
    task_force: bool


def read_set_aside(text: str, files: Sequence[str | None]) -> SetAside:
    """Read what the library tells of the rows left out."""
    found = json.loads(text)
    rows = zip(found["listed"], files, strict=True)
    return SetAside(found["count"], tuple(_bad_row(row, file) for row, file in rows))


def _bad_row(row: Mapping[str, Any], file: str | None) -> BadRow:
    place = (row["pointer"], file, row["line"], row["column"], row["suggestion"])
    vi, en = row["vi"], row["en"]
    return BadRow(row["code"], *place, Text(vi["message"], en["message"]), Text(vi["help"], en["help"]))


def read_states(text: str) -> dict[str, Any]:
    """Read how contributions stand."""
    return {one["contribution"]: one["state"] for one in json.loads(text)}


def read_progress(text: str) -> dict[str, Progress]:
    """Read how assignments stand."""
    return {one["assignment"]: Progress(one["progress"], _delay(one["delay"])) for one in json.loads(text)}


def _delay(late: Mapping[str, Any] | None) -> Delay | None:
    if late is None:
        return None
    due, first = date.fromisoformat(late["due"]), date.fromisoformat(late["first_day"])
    return Delay(due, late["blocked"], first, late["days"], late["excused_by"])


def delays(progress: Mapping[str, Progress]) -> dict[str, Delay]:
    """Those that are late."""
    return {id: one.delay for id, one in progress.items() if one.delay is not None}


def read_identities(text: str) -> Identities:
    """Read who ids are."""
    found = json.loads(text)
    return Identities(
        tuple(Named(**one) for one in found["unknown"]),
        tuple(Named(**one) for one in found["bots"]),
        tuple(Alias(**one) for one in found["aliases"]),
        tuple(tuple(ids) for ids in found["look_alikes"]),
        tuple(found["credited_twice"]),
        tuple(found["self_judged"]),
    )


def read_spell(text: str) -> Spell | None:
    """Read a spell."""
    found = json.loads(text)
    if found is None:
        return None
    until = found.get("until")
    return Spell(
        found["status"],
        date.fromisoformat(found["from"]),
        None if until is None else date.fromisoformat(until),
        found.get("unit"),
        found.get("role"),
        found.get("duty_group"),
        found.get("head", False),
        found.get("task_force", False),
    )


def read_days(text: str) -> Days | None:
    """Read somebody's days."""
    found = json.loads(text)
    if found is None:
        return None
    return Days(found["in_spells"], found["counted"], tuple(SpellDays(*one) for one in found["spells"]))


def read_heads(text: str) -> Heads | None:
    """Read a unit's heads."""
    found = json.loads(text)
    if found is None:
        return None
    return Heads(*(Fraction(found[name]) for name in ("staff", "collaborators", "experts")))
