"""Guarantees can be worked out, and the record is kept in the ledger it belongs in."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.case.keys.case import Case
from servanda.case.keys.promises import Guarantee
from servanda.case.problem import Path, Problem
from servanda.quantity import Point

__all__ = ["guarantees_hang_together", "record_is_in_its_ledger"]


def guarantees_hang_together(case: Case) -> Iterator[Problem]:
    """Yield guarantees that lack what their own terms call for."""
    bring_troops: dict[str, str] = {}
    for name, promise in case.guarantees.items():
        path: Path = ("guarantees", name)
        if not promise.guarantors and promise.kind != "monitors":
            wrong = "nobody gives this guarantee"
            yield Problem((*path, "guarantors"), wrong, "name at least one actor")
        yield from _protects_somebody(case, name, promise)
        leaves = promise.host_withdraws.form
        if promise.host is None and leaves != Point(0.0):
            wrong = "the host's consent may lapse, and no host is named"
            yield Problem((*path, "host_withdraws"), wrong, "add `host:`, or remove this")
        if promise.host in promise.guarantors:
            wrong = f"`{promise.host}` is both host and guarantor"
            yield Problem((*path, "host"), wrong, "name the party on whose soil the force stands")
        yield from _signal_costs_something(path, promise)
        if promise.force.form != Point(0.0):
            for party in case.protected_by(name):
                bring_troops.setdefault(case.side_of(party), name)
    for party in case.parties:
        joins = bring_troops.get(case.side_of(party))
        if joins and party in case.known_actors and party not in case.capabilities:
            yield Problem(
                ("capabilities",),
                f"the forces of `{party}` are not given, and `guarantees.{joins}` brings troops to"
                " join them",
                f"add `{party}: {{forces: ... thousand}}`",
            )


def _protects_somebody(case: Case, name: str, promise: Guarantee) -> Iterator[Problem]:
    path: Path = ("guarantees", name)
    if not promise.protects and promise.kind != "monitors":
        wrong = "this key is missing: whom the guarantee protects"
        mend = f"add `protects: [...]` under `guarantees.{name}`, a party or a side"
        yield Problem((*path, "protects"), wrong, mend)
    both = set(case.protected_by(name)) & set(case.parties_named(promise.against))
    for party in sorted(both):
        wrong = f"`{party}` is both protected and guarded against"
        yield Problem((*path, "against"), wrong, "leave it out of one of the two")
    if promise.until is not None and isinstance(promise.until.form, Point):
        begins = promise.begins.form
        if isinstance(begins, Point) and promise.until.form.value <= begins.value:
            wrong = f"it ends after {promise.until.form.value:g} months, before it begins"
            yield Problem((*path, "until"), wrong, "write a later month, or an earlier `from`")


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
        guarantors = {g for promise in case.guarantees.values() for g in promise.guarantors}
        for actor, conduct in past.conduct.items():
            place = (*path, "conduct", actor, "ledger")
            if conduct.ledger == "honour" and actor in set(case.parties) - guarantors:
                wrong = "`honour` is the ledger of guarantors, and this is an armed party"
                yield Problem(place, wrong, "write `ledger: compliance`")
