"""Two ways to compute: as printed verdicts do, and quickly, for exploring."""

from __future__ import annotations

from collections.abc import Iterable

from servanda.engine.calendar import COARSEST, blocks_for
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
    """Return the settings for exploring: blocks up to a year long, each at one go.

    How far five-year survival and margins are from printed ones is told by `benchmarks/engine.py`.

    >>> len(exploring().blocks)
    11
    """
    stated = {"tolerance": 3e-3, "passes": 6, "by_block": True, **stated}
    return Settings(blocks_for(months, cuts, COARSEST), **stated)  # type: ignore[arg-type]
