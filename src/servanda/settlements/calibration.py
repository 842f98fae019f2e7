"""How often what was said came true: forecasts of the library in fifths, beside what became."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from servanda.arrays import Floats
from servanda.explore.methods.bins import bin_codes

if TYPE_CHECKING:
    from servanda.settlements.score import Row

__all__ = ["HOLDS", "SHRUNK", "SIGNED", "Fifth", "calibration_of", "fifths"]

PARTS = 5
ERRORS = 1.6448536269514722
"""Standard errors of a 90% interval."""

SIGNED = "signed"
HOLDS = "holds five years, given signed"
SHRUNK = "holds, shrunk to the rate of its kind"


@dataclass(frozen=True)
class Fifth:
    """About a fifth of the forecasts: what was said on average, and the share that came true.

    `low` and `high` are the 90% interval of that share [@AgrestiCoull1998], each case taken as a
    draw of its own.
    """

    said: float
    came: float
    low: float
    high: float
    cases: int

    def to_dict(self) -> dict[str, float]:
        """Return it as `--json` prints it."""
        return vars(self).copy()


def fifths(said: Floats, came: Floats) -> tuple[Fifth, ...]:
    """Return forecasts in about fifths, the lowest first, beside the share that came true.

    >>> low, high = fifths(np.repeat([0.2, 0.9], 10), np.repeat([0.0, 1.0], 10))
    >>> low.said, low.came, round(low.high, 2), high.came
    (0.2, 0.0, 0.25, 1.0)
    """
    if not len(said):
        return ()
    codes, found = bin_codes(said, PARTS), []
    for code in range(int(codes.max()) + 1):
        here = codes == code
        count, share = int(here.sum()), float(came[here].mean())
        many = count + ERRORS**2
        middle = (share * count + ERRORS**2 / 2) / many
        half = ERRORS * float(np.sqrt(middle * (1.0 - middle) / many))
        low, high = max(middle - half, 0.0), min(middle + half, 1.0)
        found.append(Fifth(float(said[here].mean()), share, low, high, count))
    return tuple(found)


def calibration_of(rows: Sequence[Row]) -> Mapping[str, tuple[Fifth, ...]]:
    """Return SIGN of all, HOLD of the signed, and the same drawn to its kind, in fifths."""
    signed = [row for row in rows if row.became != "refused"]
    held = np.array([float(row.became == "held") for row in signed])
    return {
        SIGNED: fifths(
            np.array([row.sign for row in rows]),
            np.array([float(row.became != "refused") for row in rows]),
        ),
        HOLDS: fifths(np.array([row.hold for row in signed]), held),
        SHRUNK: fifths(
            np.array([row.hold if row.shrunk is None else row.shrunk for row in signed]), held
        ),
    }
