"""Characters that act on text without being seen, made visible: none may reorder or hide words."""

from __future__ import annotations

import re

__all__ = ["HIDDEN", "visible"]

HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
"""Control characters, and those that override the direction of writing."""


def visible(text: str) -> str:
    r"""Return `text` with hidden controls written out.

    >>> visible("a\u202egnp.exe")
    'a[U+202E]gnp.exe'
    """
    return HIDDEN.sub(lambda match: f"[U+{ord(match.group()):04X}]", text)
