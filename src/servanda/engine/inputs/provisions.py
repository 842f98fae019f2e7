"""What a deal yields and changes in time: terms by phase, provisions by month, its expiry."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats
from servanda.engine.inputs.conflict import Stated, stated_at
from servanda.engine.inputs.power_changes import peace_change
from servanda.engine.inputs.timeline import Timeline
from servanda.engine.inputs.war import NEAR_AN_END, Setting

__all__ = ["DealPaths", "paths_of", "terms_in_time"]

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class DealPaths:
    """What a deal is in time: as the fields of the kernel's `Deal` of the same names."""

    terms: Floats
    line: Floats
    power: Floats
    keeps: Floats
    lapse: Floats
    payments: Floats
    payment_block: Counts


def terms_in_time(setting: Setting, proposal: str, also: Stated) -> list[tuple[int, Stated]]:
    """Return the terms of a proposal and the month from which each set of them holds.

    `also` says what would hold on some issues after any settlement whatever: it replaces the
    proposal's own terms on them.
    """
    body = setting.conflict.case.proposals[proposal]
    found = [(0, stated_at(f"proposals.{proposal}.terms", body.terms) | also)]
    for place, phase in sorted(enumerate(body.phases), key=lambda each: each[1].from_month):
        stated = stated_at(f"proposals.{proposal}.phases.{place}.terms", phase.terms)
        found.append((phase.from_month, found[-1][1] | stated | also))
    return found


def terms_at(
    setting: Setting, proposal: str, time: Timeline, also: Stated, held: Floats
) -> tuple[Floats, Floats]:
    """Return what `proposal` yields in time, had the fighting stopped at the line `held`.

    Returns: terms (worlds, parties, phases) and the line they draw (worlds, phases).
    """
    terms, line = _terms(setting, terms_in_time(setting, proposal, also), time, held)
    return terms + _provisions(setting, proposal, time)[0], line


def paths_of(setting: Setting, proposal: str, time: Timeline, also: Stated) -> DealPaths:
    """Return what `proposal` is in time, the fighting stopping at today's line."""
    held = setting.held
    terms, line = _terms(setting, terms_in_time(setting, proposal, also), time, held)
    gives, keeps, payments, months = _provisions(setting, proposal, time)
    return DealPaths(
        terms=terms + gives,
        line=line,
        power=_forces(setting, proposal, time)
        + peace_change(setting.power, setting.exits, time.starts),
        keeps=keeps,
        lapse=_lapse(setting, proposal, time),
        payments=payments,
        payment_block=np.array([time.block_at(month) for month in months], dtype=np.int64),
    )


def _terms(
    setting: Setting, sets: list[tuple[int, Stated]], time: Timeline, held: Floats
) -> tuple[Floats, Floats]:
    """Return what terms yield (worlds, parties, phases) and the line they draw (worlds, phases)."""
    valuation, parties = setting.valuation, setting.conflict.parties
    worth = [
        np.stack([valuation.worth(party, stated, held) for party in parties], axis=1)
        for _, stated in sets
    ]
    lines = [valuation.line_of(stated, held) for _, stated in sets]
    months = np.array([month for month, _ in sets])
    of_phase = np.searchsorted(months, time.starts, side="right") - 1
    line = np.clip(np.stack([lines[k] for k in of_phase], axis=1), NEAR_AN_END, 1.0 - NEAR_AN_END)
    return np.stack([worth[k] for k in of_phase], axis=2), line


def _provisions(
    setting: Setting, proposal: str, time: Timeline
) -> tuple[Floats, Floats, Floats, list[int]]:
    """Return what provisions give a month, what of it outlives a breach, and one-off payments.

    A one-off is stated as a share of all aims for ever; the kernel counts a payment for the month
    it falls in, so it is divided by the weight of one month.
    """
    conflict, readings = setting.conflict, setting.readings
    flow = np.zeros((readings.worlds, len(conflict.parties), len(time.begins)))
    keeps, payments, months = np.zeros_like(flow), [], []
    for place, body in enumerate(conflict.case.proposals[proposal].provisions):
        if not time.reaches(body.month):
            continue
        gains = _gains(setting, proposal, place)
        if body.once:
            payments.append(gains / _month_of(setting))
            months.append(body.month)
            continue
        due = (time.starts >= body.month).astype(np.float64)
        flow += gains[:, :, None] * due
        if body.irreversible:
            keeps += gains[:, :, None] * due
    paid = np.stack(payments, axis=2) if payments else np.zeros((*flow.shape[:2], 0))
    return flow, keeps, paid, months


def _month_of(setting: Setting) -> Floats:
    """Return the weight of one month in each party's value: one less its discount factor."""
    rates = [np.maximum(setting.discount(party), 1e-6) for party in setting.conflict.parties]
    return np.stack([-np.expm1(-rate / 12.0) for rate in rates], axis=1)


def _gains(setting: Setting, proposal: str, place: int) -> Floats:
    """Return what a provision gives each party less what it costs it: (worlds, parties)."""
    body = setting.conflict.case.proposals[proposal].provisions[place]
    path = f"proposals.{proposal}.provisions.{place}"
    rows = []
    for party in setting.conflict.parties:
        side = setting.conflict.side_of(party)
        total = setting.readings.constant(0.0)
        for sign, key in ((1.0, "gives"), (-1.0, "costs")):
            found = setting.readings.of_party(f"{path}.{key}", getattr(body, key), party, side)
            if found is not None:
                total = total + sign * found
        rows.append(total)
    return np.stack(rows, axis=1)


def _forces(setting: Setting, proposal: str, time: Timeline) -> Floats:
    """Return what provisions do to power for good, phase by phase: (worlds, phases).

    A breach finds the forces of that day: whatever was disbanded by then is not there.
    """
    changes: dict[str, Floats] = {}
    for place, body in enumerate(setting.conflict.case.proposals[proposal].provisions):
        due = (time.starts >= body.month).astype(np.float64)
        for name in body.forces:
            path = f"proposals.{proposal}.provisions.{place}.forces.{name}"
            change = setting.readings.number(path)[:, None] * due
            for party in setting.conflict.parties_of(name):
                changes[party] = changes.get(party, 0.0) + change
    if not changes:
        return np.zeros((setting.readings.worlds, len(time.begins)))
    return setting.power.changed({party: np.exp(change) for party, change in changes.items()})


def _lapse(setting: Setting, proposal: str, time: Timeline) -> Floats:
    """Return the chance that the deal ends by itself in each block: (worlds, blocks)."""
    lapse = np.zeros((setting.readings.worlds, len(time.blocks)))
    expires = setting.conflict.case.proposals[proposal].expires
    if expires is not None and time.reaches(expires.month):
        renewal = setting.readings.number(f"proposals.{proposal}.expires.renewal")
        lapse[:, time.block_at(expires.month)] = 1.0 - renewal
    return lapse
