"""What articles given together tell of one another: the year that a dateline leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from servanda.reading.read import Said
from servanda.reading.text.printed_days import day_without_year, nearest_year

__all__ = ["dated_together"]


def dated_together(documents: Iterable[Said]) -> Iterator[Said]:
    """Yield documents; one dated "July 27" takes the year nearest to those given with it.

    Where the others are years apart, or none bears a year, the day stays unknown. Holds the
    documents until the last is read.
    """
    kept = list(documents)
    known = [said.source.published for said in kept if said.source.published]
    for said in kept:
        month_day = None
        if said.source.published is None and known and said.blocks:
            month_day = day_without_year([block.span.of(said.text) for block in said.blocks[:8]])
        day = nearest_year(month_day, known) if month_day else None
        if day:
            said = replace(said, source=replace(said.source, published=day), day=day)
        yield said
