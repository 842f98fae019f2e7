"""What a report carries inside, so that it can be run again: the case, and the results."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from markupsafe import Markup, escape

from servanda.errors import InputError
from servanda.report.control_characters import HIDDEN

__all__ = ["Embedded", "differences", "embedded", "listing"]


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


def differences(said: object, here: object, where: str = "") -> list[tuple[str, object, object]]:
    """Return where two assessments as plain data differ: the place, and what each says.

    Wording and the fingerprint of the case do not count: a public report blanks quotations.

    >>> differences({"proposals": [{"id": "a", "signed": {"share": 0.5}}]},
    ...             {"proposals": [{"id": "a", "signed": {"share": 0.25}}]})
    [('proposals.a.signed.share', 0.5, 0.25)]
    """
    if isinstance(said, dict) and isinstance(here, dict):
        names = [name for name in dict.fromkeys((*said, *here)) if name not in _WORDING]
        return [
            found
            for name in names
            for found in differences(said.get(name), here.get(name), f"{where}.{name}".lstrip("."))
        ]
    if isinstance(said, list) and isinstance(here, list) and len(said) == len(here):
        return [
            found
            for index, (one, other) in enumerate(zip(said, here, strict=True))
            for found in differences(one, other, f"{where}.{_called(one, index)}")
        ]
    return [] if said == here else [(where, said, here)]


_WORDING = frozenset({"case", "case_hash", "version", "title", "name", "numbers_by_basis"})


def _called(entry: object, index: int) -> str:
    return str(entry.get("id", index)) if isinstance(entry, dict) else str(index)


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
