"""A report made again from what it carries inside, and every word of the two compared."""

from __future__ import annotations

import difflib
import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from servanda.case.keys.case import Case
from servanda.case.load import parse
from servanda.engine.results import Assessment
from servanda.errors import CaseError, InputError
from servanda.explore.finding import Finding
from servanda.report.embedding import Embedded, differences, embedded
from servanda.report.formats.html import page
from servanda.report.material import Explored, Material

__all__ = ["Compared", "Difference", "compare_again"]

Assess: TypeAlias = Callable[[Case, int, int], Assessment]
Find: TypeAlias = Callable[[Case, Assessment, Explored], Sequence[Finding]]


@dataclass(frozen=True)
class Difference:
    """Where two reports differ, what the one in hand says there, and what comes out here."""

    where: str
    said: Any
    here: Any


@dataclass(frozen=True)
class Compared:
    """A report beside the one that comes out of what it carries.

    `by_hand` says that findings were put in which cannot be made again.
    """

    version: str
    differences: tuple[Difference, ...]
    by_hand: bool = False

    @property
    def same(self) -> bool:
        """Whether everything in the report comes out the same, to the letter."""
        return not self.differences and not self.by_hand


def compare_again(text: str, name: str, assess: Assess, find: Find) -> Compared:
    """Return how a report compares with the one made again from what it carries inside.

    Parameters: `text`, the report, with line feeds; `name`, what to call it in messages; `assess`,
    which is given a case, a number of worlds and a seed; `find`, which makes the findings again.

    The whole page is compared to the letter, styles and hidden parts included: what a reader sees
    may be changed by either.

    Raises: InputError where it is no report, or its case cannot be used.
    """
    held = embedded(text)
    try:
        case = parse(held.case_yaml, f"{name}: case.yaml")
    except CaseError as error:
        raise InputError(_faulty(error)) from None
    _refuse_unknown(case, held)
    made = assess(case, held.worlds, held.seed)
    found = tuple(find(case, made, held.explored)) if held.explored else ()
    again = page(
        Material(
            case, made, found, held.case_yaml, held.texts, held.public, held.explored, held.part
        )
    )
    numbers = [Difference(*each) for each in differences(held.digits, made.to_dict())]
    words = list(_changed(text.rstrip(), again.rstrip())) if text.rstrip() != again.rstrip() else []
    return Compared(held.version, (*numbers, *words), held.explored is None)


def _faulty(error: CaseError) -> str:
    """Say that the case inside is none, by its first faults: it was not its reader who wrote it."""
    told = "\n".join(str(fault)[:200] for fault in error.faults[:3])
    more = len(error.faults) - 3
    return f"the case inside the report has faults:\n{told}" + (
        f"\nand {more} more" if more > 0 else ""
    )


def _refuse_unknown(case: Case, held: Embedded) -> None:
    explored = held.explored or Explored()
    for proposal in (*explored.proposals, *explored.lens):
        if proposal not in case.proposals:
            raise InputError(
                f"the report says that {proposal[:60]!r} was explored, which its case does not "
                f"propose; give the file as it was written"
            )
    unknown = [source for source in held.texts if source not in case.sources]
    if unknown:
        raise InputError(
            f"the report holds a text of {unknown[0][:60]!r}, which is no source of its case; "
            "give the file as it was written"
        )


_MOST_LINES = 600
_TAG = re.compile(r"<[^>]*>")
_SECTION = re.compile(r'<section id="([\w-]+)"')


def _changed(said: str, here: str) -> Iterator[Difference]:
    """Yield the lines in which two pages differ, by section."""
    ours, theirs = here.split("\n"), said.split("\n")
    start = _alike(theirs, ours)
    end = _alike(theirs[start:][::-1], ours[start:][::-1])
    theirs_end, ours_end = len(theirs) - end, len(ours) - end
    place = _section_of(theirs[: start + 1])
    middle = theirs[start:theirs_end], ours[start:ours_end]
    if max(map(len, middle)) > _MOST_LINES:
        yield Difference(place, _words(middle[0]), _words(middle[1]))
        return
    matcher = difflib.SequenceMatcher(None, *middle, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            where = _section_of(theirs[: start + max(b, a + 1)])
            yield Difference(where, _words(middle[0][a:b]), _words(middle[1][c:d]))


def _alike(one: list[str], other: list[str]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _section_of(lines: list[str]) -> str:
    for line in reversed(lines):
        match = _SECTION.search(line)
        if match:
            return f"page, section {match.group(1)}"
    return "page, head"


def _words(lines: list[str], most: int = 160) -> str:
    """Return the words of lines, or the lines themselves where what differs is none."""
    raw = " ".join(lines)
    text = " ".join(html.unescape(_TAG.sub(" ", raw)).split())
    shown = text or raw
    return shown if len(shown) <= most else f"{shown[: most - 3]}..."
