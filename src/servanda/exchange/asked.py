"""What the user says of an import beside the file: the case it is for, and what the file cannot."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from servanda.case.keys.case import Case
from servanda.errors import InputError
from servanda.quantity import Interval, Point, parse_form

__all__ = ["Asked", "Who", "range_of"]


@dataclass(frozen=True)
class Asked:
    """What is said beside a file.

    Parameters:
    case : the case the piece is for; None where there is none yet
    names : what the file calls a party or actor of the case, beside its name and aliases
    since : the first day that counts; None for the default of the layout
    months : how many months before the last day count, where `since` does not say
    total : the whole territory that the front runs through, in square kilometres
    held_by : the party whose ground the areas are; else `held_by` of the front
    column, layer : which column holds the areas, and which layer of several counts
    per_place : the share of the territory that one place is worth, where events count places
    quiet : months without a death after which fighting counts as stopped
    alike : how much past agreements are like the present case; a gap where nothing is said
    """

    case: Case | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    since: date | None = None
    months: int = 12
    total: float | None = None
    held_by: str = ""
    column: str = ""
    layer: str = ""
    per_place: str = ""
    quiet: int = 12
    alike: str = ""

    def case_for(self, what: str) -> Case:
        """Return the case; raises InputError where there is none and `what` needs one."""
        if self.case is None:
            raise InputError(f"{what}: name the case it is for, with --case or --into")
        return self.case

    @property
    def until(self) -> date:
        """The last day that counts: a case reflects the knowledge of its day."""
        return self.case.as_of if self.case is not None else date.max

    def told_until(self, left_out: int, what: str) -> str:
        """Say how many rows were left out because the case does not know them yet."""
        if not left_out:
            return ""
        return f"{left_out:,} {what} after {self.until}, the day of the case, were left out."


class Who:
    """Which party or actor of a case a name in a file is: by its name, aliases, and what is said.

    A name is met where it stands as whole words in what the file says, the longest first.
    """

    def __init__(self, asked: Asked, among: Iterable[str] = ()) -> None:
        case = asked.case
        known: dict[str, str] = {}
        if case is not None:
            wanted = tuple(among) or case.known_actors
            for actor in wanted:
                body = case.actors.get(actor)
                for name in (case.name_of(actor), actor, *(body.aliases if body else ())):
                    known.setdefault(_plain(name), actor)
            for name, actor in asked.names.items():
                if actor not in case.known_actors:
                    there = ", ".join(case.known_actors)
                    raise InputError(f"--name: no actor is called `{actor}`; there are {there}")
                known[_plain(name)] = actor
        self._known = sorted(known.items(), key=lambda pair: -len(pair[0]))
        self._met: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        """Return the actor, an empty text where none is called so."""
        name = name.strip()
        if name not in self._met:
            plain = f" {_plain(name)} "
            self._met[name] = next((a for each, a in self._known if f" {each} " in plain), "")
        return self._met[name]

    def told(self) -> str:
        """Say who was taken for whom."""
        pairs = sorted((actor, name) for name, actor in self._met.items() if actor)
        if not pairs:
            return ""
        return "Names were taken so: " + "; ".join(f"“{n}” is `{a}`" for a, n in pairs[:20]) + "."


def _plain(name: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", name.casefold()))


def range_of(text: str, option: str) -> tuple[float, float]:
    """Return the ends of a range of shares as somebody wrote it.

    >>> range_of("0.01% to 0.1%", "--per-place")
    (0.0001, 0.001)
    """
    try:
        form = parse_form(text, "share")
    except InputError as error:
        raise InputError(f"{option}: {error}") from None
    if isinstance(form, Point):
        return form.value, form.value
    if isinstance(form, Interval):
        return form.low, form.high
    raise InputError(f"{option}: `{text}` is no range; write such as `0.01% to 0.1%`")
