"""How often deals of a kind have held, to stand beside every verdict on holding."""

from __future__ import annotations

from servanda.case.keys.case import Case, stated_in
from servanda.case.keys.defaults import default_numbers
from servanda.engine.shares import Spread
from servanda.kinds_of_war import kind_of_war
from servanda.quantity import BaseRate

__all__ = ["defaults_of", "kind_holds"]

YEARS = (1, 5, 10)


def kind_holds(kind: str) -> dict[int, Spread]:
    """Return how often past deals of a kind held, by years, with the 90% interval over clusters.

    `worlds` of the spread counts papers. What was counted, and which selection it carries, is told
    by `servanda.kinds_of_war`.

    >>> found = kind_holds("civil_truce")[5]
    >>> round(found.p50, 2), found.worlds
    (0.28, 320)
    """
    past = kind_of_war(kind)
    held = {year: past.held(year) for year in YEARS}
    return {year: Spread(h.low, h.share, h.high, past.papers) for year, h in held.items()}


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
