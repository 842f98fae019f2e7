"""The readings of a case that its scores are given in: how much of a score was the coder's.

Fixed beforehand in `validation/registrations/004-library-of-settlements.md`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from statistics import mean
from typing import Any

from servanda.case.change import with_values
from servanda.case.keys.case import Case, numbers_in
from servanda.quantity import Interval
from servanda.settlements.library import Settlement

__all__ = ["AVERAGE", "CODED", "NO_COST", "NO_RECORD", "readings", "sort_of"]

SORTS = (
    r"war\.costs\.\w+",
    r"war\.patience\.\w+",
    r"parties\.\w+\.victory",
    r"war\.victory\.(?P<of>\w+)\.(?P=of)",
    r"war\.victory\.\w+\.analyst",
    r"proposals\.\w+\.political_costs\.\w+",
    r"proposals\.\w+\.pressure\.\d+\.costs",
    r"proposals\.\w+\.pressure\.\d+\.believed",
    r"record\.\w+\.conduct\.\w+\.similarity",
)
"""Judged numbers that are of one sort in every case."""

CODED, NO_COST, NO_RECORD, AVERAGE = (
    "as coded",
    "no political cost",
    "no political cost, no record",
    "judged fields at their average",
)


def readings(chosen: Sequence[Settlement]) -> Mapping[str, Callable[[Settlement], Case]]:
    """Return the readings of a case besides that as coded, by name."""
    sums = {each.id: _of_sorts(each.case) for each in chosen}

    def average(each: Settlement) -> Case:
        others = [sums[one.id] for one in chosen if one.dispute != each.dispute]
        values = {}
        for path, number in numbers_in(each.case):
            sort = sort_of(path)
            if sort is None or not isinstance(number.form, Interval):
                continue
            ends = [pair for found in others for pair in found.get(sort, ())]
            if ends:
                low, high = mean(a for a, _ in ends), mean(b for _, b in ends)
                values[path] = f"{low:.6g} to {high:.6g}"
        return with_values(each.case, values)

    return {
        NO_COST: lambda each: _without(each, record=False),
        NO_RECORD: lambda each: _without(each, record=True),
        AVERAGE: average,
    }


def _without(each: Settlement, *, record: bool) -> Case:
    """Return the case with no political cost, and no record where so asked."""
    body = each.case.proposals[each.proposal].model_copy(update={"political_costs": {}})
    proposals = {**each.case.proposals, each.proposal: body}
    changed: dict[str, Any] = {"proposals": proposals} | ({"record": {}} if record else {})
    return each.case.model_copy(update=changed)


def sort_of(path: str) -> str | None:
    """Return the sort of judged number that a path is of, None for any other.

    >>> sort_of("war.costs.india") == sort_of("war.costs.pakistan"), sort_of("title")
    (True, None)
    """
    return next((sort for sort in SORTS if re.fullmatch(sort, path)), None)


def _of_sorts(case: Case) -> dict[str, list[tuple[float, float]]]:
    found: dict[str, list[tuple[float, float]]] = {}
    for path, number in numbers_in(case):
        sort = sort_of(path)
        if sort and isinstance(number.form, Interval):
            found.setdefault(sort, []).append((number.form.low, number.form.high))
    return found
