"""What a deal is worth once nothing about it changes any more, a lull nobody signed among them."""

from __future__ import annotations

from servanda.compiled import compiled
from servanda.formulas.logit_breach import breach_choice

__all__ = ["steady_deal"]

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
        if abs(change) <= 1e-14 * (1.0 + abs(value)):
            break
    stands = (1.0 - hazard) * (1.0 - others)
    ends = hazard * breach + (1.0 - hazard) * others * fought
    return value, hazard, (ends + stands * (1.0 - delta) * yields) / (1.0 - stands * delta)
