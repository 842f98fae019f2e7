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

    Several pressures on one party count as one: it comes where any does, and brings what is to be
    expected then. `until` is the month from now until which it lasts; without one, as long as the
    kernel follows it. *Departure*: pressures that come and go apart are not told apart.
    """
    places = [
        place
        for place, each in enumerate(setting.conflict.case.proposals[proposal].pressure)
        if party in setting.conflict.parties_of(each.on)
    ]
    if not places:
        return {}
    zero = setting.readings.constant(0.0)
    none, weight, power, cost, months = zero + 1.0, zero, zero, zero, zero
    for place in places:
        believed, parts = _one(setting, proposal, place, party)
        none = none * (1.0 - believed)
        weight = weight + believed
        power = power + believed * parts[0]
        cost = cost + believed * parts[1]
        months = months + believed * parts[2]
    comes = 1.0 - none
    some = np.where(comes > 0.0, comes, 1.0)
    over = np.where(weight > 0.0, weight, 1.0)
    return {
        "pressed": comes,
        "pressed_at_breach": comes,
        "pressure_power": power / some,
        "pressure_cost": cost / some,
        "pressure_months": months / over,
    }


def _one(
    setting: Setting, proposal: str, place: int, party: str
) -> tuple[Floats, tuple[Floats, Floats, Floats]]:
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
    return believed, (power, cost, np.minimum(months, MOST_MONTHS))
