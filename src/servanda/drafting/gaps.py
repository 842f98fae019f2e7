"""In which order to fill the gaps of a draft: what moves a verdict most comes first.

The weights are the mean share of the spread of whether a deal is signed and holds that learning a
number of each kind would take away (first-order correlation ratio, 3,000 worlds, seed 1, every
proposal of the two example cases), rounded; `war.victory`, which stands where there is no front, is
taken to weigh what `war.trend` does. They order, and measure nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["in_order_of_weight", "weight_of"]

WEIGHTS: tuple[tuple[str, float], ...] = (
    (r"war\.(?:trend|victory)(?:\..*)?", 0.14),
    (r"war\.(?:costs|flow_costs)(?:\..*)?", 0.05),
    (r"guarantees\.\w+\.(?:intervenes|credibility)(?:\..*)?", 0.04),
    (r"(?:war|parties\.\w+)\.opportunities", 0.033),
    (r"war\.patience(?:\..*)?", 0.02),
    (r"(?:war|parties\.\w+)\.temptation_noise", 0.025),
    (r"proposals\.\w+\.political_costs(?:\..*)?", 0.016),
    (r"guarantees\.\w+\.(?:punishment|breakdown_ratio)", 0.015),
    (r"proposals\.\w+\.consent\..*valid", 0.012),
    (r"issues\.\w+\.options\..*", 0.011),
    (r"issues\.\w+\.weights\..*", 0.007),
    (r"war\.ends_by_itself", 0.006),
    (r"guarantees\.\w+\.(?:force|deployed|from|until)", 0.004),
    (r"war\.(?:front\.held|regroup.*)", 0.003),
    (r"capabilities\.\w+\.forces", 0.0014),
)
"""Kinds of gaps, as patterns of their places, with what each carries."""


def weight_of(key: str) -> float:
    """Return how much of a verdict's spread a gap of this kind carries, as a rule.

    >>> weight_of("war.trend") > weight_of("issues.flag.weights.norland")
    True
    """
    return next((weight for pattern, weight in WEIGHTS if re.fullmatch(pattern, key)), 0.0)


def in_order_of_weight(keys: Iterable[str]) -> list[str]:
    """Return gaps by weight, the heaviest first, those of one kind as they stand in the case."""
    return sorted(keys, key=lambda key: -weight_of(key))
