"""What holds for a kind of war where a case is silent: interstate, civil settlement, civil truce.

The level of these was fitted to how long settlements of each kind have lasted; the openings, the
noise and bad faith trade off against each other along a ridge and should be read together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from servanda.base_rates import BASE_RATES, base_rate
from servanda.engine.inputs.readings import Readings
from servanda.quantity import convert
from servanda.worlds.belief import quantile

__all__ = ["KINDS", "Defaults"]

Floats = npt.NDArray[np.float64]

KINDS: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        "interstate": {
            "opportunities": 0.58, "temptation_noise": 0.017, "keeps_its_word": 0.70,
            "early": 14.7, "jump_rate": 0.10, "jump_size": 0.11,
        },
        "civil_settlement": {
            "opportunities": 12.23, "temptation_noise": 0.092, "keeps_its_word": 0.46,
            "early": 1.7, "jump_rate": 0.10, "jump_size": 0.15,
        },
        "civil_truce": {
            "opportunities": 6.50, "temptation_noise": 0.079, "keeps_its_word": 0.22,
            "early": 5.8, "jump_rate": 0.10, "jump_size": 0.15,
        },
    }
)  # fmt: skip
"""Medians by kind of war, rates a year; where no base rate of that name is there."""

ANY_KIND: Mapping[str, float] = MappingProxyType(
    {
        "word": 0.06,
        "victory": 1.0,
        "decided": 0.1,
        "violation_share": 0.0,
        "violation_recovers": 3.0,
        "violation_cost": 0.0,
    }
)


@dataclass(frozen=True)
class Defaults:
    """The defaults of one kind of war."""

    kind: str

    def number(self, readings: Readings, name: str, unit: str = "") -> Floats:
        """Return the number called `name` of this kind of war, drawn where it is a base rate."""
        entry = f"{name}_{self.kind}"
        if entry not in BASE_RATES:
            entry = name
        if entry not in BASE_RATES:
            return readings.constant(KINDS[self.kind].get(name, ANY_KIND.get(name, 0.0)))
        rate = base_rate(entry)
        drawn = quantile(rate.form, readings.draws.event(f"default/{entry}"), rate.low, rate.high)
        return drawn if not unit else drawn * convert(1.0, rate.unit, unit)

    def leaders(self, kind_of_actor: str) -> float:
        """Return how often, a year, those who decide are replaced."""
        return 0.1 if kind_of_actor == "non-state" else 0.2
