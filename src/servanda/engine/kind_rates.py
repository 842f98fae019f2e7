"""How often deals of a kind have held, to stand beside every verdict on holding."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from servanda.base_rates import base_rate
from servanda.case.keys.case import Case, stated_in
from servanda.case.keys.defaults import default_numbers
from servanda.engine.shares import Spread
from servanda.quantity import BaseRate
from servanda.worlds.belief import quantile

__all__ = ["RATES", "defaults_of", "kind_holds"]

RATES: Mapping[str, str] = MappingProxyType(
    {
        "interstate": "ceasefire_break",
        "civil_settlement": "settlement_break_civil",
        "civil_truce": "ceasefire_break_civil",
    }
)
"""The base rate, by kind, of how often such deals break in their first five years."""

YEARS = (1, 5, 10)
DRAWS = 1_999


def kind_holds(kind: str) -> dict[int, Spread | None]:
    """Return how often deals of a kind have held, by years: ``exp(-rate * years)``, and its spread.

    One rate for all years: too calm for the first year, too stormy for later ones.

    >>> found = kind_holds("interstate")[5]
    >>> round(found.p50, 2)
    0.82
    """
    entry = base_rate(RATES[kind])
    places = (np.arange(DRAWS) + 0.5) / DRAWS
    rates = quantile(entry.form, places, entry.low, entry.high, unit=entry.unit)
    return {year: Spread.of(np.exp(-rates * year)) for year in YEARS}


def defaults_of(case: Case, kind: str) -> dict[str, str]:
    """Return what is taken from base rates of a kind where the case is silent, by path."""
    stated = {path for path, _ in stated_in(case)}
    return {
        path: number.form.name
        for path, number in default_numbers(case)
        if path not in stated
        and isinstance(number.form, BaseRate)
        and number.form.name.endswith(f"_{kind}")
    }
