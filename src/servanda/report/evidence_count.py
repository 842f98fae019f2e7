"""How many numbers rest on what: words of a source, a measurement, or whose judgement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from servanda.base_rates import BASE_RATES, STANDINGS
from servanda.case.keys.number import Quantity
from servanda.quantity import BaseRate, Form, Mixture
from servanda.sentences import listed

__all__ = ["evidence_count", "rests_on", "told"]

_FIRMEST_FIRST = (
    "words of a source",
    *dict.fromkeys(STANDINGS.values()),
    "judgement of the analyst",
    "nothing stated",
)

_WORDS = {
    "words of a source": "on the words of a source",
    "measured": "on base rates measured in data",
    "second-hand": "on base rates taken second-hand from the literature",
    "judgement of this package": "on base rates that are this package's own judgement",
    "judgement of the analyst": "on the analyst's stated judgement",
    "nothing stated": "on nothing stated",
}


def rests_on(number: Quantity) -> str:
    """Return what a number rests on; of a mixture of base rates, the weakest of them."""
    if number.basis == "evidence":
        return "words of a source"
    if number.basis != "base rate":
        return "judgement of the analyst" if number.basis == "judgement" else "nothing stated"
    named = [number.base_rate] if number.base_rate else list(_rates_in(number.form))
    standings = [BASE_RATES[name].standing for name in named if name in BASE_RATES]
    return max(standings, key=_FIRMEST_FIRST.index, default="judgement of this package")


def _rates_in(form: Form) -> Iterator[str]:
    if isinstance(form, BaseRate):
        yield form.name
    elif isinstance(form, Mixture):
        for part in form.parts:
            yield from _rates_in(part)


def evidence_count(numbers: Iterable[Quantity]) -> dict[str, int]:
    """Return how many numbers rest on what, the firmest first; what nothing rests on is left out.

    >>> from servanda.case.keys.number import Share
    >>> evidence_count([Share.model_validate({"base_rate": "running_cost"})])
    {'judgement of this package': 1}
    """
    found = [rests_on(number) for number in numbers]
    return {kind: found.count(kind) for kind in _FIRMEST_FIRST if kind in found}


def told(counts: dict[str, int]) -> str:
    """Return the counts as a sentence goes on after how many numbers there are.

    >>> print(told({"measured": 2, "judgement of this package": 49}))
    2 rest on base rates measured in data and 49 on base rates that are this package's own judgement
    """
    parts = [f"{count} {_WORDS[kind]}" for kind, count in counts.items()]
    head, *rest = parts or ["none"]
    return listed([head.replace(" on ", " rest on ", 1), *rest])
