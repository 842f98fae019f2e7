"""Ranges of numbers as somebody moves them, and as a case file writes them."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from servanda.case.keys.number import Quantity
from servanda.errors import InputError
from servanda.quantity import Interval, Point
from servanda.worlds.belief import quantile

__all__ = ["Ranges", "moved", "notation_of"]

Ranges = Mapping[str, tuple[float, float]]
"""Numbers of a case by path, each with the ends of its 90% interval, or twice the same point."""


def notation_of(low: float, high: float) -> str | float:
    """Return a range as a case file writes it.

    >>> notation_of(0.1, 0.25), notation_of(3.0, 3.0)
    ('0.1 to 0.25', 3)
    """
    if low == high:
        return int(low) if low.is_integer() and abs(low) < 1e15 else low
    return f"{low!r} to {high!r}"


def moved(path: str, number: Quantity, low: float, high: float) -> Quantity:
    """Return a number with another range, as it would be read from a case file."""
    if not (math.isfinite(low) and math.isfinite(high)):
        raise InputError(f"{path}: an end is no number; write two numbers")
    if not low <= high:
        raise InputError(f"{path}: the range runs from {low:g} down to {high:g}; swap the ends")
    form = Point(float(low)) if low == high else Interval(float(low), float(high))
    if number.form == form:
        return number
    try:
        type(number).within(form)
        quantile(form, np.array([0.5]), number.low, number.high, unit=number.unit)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None
    return number.model_copy(update={"form": form})
