"""The brief: what an adviser sends up unchanged, two printed pages of the report's own blocks.

A file makes each part, in the order of `PARTS`; what does not fit `MOST_WORDS` is left to the annex
and said to be there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from servanda.report.blocks import Section, words_in
from servanda.report.brief.answer import answer
from servanda.report.brief.linchpins import linchpins
from servanda.report.brief.next_step import next_step
from servanda.report.brief.proposals import proposals
from servanda.report.brief.robust import robust
from servanda.report.brief.said import said
from servanda.report.brief.scored import scored
from servanda.report.material import Material

__all__ = ["MOST_WORDS", "PARTS", "brief"]

MOST_WORDS = 900
"""Words of a brief at most, those of its table counted and the
summary of the case: two printed pages with two pictures."""

LONGEST = 5
"""Entries that a list or the table of a brief has at most, where the words allow."""

PARTS: tuple[Callable[[Material, int], Section], ...] = (
    answer,
    said,
    proposals,
    linchpins,
    next_step,
    robust,
    scored,
)
"""The parts of a brief in their order; each is told how many entries its lists may have."""


def brief(material: Material) -> tuple[Section, ...]:
    """Return the parts of the brief, their lists as long as `MOST_WORDS` lets them be."""
    head = len(f"{material.assessment.case} {material.case.summary or ''}".split())
    for most, rows in _lengths(len(material.assessment)):
        made = tuple(make(material, rows if make is proposals else most) for make in PARTS)
        if words_in(made) + head <= MOST_WORDS:
            break
    return made


def _lengths(proposals: int) -> Iterator[tuple[int, int]]:
    """Yield how long the lists and the table may be, the longest first: the table gives way last.

    A table that can hold every proposal is not cut while there is a list left to shorten.

    >>> list(_lengths(9))[:5], list(_lengths(4))[:6]
    ([(5, 5), (4, 5), (3, 5), (2, 5), (3, 4)], [(5, 5), (4, 5), (3, 5), (2, 5), (1, 5), (3, 4)])
    """
    yield LONGEST, LONGEST
    yield LONGEST - 1, LONGEST
    for rows in range(LONGEST, 2, -1):
        yield from ((most, rows) for most in (3, 2))
        if rows == LONGEST and proposals <= LONGEST:
            yield 1, rows
    yield from ((1, rows) for rows in range(LONGEST, 0, -1))
