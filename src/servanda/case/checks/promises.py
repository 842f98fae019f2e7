"""Guarantees can be worked out, and the record is kept in the ledger it belongs in."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.case.checks.names import actors_of
from servanda.case.fault_messages import Problem
from servanda.case.keys.case import Case
from servanda.case.keys.promises import Guarantee
from servanda.case.text.document import Path
from servanda.quantity import Point

__all__ = ["guarantees_hang_together", "record_is_in_its_ledger"]


def guarantees_hang_together(case: Case) -> Iterator[Problem]:
    """Yield guarantees that lack what their own terms call for."""
    bring_troops = []
    for name, promise in case.guarantees.items():
        path: Path = ("guarantees", name)
        if not promise.guarantors and promise.kind != "monitors":
            wrong = "nobody gives this guarantee"
            yield Problem((*path, "guarantors"), wrong, "name at least one actor")
        leaves = promise.host_withdraws.form
        if promise.host is None and leaves != Point(0.0):
            wrong = "the host's consent may lapse, and no host is named"
            yield Problem((*path, "host_withdraws"), wrong, "add `host:`, or remove this")
        if promise.host in promise.guarantors:
            wrong = f"`{promise.host}` is both host and guarantor"
            yield Problem((*path, "host"), wrong, "name the party on whose soil the force stands")
        yield from _signal_costs_something(path, promise)
        if promise.force.form != Point(0.0):
            bring_troops.append(name)
    sides = {"the challenger": case.challenger, "the protégé": case.protege}
    for role, side in sides.items() if bring_troops else ():
        if side in actors_of(case) and side not in case.capabilities:
            yield Problem(
                ("capabilities",),
                f"the forces of {role}, `{side}`, are not given, and `guarantees."
                f"{bring_troops[0]}` brings troops to weigh against them",
                f"add `{side}: {{forces: ... thousand}}`",
            )


def _signal_costs_something(path: Path, promise: Guarantee) -> Iterator[Problem]:
    signal = promise.credibility.signal if promise.credibility else None
    if signal and (signal.sunk is None) == (signal.tied is None):
        wrong = "a costly signal is either `sunk` beforehand or `tied` to reneging"
        yield Problem((*path, "credibility", "signal"), wrong, "give one of the two")
    if promise.credibility and promise.credibility.tripwire and promise.deployed.form == Point(0.0):
        wrong = "a tripwire needs troops in place, and `deployed` is 0"
        mend = "add `deployed: ... thousand`, or remove `tripwire`"
        yield Problem((*path, "credibility", "tripwire"), wrong, mend)


def record_is_in_its_ledger(case: Case) -> Iterator[Problem]:
    """Yield conduct in the wrong ledger, and agreements whose years cannot be."""
    for name, past in case.record.items():
        path: Path = ("record", name)
        if past.ended is not None and past.ended < past.year:
            wrong = f"it ends in {past.ended}, before it begins in {past.year}"
            yield Problem((*path, "ended"), wrong, "mend one of the two years")
        if past.year > case.as_of.year:
            wrong = f"{past.year} is after the date of the case, {case.as_of}"
            yield Problem((*path, "year"), wrong, "mend the year, or `as_of`")
        for actor, conduct in past.conduct.items():
            place = (*path, "conduct", actor, "ledger")
            if conduct.ledger == "honour" and actor == case.challenger:
                wrong = "`honour` is the ledger of guarantors, and this is the challenger"
                yield Problem(place, wrong, "write `ledger: compliance`")
