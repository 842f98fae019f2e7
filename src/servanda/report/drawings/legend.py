"""What the colours of a picture stand for."""

from __future__ import annotations

from collections.abc import Sequence

from servanda.report.drawings.svg import PALETTE, Picture, rect, text

__all__ = ["legend"]


def legend(picture: Picture, groups: Sequence[str], width: float) -> float:
    """Draw what each colour stands for, if there is more than one, and return the height taken."""
    if len(groups) < 2:
        return 0.0
    x, y = 8.0, 14.0
    for index, name in enumerate(groups):
        needed = 20 + 6.8 * len(name) + 14
        if x > 8 and x + needed > width:
            x, y = 8.0, y + 18
        picture.add(rect(x, y - 10, 12, 12, PALETTE[index % len(PALETTE)], 0.85))
        picture.add(text(x + 18, y, name or "other"))
        x += needed
    return y + 8
