"""A case compiled once, and asked again and again with some of its ranges moved.

Draws are named streams, so that a number whose range moves keeps its place in every world: the
difference between two answers is the edit, never luck. What an answer is made of is kept by what it
was computed from: an edit costs what depends on it, and taking it back costs nothing. The digits
are those of `assess` on the case with the ranges written into it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from servanda.arrays import Floats
from servanda.case.keys.case import Case
from servanda.case.keys.number import Quantity
from servanda.engine.assess import WORLDS_AT_ONCE
from servanda.engine.chunk import Chunk, known_only
from servanda.engine.live_verdict import LiveVerdict
from servanda.engine.plan import plan_of
from servanda.engine.summary import Worked, pairs_of, war_pairs
from servanda.engine.tally import Sums
from servanda.engine.told import signing_of
from servanda.engine.war_length import WAR_WORLDS, lengths_of
from servanda.errors import InputError
from servanda.quantity import Interval, Point
from servanda.worlds.sample import sample

__all__ = ["Live", "Ranges", "StoppedError"]

Ranges = Mapping[str, tuple[float, float]]
"""Numbers of a case by path, each with the ends of its 90% interval, or twice the same point."""

Columns = dict[str, Floats]


class StoppedError(Exception):
    """An answer was given up because nobody waits for it any more."""


def never() -> bool:
    """Return that nobody has asked to stop."""
    return False


@dataclass(frozen=True)
class Live:
    """A case made ready to be asked with some of its ranges moved."""

    case: Case
    seed: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "_plan", plan_of(self.case))
        object.__setattr__(self, "_drawn", sample(self.case, worlds=1, seed=self.seed))

    @property
    def numbers(self) -> Mapping[str, Quantity]:
        """Return every number of the case by its path, as the file says it."""
        found: Mapping[str, Quantity] = self._drawn.numbers  # type: ignore[attr-defined]
        return found

    def stated(self, ranges: Ranges) -> dict[str, Quantity]:
        """Return the numbers as they are once the ranges are moved.

        Raises: InputError for what is no number of the case, and for a range it cannot have.
        """
        return {
            path: _moved(path, _number(path, self.numbers), *ends) for path, ends in ranges.items()
        }

    def ask(
        self,
        ranges: Ranges,
        worlds: int,
        proposals: tuple[str, ...] = (),
        war: bool = True,
        stop: Callable[[], bool] = never,
    ) -> dict[str, LiveVerdict]:
        """Return the verdicts on some proposals, all where none is named."""
        plan = self._plan  # type: ignore[attr-defined]
        chosen = proposals or tuple(self.case.proposals)
        drawn = sample(self.case, worlds=worlds, seed=self.seed).restated(self.stated(ranges))
        sums = {name: Sums() for name in chosen}
        of_war = {name: Sums() for name in chosen}
        kept: dict[str, Columns] = {name: {} for name in chosen}
        for start in range(0, worlds, WORLDS_AT_ONCE):
            end = min(start + WORLDS_AT_ONCE, worlds)
            chunk = Chunk(plan, drawn.chunk(start, end))
            for name in chosen:
                if stop():
                    raise StoppedError
                voted = chunk.vote(plan.after_any_settlement(name))
                columns = signing_of(chunk, voted)
                for party in voted.rule.parties:
                    columns[f"consent.{party}"] = voted.ballot.consents[party].astype(np.float64)
                for party in chunk.parties:
                    columns[f"accepts.{party}"] = voted.armed[party].astype(np.float64)
                columns = known_only(voted.known, columns)
                sums[name].add(Sums.of(columns, pairs_of(columns), np.zeros(end - start)))
                few = min(end, WAR_WORLDS) - start
                if war and few > 0:
                    told = lengths_of(chunk, few, (name,))[name]
                    for pair in war_pairs():
                        if pair[0] in told:
                            of_war[name].add(Sums.of(told, (pair,), np.zeros(few)))
                    kept[name] = told | {"stops_fighting": columns["stops_fighting"][:few]}
        return {
            name: LiveVerdict.of_worked(
                Worked(plan, name, sums[name], of_war[name], kept[name], None)
            )
            for name in chosen
        }


def _number(path: str, numbers: Mapping[str, Quantity]) -> Quantity:
    if path not in numbers:
        raise InputError(f"no number is called `{path[:120]}`; take one that the case has")
    return numbers[path]


def _moved(path: str, number: Quantity, low: float, high: float) -> Quantity:
    """Return a number with another range, as it would be read from a case file."""
    if not low <= high:
        raise InputError(f"{path}: the range runs from {low:g} down to {high:g}; swap the ends")
    form = Point(float(low)) if low == high else Interval(float(low), float(high))
    try:
        type(number)._within(form)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None
    return number.model_copy(update={"form": form})
