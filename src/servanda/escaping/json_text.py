"""JSON that any program reads to the letter, and that steers no terminal it is shown on."""

from __future__ import annotations

import json
from typing import Any

from servanda.escaping.hidden import HIDDEN

__all__ = ["json_text"]


def json_text(
    body: object, *, indent: int | None = None, sort_keys: bool = False, compact: bool = False
) -> str:
    r"""Return plain data as JSON, hidden controls as escapes: read back, it is the same text.

    Raises: ValueError for a number that is not finite, which JSON does not have.

    >>> json_text({"who": "Київ\u202e\x9b"})
    '{"who": "Київ\\u202e\\u009b"}'
    """
    separators = (",", ":") if compact else None
    text = json.dumps(
        body, indent=indent, sort_keys=sort_keys, separators=separators, ensure_ascii=False,
        allow_nan=False,
    )  # fmt: skip
    # Outside of strings JSON has no such character but line feeds, which are not among them.
    return HIDDEN.sub(_escape, text)


def _escape(match: Any) -> str:
    code = ord(match.group())
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
