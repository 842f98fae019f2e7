"""A case written short, written out: its parties, its sides, lone numbers of options."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from servanda.case.version_1 import plain_as_version_2

__all__ = ["written_out"]


def written_out(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a case as plain data in version 2, with what may be written short written out.

    Raises: ValueError where `sides` is no mapping of coalitions.
    """
    raw = plain_as_version_2(raw)
    raw = _with_sides(raw) if "sides" in raw else raw
    listed = raw.get("parties")
    names = listed if isinstance(listed, list | tuple) else ()
    if names and len({name for name in names if isinstance(name, str)}) == len(names):
        raw = {**raw, "parties": {name: {} for name in names}}
    sides = _sides_of(raw.get("parties"))
    if len(sides) == 2 and isinstance(raw.get("issues"), Mapping):
        issues = {name: _shared_out(issue, sides) for name, issue in raw["issues"].items()}
        raw = {**raw, "issues": issues}
    return raw


def _with_sides(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return a case whose `sides`, coalitions by name, are written at their parties instead."""
    sides, rest = raw["sides"], {k: v for k, v in raw.items() if k != "sides"}
    if not isinstance(sides, Mapping) or not all(isinstance(m, list | str) for m in sides.values()):
        raise ValueError(
            "`sides` names coalitions, each with its parties; write `{north: [norland, northmark]}`"
        )
    listed = rest.get("parties", {})
    parties = dict(listed) if isinstance(listed, Mapping) else {str(p): {} for p in listed}
    for side, members in sides.items():
        for party in [members] if isinstance(members, str) else members:
            body = parties.get(party) or {}
            if isinstance(body, Mapping) and side != party:
                body = {"side": side, **body}
            parties[party] = body
    return {**rest, "parties": parties}


def _sides_of(parties: Any) -> list[str]:
    """Return the sides of parties as written, in order."""
    if not isinstance(parties, Mapping):
        return []
    sides = [
        str(
            (body.get("side") if isinstance(body, Mapping) else getattr(body, "side", None)) or name
        )
        for name, body in parties.items()
    ]
    return list(dict.fromkeys(sides))


def _shared_out(issue: Any, sides: list[str]) -> Any:
    """Return an issue as written with the lone numbers of its options shared between two sides."""
    if not isinstance(issue, Mapping) or not isinstance(issue.get("options"), Mapping):
        return issue
    options = {
        name: dict(zip(sides, (option, 1 - option), strict=True))
        if isinstance(option, int | float) and not isinstance(option, bool)
        else option
        for name, option in issue["options"].items()
    }
    return {**issue, "options": options}
