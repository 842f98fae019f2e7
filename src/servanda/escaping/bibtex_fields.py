"""BibTeX in which words of a source end no field and call no command of TeX."""

from __future__ import annotations

import re
from collections.abc import Mapping

from servanda.escaping.hidden import line

__all__ = ["bibtex_entry", "bibtex_field"]

_TEX = re.compile(r"[\\{}%#$&_~^@\"]")
_AS = {
    "\\": "", "{": "(", "}": ")", "~": "-", "^": "", '"': "''", "@": "(at)",
    "%": r"\%", "#": r"\#", "$": r"\$", "&": r"\&", "_": r"\_",
}  # fmt: skip
_ADDRESS = re.compile(r"[^A-Za-z0-9:/?\[\]!'()*+,;=._~&%#-]")


def bibtex_field(text: str) -> str:
    r"""Return text as it may stand in a field.

    >>> bibtex_field("100% {Norland}\\input{x}")
    '100\\% (Norland)input(x)'
    """
    return _TEX.sub(lambda match: _AS[match.group()], line(text))


def bibtex_entry(kind: str, key: str, fields: Mapping[str, str]) -> str:
    """Return an entry; empty fields are left out, and an address keeps its own signs."""
    lines = [
        f"  {name} = {{{_ADDRESS.sub('', line(value)) if name == 'url' else bibtex_field(value)}}},"
        for name, value in fields.items()
        if value
    ]
    return "\n".join([f"@{kind}{{{key},", *lines, "}"])
