"""The worlds a case allows: every number of the case, drawn by name and by world."""

from __future__ import annotations

import difflib
import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from servanda.base_rates import base_rate
from servanda.case.keys.case import Case, numbers_in
from servanda.case.keys.number import Quantity
from servanda.errors import InputError
from servanda.quantity import BaseRate, Form, Gap, Mixture, Point
from servanda.special import special
from servanda.worlds.belief import Views, ordered_views, quantile, raced_views
from servanda.worlds.dependence import Dependence, consent_draws, dependence
from servanda.worlds.streams import Floats, Stream, valid_seed

__all__ = ["CHUNK", "Lean", "Worlds", "sample"]

Lean = Callable[[int, int], Floats]
"""Given the first world and the one after the last: by how many standard deviations each leans."""

CHUNK = 65_536
"""Worlds in a chunk: fixed, so that sums over chunks do not depend on the number of threads."""

_INSIDE = 2.0**-53


def sample(case: Case, worlds: int, seed: int = 0, start: int = 0) -> Worlds:
    """Return `worlds` worlds of `case`, numbered from `start`; nothing is drawn yet.

    Each draw depends on the seed, the quantity's name, the world's number and the quantity's own
    belief, and on nothing else, save the draws it is correlated with. So a number added to or
    taken from a case moves no other draw, and worlds 0 to 9 are the same whether ten or a million
    are asked for.

    Raises: InputError that lists every number still to be filled in; for correlations that name
    what is no uncertain number or that cannot all hold; and for a number, a seed or a count that
    cannot be drawn.
    """
    count, first = _whole(worlds), _whole(start)
    numbers = dict(numbers_in(case))
    _no_gaps(numbers)
    _all_can_be_drawn(numbers)
    pairs = [(*item.between, item.rank) for item in case.correlations]
    _correlated_are_uncertain(numbers, [name for pair in pairs for name in pair[:2]])
    return Worlds(numbers, dependence(pairs), valid_seed(seed), first, first + count)


