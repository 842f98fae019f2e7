"""What pressure takes off a party's war, if it refuses and, while it lasts, if it breaks."""

from __future__ import annotations

from servanda.arrays import Floats
from servanda.compiled import compiled
from servanda.engine.columns import (
    DECISIVE,
    DEFEAT,
    DISCOUNT,
    DRIFT,
    EXITS,
    FIGHTING,
    GROUND,
    HELD,
    LOG_ODDS,
    PRESSURE_COST,
    PRESSURE_MONTHS,
    PRESSURE_POWER,
    SIDE,
    SWING,
    VICTORY,
)  # fmt: skip
from servanda.formulas.competing_ends import chances_of_ends, rates_war
from servanda.formulas.elementary import exponential, power
from servanda.formulas.moving_front import CELLS, along
from servanda.formulas.pressure import pressed_ends, walk_back, walk_moves

__all__ = ["press"]


@compiled
def press(
    front: bool,
    own: Floats,
    asked: Floats,
    row: Floats,
    worth: Floats,
    fighting: Floats,
    lull: Floats,
    starts: Floats,
    shares: Floats,
    pressed: Floats,
    walks: Floats,
    regimes: Floats,
) -> None:
    """Fill `pressed` (2, T + 1): what the pressure, if it comes, adds to the party's war.

    First row at no running cost; the second what it takes off a unit of it (``first - c second``).
    One entry a block, for a breach in it: the pressure then lasts what is left of its months; the
    last entry for refusing now. shares (T): the party's own share of the ground in each block.
    The war that follows a breach is pressed as it would be today: what regrouping does to power
    counts in the war, not in what pressure takes off it. walks (8, CELLS + 1) and regimes (2, 6)
    are room.
    """
    if front:
        _press_front(own, asked, row, worth, fighting, lull, starts, shares, pressed, walks,
                     regimes)  # fmt: skip
    else:
        _press_ends(own, asked, row, worth, fighting, lull, starts, shares, pressed)


@compiled
def _press_front(
    own: Floats,
    asked: Floats,
    row: Floats,
    worth: Floats,
    fighting: Floats,
    lull: Floats,
    starts: Floats,
    shares: Floats,
    pressed: Floats,
    walks: Floats,
    regimes: Floats,
) -> None:
    """Difference of two sweeps back in time, pressed and not, read off as months are added."""
    sign = -1.0 if own[SIDE] < 0.0 else 1.0
    none = walks[4]
    none[:] = 0.0
    for regime in range(2):
        drift = sign * own[DRIFT] + (sign * asked[PRESSURE_POWER] if regime == 0 else 0.0)
        up, down, steps = walk_moves(drift, row[SWING], 1.0 / CELLS)
        regimes[regime, 0], regimes[regime, 1], regimes[regime, 2] = up, down, steps
        regimes[regime, 3] = exponential(-own[DISCOUNT] / 12.0 / steps)
        regimes[regime, 4] = 1.0 - power(1.0 - row[EXITS], 1.0 / steps)
        regimes[regime, 5] = 0.0
        for k in range(CELLS + 1):
            walks[2 * regime, k], walks[2 * regime + 1, k] = worth[k], fighting[k]
    last = len(starts)
    for t in range(last - 1, -2, -1):
        months = asked[PRESSURE_MONTHS] - (starts[t] if t >= 0 else 0.0)
        for regime in range(2):
            up, down, steps = regimes[regime, 0], regimes[regime, 1], regimes[regime, 2]
            delta, exits = regimes[regime, 3], regimes[regime, 4]
            more = asked[PRESSURE_COST] if regime == 0 else 0.0
            until = int(max(months, 0.0) * steps + 0.5)
            further = until - int(regimes[regime, 5])
            if further > 0:
                walk_back(further, up, down, delta, exits, own[FIGHTING] - more, own[GROUND], lull,
                          walks[2 * regime], walks[5:])  # fmt: skip
                walk_back(further, up, down, delta, exits, 1.0, 0.0, none, walks[2 * regime + 1],
                          walks[5:])  # fmt: skip
                regimes[regime, 5] = until
        held = row[HELD] if sign > 0.0 else 1.0 - row[HELD]
        share = shares[t] if t >= 0 else held
        at = t if t >= 0 else last
        for part in range(2):
            pressed[part, at] = along(walks[part], share) - along(walks[2 + part], share)


@compiled
def _press_ends(
    own: Floats,
    asked: Floats,
    row: Floats,
    worth: Floats,
    fighting: Floats,
    lull: Floats,
    starts: Floats,
    shares: Floats,
    pressed: Floats,
) -> None:
    """Without a front, in closed form."""
    sign = -1.0 if own[SIDE] < 0.0 else 1.0
    odds = sign * (own[LOG_ODDS] + asked[PRESSURE_POWER])
    win, lose = chances_of_ends(odds, own[DECISIVE])
    last = len(starts)
    for t in range(last + 1):
        held = row[HELD] if sign > 0.0 else 1.0 - row[HELD]
        share = shares[t] if t < last else held
        months = max(asked[PRESSURE_MONTHS] - (starts[t] if t < last else 0.0), 0.0)
        for part in range(2):
            flow = own[FIGHTING] + own[GROUND] * share - asked[PRESSURE_COST]
            usual = along(worth if part == 0 else fighting, share)
            value, time = rates_war(
                win, lose, row[EXITS], own[DISCOUNT], flow, own[VICTORY], own[DEFEAT],
                along(lull, share),
            )  # fmt: skip
            ever = value if part == 0 else time
            pressed[part, t] = pressed_ends(
                win, lose, row[EXITS], own[DISCOUNT], ever, usual, months
            ) - usual  # fmt: skip
