"""Decisions by bargaining among many have members, on the scale and with some weight."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.case.keys.case import Case
from servanda.case.keys.decisions import Decision
from servanda.case.problem import Path, Problem, unknown
from servanda.quantity import Point, points

__all__ = ["decisions_can_be_taken"]


def decisions_can_be_taken(case: Case) -> Iterator[Problem]:
    """Yield unknown names, lone members, positions off the scale, and weights of nothing."""
    for name, decision in case.decisions.items():
        path: Path = ("decisions", name)
        if decision.issue:
            yield from unknown((*path, "issue"), decision.issue, case.issues, "issue", "issues")
        yield from _members(case, path, decision)
        for member, seat in decision.members.items():
            place = (*path, "members", member)
            low, high = decision.scale.low, decision.scale.high
            off = [value for value in points(seat.position.form) if not low <= value <= high]
            if off:
                yield Problem(
                    (*place, "position"),
                    f"{off[0]:g} lies off the scale, {low:g} to {high:g}",
                    "move it, or widen `scale`",
                )
            for weight in ("salience", "capability"):
                if getattr(seat, weight).form == Point(0.0):
                    yield Problem(
                        (*place, weight),
                        f"a member whose {weight} is 0 has no say",
                        "give it a number above 0, or leave the member out",
                    )


def _members(case: Case, path: Path, decision: Decision) -> Iterator[Problem]:
    if len(decision.members) < 2:
        wrong = "one member alone does not bargain"
        yield Problem((*path, "members"), wrong, "name at least two members")
    body = None
    if decision.body:
        place = (*path, "body")
        yield from unknown(place, decision.body, case.actors, "alliance or coalition", "actors")
        body = case.actors.get(decision.body)
    for member in decision.members:
        place = (*path, "members", member)
        if body is not None and body.members:
            known, section = tuple(body.members), f"actors.{decision.body}.members"
            yield from unknown(place, member, known, "member", section, at_key=True)
        else:
            yield from unknown(place, member, case.known_actors, "actor", "actors", at_key=True)
