"""What settling is worth to a party beyond the issues told: in truth, and as the others see it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from servanda.engine.inputs.readings import Readings
from servanda.worlds.belief import pooled_quantile

__all__ = ["readiness_of"]

LEAST_BLUR = 0.02
"""S.d. with which even a party whose readiness is known is read at the table."""

ONE_BELOW, EVEN, ONE_ABOVE = 0.15865525393145707, 0.5, 0.8413447460685429
"""Quantiles at which a normal number lies one s.d. below its mean, at it, and one above."""


def readiness_of(readings: Readings, party: str) -> dict[str, npt.ArrayLike]:
    """Return the columns of `PARTY` that say what signing brings a party beyond the terms.

    A party knows its own readiness, which is the number drawn. The others know the range that the
    case states: they take its median for it, and half the distance between the quantiles one s.d.
    to either side for how far they may be wrong.
    """
    path = f"parties.{party}.readiness"
    number = readings.draws.numbers[path]
    places = np.array([ONE_BELOW, EVEN, ONE_ABOVE])
    low, middle, high = pooled_quantile(
        number.form, places, number.low, number.high, unit=number.unit
    )
    return {
        "readiness": readings.number(path),
        "readiness_seen": middle,
        "blur": np.hypot(LEAST_BLUR, (high - low) / 2.0),
    }
