"""Markdown in which words of a source are words, whatever program renders it."""

from __future__ import annotations

import re

from servanda.escaping.hidden import line, visible

__all__ = ["fenced", "markdown_text"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$!{}^@])")
_LINE_START = re.compile(r"^([-+=]+|\d+[.)])(?=\s|$)")
_ADDRESS = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp|javascript|data):|\b(www)\.")
"""What some programs make a link of wherever it stands."""


def markdown_text(text: str) -> str:
    """Return text that Markdown shows as it is, on one line.

    >>> print(markdown_text("[see](http://x.org) <b>"))
    \\[see\\](http\\://x.org) \\<b\\>
    """
    flat = " ".join(line(text).split()) if "\n" in text else line(text)
    escaped = _SPECIAL.sub(r"\\\1", flat).replace("&", "&amp;")
    escaped = _ADDRESS.sub(lambda m: f"{m[1]}\\:" if m[1] else f"{m[2]}\\.", escaped)
    lead = escaped[: len(escaped) - len(escaped.lstrip())]
    body = _LINE_START.sub(_at_start, escaped.lstrip())
    return (" " if lead else "") + body


def _at_start(match: re.Match[str]) -> str:
    said = match.group(1)
    return f"{said[:-1]}\\{said[-1]}" if said[0].isdigit() else f"\\{said}"


def fenced(text: str) -> str:
    """Return text as a block of code, in a fence that nothing in it ends."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{visible(text).rstrip()}\n{fence}"
