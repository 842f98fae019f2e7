"""Leverage on whoever refuses a proposal and, while it lasts, on whoever breaks it."""

from __future__ import annotations

import numpy as np

from servanda.arrays import Floats
from servanda.engine.inputs.each_world import running_costs
from servanda.engine.inputs.war import Setting

__all__ = ["pressure_on"]


MOST_MONTHS = 600.0


def pressure_on(setting: Setting, proposal: str, party: str) -> dict[str, Floats]:
    """Return the columns of `DEAL_PARTY` that pressure on `party` decides, none without any.

    `until` is the month from now until which it lasts; without one, as long as the kernel follows
    it. Several pressures on one party count as one, which takes off what all together are expected
    to, and each counts in it by what it is expected to take off, over its time: so one that takes
    nothing, lasts for no time or is not believed in changes nothing.

    Formula: with belief b, months m and effect a month x of each, its part p = b m x, the one lasts
    ``sum p m / sum p`` and comes with ``1 - prod (1 - b)^(p sum p / sum p^2)``: of pressures alike,
    where any does. *Departure*: pressures that come and go apart are not told apart.
    """
    places = [
        place
        for place, each in enumerate(setting.conflict.case.proposals[proposal].pressure)
        if party in setting.conflict.parties_of(each.on)
    ]
    if not places:
        return {}
    rows = [_one(setting, proposal, place, party) for place in places]
    believed, power, cost, months = (np.stack(column) for column in zip(*rows, strict=True))
    flow = np.stack([_flow_of(setting, party, *each) for each in zip(power, months, strict=True)])
    part = believed * months * (cost + flow)
    total, squares = part.sum(axis=0), (part * part).sum(axis=0)
    counts = part * total / np.where(squares > 0.0, squares, 1.0)
    comes = 1.0 - np.prod((1.0 - believed) ** counts, axis=0)
    lasts = (part * months).sum(axis=0) / np.where(total > 0.0, total, 1.0)
    over = np.where(comes * lasts > 0.0, comes * lasts, 1.0)
    return {
        "pressed": comes,
        "pressed_at_breach": comes,
        "pressure_power": (believed * power * months).sum(axis=0) / over,
        "pressure_cost": (believed * cost * months).sum(axis=0) / over,
        "pressure_months": lasts,
    }


def _flow_of(setting: Setting, party: str, power: Floats, months: Floats) -> Floats:
    """Return roughly what a change of power takes off a month of war, to weigh it by.

    Along a front a pace moves the line, on average over its time, by half of what it comes to.
    Without one, log-odds move the chance of winning by a quarter at most, if the war is decided.
    """
    if setting.conflict.front:
        return np.asarray(np.abs(power) * months / 2.0)
    month = -np.expm1(-np.maximum(setting.discount(party), 1e-6) / 12.0)
    return np.asarray(np.abs(power) / 4.0 * setting.decisive / month)


def _one(
    setting: Setting, proposal: str, place: int, party: str
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return how far `party` believes one pressure, and its power, cost and months.

    What it does to the front is stated against the party, its cost for a year.
    """
    body = setting.conflict.case.proposals[proposal].pressure[place]
    readings, path = setting.readings, f"proposals.{proposal}.pressure.{place}"
    believed = readings.seen_by(party, f"{path}.believed", body.believed)
    power = setting.power.changed({party: np.exp(readings.number(f"{path}.forces"))})
    if setting.conflict.front:
        sign = setting.conflict.signs[setting.conflict.parties.index(party)]
        power = power - sign * readings.number(f"{path}.trend") / setting.span
    cost = running_costs(readings.number(f"{path}.costs"), setting.discount(party))
    months = readings.number_or(f"{path}.until", body.until, MOST_MONTHS)
    return believed, power, cost, np.minimum(months, MOST_MONTHS)