@dataclass(frozen=True, repr=False, eq=False)
class Worlds:
    """Some of the worlds a case allows, drawn when they are looked at.

    `start` and `stop` are the numbers of the first world and of the one after the last;
    `remembered`, where it is a mapping, keeps every draw by the name of its stream, for these
    worlds and for the same ones stated otherwise. Objects can be shared between threads.
    """

    numbers: Mapping[str, Quantity]
    together: Dependence
    seed: int
    start: int
    stop: int
    leans: Mapping[str, Lean] = field(default_factory=dict)
    turned: frozenset[str] = frozenset()
    remembered: dict[str, Floats] | None = None
    _kept: dict[str, Floats] = field(default_factory=dict, init=False)

    def __len__(self) -> int:
        return self.stop - self.start

    def __repr__(self) -> str:
        return (
            f"Worlds({len(self)} from {self.start}, seed={self.seed}, "
            f"{len(self.uncertain)} uncertain of {len(self.numbers)} numbers)"
        )

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all numbers, in the order of the case."""
        return tuple(self.numbers)

    @property
    def uncertain(self) -> tuple[str, ...]:
        """Return the names of the numbers that differ from world to world."""
        return tuple(name for name in self.numbers if self.certain(name) is None)

    def certain(self, name: str) -> float | None:
        """Return the number called `name` if it is the same in every world."""
        return _certain(self._number(name))

    def values(self, name: str) -> Floats:
        """Return the number called `name` in every world: shape (n,), contiguous, yours to change.

        A number that is certain is repeated; `certain` tells.
        """
        if name not in self._kept:
            number = self._number(name)
            drawn = _drawn(number, self.uniform(name), self._views(name))
            if len(self) > CHUNK:
                return drawn
            self._kept[name] = drawn
        return self._kept[name].copy()

    def uniform(self, name: str) -> Floats:
        """Return the draws behind `values(name)`: the probability at which each world reads it."""
        self._number(name)
        drawn = self._as_drawn(name)
        if name in self.turned:
            drawn = 1.0 - drawn
        if name not in self.leans:
            return drawn
        lean = self.leans[name](self.start, self.stop)
        leaning = np.clip(special.ndtr(special.ndtri(drawn) + lean), _INSIDE, 1.0 - _INSIDE)
        return np.where(lean == 0.0, drawn, leaning)

    def _as_drawn(self, name: str) -> Floats:
        parts = self.together.mixes.get(name, ())
        if len(parts) < 2:
            return self._stream(name)
        mixed = np.zeros(len(self))
        for part, weight in parts:
            mixed += weight * special.ndtri(self._stream(part))
        joined: Floats = special.ndtr(mixed)
        return np.clip(joined, _INSIDE, 1.0 - _INSIDE, out=joined)

    def event(self, name: str) -> Floats:
        """Return uniform draws for something that happens or not, under a name of its own."""
        return self._stream(f"event/{name}")

    def consent(self, actors: Sequence[str], rho: Floats | float, about: str = "") -> Floats:
        """Return uniform draws, shape (actors, n), of which each actor consents below its share.

        They share a common cause with correlation `rho` (`consent_draws`). `about` keeps apart
        the consents to different things; with the same `about`, an actor draws the same whoever
        else is asked.
        """
        if not actors:
            return np.empty((0, len(self)))
        own = np.stack([self.event(f"consent/{about}/{actor}") for actor in actors])
        return consent_draws(self.event(f"consent/{about}#common"), own, rho)

    def views(self, name: str) -> NDArray[np.intp]:
        """Return which of its rival views the number called `name` takes, world by world."""
        number = self._number(name)
        form = (
            base_rate(number.form.name).form if isinstance(number.form, BaseRate) else number.form
        )
        if not isinstance(form, Mixture):
            raise InputError(f"`{name}` has no rival views; only a `mix` has")
        views = self._views(name)
        if views is None:
            return ordered_views(form, self.uniform(name), number.low, number.high, number.unit)[0]
        return raced_views(form, views)

    def fixed(self, values: Mapping[str, float]) -> Worlds:
        """Return the same worlds with some numbers held at one value; no other draw moves.

        What was drawn already is not drawn again.

        Raises: InputError for a name that is no number of the case.
        """
        held = {
            name: self._number(name).model_copy(update={"form": Point(float(value))})
            for name, value in values.items()
        }
        return self.restated(held)

    def restated(self, numbers: Mapping[str, Quantity]) -> Worlds:
        """Return the same worlds with some numbers stated otherwise or added; no other draw moves.

        What was drawn already is not drawn again.
        """
        return self._but_for(numbers, numbers={**self.numbers, **numbers})

    def leaning(self, leans: Mapping[str, Lean]) -> Worlds:
        """Return the same worlds with some beliefs moved, their widths kept; no other draw moves.

        A belief is moved along the line on which its interval is normal, so that it stays within
        the range of its place; by half the half-width of its 90% interval is 0.822 standard
        deviations. One moved by nothing is as it was.

        Raises: InputError for a name that is no number of the case.
        """
        for name in leans:
            self._number(name)
        return self._but_for(leans, leans={**self.leans, **leans})

    def told_over(self, numbers: Mapping[str, Quantity]) -> Worlds:
        """Return the same worlds with some numbers told the other way round: high where it was low.

        Each is given as it is told from the other end, such as a share of 0.3 as one of 0.7.
        """
        told = self.restated(numbers)
        return told._but_for(numbers, turned=self.turned ^ frozenset(numbers))

    def _but_for(self, names: Iterable[str], **changed: Any) -> Worlds:
        """Return the worlds changed, with all kept draws but those of some numbers."""
        same, gone = replace(self, **changed), set(names)
        same._kept.update((name, k) for name, k in list(self._kept.items()) if name not in gone)
        return same

    def chunk(self, start: int, stop: int) -> Worlds:
        """Return the worlds numbered `start` to `stop` - 1, which must be among these."""
        if not self.start <= start <= stop <= self.stop:
            raise InputError(
                f"worlds {start} to {stop} are not among these, {self.start} to {self.stop}"
            )
        return replace(self, start=start, stop=stop, remembered=None)

    def chunks(self, size: int = CHUNK) -> Iterator[Worlds]:
        """Yield the worlds in chunks that end at multiples of `size`."""
        first = self.start
        while first < self.stop:
            last = min(self.stop, (first // size + 1) * size)
            yield self.chunk(first, last)
            first = last

    def one(self, number: int) -> dict[str, float]:
        """Return every number of the case in one world; it need not be among these."""
        first = _whole(number)
        only = replace(self, start=first, stop=first + 1, remembered=None)
        return {name: float(only.values(name)[0]) for name in self.numbers}

    def at_quantile(self, name: str, p: float) -> int:
        """Return the number of the world that stands at the share `p` in the order of `name`.

        >>> Worlds({}, Dependence({}), 1, 0, 10).at_quantile("war.swing", 1.5)
        Traceback (most recent call last):
        servanda.errors.InputError: 1.5 is no share of the worlds; write one from 0 to 1
        """
        if not 0 <= p <= 1:
            raise InputError(f"{p:g} is no share of the worlds; write one from 0 to 1")
        if not len(self):
            raise InputError("there are no worlds to choose from; draw at least one")
        drawn = np.concatenate([part.values(name) for part in self.chunks()])
        rank = min(int(p * len(self)), len(self) - 1)
        return self.start + int(np.argsort(drawn, kind="stable")[rank])

    def table(self, names: Iterable[str] | None = None) -> Floats:
        """Return the numbers called `names` (all that are uncertain) as columns, a world a row."""
        columns = list(self.uncertain if names is None else names)
        found = np.empty((len(self), len(columns)))
        for index, name in enumerate(columns):
            found[:, index] = self.values(name)
        return found

    def _number(self, name: str) -> Quantity:
        try:
            return self.numbers[name]
        except KeyError:
            raise InputError(_unknown(name, self.numbers)) from None

    def _stream(self, name: str) -> Floats:
        if self.remembered is None:
            return Stream(self.seed, name).uniforms(self.start, self.stop)
        if name not in self.remembered:
            drawn = Stream(self.seed, name).uniforms(self.start, self.stop)
            self.remembered[name] = drawn
        return self.remembered[name].copy()

    def _views(self, name: str) -> Views | None:
        """Return the draws that choose between rival views, unless these move with others."""
        if name in self.together:
            return None
        return lambda view: self._stream(f"{name}#view/{view}")


def _drawn(number: Quantity, u: Floats, views: Views | None = None) -> Floats:
    return quantile(number.form, u, number.low, number.high, unit=number.unit, views=views)


def _certain(number: Quantity) -> float | None:
    form = number.form
    if isinstance(form, BaseRate) and isinstance(base_rate(form.name).form, Point):
        return float(_drawn(number, np.array([0.5]))[0])
    return form.value if isinstance(form, Point) else None


def _whole(count: object) -> int:
    try:
        whole = operator.index(count)  # type: ignore[arg-type]
    except TypeError:
        whole = -1
    if whole < 0:
        raise InputError(f"{count!r} is no number of worlds; write a whole number from 0 up")
    return whole


def _no_gaps(numbers: Mapping[str, Quantity]) -> None:
    gaps = [name for name, number in numbers.items() if _has_gap(number.form)]
    if gaps:
        listed = "\n".join(f"  {name}" for name in gaps)
        raise InputError(
            f"{len(gaps)} number{'s are' if len(gaps) > 1 else ' is'} still `?`; fill them in, "
            f"with a wide range if need be:\n{listed}"
        )


def _has_gap(form: Form) -> bool:
    return isinstance(form, Gap) or (
        isinstance(form, Mixture) and any(_has_gap(part) for part in form.parts)
    )


def _all_can_be_drawn(numbers: Mapping[str, Quantity]) -> None:
    """Read the middle of every number, so that what cannot be drawn is told before work begins."""
    middle, faults = np.array([0.5]), []
    for name, number in numbers.items():
        try:
            _drawn(number, middle)
        except InputError as error:
            faults.append(f"{name}: {error}")
    if faults:
        raise InputError("\n".join(faults))


def _correlated_are_uncertain(numbers: Mapping[str, Quantity], names: Iterable[str]) -> None:
    for name in names:
        if name not in numbers:
            raise InputError(f"correlations: {_unknown(name, numbers)}")
        if _certain(numbers[name]) is not None:
            raise InputError(
                f"correlations: `{name}` is the same in every world, so nothing moves with it; "
                "give it a range or drop the correlation"
            )


def _unknown(name: str, numbers: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(numbers), n=3, cutoff=0.5)
    return f"no number is called `{name}`" + (f"; did you mean {', '.join(near)}?" if near else "")
