"""How a part of a masthead stands in its line and on its page: what tells who printed or wrote."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from servanda.reading.text.head_lines import Line
from servanda.reading.text.head_parts import Part
from servanda.reading.text.masthead_words import NOBODY, OURS
from servanda.reading.text.part_looks import (
    has_body_word,
    is_persons,
    is_place,
    outlet_signs,
    small_words,
    writer_signs,
)

__all__ = ["Page", "folded"]


class Page:
    """The lines of an article that may be masthead, and what each part's place there tells."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self._names = Counter(folded(part.words) for line in lines for part in line.parts)

    def outlet_signs(self, i: int, at: int) -> Iterator[str]:
        """Yield what tells for or against a part of a line naming who printed the article."""
        line = self.lines[i]
        part = line.parts[at]
        yield from outlet_signs(part.words)
        yield from self._by_lines(i, at)
        if len(part.words.split()) == 1:
            yield "one word alone" if len(line.parts) == 1 else "one word"
        if any(p.kind == "day" for p in line.parts[max(0, at - 1) : at + 2]):
            yield "beside a day"
        if line.stands == "dateline":
            yield "agency" if part.bracketed else "in dateline"
        elif part.bracketed:
            yield "bracketed"
        if at and line.parts[at - 1].lead == "by":
            yield "behind a writer"
        if self._is_again(part):
            yield "again"
        rest = [
            p for p in line.parts if p is not part and p.kind == "words" and not is_place(p.words)
        ]
        if line.stands == "head" and not rest and _has_day(line):
            yield "only with a day"

    def _by_lines(self, i: int, at: int) -> Iterator[str]:
        """Yield what the lines above and below tell of who printed the article."""
        line = self.lines[i]
        part = line.parts[at]
        if i and self._is_day(i - 1):
            yield "day above"
        if i + 1 < len(self.lines) and self._is_day(i + 1):
            yield "day below"
        if any(self._is_byline(j) for j in (i - 1, i + 1)):
            yield "near a byline"
        if i == 0 and at == 0 and has_body_word(part.words) and not small_words(part.words):
            yield "body at the top"
        if len(line.parts) == 1 and i + 1 < len(self.lines) and line.stands == "head":
            below = self.lines[i + 1].parts
            if len(below) == 1 and has_body_word(below[0].words):
                yield "over a body"

    def writer_signs(self, i: int, at: int) -> Iterator[str]:
        """Yield what tells for or against a part of a line naming who wrote the article."""
        line = self.lines[i]
        part = line.parts[at]
        yield from writer_signs(part.words)
        if part.town:
            yield "town"
        if OURS.match(part.words):
            yield "ours"
        elif not is_persons(part.words):
            yield "no person"
            if NOBODY.search(part.words):
                yield "nobody"
        if at + 1 < len(line.parts) and line.parts[at + 1].kind == "role":
            yield "before a role"
        if _has_day(line) and all(
            p is part or p.kind != "words" or is_place(p.words) for p in line.parts
        ):
            yield "only with a day"
        if part.sign == "writes":
            yield "writes"
        if line.stands == "dateline":
            yield "in dateline"

    def standing(self, i: int, at: int) -> Iterator[str]:
        """Yield where a part stands, whatever it may name."""
        line = self.lines[i]
        part = line.parts[at]
        after = line.parts[at + 1] if at + 1 < len(line.parts) else None
        if i == 0:
            yield "first"
        if part.lead:
            yield part.lead
        if part.sign == "talked":
            yield "talked to"
        if line.stands in {"foot", "prose"}:
            yield line.stands
        if at == 0:
            yield "opens line"
        elif line.parts[at - 1].kind == "role":
            yield "behind a role"
        elif line.parts[at - 1].kind == "aside" and part.sign == ":":
            yield "behind a section"
        if line.stands in {"head", "foot"} and all(
            p is part or p.kind in {"aside", "role", "place"} for p in line.parts
        ):
            yield "alone"
        if _has_day(line):
            yield "line has day"
        if part.sign in _BARS or (after and after.sign in _BARS):
            yield "bar"
        if _is_before_town(line, at):
            yield "before a town"
        if _small([p for p in line.parts[max(0, at - 1) : at + 2] if p is not part]) > 1:
            yield "beside words"
        if part.sign == "," and not part.lead and _small(line.parts) > 2:
            yield "prose"

    def _is_byline(self, i: int) -> bool:
        """Say whether a line names who wrote the article and nobody else."""
        if not 0 <= i < len(self.lines) or self.lines[i].stands != "head":
            return False
        told = [p for p in self.lines[i].parts if p.kind == "words"]
        return len(told) == 1 and (told[0].lead == "by" or is_persons(told[0].words))

    def _is_day(self, i: int) -> bool:
        """Say whether a line holds a day and no name beside it, but perhaps a town's."""
        line = self.lines[i]
        return (
            line.stands == "head"
            and _has_day(line)
            and all(p.kind != "words" or is_place(p.words) for p in line.parts)
        )

    def _is_again(self, part: Part) -> bool:
        """Say whether a name stands twice, or once more as its first letters."""
        key = folded(part.words)
        if self._names[key] > 1:
            return True
        letters = "".join(w[0] for w in key.split()) if " " in key else ""
        return len(letters) > 1 and letters in self._names


_BARS: Final = frozenset(("|", "/", "·", "•", "::", ">"))


def _has_day(line: Line) -> bool:
    return any(part.kind == "day" for part in line.parts)


def _small(parts: Sequence[Part]) -> int:
    return sum(small_words(part.words) for part in parts if part.kind == "words")


def _is_before_town(line: Line, at: int) -> bool:
    """Say whether a name of a word or two follows, behind a comma or bracket, as a town's."""
    if at + 1 >= len(line.parts):
        return False
    after = line.parts[at + 1]
    return after.kind == "words" and (
        is_place(after.words)
        or (
            after.sign in {",", "("}
            and len(after.words.split()) <= 2
            and after.words.istitle()
            and at + 2 == sum(part.kind != "day" for part in line.parts)
        )
    )


def folded(words: str) -> str:
    """Return words as names are compared: without article, signs and capitals."""
    return re.sub(r"\W+", " ", re.sub(r"\A[Tt]he ", "", words)).strip().lower()
