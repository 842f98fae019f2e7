"""SVG as text: every attribute and every word is escaped, and nothing in it can run."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from servanda.escaping.hidden import visible

__all__ = [
    "FAINT",
    "GRID",
    "INK",
    "PALETTE",
    "Picture",
    "circle",
    "line",
    "path",
    "rect",
    "text",
    "wrapped",
]

PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
"""Colours that readers with any common colour vision tell apart [@OkabeIto2008]."""

INK, FAINT, GRID = "#1b1f24", "#5b6470", "#dfe3e8"

_WIDTH_OF_LETTER = 0.54


def _element(name: str, content: str = "", **attributes: object) -> str:
    pairs = " ".join(
        f"{key.rstrip('_').replace('_', '-')}={quoteattr(_plain(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name} {pairs}>{content}</{name}>" if content else f"<{name} {pairs}/>"


def _plain(value: object) -> str:
    return (
        f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else visible(f"{value}")
    )


def line(
    x1: float, y1: float, x2: float, y2: float, colour: str = GRID, width: float = 1.0,
    dash: str | None = None, cap: str | None = None,
) -> str:  # fmt: skip
    """Return a straight line."""
    return _element(
        "line", x1=float(x1), y1=float(y1), x2=float(x2), y2=float(y2), stroke=colour,
        stroke_width=width, stroke_dasharray=dash, stroke_linecap=cap,
    )  # fmt: skip


def circle(x: float, y: float, radius: float, colour: str, hollow: bool = False) -> str:
    """Return a dot."""
    fill, edge = ("#ffffff", colour) if hollow else (colour, "#ffffff")
    return _element(
        "circle", cx=float(x), cy=float(y), r=radius, fill=fill, stroke=edge, stroke_width=1.5
    )


def rect(
    x: float, y: float, width: float, height: float, colour: str, opacity: float | None = None
) -> str:
    """Return a bar."""
    return _element(
        "rect", x=float(x), y=float(y), width=float(max(width, 0.0)), height=float(height),
        fill=colour, fill_opacity=opacity, rx=1.5,
    )  # fmt: skip


def path(
    points: Sequence[tuple[float, float]], colour: str, dash: str | None = None,
    filled: bool = False,
) -> str:  # fmt: skip
    """Return a line through points, or the area inside them."""
    steps = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    if filled:
        return _element("polygon", points=steps, fill=colour, fill_opacity="0.15")
    return _element(
        "polyline", points=steps, fill="none", stroke=colour, stroke_width=2,
        stroke_dasharray=dash, stroke_linejoin="round",
    )  # fmt: skip


def text(
    x: float, y: float, words: str, anchor: str = "start", colour: str = INK, size: float = 12.0,
    bold: bool = False,
) -> str:  # fmt: skip
    """Return words; `y` is their base line."""
    return _element(
        "text", escape(visible(words)) or " ", x=float(x), y=float(y), fill=colour, font_size=size,
        stroke="#ffffff", stroke_width=3, paint_order="stroke", stroke_linejoin="round",
        text_anchor=None if anchor == "start" else anchor, font_weight=600 if bold else None,
    )  # fmt: skip


def wrapped(words: str, width: float, lines: int = 2, size: float = 12.0) -> list[str]:
    """Return words broken into at most so many lines of about `width`, cut with an ellipsis.

    >>> wrapped("Full Russian withdrawal of all troops", 130)
    ['Full Russian', 'withdrawal of all…']
    """
    room = max(6, int(width / (size * _WIDTH_OF_LETTER)))
    found: list[str] = []
    for word in words.split():
        if found and len(found[-1]) + 1 + len(word) <= room:
            found[-1] += f" {word}"
        else:
            found.append(word)
    if len(found) > lines:
        found = [*found[: lines - 1], f"{found[lines - 1]}…"]
    return [each if len(each) <= room + 1 else each[:room] + "…" for each in found]


class Picture:
    """A drawing in the making: its pieces, and how high it has grown."""

    def __init__(self, width: float) -> None:
        self.width, self.height = float(width), 0.0
        self.pieces: list[str] = []

    def add(self, *pieces: str) -> None:
        """Put pieces on top of what is there."""
        self.pieces += pieces

    def svg(self, name: str, title: str, description: str) -> str:
        """Return the whole as an SVG element that says what it shows to those who cannot see it."""
        head = _element("title", escape(visible(title)), id=f"{name}-t")
        head += _element("desc", escape(visible(description)) or "-", id=f"{name}-d")
        return _element(
            "svg", head + "".join(self.pieces), xmlns="http://www.w3.org/2000/svg", role="img",
            viewBox=f"0 0 {self.width:.0f} {self.height:.0f}", width=round(self.width),
            height=round(self.height), aria_labelledby=f"{name}-t {name}-d",
            font_family="system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
        )  # fmt: skip
