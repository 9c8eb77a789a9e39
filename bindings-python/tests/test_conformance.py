"""Replays the vectors that every language shares, and compares bytes."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import thidua
from thidua._thidua import _ranking

DRAFT = ("of", "stage", "event", "credited")
VECTORS = Path(__file__).parents[2] / "core" / "conformance"


def text(lines: list[str]) -> str:
    return "\n".join(lines)


def source(lines: list[str], place: Path) -> str | Path:
    whole = text(lines)
    if "\n" in whole:
        return whole
    # a text of one line could pass for a path, so it comes from a file
    path = place / "source"
    path.write_bytes(whole.encode())
    return path


def run(vector: dict[str, Any], place: Path) -> str:
    try:
        if "ranking" in vector:
            return _ranking(text(vector["ranking"]))
        if "index" in vector:
            return indexed(vector, place)
        if "policy" in vector:
            return decided(vector, place)
        if "pack" not in vector:
            return told(vector, place)
        pack = vector["pack"]
        if isinstance(pack, dict):
            name, _, edition = pack["bundled"].partition("@")
            framework = thidua.edition(name, edition)
        else:
            framework = thidua.load(source(pack, place))
        for lines in vector.get("extend", []):
            framework = framework.extend(source(lines, place))
        return framework.assess_document(text(vector["assessment"])).to_json()
    except thidua.Error as error:
        return error.to_json()


def indexed(vector: dict[str, Any], place: Path) -> str:
    """What is asked of an index."""
    if "request" in vector:
        return cohort_of(vector, place)._request(text(vector["request"]))
    certificate = index_of(vector, place).certificate
    if "replay" not in vector:
        return certificate.to_json()
    others = {**vector, **vector["replay"]}
    framework = cohort_of(others, place)
    if "past" in others:
        frozen = framework.freeze(others["past"], as_of=others.get("as_of"))
        return json.dumps(frozen.replay(certificate, others["table"]))
    return json.dumps(framework.replay(certificate, others["table"]))


def cohort_of(vector: dict[str, Any], place: Path) -> thidua.CohortFramework:
    given = vector["index"]
    if isinstance(given, dict):
        return thidua.index_edition(*given["bundled"].split("@"))
    return thidua.load_index(source(given, place))


def index_of(vector: dict[str, Any], place: Path) -> thidua.Index:
    """The index of a table that every language takes, against a past cohort where there is one."""
    framework, day = cohort_of(vector, place), vector.get("as_of")
    if "past" in vector:
        return framework.freeze(vector["past"], as_of=day).index(vector["table"])
    return framework.index(vector["table"], as_of=day)


def policy_of(vector: dict[str, Any], place: Path, given: Any = None) -> thidua.Policy:
    given = given or vector["policy"]
    if isinstance(given, dict):
        policy = thidua.policy_edition(*given["bundled"].split("@"))
    else:
        policy = thidua.load_policy(source(given, place))
    for lines in vector.get("extend", []):
        policy = policy.extend(source(lines, place))
    return policy


def decide(vector: dict[str, Any], place: Path) -> thidua.Decisions:
    """What a policy makes of the facts of a round; rounds that no call could name go as they are."""
    policy = policy_of(vector, place)
    facts = thidua.Facts.parse(source(vector["facts"], place))
    standings = None
    if "scheme" in vector:
        scheme = thidua.load_scheme(source(vector["scheme"], place))
        ledger = read(vector["ledger"], vector.get("read", {}), place)
        roster = thidua.Roster.parse(source(vector["roster"], place))
        days = (vector["reckoning"]["from"], vector["reckoning"]["until"])
        standings = scheme.standings(ledger, roster=roster, period=days)
    return policy._decide(facts, json.dumps(vector["round"], ensure_ascii=False), standings)


def decided(vector: dict[str, Any], place: Path) -> str:
    """What is asked of a policy, of facts, of decisions or of a case, in the library's own bytes."""
    asked = vector.get("ask", "decisions")
    what, how = next(iter(asked.items())) if isinstance(asked, dict) else (asked, {})
    if what in ("policy", "lint"):
        return policy_of(vector, place)._told(what)
    if what == "facts":
        policy_of(vector, place)
        return thidua.Facts.parse(source(vector["facts"], place)).to_json()
    if what == "among":
        editions = [policy_of(vector, place), *(policy_of({}, place, other) for other in how)]
        facts = thidua.Facts.parse(source(vector["facts"], place))
        asked = json.dumps(vector["round"], ensure_ascii=False)
        all = thidua.Policy._decide_among(editions, facts, asked)
        return f"[{','.join(own.to_json() for own in all)}]"
    decisions = decide(vector, place)
    for held in vector.get("release", []):
        decisions = decisions._release(json.dumps(held))
    if what == "certificate":
        return decisions.certificate.to_json()
    if what == "changes":
        return decisions._changes(decide(vector | how, place))
    if what == "replay":
        return json.dumps(decide(vector | how, place).replay(decisions.certificate))
    if what == "case":
        case = case_of(decisions, how)
        if "next" in how:
            return case._next()
        return json.dumps(case.phase_on(how["on"])) if "on" in how else case.to_json()
    if what == "paper":
        return json.dumps(decisions._paper(json.dumps(how, ensure_ascii=False)), ensure_ascii=False)
    if what in ("minutes", "notice"):
        cases = [case_of(decisions, one) for one in how["cases"]]
        written = json.dumps(how["written"], ensure_ascii=False)
        minutes = what == "minutes"
        paper = decisions._minutes(cases, written) if minutes else cases[0]._notice(written)
        return json.dumps(paper, ensure_ascii=False)
    return decisions._ask(json.dumps(asked, ensure_ascii=False))


