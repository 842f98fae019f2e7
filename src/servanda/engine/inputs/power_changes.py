"""Changes of power besides the terms: aid, sanctions, losses, manpower, allies.

Each is the logarithm of a ratio, held likely by each perceiver to some degree; what is expected of
the logarithm moves the war.
"""

from __future__ import annotations

import numpy as np

from servanda.arrays import Floats
from servanda.case.keys.case import ANALYST
from servanda.engine.inputs.power import Power

__all__ = ["fighting_change", "peace_change"]


def fighting_change(power: Power, exits: Floats, perceiver: str) -> Floats:
    """Return what changes that hold while fighting do to the war as `perceiver` expects it.

    A change due in some months counts in so far as the war is expected to last until then: with
    the chance that it has not petered out. *Departure*: the war's pace is one number, so a later
    change counts from now on, and less.
    """
    total = power.readings.constant(0.0)
    for name, change in power.conflict.case.war.power.items():
        if change.when != "peace":
            since = power.readings.number(f"war.power.{name}.from")
            lasts = np.power(1.0 - exits, since)
            total = total + lasts * _moved(power, name, perceiver)
    return total


def peace_change(power: Power, exits: Floats, months: Floats) -> Floats:
    """Return what changes of power do to a war renewed in `months` of a deal, beside the war now.

    Returns: shape (worlds, months). What holds in peace is added; what holds only while this war
    goes on is taken off again. As the analyst expects them: power moves for all alike.
    """
    total = np.zeros((power.readings.worlds, len(months)))
    for name, change in power.conflict.case.war.power.items():
        if change.when == "always":
            continue
        since = power.readings.number(f"war.power.{name}.from")
        moved = _moved(power, name, ANALYST)
        if change.when == "peace":
            begun = np.clip(months[None, :] + 1.0 - since[:, None], 0.0, 1.0)
            total += begun * moved[:, None]
        else:
            total -= (np.power(1.0 - exits, since) * moved)[:, None]
    return total


def _moved(power: Power, name: str, perceiver: str) -> Floats:
    """Return the expected change of power, for side +, of one change once it holds."""
    body = power.conflict.case.war.power[name]
    path = f"war.power.{name}"
    believed = power.readings.seen_by(perceiver, f"{path}.believed", body.believed)
    factor = np.exp(believed * power.readings.number(f"{path}.change"))
    return power.changed(dict.fromkeys(power.conflict.parties_of(body.on), factor))
