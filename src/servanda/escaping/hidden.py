"""Characters that act on text without being seen, made visible: none may reorder or hide words."""

from __future__ import annotations

import re

__all__ = ["HIDDEN", "line", "visible"]

HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls of terminals
    "\u2028\u2029"  # other ends of lines
    "\u202a-\u202e\u2066-\u2069\u206a-\u206f"  # the direction of writing, overridden
    "\ud800-\udfff"  # halves of characters: bytes of a file name that are no text
    "\ufeff\ufff9-\ufffb\ufffe\uffff"  # marks that stand for nothing
    "\U000e0000-\U000e007f]"  # tags: letters nobody sees
)
"""Characters that steer, reorder or end what is shown, or cannot be written at all.

Left alone are a tab, a line feed, and the marks by which Arabic, Hebrew and Persian are written
(U+200C to U+200F, U+061C): they turn no word round.
"""


def visible(text: str) -> str:
    r"""Return `text` with hidden controls written out.

    >>> visible("a\u202egnp.exe")
    'a[U+202E]gnp.exe'
    """
    return HIDDEN.sub(lambda match: f"[U+{ord(match.group()):04X}]", text)


def line(text: str) -> str:
    r"""Return `text` on one line, hidden controls written out.

    >>> line("Norland\nwrote report.html \x1b[2J")
    'Norland wrote report.html [U+001B][2J'
    """
    return visible(text.replace("\r\n", " ").replace("\n", " ").replace("\t", " "))
