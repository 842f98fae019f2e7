"""What became of settlements like this one: a reference class beside the model.

The classes that ship were fitted by `validation/ceasefires.py` on the civil-war ceasefires of
[@Fortna2008] and by `validation/agreements.py` on the UCDP Peace Agreement Dataset [@Hogbladh2012];
each carries its coefficients, their covariance, its source, and its score on cases it had not seen.
A class whose circumstances did not beat the plain base rate ships as the plain base rate.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from servanda.arrays import Floats
from servanda.errors import InputError, named
from servanda.explore.methods.survival_fit import weibull_survival

__all__ = ["CLASSES", "Gap", "ReferenceClass", "gaps", "reference_class"]

CLASSES = ("ceasefires", "agreements")
NORMAL_90 = 1.6448536269514722


@dataclass(frozen=True, eq=False)
class ReferenceClass:
    """A class of past settlements and how long they lasted, given their form and circumstances.

    `inputs` gives each input and what it means; `range_seen` the range of each among the cases,
    outside which the class has nothing to say; `scores` the out-of-sample scores; `source` a
    bibliography key.
    """

    name: str
    describes: str
    source: str
    inputs: Mapping[str, str]
    range_seen: Mapping[str, tuple[float, float]]
    values: Floats
    covariance: Floats
    cases: int
    broke: int
    scores: Mapping[str, float]

    def survival(
        self, years: Sequence[float], inputs: Mapping[str, float]
    ) -> tuple[Floats, Floats, Floats]:
        """Give the share still holding after each of `years`, with a 90% range of that share.

        The range is of the fitted share, not of one case's fate: half of settlements with a share
        of 0.5 break, whatever the range.

        Formula: `S = exp(-t^k exp(a + b.x))`; range by the delta method on `log(-log S)`.

        >>> past = reference_class("ceasefires")
        >>> share, low, high = past.survival([1, 5], dict.fromkeys(past.inputs, 0.0))
        >>> bool((low < share).all() and (share < high).all() and share[0] > share[1])
        True
        """
        row = self._row(inputs)
        times = np.asarray(years, dtype=np.float64)
        if (times <= 0.0).any():
            raise InputError(f"a horizon of {times.min():g} years was asked; give times above 0")
        share = weibull_survival(self.values, times, row[None, :])[0]
        shape = np.exp(self.values[0])
        level = self.values[1] + row @ self.values[2:] + shape * np.log(times)
        slope = np.column_stack(
            [shape * np.log(times), np.ones(len(times)), np.tile(row, (len(times), 1))]
        )
        error = np.sqrt(np.einsum("ti,ij,tj->t", slope, self.covariance, slope))
        return (
            share,
            np.exp(-np.exp(level + NORMAL_90 * error)),
            np.exp(-np.exp(level - NORMAL_90 * error)),
        )

    def outside(self, inputs: Mapping[str, float]) -> tuple[str, ...]:
        """Name the inputs that lie outside what the class has seen."""
        return tuple(
            name for name, (low, high) in self.range_seen.items() if not low <= inputs[name] <= high
        )

    def _row(self, inputs: Mapping[str, float]) -> Floats:
        lacking = [name for name in self.inputs if name not in inputs]
        if lacking:
            raise InputError(
                f"the reference class {self.name!r} also needs {', '.join(lacking)}; "
                + "; ".join(f"{name}: {self.inputs[name]}" for name in lacking)
            )
        return np.array([float(inputs[name]) for name in self.inputs])


@dataclass(frozen=True)
class Gap:
    """Where the model and the reference class disagree about one horizon.

    `beyond` is how far the model's share lies outside the class's 90% range (0 inside it).
    """

    years: float
    model: float
    past: float
    low: float
    high: float

    @property
    def beyond(self) -> float:
        """How far outside the range the model lies, with its sign."""
        return max(self.model - self.high, 0.0) + min(self.model - self.low, 0.0)


@cache
def reference_class(name: str) -> ReferenceClass:
    """Load a reference class that ships.

    >>> reference_class("ceasefires").source
    'Fortna2008'
    >>> reference_class("sports")
    Traceback (most recent call last):
    servanda.errors.InputError: no reference class is called 'sports'; there are ceasefires,
    agreements
    """
    named(name, dict.fromkeys(CLASSES), "reference class")
    text = (files("servanda.explore.methods") / "fitted" / f"{name}.json").read_text(
        encoding="utf-8"
    )
    kept = json.loads(text)
    return ReferenceClass(
        name=name,
        describes=kept["describes"],
        source=kept["source"],
        inputs=kept["inputs"],
        range_seen={key: (low, high) for key, (low, high) in kept["range_seen"].items()},
        values=np.array(kept["values"], dtype=np.float64),
        covariance=np.array(kept["covariance"], dtype=np.float64),
        cases=kept["cases"],
        broke=kept["broke"],
        scores=kept["scores"],
    )


def gaps(
    past: ReferenceClass,
    inputs: Mapping[str, float],
    model: Mapping[float, float],
) -> tuple[Gap, ...]:
    """Set the model's hold curve beside the reference class, horizon by horizon.

    Parameters
    ----------
    past : the reference class
    inputs : the case's form and circumstances, as the class defines them
    model : years -> share of worlds in which the deal still holds

    >>> past = reference_class("ceasefires")
    >>> (gap,) = gaps(past, dict.fromkeys(past.inputs, 0.0), {5.0: 0.999})
    >>> gap.beyond > 0
    True
    """
    years = sorted(model)
    share, low, high = past.survival(years, inputs)
    return tuple(
        Gap(year, model[year], float(s), float(lo), float(hi))
        for year, s, lo, hi in zip(years, share, low, high, strict=True)
    )
