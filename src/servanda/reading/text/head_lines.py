"""The lines of an article that may be its masthead, in parts, told apart from its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from servanda.reading.text.head_parts import Part, parts_of
from servanda.reading.text.masthead_words import PRESENTS, SPOKE, TITLE, WRITES
from servanda.reading.text.part_looks import small_words
from servanda.reading.text.printed_days import DAY

__all__ = ["HEAD", "Line", "lines_of"]


@dataclass
class Line:
    """A line: its text, its parts, and how it stands.

    `stands`: in the head, at the end ("foot"), as "prose" of which a name is told at most, or as a
    "dateline" before prose, of which the parts are those of the dateline. `whole`: nothing follows
    the dateline.
    """

    text: str
    parts: list[Part]
    stands: Literal["head", "foot", "prose", "dateline"] = "head"
    whole: bool = False


HEAD: Final = 8
"""Lines at the top that can be headline, masthead and byline."""
_WORDS_IN_LINE: Final = 22
_OPENING: Final = re.compile(
    r"\A(?P<opening>[^\n]{2,110}?)\s*(?:[–—]|--|\s-\s|(?<=\)):\s|(?<=\))-)\s*"
)
_PLACE_FIRST: Final = re.compile(
    r"\W*[A-ZÀ-Þ][A-ZÀ-Þ.’'-]{2,}|[^(]{0,90}\([A-Z][\w .&’'/-]{1,50}\)\Z"
)


def lines_of(head: Sequence[str], last: Sequence[str]) -> Iterator[Line]:
    """Yield the lines that may be masthead, those of the head first.

    A line at the end behind which more of the article is told is no signature.
    """
    lines = list(_lines(head, last))
    told = [n for n, line in enumerate(lines) if line.stands == "prose" or _is_told(line.text)]
    for number, line in enumerate(lines):
        ends = not told or number > told[-1]
        yield line if ends or line.stands != "foot" else Line(line.text, [], "prose")


_POINT: Final = re.compile(r"\W*[•·▪*–—-] \w|\(?\d{1,2}[.)] |\(?[a-z]\) ")


def _is_told(text: str) -> bool:
    """Say whether a line is a point of a list, or a sentence of four words or more."""
    return bool(_POINT.match(text)) or (text.endswith((".", "?", "!")) and small_words(text) > 1)


def _lines(head: Sequence[str], last: Sequence[str]) -> Iterator[Line]:
    after, above = False, ""
    for number, text in enumerate(head[:HEAD]):
        known = _is_quotation(text, above) or (
            after and (len(text) > 160 or len(text.split()) > 16)
        )
        line = Line(text, [], "prose") if known else _line(text, number)
        above = text
        after = after or (line.stands in {"prose", "dateline"} and number > 0 and _tells(text))
        if after and line.stands == "head" and not _is_surely_head(line):
            ends = not last and number >= len(head) - 3 and len(text.split()) <= 16
            line = Line(text, line.parts, "foot") if ends else Line(text, [], "prose")
        yield line
    for number, text in enumerate(last, len(head)):
        if len(text) > 160:
            above = text
            continue
        line = Line(text, [], "prose") if _is_quotation(text, above) else _line(text, number)
        above = text
        if line.stands == "head" and len(text.split()) <= 16:
            yield Line(text, line.parts, "foot")


_TWO_SENTENCES: Final = re.compile(r"(?:[\w’'-]+[ ,]+){4,}[\w’'-]+\. [A-ZÀ-Þ].*\.\Z", re.DOTALL)


def _tells(text: str) -> bool:
    """Say whether a line is long enough for the article itself: two sentences, or one that long."""
    return len(text) > 160 or bool(_TWO_SENTENCES.search(text))


_CLOSING: Final = frozenset('“"”’»')
_MARKS: Final = frozenset('“"‘«»„')


def _is_quotation(text: str, above: str) -> bool:
    """Say whether a line is a quotation with whose it is, or whose the quotation above it is."""
    said = above[:1] in _MARKS and above[-1:] in _CLOSING and above[-2:-1] in ".!?,"
    if text.endswith(":") or (said and not text.startswith("By ")):
        return True
    if text[:1] in _MARKS:
        return len(text) > 160 or text.rstrip(" .,")[-1:] not in _CLOSING
    return text[:1] in "—–-" and (above[:1] in _MARKS or len(text.split()) > 6)


def _line(text: str, number: int) -> Line:
    led = number or len(text) > 160 or _is_sentence(text)
    opening = _OPENING.match(text) if led else None
    rest = text[opening.end() : opening.end() + 160].split() if opening else []
    if opening and _is_dateline(opening["opening"]):
        if 0 < len(rest) <= 8 and text[-1] not in ".?!:":
            agency = re.match(r"[A-ZÀ-Þ/ ]*[^–—|]{0,60}\(", text)
            return Line(text, parts_of(text, number), "dateline" if agency else "head", whole=True)
        return Line(text, parts_of(opening["opening"], number), "dateline", whole=not rest)
    if len(text) > 160 or len(text.split()) > _WORDS_IN_LINE:
        return Line(text, list(_in_prose(text, number)), "prose")
    parts = parts_of(text, number)
    if number and _is_sentence(text) and any(p.kind == "words" for p in parts):
        return Line(text, list(_in_prose(text, number)), "prose")
    if not any(p.lead == "by" for p in parts):
        parts += _in_prose(text, number)
    return Line(text, parts)


def _is_dateline(opening: str) -> bool:
    """Say whether what stands before a dash is town, day and agency, and no clause."""
    if TITLE.match(opening):
        return False
    day = DAY.search(opening) if re.search(r"\d", opening) else None
    if not day and not _PLACE_FIRST.match(opening):
        return False
    around = opening[: day.start()] + " " + opening[day.end() :] if day else opening
    if small_words(around) > 1:
        return False
    return bool(day or "(" in opening) or (opening.isupper() and len(opening.split()) < 4)


def _in_prose(text: str, number: int) -> Iterator[Part]:
    """Yield the names in a sentence that says to whom somebody talked, or who writes."""
    if len(text) > 300 or number > 3:
        return
    if spoke := SPOKE.search(text):
        yield Part(spoke["who"], number, sign="talked")
        for part in parts_of(text[spoke.end() :], number):
            if part.day:
                yield part
                break
    if writes := WRITES.search(text):
        yield Part(writes["who"], number, sign="writes")
    if presents := PRESENTS.search(text):
        yield Part(presents["who"], number, lead="by", sign="writes")


def _is_sentence(line: str) -> bool:
    """Say whether a line is prose: it ends with a stop and has words in small letters."""
    return line.endswith((".", "?", "!", "”", '"')) and small_words(line) > 2


def _is_surely_head(line: Line) -> bool:
    return (
        any(p.day or p.lead in {"by", "press"} for p in line.parts) and len(line.text.split()) < 12
    )
