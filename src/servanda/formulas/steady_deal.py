"""What a deal is worth once nothing about it changes any more, a lull nobody signed among them."""

from __future__ import annotations

from servanda.arrays import Floats
from servanda.compiled import compiled
from servanda.formulas.logit_breach import breach_choice, breach_choices

__all__ = ["steady_deal", "steady_lulls"]


NEWTON_STEPS = 60
"""More than Newton's method ever needs here; it is a guard, not a setting."""


@compiled
def steady_deal(
    yields: float,
    breach: float,
    fought: float,
    others: float,
    delta: float,
    opening: float,
    noise: float,
    start: float,
) -> tuple[float, float, float]:
    """Return the choice value, the monthly hazard and the value without shocks.

    `yields` a month; worth `breach` if one breaks it and `fought` if another does, which happens
    with chance `others` a month. `delta` is the monthly discount factor; Newton begins at `start`
    (the greater of yields and breach is safe).

    Formula: the fixed point of ``V = L(S) + (1-h) H (R-S)``, ``S = (1-d) u + d V``, L and h of
    `breach_choice`; without shocks ``v = h B + (1-h)(H R + (1-H)((1-d) u + d v))``.

    >>> choice, hazard, value = steady_deal(0.4, 0.1, 0.1, 0.0, 0.99, 0.25, 0.02, 0.4)
    >>> print(f"{choice:.9f} {hazard:.2e} {value:.6f}")
    0.400000153 7.65e-08 0.399998
    """
    per_noise = 1.0 / noise
    value = start
    hazard = 0.0
    for _ in range(NEWTON_STEPS):
        stay = (1.0 - delta) * yields + delta * value
        kept, hazard = breach_choice(stay, breach, opening, noise, per_noise)
        new = kept + (1.0 - hazard) * others * (fought - stay)
        change = (new - value) / (1.0 - delta * (1.0 - hazard) * (1.0 - others))
        value += change
        if abs(change) <= 1e-10 * (1.0 + abs(value)):
            break
    stands = (1.0 - hazard) * (1.0 - others)
    ends = hazard * breach + (1.0 - hazard) * others * fought
    return value, hazard, (ends + stands * (1.0 - delta) * yields) / (1.0 - stands * delta)


@compiled
def steady_lulls(
    yields: Floats,
    war: Floats,
    others: Floats,
    delta: Floats,
    opening: Floats,
    noise: Floats,
    per_noise: Floats,
    choice: Floats,
    hazard: Floats,
    value: Floats,
    room: Floats,
) -> None:
    """Fill what `steady_deal` gives many parties whose breach and whose being attacked are `war`.

    `choice` holds where Newton's method begins, and then the choice values; room (3, M). A party
    whose value stands is left alone from there on, whatever the others still need.

    >>> import numpy as np
    >>> one = np.ones(1)
    >>> rows = [0.4 * one, 0.1 * one, 0 * one, 0.99 * one, 0.25 * one, 0.02 * one, 50 * one]
    >>> choice, hazard, value = 0.4 * one, np.empty(1), np.empty(1)
    >>> steady_lulls(*rows, choice, hazard, value, np.empty((3, 1)))
    >>> print(f"{choice[0]:.9f} {hazard[0]:.2e} {value[0]:.6f}")
    0.400000153 7.65e-08 0.399998
    """
    stay, kept, moving = room[0], room[1], room[2]
    many = len(choice)
    for m in range(many):
        moving[m] = 1.0
    for _ in range(NEWTON_STEPS):
        for m in range(many):
            stay[m] = (1.0 - delta[m]) * yields[m] + delta[m] * choice[m]
        breach_choices(stay, war, opening, noise, per_noise, kept, hazard)
        undone = 0.0
        for m in range(many):
            new = kept[m] + (1.0 - hazard[m]) * others[m] * (war[m] - stay[m])
            slope = delta[m] * (1.0 - hazard[m]) * (1.0 - others[m])
            change = moving[m] * (new - choice[m]) / (1.0 - slope)
            choice[m] += change
            moving[m] = 1.0 if abs(change) > 1e-10 * (1.0 + abs(choice[m])) else 0.0
            undone += moving[m]
        if undone == 0.0:
            break
    for m in range(many):
        stands = (1.0 - hazard[m]) * (1.0 - others[m])
        ends = (hazard[m] + (1.0 - hazard[m]) * others[m]) * war[m]
        value[m] = (ends + stands * (1.0 - delta[m]) * yields[m]) / (1.0 - stands * delta[m])
