"""Every number of a case moves some digit of the assessment of some shipped case."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from servanda.case.keys.case import Case, numbers_in
from servanda.case.keys.number import Quantity
from servanda.worlds.belief import quantile
from tests.laws.whole_cases import apart, case_of, shipped, told, tree

WORLDS = 24

ELSEWHERE = re.compile(
    r"events\.|.*\.acceptance\.|commitments\.|decisions\."  # evidence, spill-over, forecasts
    r"|.*\.credibility\.signal\.(stake_resolute|cost)"  # only what an irresolute one has at stake
)
"""Numbers that move what is not told world by world."""

NOT_HERE = {
    "gorge": re.compile(
        # a League force whose members say what they send brings what comes of it
        r"nothing"
    ),
}


def other_value(number: Quantity) -> float:
    """A value of the number that is not its middle."""
    places = np.array([0.03, 0.5, 0.97])
    low, middle, high = quantile(number.form, places, number.low, number.high, unit=number.unit)
    if low < high:
        return float(high)
    span = abs(middle) or 0.1
    moved = middle + 0.3 * span
    return float(moved if moved <= number.high else middle - 0.3 * span)


def inert(case: Case, skip: re.Pattern[str] | None) -> list[str]:
    numbers = {
        name: number
        for name, number in numbers_in(case)
        if not ELSEWHERE.match(name) and not (skip and skip.match(name))
    }
    base = told(case, WORLDS)
    found = []
    for name, number in numbers.items():
        if apart(base, told(case, WORLDS, fixed={name: other_value(number)}), skip=()) == 0.0:
            found.append(name)
    return found


@pytest.mark.slow
@pytest.mark.parametrize(
    "folder", [f for f in shipped() if f.name in ("gorge", "marsh")], ids=lambda f: f.name
)
def test_every_number_moves_a_digit(folder: Path) -> None:
    assert inert(case_of(tree(folder)), NOT_HERE.get(folder.name)) == []
