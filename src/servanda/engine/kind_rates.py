"""How often deals of a kind have held, to stand beside every verdict on holding."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from servanda.case.keys.case import Case
from servanda.case.keys.defaults import default_numbers
from servanda.case.keys.numbers_below import stated_in
from servanda.engine.shares import FEW, Share, Spread
from servanda.kinds_of_war import Held, kind_of_war
from servanda.kinds_of_war.shrunk import shrunk_to_kind
from servanda.quantity import BaseRate

__all__ = ["defaults_of", "kind_holds", "shrunk_holds"]

YEARS = (1, 5, 10)


@cache
def kind_holds(kind: str) -> Mapping[int, Spread]:
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


def shrunk_holds(holds: Share | None, kind: str) -> Spread | None:
    """Return the chance that it holds five years once signed, drawn towards the rate of its kind.

    Parameters: `holds`, the share of the worlds that sign in which it holds five years; None, or of
    fewer than thirty worlds, gives None. Returns its middle and about its 90% range; `worlds`
    counts the worlds that sign. Formula, weight and range: `servanda.kinds_of_war.shrunk`.

    >>> found = shrunk_holds(Share(0.9, 0.01, 900), "interstate")
    >>> kind_holds("interstate")[5].p50 <= found.p50 <= 0.9
    True
    """
    if holds is None or holds.worlds < FEW:
        return None
    own = Held(holds.share, holds.lowest, holds.highest)
    made = shrunk_to_kind(own, kind_of_war(kind).held(5))
    return Spread(made.low, made.share, made.high, holds.worlds)


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
