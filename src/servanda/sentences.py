"""How sentences say several things, and numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable

__all__ = ["listed", "number", "plural"]


def listed(names: Iterable[str], joint: str = "and") -> str:
    """Return names as prose lists them.

    >>> listed(["Kyiv", "Moscow", "Brussels"]), listed(["a", "b"], "or"), listed([])
    ('Kyiv, Moscow and Brussels', 'a or b', '')
    """
    *first, last = names or [""]
    return f"{', '.join(first)} {joint} {last}" if first else last


def number(value: float, digits: int = 2) -> str:
    """Return a number with so many significant digits, never in powers of ten.

    >>> number(0.03817), number(1234.5), number(-0.25), number(6.02e10), number(2e-7)
    ('0.038', '1,234', '−0.25', '60,200,000,000', '<0.00001')
    """
    if not math.isfinite(value):
        return "–"
    if value == 0:
        return "0"
    size = math.floor(math.log10(abs(value)))
    if size < -5:
        return "<0.00001" if value > 0 else ">−0.00001"
    text = f"{value:,.{max(0, digits - 1 - size)}f}".replace("-", "−")
    return text.rstrip("0").rstrip(".") if "." in text else text


def plural(count: int, noun: str) -> str:
    """Return how many there are of something.

    >>> plural(1, "world"), plural(10_000, "world")
    ('1 world', '10,000 worlds')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
