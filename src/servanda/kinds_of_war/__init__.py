"""Kinds of war and paper: how long past ones held, and how wars without a front have ended.

A kind decides the defaults of a case and is printed beside every verdict, with the share of its
past papers that held. The counts are made by `validation/kinds_of_war.py` from public data and
shipped as `counted.json`; each says what it counts and what selection it carries.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from servanda.errors import InputError

__all__ = ["KINDS", "Held", "Kind", "endings", "kind_of_war"]


@dataclass(frozen=True)
class Held:
    """The share of past papers that held for some years, and its 90% interval over clusters."""

    share: float
    low: float
    high: float


@dataclass(frozen=True)
class Kind:
    """A kind of war and paper: what it is called, and what became of its past papers.

    `hazards` are chances a year of breaking in year 1, 2, ..., 10 given that it stood so far.
    """

    name: str
    title: str
    counted: str
    caution: str
    papers: int
    clusters: int
    hazards: tuple[float, ...]
    _held: tuple[Held, ...]

    def held(self, years: int) -> Held:
        """Return the share of past papers of this kind that held for `years` (1 to 10).

        >>> kind_of_war("civil_truce").held(1)
        Held(share=0.3619, low=0.2839, high=0.4604)
        """
        if not 1 <= years <= len(self._held):
            raise InputError(f"years: {years} is not counted; ask for 1 to {len(self._held)}")
        return self._held[years - 1]


_TITLES = {
    "interstate": (
        "War between states",
        "Every row had already been quiet for a calendar year, endings by victory are counted "
        "with papers, and renewal is any later fighting between the same states (25 deaths).",
    ),
    "civil_settlement": (
        "Settlement of a civil war",
        "Several agreements of one peace process are several rows; the interval is over countries.",
    ),
    "civil_truce": (
        "Truce in a civil war",
        "Fighting later in the calendar year of the truce is not seen, and a year under 25 deaths "
        "counts as holding: the first year is told a little too well.",
    ),
}

KINDS = tuple(_TITLES)
"""Every kind, by the name that a case file gives it."""


@cache
def _counted() -> dict[str, Any]:
    text = (files("servanda.kinds_of_war") / "counted.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


@cache
def kind_of_war(name: str) -> Kind:
    """Return the kind called `name`.

    Raises: InputError naming the kinds there are.

    >>> kind_of_war("interstate").title
    'War between states'
    """
    if name not in _TITLES:
        raise InputError(f"no kind of war is called {name!r}; there are {', '.join(KINDS)}")
    title, caution = _TITLES[name]
    table = _counted()["held"][name]
    return Kind(
        name=name,
        title=title,
        counted=table["what"],
        caution=caution,
        papers=table["papers"],
        clusters=table["clusters"],
        hazards=tuple(table["hazard"]),
        _held=tuple(
            Held(share, low, high)
            for share, (low, high) in zip(table["held"], table["held_90"], strict=True)
        ),
    )


def endings(war: str) -> dict[str, tuple[float, float, float]]:
    """Return how often a year such wars ended: by way, the rate and its 90% interval.

    `war` is "civil", "civil_at_war" (those that reached 1,000 deaths in a year) or "interstate".
    Side a is the government in a civil war.

    >>> sorted(endings("civil"))
    ['paper', 'peters_out', 'victory_of_side_a', 'victory_of_side_b']
    """
    table = _counted()["endings"]
    if war not in table:
        raise InputError(f"no endings are counted for {war!r}; there are {', '.join(table)}")
    return {
        way: (rate["per_year"], *rate["per_year_90"])
        for way, rate in table[war].items()
        if isinstance(rate, dict)
    }
