"""How sentences say several things, and numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable

__all__ = ["listed", "number", "percent", "plural"]


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


def percent(share: float) -> str:
    """Return a share as a percentage, with a decimal near either end.

    >>> percent(0.712), percent(0.0049), percent(1.0), percent(0.0002), percent(0.9999)
    ('71%', '0.5%', '100%', '<0.1%', '>99.9%')
    """
    points = 100.0 * share
    if 0 < points < 0.1 or 99.9 < points < 100:
        return "<0.1%" if points < 50 else ">99.9%"
    close = min(points, 100.0 - points) < 9.95 and points not in (0.0, 100.0)
    return f"{points:.1f}%" if close else f"{points:.0f}%"


def plural(count: int, noun: str) -> str:
    """Return how many there are of something.

    >>> plural(1, "world"), plural(10_000, "world")
    ('1 world', '10,000 worlds')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
