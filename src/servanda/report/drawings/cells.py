"""Cells of a finding's rows as numbers."""

from __future__ import annotations

from servanda.explore.finding import Cell

__all__ = ["real"]


def real(cell: Cell) -> float:
    """Return a cell as a number; what is none is not a number.

    >>> real(3), real(None)
    (3.0, nan)
    """
    return float(cell) if isinstance(cell, int | float) else float("nan")
