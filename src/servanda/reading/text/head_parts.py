"""The first and last lines of an article in parts: days, hours, roles, asides, and what is left.

Newspapers part who, where and when by lines, bars, dashes, commas, dots, slashes, brackets and
words; none of these says by itself what the parts are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from servanda.reading.text.masthead_words import (
    ASIDE,
    BY,
    FROM,
    HOUR,
    ISSUED,
    LINK,
    NAME,
    NOT_BY,
    NUMBERED,
    OURS,
    PRESS,
    ROLE,
    ROLE_OF,
    ROLE_WHO,
    SECTION,
    SOMEBODY,
    STAFF,
    TITLE,
    UPDATED,
)
from servanda.reading.text.part_looks import has_body_word, has_outlet_word, has_role, is_persons
from servanda.reading.text.printed_days import DAY, day_in

__all__ = ["Part", "parts_of"]

Kind = Literal["words", "day", "aside", "role", "place"]
Lead = Literal["", "by", "press", "from", "of", "issued"]


@dataclass(frozen=True)
class Part:
    """A part of a line: its words, what it is if its form tells, and how it stands there.

    `lead`: what words before it, cut off, say of it: "by" that it wrote, "press" that it printed,
    "of" that it stands behind a writer's name. `sign`: what parts it from what is before it.
    `town`: a place follows that was cut off. `day`: the whole date, of a day with its year.
    """

    words: str
    line: int
    kind: Kind = "words"
    lead: Lead = ""
    sign: str = ""
    bracketed: bool = False
    town: bool = False
    day: date | None = None


_LONGEST: Final = 240
"""Code points of a line that are looked at."""
_SIGNS: Final = re.compile(
    r"\s*[()\[\]\n\t]\s*|(?:(?<=\s)|\A)/(?=[^\W\d])|(?<=[^\W\d])/(?=\s|\Z)"
    r"|\s+(?:\||/|>|»|::|[*•·])\s+|[|•·]\s*|\s+(?:[–—]|--?)\s+|—|[,;]\s+"
    r"|(?<=[a-z0-9\x00][a-z0-9\x00])(?<!Prof)(?<!\bGen)(?<!\bHon)(?<!\bRev)(?<!\bAmb)(?<!\bInc)"
    r"(?<!\bno)(?<!\bvol)(?<!\bVol)\.\s+|\s{3,}"
)
_DIGIT: Final = re.compile(r"\d")
_HELD: Final = re.compile(r"\x00(\d+)\x00")
_WEEKEND: Final = re.compile(r"(?i)(?:satur|sun)day,?\s+")


def parts_of(line: str, number: int) -> list[Part]:
    """Return the parts of a line, in order.

    >>> [(p.words, p.kind, p.lead) for p in parts_of("By Ana Ruiz for The Post | 3 May 2024", 0)]
    [('Ana Ruiz', 'words', 'by'), ('The Post', 'words', 'of'), ('3 May 2024', 'day', '')]
    """
    line = line[:_LONGEST]
    days: list[str] = []

    def keep(match: re.Match[str]) -> str:
        found = match.group()
        weekend = _WEEKEND.match(found)
        if weekend and line[: match.start()].endswith(" on "):
            days.append(found[weekend.end() :])
            return f"{weekend.group()}\x00{len(days) - 1}\x00"
        days.append(found)
        return f"\x00{len(days) - 1}\x00"

    return [
        part
        for piece, sign, bracketed in _pieces(DAY.sub(keep, line) if _DIGIT.search(line) else line)
        for part in _read(piece, Part("", number, sign=sign, bracketed=bracketed), days)
        if part.words
    ]


def _pieces(line: str) -> Iterator[tuple[str, str, bool]]:
    """Yield what stands between the signs of a line, the sign before it, and if in brackets."""
    start, sign, depth = 0, "", 0
    for match in _SIGNS.finditer(line):
        if piece := line[start : match.start()].strip():
            yield piece, sign, depth > 0
            sign = ""
        found = match.group().strip() or " "
        if found in "([":
            depth += 1
        elif found in ")]":
            depth = max(0, depth - 1)
        sign, start = found, match.end()
    if piece := line[start:].strip():
        yield piece, sign, depth > 0


def _read(piece: str, part: Part, days: list[str]) -> Iterator[Part]:
    """Yield a piece's days, and what is left of it read by its first words."""
    start = 0
    for match in _HELD.finditer(piece):
        yield from _worded(piece[start : match.start()], part, beside=True)
        told = days[int(match[1])]
        yield replace(part, words=told, kind="day", day=day_in(told))
        start, part = match.end(), replace(part, sign=" ")
    yield from _worded(piece[start:], part, beside=start > 0)


