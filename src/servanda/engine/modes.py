"""Two ways to compute: as printed verdicts do, and quickly, for exploring."""

from __future__ import annotations

from collections.abc import Iterable

from servanda.engine.calendar import COARSE, blocks_for
from servanda.engine.contract import Settings

__all__ = ["exploring", "printed"]


def printed(months: int = 120, cuts: Iterable[int] = (), **stated: bool | int | float) -> Settings:
    """Return the settings of printed verdicts: months at first, blocks of six at the end.

    Against months throughout, the five-year survival errs by some 1e-3.

    >>> len(printed().blocks)
    38
    """
    return Settings(blocks_for(months, cuts), **stated)  # type: ignore[arg-type]


def exploring(
    months: int = 120, cuts: Iterable[int] = (), **stated: bool | int | float
) -> Settings:
    """Return the settings for exploring: blocks up to a year long.

    With costs known to all (no nodes) it takes less than half the time; how far the five-year
    survival and the margins then are from printed ones is stated by `benchmarks/engine.py`.

    >>> len(exploring().blocks)
    17
    """
    return Settings(blocks_for(months, cuts, COARSE), **stated)  # type: ignore[arg-type]
