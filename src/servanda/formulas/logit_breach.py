"""One month of temptation: at an opening, break the deal or keep it.

An opening arises with a monthly chance. The party then compares keeping with breaking, each moved
by an unseen shock of scale `noise` (double exponential), so that its choice is a logit.
"""

from __future__ import annotations

from servanda.arrays import Floats
from servanda.compiled import compiled
from servanda.formulas.elementary import exponential, log_one_plus

__all__ = ["breach_choice", "breach_choices"]


@compiled
def breach_choice(
    stay: float, breach: float, opening: float, noise: float, per_noise: float
) -> tuple[float, float]:
    """Return the value before the shocks are seen, and the chance that the deal is broken.

    stay, breach: values; opening: chance a month; noise: value, with its inverse `per_noise`.

    Formula: ``value = stay + opening * noise * log(1 + e^x)``, ``hazard = opening / (1 + e^-x)``,
    ``x = (breach - stay)/noise`` [@Rust1987] [@McKelveyPalfrey1998].

    >>> value, hazard = breach_choice(0.4, 0.4, 0.2, 0.01, 100.0)
    >>> print(f"{value:.9f} {hazard:.6f}")
    0.401386294 0.100000
    """
    gain = breach - stay
    x = gain * per_noise
    e = exponential(-abs(x))
    likelier = 1.0 / (1.0 + e)
    share = likelier if x > 0.0 else e * likelier
    return stay + opening * (max(gain, 0.0) + noise * log_one_plus(e)), opening * share


@compiled
def breach_choices(
    stay: Floats,
    breach: Floats,
    opening: Floats,
    noise: Floats,
    per_noise: Floats,
    value: Floats,
    hazard: Floats,
) -> None:
    """Fill `value` and `hazard` with the `breach_choice` of many parties side by side.

    >>> import numpy as np
    >>> one, value, hazard = np.ones(2), np.empty(2), np.empty(2)
    >>> breach_choices(0.4 * one, 0.4 * one, 0.2 * one, 0.01 * one, 100 * one, value, hazard)
    >>> print(hazard)
    [0.1 0.1]
    """
    for lane in range(stay.shape[0]):
        value[lane], hazard[lane] = breach_choice(
            stay[lane], breach[lane], opening[lane], noise[lane], per_noise[lane]
        )
