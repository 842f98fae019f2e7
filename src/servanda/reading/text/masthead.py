"""Who printed an article, who wrote it and when: from the parts of its first and last lines.

No order and no punctuation is taken for granted. Each part of a line is weighed as the name of who
printed the article and as that of who wrote it, by its own words and by where it stands; each line
as the headline; and the set of the three that weighs most is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from servanda.reading.text.head_lines import Line, lines_of
from servanda.reading.text.head_parts import Part
from servanda.reading.text.masthead_weights import HEADLINE, PRINTED, WROTE
from servanda.reading.text.masthead_words import NOBODY, NOT_BY, OURS
from servanda.reading.text.part_looks import as_written, is_persons, small_words
from servanda.reading.text.part_places import Page, folded

__all__ = ["Masthead", "masthead"]


@dataclass(frozen=True)
class Masthead:
    """What the lines at the top and the end of an article say of it; empty or None if nothing.

    `lines`: the numbers of the lines that are nothing else, counted from 0; `last`: those of the
    end, counted from the first of these.
    """

    publisher: str = ""
    author: str = ""
    day: date | None = None
    lines: tuple[int, ...] = ()
    last: tuple[int, ...] = ()


def masthead(lines: Sequence[str], last: Sequence[str] = ()) -> Masthead:
    """Return what an article's first lines, and its last, say of where it was printed.

    >>> found = masthead(["Truce holds", "By Ana Ruiz / The Courier / May 3, 2024", "It held."])
    >>> found.author, found.publisher, found.day
    ('Ana Ruiz', 'The Courier', datetime.date(2024, 5, 3))
    """
    page = list(lines_of(lines, last))
    outlet, writer, headline = _chosen(page)
    writer = _first_named(page, writer) if writer else None
    own = [page[i].parts[0].line for i in _nothing_else(page, (outlet, writer), headline)]
    return Masthead(
        _outlet_name(outlet.words) if outlet else "",
        _writer_name(writer.words) if writer else "",
        _day(page, outlet, headline),
        tuple(number for number in own if number < len(lines)),
        tuple(number - len(lines) for number in own if number >= len(lines)),
    )


_MOST: Final = 5
"""Parts that are tried as each of the two names, and lines as the headline."""
_APART: Final = frozenset(("|", "–", "—", "-", "/", ":", "talked", "writes"))
"""Signs behind which a part is no more of the headline."""


def _chosen(lines: Sequence[Line]) -> tuple[Part | None, Part | None, int]:
    """Return who printed, who wrote, and the number of the headline, -1 for none of the lines."""
    page = Page(lines)
    outlets: list[tuple[float, Part | None]] = [(0.0, None)]
    writers: list[tuple[float, Part | None]] = [(0.0, None)]
    for i, line in enumerate(lines):
        for at, part in enumerate(line.parts):
            if _may_name(part):
                signs = tuple(page.standing(i, at))
                outlets.append((_weight(PRINTED, (*signs, *page.outlet_signs(i, at))), part))
                if part.sign != "of":
                    writers.append((_weight(WROTE, (*signs, *page.writer_signs(i, at))), part))
    heads = [(0.0, -1), *((_as_headline(line, i), i) for i, line in enumerate(lines[:_MOST]))]
    best = max(
        (
            (o + w + HEADLINE * h, outlet, writer, line)
            for o, outlet in _heaviest(outlets)
            for w, writer in _heaviest(writers)
            if outlet is None or writer is None or not _is_same(outlet, writer)
            for h, line in heads
            if _is_free(lines, outlet, line) and _is_free(lines, writer, line)
        ),
        key=lambda one: one[0],
    )
    return best[1:]


def _weight(weights: Mapping[str, float], signs: Iterable[str]) -> float:
    return sum((weights.get(sign, 0.0) for sign in signs), weights["always"])


def _heaviest(weighed: list[tuple[float, Part | None]]) -> list[tuple[float, Part | None]]:
    """Return the parts that weigh most, and nothing, which weighs nothing."""
    ranked = sorted(weighed, key=lambda one: -one[0])[: _MOST + 1]
    return [one for one in ranked if one[0] > 0 or one[1] is None] or [(0.0, None)]


def _may_name(part: Part) -> bool:
    """Say whether a part is short enough for a name, and has its words in capitals."""
    return part.kind == "words" and (
        bool(part.lead) or (small_words(part.words) <= 3 and part.words.count(" ") < 12)
    )


def _is_same(one: Part, other: Part) -> bool:
    return one is other or (one.line == other.line and folded(one.words) == folded(other.words))


def _is_free(lines: Sequence[Line], part: Part | None, headline: int) -> bool:
    """Say whether a part is none of the headline: it may stand behind its bar or dash."""
    if part is None or part.lead or headline < 0:
        return True
    parts = lines[headline].parts
    at = next((n for n, p in enumerate(parts) if p is part), -1)
    if at < 0 or part.sign in _APART:
        return True
    return at + 1 < len(parts) and parts[at + 1].sign == ":"


def _as_headline(line: Line, i: int) -> float:
    """Weigh a line as the headline, by its place among the lines and its words."""
    if line.stands in {"dateline", "foot"} or not line.parts:
        return -1.0
    told = [part.words for part in line.parts if part.kind == "words"]
    words = sum(len(part.split()) for part in told)
    weight = (1.0, 0.9, 0.5, 0.3, 0.2)[i]
    weight += 0.8 if words >= 4 else 0.3 if words >= 3 else -0.5
    weight += 0.8 if any(small_words(part) for part in told) else 0.0
    weight += 0.4 if re.search(r"[?:;“”]", line.text) else 0.0
    weight -= sum(1.5 if part.day else 0.3 for part in line.parts if part.kind == "day")
    weight -= 1.5 * any(part.lead in {"by", "press", "from"} for part in line.parts)
    return weight - (line.stands == "prose") - 2.0 * (not told)


def _first_named(lines: Sequence[Line], writer: Part) -> Part:
    """Return the first of several writers of a line."""
    parts = next(line.parts for line in lines if any(part is writer for part in line.parts))
    return next(
        part
        for part in parts
        if part is writer
        or (part.kind == "words" and part.lead == writer.lead and is_persons(part.words))
    )


def _nothing_else(
    lines: Sequence[Line], chosen: Sequence[Part | None], headline: int
) -> Iterable[int]:
    """Yield the lines that are masthead and nothing else; the first only over a headline."""

    def tells(i: int) -> bool:
        line = lines[i] if 0 <= i < len(lines) else None
        return line is not None and any(
            part.kind == "day" or part.lead or any(part is one for one in chosen)
            for part in line.parts
        )

    for i, line in enumerate(lines):
        near = line.stands == "head" and any(
            tells(j) and lines[j].stands == "head" for j in (i - 1, i + 1)
        )
        if (
            i != headline
            and (i or headline > 0)
            and (tells(i) or near)
            and _is_masthead(line, chosen)
        ):
            yield i


def _is_masthead(line: Line, chosen: Sequence[Part | None]) -> bool:
    """Say whether few words of a line are neither day nor name nor what goes with them."""
    if line.stands == "dateline":
        return line.whole
    if line.stands == "prose" or not line.parts:
        return False
    left = [
        part.words
        for part in line.parts
        if part.kind == "words"
        and part.lead not in {"by", "press", "from"}
        and not any(part is one for one in chosen)
    ]
    return (
        len(left) < len(line.parts)
        and sum(map(small_words, left)) <= 1
        and sum(len(words.split()) for words in left) <= 6
    )


def _day(lines: Sequence[Line], outlet: Part | None, headline: int) -> date | None:
    """Return the day: that of the line that names the outlet, else the first outside headlines."""
    best, found = -9.0, None
    for i, line in enumerate(lines):
        day = next((part.day for part in line.parts if part.day), None)
        if day:
            weight = 2.0 * any(part is outlet for part in line.parts)
            weight -= 1.0 * (i == headline) + 0.5 * (line.stands in {"foot", "prose"})
            weight -= 0.5 * bool(NOT_BY.match(line.text))
            if weight > best:
                best, found = weight, day
    return found


def _writer_name(name: str) -> str:
    """Return a writer's name without those who helped: "Ana Ruiz and agencies"."""
    kept = re.split(r",?\s+(?:and|with)\s+(?=[^,]{0,40}\Z)", name)
    if len(kept) > 1 and NOBODY.search(kept[-1]) and not OURS.match(name):
        name = kept[0]
    name = name.strip(" ,")
    return as_written(name if re.search(r"\b\w\.\Z", name) else name.strip(" ."))


def _outlet_name(name: str) -> str:
    """Return an outlet's name as it is written where it is set in capitals."""
    name = name.strip(' "“”-–—.').removeprefix("the ")
    words = name.split()
    capitals = len(words) > 1 and all(w.isupper() for w in words if len(w) > 3)
    return as_written(name) if capitals else name
