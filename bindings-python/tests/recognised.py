"""People and breaches that the tests of recognition share."""

from __future__ import annotations

from typing import Any


def person(id: str, unit: str | None = "desk", **parts: Any) -> dict[str, Any]:
    """Somebody on the staff since 2020, with further parts."""
    spell = {"unit": unit, "status": "public_employee", "from": "2020-01-01"}
    return {"id": id, "spells": [{name: part for name, part in spell.items() if part is not None}], **parts}


def breach(id: str, **parts: Any) -> dict[str, Any]:
    """An assignment that was accepted and not done in time, with everything a critique takes."""
    return {
        "id": id,
        "standard": {"assignment": {"id": "plan", "accepted": "2026-01-05", "due": "2026-02-28"}},
        "evidence": [{"ref": "minutes-14", "verified_by": "inspector"}],
        "cause_certified": False,
        "notified": "2026-03-02",
        "certainty": "0.99",
        **parts,
    }
