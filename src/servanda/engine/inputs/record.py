"""Past promises and attacks: what they weigh today, and what they say of a party's faith."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from servanda.arrays import Floats
from servanda.case.keys.case import ANALYST
from servanda.engine.inputs.conflict import Conflict
from servanda.engine.inputs.each_world import attacks_as_breaches, bad_faith_of, promise_weights
from servanda.engine.inputs.readings import Readings
from servanda.formulas.bad_faith import BREAKS_BAD, BREAKS_GOOD

__all__ = ["faith_of", "ledger"]


MONTHS = 12.0
DAYS = 365.25
"""Months and days of a year."""


def ledger(
    readings: Readings, name: str, actors: Sequence[str], memory: Floats
) -> tuple[Floats, Floats]:
    """Return the weights of kept and of broken promises of `actors` in one ledger, by world.

    A promise weighs `promise_weight` by its age and likeness; only those that were invoked count.
    """
    kept, broken = readings.constant(0.0), readings.constant(0.0)
    for path, age, held in _invoked(readings, name, actors):
        weight = promise_weights(age, memory, readings.number(f"{path}.similarity"))
        if held:
            kept = kept + weight
        else:
            broken = broken + weight
    return kept, broken


def _invoked(
    readings: Readings, name: str, actors: Sequence[str]
) -> Iterator[tuple[str, float, bool]]:
    """Yield the path, the age in months and whether it was kept, of each promise that counts."""
    case = readings.case
    for entry, agreement in case.record.items():
        age = MONTHS * max(case.as_of.year - (agreement.ended or agreement.year), 0)
        for actor in actors:
            conduct = agreement.conduct.get(actor)
            if conduct is not None and conduct.ledger == name and conduct.invoked:
                yield f"record.{entry}.conduct.{actor}", age, conduct.kept


def faith_of(
    conflict: Conflict, readings: Readings, party: str, proposal: str = ""
) -> tuple[Floats, Floats]:
    """Return the chance of a party's bad faith as its opponents see it, and in truth.

    Each perceiver starts from its own belief that the party keeps its word and learns from the
    same record, and from attacks that the party may have steered; the opponents' beliefs are
    averaged, for they all answer the same party. The truth is the analyst's belief.
    """
    memory = readings.number("war.memory")
    kept, broken = ledger(readings, "compliance", (party,), memory)
    broken = broken + _attacks(readings, party, memory)
    views = conflict.case.parties[party].keeps_its_word
    path = conflict.case.path_of("keeps_its_word", party, proposal)

    def seen(who: str) -> Floats:
        keeps = readings.number(path) if views is None else readings.seen_by(who, path, views)
        return bad_faith_of(1.0 - keeps, broken, kept, BREAKS_GOOD, BREAKS_BAD)

    others = conflict.opponents_of(party) or (ANALYST,)
    return np.mean([seen(who) for who in others], axis=0), seen(ANALYST)


def _attacks(readings: Readings, party: str, memory: Floats) -> Floats:
    """Return for how many broken promises attacks count that a party is believed to steer."""
    case, count = readings.case, readings.constant(0.0)
    for spoiler in sorted(case.parties[party].steers.keys() - {party}):
        told = attacks_as_breaches(readings.number(f"parties.{party}.steers.{spoiler}"))
        for event in case.events:
            if event.kind == "attack" and event.by == spoiler and event.date <= case.as_of:
                age = MONTHS * (case.as_of - event.date).days / DAYS
                weight = promise_weights(age, memory, readings.constant(1.0))
                count = count + float(event.count or 0) * weight * told
    return count
