"""The library of settlements: which are shipped, their cases, and what became of each.

A case stops at the information of its day; what became of it stands in a file of its own, which
nothing that forecasts reads. How they were chosen and by whom coded is told by `FRAME.md`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Literal

import yaml

from servanda.case.keys.case import Case
from servanda.case.load import load
from servanda.errors import named

__all__ = ["FRAMES", "Became", "Settlement", "library", "shelf"]

Became = Literal["held", "broken", "refused"]

FIVE_YEARS = 5.0
FRAMES = ("1919-1994", "1995-2025")
"""The two populations: the first was scored before the second was coded."""
LAST_OF_FIRST = 1994


@dataclass(frozen=True, repr=False)
class Settlement:
    """One proposal of the library: its case, and what became of it.

    `became` is refused where somebody whose consent it needed did not give it, broken where it was
    signed and fighting between the same sides came back within five years, else held. `dispute`
    is the cluster it belongs to, `facts` what the outcome file says, `works` where to look it up.
    """

    id: str
    dispute: str
    case: Case
    proposal: str
    facts: dict[str, Any]
    works: tuple[dict[str, Any], ...]

    def __repr__(self) -> str:
        return f"<Settlement {self.id}: {self.kind}, {self.became}>"

    @property
    def title(self) -> str:
        """What the case is called, with its date."""
        return self.case.title

    @property
    def year(self) -> int:
        """The year of signature or refusal."""
        return self.case.as_of.year

    @property
    def frame(self) -> str:
        """The population that it was drawn from, by its years.

        >>> library()["tashkent-1966"].frame
        '1919-1994'
        """
        return FRAMES[self.year > LAST_OF_FIRST]

    @property
    def kind(self) -> str:
        """The kind of war and paper."""
        return str(self.case.kind_of(self.proposal))

    @property
    def signed(self) -> bool:
        """Whether all whose consent it needed signed it."""
        return bool(self.facts["signed"]) and not self.facts["refused_by"]

    @property
    def became(self) -> Became:
        """What became of it."""
        if not self.signed:
            return "refused"
        broke = self.facts["broke"] and self.facts["held_years"] < FIVE_YEARS
        return "broken" if broke else "held"

    @property
    def close_call(self) -> bool:
        """Whether its class could as well have been another."""
        return bool(self.facts["close_call"])

    @property
    def told(self) -> str:
        """What became of it in a sentence, without a full stop.

        >>> library()["tashkent-1966"].told
        'signed 1966-01-10; broken after 5.9 years by India: Indian troops enter East Pakistan...'
        """
        if not self.signed:
            who = ", ".join(self.case.name_of(each) for each in self.facts["refused_by"])
            answer = self.facts.get("answer") or ""
            said = f"refused by {who}" if who else "not signed"
            return f"{said}: {answer.rstrip('.')}" if answer else said
        date, broke = self.facts["date"], self.facts["broke"]
        if not broke:
            years = f"{self.facts['held_years']:g} years"
            return f"signed {date}; no war between the same sides for {years}"
        by = "both" if broke["by"] == "both" else self.case.name_of(broke["by"])
        how = str(broke["how"]).rstrip(".")
        return f"signed {date}; broken after {self.facts['held_years']:g} years by {by}: {how}"


@contextmanager
def shelf() -> Iterator[Path]:
    """Yield the folder of the library: in an installed package, or in the checkout beside it."""
    checkout = Path(__file__).resolve().parents[3] / "library"
    if (checkout / "FRAME.md").is_file():
        yield checkout
        return
    with as_file(files("servanda") / "shipped" / "library") as folder:
        yield folder


class Library(tuple[Settlement, ...]):
    """Every settlement, in the order of their years."""

    __slots__ = ()

    def __getitem__(self, which: Any) -> Any:
        """Return the settlement of a name, or of a place.

        Raises: InputError for a name that there is not.
        """
        if isinstance(which, str):
            return named(which, {each.id: each for each in self}, "settlement")
        return super().__getitem__(which)

    def __repr__(self) -> str:
        became = [each.became for each in self]
        told = ", ".join(f"{became.count(b)} {b}" for b in ("held", "broken", "refused"))
        return f"<Library of {len(self)} settlements: {told}>"


@cache
def library() -> Library:
    """Return the settlements that are shipped, by year.

    >>> library()
    <Library of 62 settlements: 21 held, 20 broken, 21 refused>
    """
    with shelf() as folder:
        shared = _yaml(folder / "disputes.yaml")
        of = {name: dispute for dispute, names in shared.items() for name in names}
        found = [
            each
            for place in sorted(folder.iterdir())
            if (place / "case.yaml").is_file()
            for each in _settlements(place, of.get(place.name, place.name))
        ]
    return Library(sorted(found, key=lambda each: (each.case.as_of, each.id)))


def _settlements(place: Path, dispute: str) -> Iterator[Settlement]:
    case, outcome = load(place), _yaml(place / "outcome.yaml")
    works, many = tuple(outcome["sources"]), len(outcome["proposals"]) > 1
    for proposal, facts in outcome["proposals"].items():
        name = f"{place.name}/{proposal}" if many else place.name
        yield Settlement(name, dispute, case, proposal, facts, works)


def _yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))
