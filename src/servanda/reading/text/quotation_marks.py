"""Quotation marks of other houses read as double ones: 'British', »reversed«, „low“, «French».

One mark stands for one mark, so every offset holds in the text as it was.
"""

from __future__ import annotations

import re

__all__ = ["with_double_marks"]

_ANY = re.compile(r"[‘’‚‛'«»„‟″＂❝❞‹›]")
_PLAIN = str.maketrans({"″": '"', "＂": '"', "❝": "“", "❞": "”", "‟": "“"})
_ODD = re.compile("[″＂❝❞‟]")
_LOW = re.compile(r"„([^„“”]{1,4000})[“”]")
_LOW_SINGLE = re.compile(r"‚([^‚‘’]{1,4000})[‘’](?!\w)")
_REVERSED = re.compile(r"(?<![\w»])»(?=[^\s»])([^«»]{1,4000}?)(?<=[^\s«])«(?!\w)")
_FRENCH = re.compile(r"«([^«»]{1,4000})»")
_OPENING = re.compile(r"(?:(?<=[\s(\[—–:-])|\A)[‘'](?=[\w“\"¿(…]|\.\.\.)")
_CLOSING = re.compile(r"(?<=[^\s(\[])[’'](?=[\s.,;:!?)\]—–…“”\"-]|\Z)")
_NO_QUOTATION = re.compile(r"[‘'](?:\d0s|em|til|tis|twas|n|cause|round|bout)\b", re.I)
_STOPS = ".,!?…—–"


def with_double_marks(paragraph: str) -> str:
    """Return a paragraph with every quotation in double marks, each character in its old place.

    Apostrophes stay; what is quoted inside a quotation in double marks stays. A mark that closes
    after a full stop, comma or the like is preferred to the apostrophe of "the soldiers' town".

    >>> with_double_marks("'It's the soldiers' town,' he said. »Wir bleiben,« she said.")
    "“It's the soldiers' town,” he said. “Wir bleiben,” she said."
    """
    if not _ANY.search(paragraph):
        return paragraph
    line = paragraph.translate(_PLAIN) if _ODD.search(paragraph) else paragraph
    if "„" in line or "‚" in line:
        line = _LOW_SINGLE.sub(r"“\1”", _LOW.sub(r"“\1”", line))
    if "»" in line:
        line = _FRENCH.sub(r"“\1”", _REVERSED.sub(r"“\1”", line))
    single = "‘" in line or "'" in line
    return _single(line) if single and _OPENING.search(line) else line


def _single(line: str) -> str:
    """Return a line with its single quotations in double marks."""
    signs = list(line)
    quoted = _in_double(line)
    at = 0
    while opening := _OPENING.search(line, at):
        start = opening.start()
        at = start + 1
        if quoted[start] or _NO_QUOTATION.match(line, start):
            continue
        end = _end_of(line, start)
        if end is None:
            if _goes_on(line, start):
                signs[start] = "“"
            continue
        signs[start], signs[end] = "“", "”"
        for i in range(start + 1, end):
            if signs[i] in '“”"':
                signs[i] = "’" if signs[i] != "“" else "‘"
        at = end + 1
    return "".join(signs)


def _in_double(line: str) -> list[bool]:
    """Say of each place whether a quotation in double marks holds it."""
    held, inside = [], False
    for sign in line:
        if sign == "“":
            inside = True
        elif sign == "”":
            inside = False
        elif sign == '"':
            inside = not inside
        held.append(inside)
    return held if not inside else [False] * len(line)


def _end_of(line: str, start: int) -> int | None:
    """Return where the mark stands that closes the quotation opened at `start`."""
    weak: int | None = None
    depth = 0
    for match in re.finditer(r"[‘’']", line[start + 1 :]):
        at = start + 1 + match.start()
        if _OPENING.match(line, at) and line[at - 1] not in _STOPS:
            depth += 1
            continue
        if not _CLOSING.match(line, at):
            continue
        if depth:
            depth -= 1
            continue
        if line[at - 1] in _STOPS:
            return at if weak is None or _is_possessive(line, weak) else weak
        if weak is None or _is_possessive(line, weak):
            weak = at
    if weak is not None and _is_possessive(line, weak) and not line[weak + 1 :].strip(" .,;:!?"):
        return weak
    return None if weak is not None and _is_possessive(line, weak) else weak


def _is_possessive(line: str, at: int) -> bool:
    """Say whether a mark may be the apostrophe of a plural: "the soldiers' town"."""
    return line[at - 1] == "s" and bool(re.match(r"\s+[a-z]", line[at + 1 :]))


def _goes_on(line: str, start: int) -> bool:
    """Say whether a quotation that nothing closes goes on in the next paragraph."""
    return len(line[start:].split()) > 3 and (start == 0 or line[start - 2 : start] in {". ", ": "})
