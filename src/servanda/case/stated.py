"""Which numbers a case states itself, and which the schema puts where it says nothing."""

from __future__ import annotations

from servanda.case.keys.case import Case, numbers_in
from servanda.case.keys.number import PerPerceiver, Quantity
from servanda.case.keys.numbers_below import stated_in
from servanda.case.parts import parts_in
from servanda.quantity import BaseRate

__all__ = ["lies_in", "said_by_its_author", "stated_numbers"]


def stated_numbers(case: Case) -> list[tuple[str, Quantity]]:
    """Return the numbers a case states or takes from a base rate, by name.

    Left out are the zeros and ones that the schema puts where a case says nothing.
    """
    silent = _silent(case)
    return [
        (name, number)
        for name, number in numbers_in(case)
        if isinstance(number.form, BaseRate) or not lies_in(name, silent)
    ]


def said_by_its_author(case: Case) -> list[tuple[str, Quantity]]:
    """Return the numbers that stand in the file itself, by name."""
    silent = _silent(case)
    return [(name, number) for name, number in stated_in(case) if not lies_in(name, silent)]


def _silent(case: Case) -> set[str]:
    """Return the places of keys that the case does not give."""
    silent: set[str] = set()
    for path, part in parts_in(case):
        if not isinstance(part, Quantity | PerPerceiver):
            unset = set(type(part).model_fields) - part.model_fields_set
            keys = [type(part).model_fields[name].alias or name for name in unset]
            silent |= {".".join(map(str, (*path, key))) for key in keys}
    return silent


def lies_in(name: str, places: set[str]) -> bool:
    """Return whether a number stands at one of some places, or below one.

    >>> lies_in("war.trend.norland", {"war.trend"}), lies_in("war.trend", {"war.tr"})
    (True, False)
    """
    parts = name.split(".")
    return any(".".join(parts[:end]) in places for end in range(1, len(parts) + 1))
