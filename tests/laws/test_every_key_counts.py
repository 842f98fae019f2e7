"""Every number of a case moves some digit of the assessment of some shipped case."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from tests.laws.whole_cases import apart, case_of, shipped, told, tree

from servanda.case.effects import without_effect
from servanda.case.keys.case import Case, numbers_in
from servanda.case.keys.number import Quantity
from servanda.worlds.belief import quantile

WORLDS = 8

EXCEPT: dict[str, str] = {
    r"events\.|.*\.acceptance\.": "evidence weighs worlds and changes none",
    r"commitments\.": "told by what reneging costs elsewhere",
    r".*\.signal\.(stake_resolute|cost)": "a sunk signal is judged by what a bluffer has at stake",
    r"war\.jumps\.|by_kind\.\w+\.jumps\.": "followed only where the case speaks of jumps",
    r".*violations\.(recovers|cost)": "of no consequence where no breach stays short of war",
    r"guarantees\.\w+\.deployed": "counts through a tripwire",
    r"guarantees\.(observers|patrols)\.(force|punish\w+|from|host_\w+|unconditional)": "only watch",
    r"war\.(regroup\.months|operations|memory)": "a war without a front, regrouping or record",
    r".*\.pressure\.\d+\.trend": "without a front nothing moves",
    r".*\.pressure\.\d+\.believed\.analyst": "who is pressed decides by its own belief",
    r"guarantees\.sarms_word\.intervenes\.wing": "protects the Front, against Orlan",
    r"proposals\.guarded\.stances\.ostra": "an undeclared guarantor goes by its stakes",
    r"capabilities\.orlan\.forces": "nobody joins Orlan; its middle tells who is strongest",
    r"consent_correlation": "moves who consents with whom: seen in many worlds only",
    r"war\.(word_strength|giving_in)": "read from version 1",
    r"parties\.(wing|varn)\.concession_cost": "no proposal takes anything from it that it holds",
}
"""Numbers of the two cases that move nothing there, and why; `servanda check` says so too."""


def other_value(number: Quantity) -> float:
    """A value of the number that is not its middle."""
    places = np.array([0.03, 0.5, 0.97])
    low, middle, high = quantile(number.form, places, number.low, number.high, unit=number.unit)
    if low < high:
        return float(high)
    span = abs(middle) or 0.1
    moved = middle + 0.3 * span
    return float(moved if moved <= number.high else middle - 0.3 * span)


def inert(case: Case) -> list[str]:
    """Numbers that move nothing: most move something in the first world of the first proposal."""
    base = {worlds: told(case, worlds) for worlds in (1, WORLDS)}
    found = []
    for name, number in numbers_in(case):
        fixed = {name: other_value(number)}
        likely = sorted(case.proposals, key=lambda each: f".{each}." not in name)
        tried = [(1, (each,)) for each in likely[:1]] + [(WORLDS, (each,)) for each in likely]
        moves = (
            apart({each: base[worlds][each] for each in names},
                  told(case, worlds, names, fixed), skip=()) > 0.0
            for worlds, names in tried
        )  # fmt: skip
        if not any(moves):
            found.append(name)
    return found


@pytest.mark.slow
@pytest.mark.parametrize(
    "folder", [f for f in shipped() if f.name in ("gorge", "marsh")], ids=lambda f: f.name
)
def test_every_number_moves_a_digit(folder: Path) -> None:
    excused = re.compile("|".join(f"(?:{pattern})" for pattern in EXCEPT))
    left = [name for name in inert(case_of(tree(folder))) if not excused.match(name)]
    assert left == []


@pytest.mark.parametrize("folder", shipped(), ids=lambda folder: folder.name)
def test_forces_move_a_digit_or_are_told_to_move_none(folder: Path) -> None:
    case = case_of(tree(folder))
    told_idle = {each.name for each in without_effect(case)}
    base, numbers = told(case, WORLDS), dict(numbers_in(case))
    for party in case.capabilities:
        name = f"capabilities.{party}.forces"
        moved = told(case, WORLDS, fixed={name: other_value(numbers[name])})
        moves = apart(base, moved, skip=()) > 0.0
        assert moves != (f"capabilities.{party}" in told_idle), party
