"""What a report carries inside, so that it can be run again: the case, and the results."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from markupsafe import Markup, escape

from servanda.errors import InputError
from servanda.report.visible import HIDDEN

__all__ = ["Embedded", "embedded", "listing"]


@dataclass(frozen=True)
class Embedded:
    """The case a report was made from, and what it says came out.

    `digits` is what `Assessment.to_dict` gave.
    """

    case_yaml: str
    seed: int
    worlds: int
    version: str
    digits: dict[str, Any]


def listing(text: str) -> Markup:
    """Return text as HTML that `embedded` reads back to the letter, hidden controls shown.

    >>> listing("a < \u202e")
    Markup('a &lt; <i data-c="202e">[U+202E]</i>')
    """
    pieces, at = [], 0
    for match in HIDDEN.finditer(text):
        code = f"{ord(match.group()):04x}"
        pieces += [escape(text[at : match.start()])]
        pieces += [Markup('<i data-c="{}">[U+{}]</i>').format(code, code.upper())]
        at = match.end()
    return Markup("").join([*pieces, escape(text[at:])])


def embedded(html: str) -> Embedded:
    """Return what the report whose text is `html` carries inside.

    Raises: InputError where it is no report, or one that was cut short.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    found = {name: "".join(pieces) for name, pieces in reader.found.items()}
    try:
        digits = json.loads(found["digits"])
        return Embedded(
            found["case"],
            int(digits["seed"]),
            int(digits["worlds"]),
            str(digits["version"]),
            digits,
        )
    except (KeyError, TypeError, ValueError):
        raise InputError(
            "this is no whole servanda report: it carries no case and results to run again; give "
            "the HTML file that `servanda report` wrote"
        ) from None


class _Reader(HTMLParser):
    """Collects the text of the `pre` elements whose names begin with `servanda-`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, list[str]] = {}
        self._inside = ""
        self._skips = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("id") or ""
        if tag == "pre" and name.startswith("servanda-"):
            self._inside = name.removeprefix("servanda-")
            self.found.setdefault(self._inside, [])
        elif tag == "i" and self._inside and given.get("data-c"):
            self.found[self._inside].append(_character(given["data-c"] or ""))
            self._skips = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "i":
            self._skips = False
        elif tag == "pre":
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside and not self._skips:
            self.found[self._inside].append(data)


def _character(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