def case_of(decisions: thidua.Decisions, how: dict[str, Any]) -> thidua.Case:
    case = decisions._case(json.dumps({part: how[part] for part in DRAFT if part in how}))
    if "kept" in how:
        case = case.resume(text(how["kept"]))
    for step in how.get("steps", []):
        case = case._step(json.dumps(step, ensure_ascii=False))
    return case


def told(vector: dict[str, Any], place: Path) -> str:
    """What is asked of a scheme, a ledger, a roster or standings, in the library's own bytes."""
    scheme = loaded(vector, place) if "scheme" in vector else None
    ledger = read(vector["ledger"], vector.get("read", {}), place) if "ledger" in vector else None
    roster = thidua.Roster.parse(source(vector["roster"], place)) if "roster" in vector else None
    asked = vector.get("ask", "standings")
    what, how = next(iter(asked.items())) if isinstance(asked, dict) else (asked, {})
    reckoning = vector.get("reckoning", {})
    if what in ("scheme", "lint"):
        assert scheme is not None
        return scheme._told(what)
    if what in ("ledger", "set_aside", "states", "progress", "identities"):
        assert ledger is not None
        if what == "ledger":
            return ledger.to_json()
        return ledger._told(what, as_of=reckoning.get("as_of"), roster=roster)

    def stand(reckoning: dict[str, str]) -> thidua.Standings:
        assert scheme is not None
        assert ledger is not None
        assert roster is not None
        days = (reckoning.get("from"), reckoning.get("until"))
        strangers: Any = reckoning.get("strangers", "refuse")
        as_of = reckoning.get("as_of")
        return scheme.standings(ledger, roster=roster, period=days, as_of=as_of, strangers=strangers)

    standings = stand(reckoning)
    if what == "standings":
        return standings.to_json()
    if what == "explain":
        return standings.explain(how["of"]).json(how.get("lang", "en"))
    before = stand(how) if what == "movement" else None
    return standings._told(what, contributor=how.get("of"), places=how.get("places"), before=before)


def loaded(vector: dict[str, Any], place: Path) -> thidua.Scheme:
    given = vector["scheme"]
    if isinstance(given, dict):
        scheme = thidua.scheme_edition(*given["bundled"].split("@"))
    else:
        scheme = thidua.load_scheme(source(given, place))
    for lines in vector.get("extend", []):
        scheme = scheme.extend(source(lines, place))
    return scheme


def read(ledger: Any, options: dict[str, Any], place: Path) -> thidua.Ledger:
    if isinstance(ledger, dict) and "pieces" in ledger:
        whole = thidua.Ledger.of([])
        for piece in ledger["pieces"]:
            whole = whole.merge(read(piece, options, place))
        return whole
    if isinstance(ledger, dict):
        return thidua.Ledger.parse_csv(source(ledger["csv"], place), **options)
    others = {name: value for name, value in options.items() if name != "columns"}
    return thidua.Ledger.parse(source(ledger, place), **others)


def test_every_vector(tmp_path: Path) -> None:
    listing = VECTORS / "index.json"
    assert listing.is_file(), f"{listing} is missing: the conformance vectors must be there"
    index = json.loads(listing.read_text(encoding="utf-8"))
    executed: Counter[str] = Counter()
    failed: list[str] = []
    for path in sorted(VECTORS.rglob("*.json")):
        if path == listing:
            continue
        document = json.loads(path.read_text(encoding="utf-8"))
        for vector in document["vectors"]:
            whole = document.get("given", {}) | vector
            # null takes away what the file gives
            found = run({part: value for part, value in whole.items() if value is not None}, tmp_path)
            executed[document["suite"]] += 1
            if found != vector["expect"]:
                name = f"{document['suite']}: {vector['name']}"
                failed.append(f"{name}\n  expected {vector['expect']}\n  found    {found}")
    assert not failed, "\n".join(failed)
    assert executed.total() == index["vectors"]
    assert dict(executed) == index["suites"]
