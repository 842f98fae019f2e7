"""Power on a scale that bends towards its ends, on which the value of a war is nearly straight.

The more one side has the upper hand along a front, the less a further advantage matters: what war
is worth saturates. A polynomial in power itself would have to follow that; on this scale it need
not, and seven nodes err as fifteen would.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from servanda.compiled import compiled

__all__ = ["PowerScale", "bend_of", "place_on", "power_at", "power_scale"]


class PowerScale(NamedTuple):
    """Changes of power in a range, as places from -1 to 1.

    base: power as things stand; bend: power at which the scale has bent half-way, 0 for a straight
    one; middle and half of the range, on the scale.
    """

    base: float
    bend: float
    middle: float
    half: float


@compiled
def bend_of(swing: float, kappa: float, length: float) -> float:
    """Return the drift, in shares a month, around which the value of war along a front saturates.

    swing: s.d. of a month's change; kappa: discount and petering out, a month; length: of the range
    of changes of power.

    Formula: ``max(swing sqrt(2 kappa), kappa/10, length/20)``: the root of the front's equation
    turns at the first (`front_war`); where it hardly swings, a front that crosses the ground in
    the time that counts is decided by the second; a scale bent within a small part of its own
    range would be no easier to follow.

    >>> round(bend_of(0.02, 0.02, 0.01), 6)
    0.004
    """
    return max(swing * math.sqrt(2.0 * kappa), 0.1 * kappa, 0.05 * length, 1e-9)


@compiled
def _bent(power: float, bend: float) -> float:
    if bend == 0.0:
        return power
    return power / (bend + math.sqrt(power * power + bend * bend))


@compiled
def power_scale(base: float, bend: float, low: float, high: float) -> PowerScale:
    """Return the scale of changes of power from `low` to `high` about `base`.

    Formula: a power p has the place ``p / (bend + sqrt(p^2 + bend^2))``, the range's own ends made
    -1 and 1.

    >>> scale = power_scale(0.001, 0.004, -0.01, 0.02)
    >>> [round(place_on(scale, change), 6) for change in (-0.01, 0.0, 0.02, 1.0)]
    [-1.0, 0.046421, 1.0, 1.0]
    >>> round(power_at(scale, place_on(scale, 0.005)), 12)
    0.006
    """
    first, last = _bent(base + low, bend), _bent(base + high, bend)
    return PowerScale(base, bend, 0.5 * (first + last), 0.5 * (last - first))


@compiled
def place_on(scale: PowerScale, change: float) -> float:
    """Return where a change of power lies on a scale, from -1 to 1; at an end where beyond.

    In the middle where the range has no length.
    """
    if scale.half <= 0.0:
        return 0.0
    at = (_bent(scale.base + change, scale.bend) - scale.middle) / scale.half
    return min(max(at, -1.0), 1.0)


@compiled
def power_at(scale: PowerScale, place: float) -> float:
    """Return the power, `base` included, at a place of a scale from -1 to 1."""
    bent = scale.middle + scale.half * place
    if scale.bend == 0.0:
        return bent
    return 2.0 * scale.bend * bent / (1.0 - bent * bent)