def _worded(piece: str, part: Part, *, beside: bool) -> Iterator[Part]:
    """Yield words without a day as parts; `beside`: a day stands before or behind them."""
    words = re.sub(r"\A(?:and|&) ", "", piece.strip(' \t.,|:;_=#*~<>+–—-"“”'))
    if beside:
        words = UPDATED.sub(" ", words).strip(" .,:;-–—|")
    if not words:
        return
    if HOUR.match(words) or ASIDE.match(words):
        yield replace(part, words=words, kind="aside")
        return
    yield from _led(words, part)


def _led(words: str, part: Part) -> Iterator[Part]:
    """Yield a part without the words that lead to it, which say whether it wrote or printed."""
    if numbered := NUMBERED.search(words):
        words = words[: numbered.start()]
    if section := SECTION.match(words):
        yield replace(part, words=section.group().strip(), kind="aside")
        yield from _led(words[section.end() :], replace(part, sign=":"))
        return
    if NOT_BY.match(words):
        yield replace(part, words=words, kind="aside")
    elif press := PRESS.match(words):
        yield replace(part, words=_cleaned(words[press.end() :]), lead="press")
    elif by := BY.match(words):
        yield from _written(_cleaned(words[by.end() :]), replace(part, lead="by"))
    elif from_ := FROM.match(words):
        yield from _written(_cleaned(words[from_.end() :]), replace(part, lead="from"))
    elif (role := ROLE_OF.match(words)) and has_outlet_word(words[role.end() :]):
        yield replace(part, words=_cleaned(words[role.end() :]), lead="press")
    elif (staff := STAFF.search(words)) and has_outlet_word(words[: staff.start()]):
        yield replace(part, words=words[: staff.start()])
    elif has_role(words) and (words[0].islower() or _is_role(words)):
        yield replace(part, words=words, kind="role")
    elif (issued := ISSUED.match(words)) and has_body_word(words[issued.end() :]):
        yield replace(part, words=words[issued.end() :], lead="issued")
    else:
        yield from _written(words, part)


def _is_role(words: str) -> bool:
    """Say whether words end or begin on what somebody is: "Political Editor", "Editor of"."""
    last = has_role(words.split()[-1]) or ROLE.match(words)
    return (
        bool(last)
        and not words.startswith("The ")
        and len(words.split()) <= 7
        and not is_persons(words)
    )


def _written(words: str, part: Part) -> Iterator[Part]:
    """Yield a name, and apart from it the town or the outlet that words join to it."""
    if OURS.match(words):
        yield replace(part, words=words)
        return
    if part.lead and (staff := STAFF.search(words)) and has_outlet_word(words[: staff.start()]):
        yield replace(part, words=words[: staff.start()], lead="of")
        return
    role = ROLE_WHO.match(words)
    if role and is_persons(words[role.end() :]):
        yield replace(part, words=role.group().strip(), kind="role")
        words = words[role.end() :]
    elif part.lead and SOMEBODY.match(words):
        yield replace(part, words=words, kind="role")
        return
    title = TITLE.match(words)
    at = title.end() if title else 0
    name = NAME.match(words, at)
    if name and words.startswith(": ", name.end()) and is_persons(name.group()):
        yield replace(part, words=words[: name.end()])
        yield replace(part, words=words[name.end() + 2 :], sign=":")
        return
    link = LINK.match(words, name.end()) if name else None
    if not name or not link or not (part.lead or is_persons(name.group())):
        yield replace(part, words=words)
        return
    rest = _cleaned(words[link.end() :])
    placed = link["link"] not in {"for", "of", "at", "on"} and not (
        has_outlet_word(rest) or words.startswith("The ", link.end() - 4)
    )
    yield replace(part, words=words[: name.end()], town=placed)
    yield replace(part, words=rest, kind="place" if placed else "words", lead="of", sign=" ")


def _cleaned(words: str) -> str:
    return words.strip(' .,:;()[]"“”')
