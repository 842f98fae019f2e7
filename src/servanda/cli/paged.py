"""Long answers a page at a time, where somebody sits at the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["LONG", "print_paged"]

LONG = 60
"""Lines beyond which an answer is paged."""


def print_paged(draw: Callable[[Console], None], every: bool = False) -> None:
    """Print what `draw` prints to a console: whole, or paged where it is long.

    Into a file or a pipe, or where `every` is asked for, it is never paged.
    """
    from rich.console import Console

    console = Console(markup=False, highlight=False, emoji=False)
    with console.capture() as caught:
        draw(console)
    text = caught.get()
    if every or not sys.stdout.isatty() or text.count("\n") <= LONG:
        sys.stdout.write(text)
        return
    from pydoc import pager

    os.environ.setdefault("LESS", "-RFX")  # colours stay colours, and a short rest ends at once
    pager(text)
