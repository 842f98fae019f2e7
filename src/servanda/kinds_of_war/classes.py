"""Reference classes of wars, papers and promises: how often something came of them, and on what.

Fitted by `validation/reference_classes.py` as registered in `validation/registrations/`, and
shipped as `classes.json`: rates, coefficients and scores, never rows. A class whose columns did not
beat its base rate on cases it had not seen forecasts its base rate.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from servanda.errors import InputError, named

__all__ = ["FittedClass", "Forecast", "classes", "fitted_class", "forecast"]


@dataclass(frozen=True)
class FittedClass:
    """A class of past events: what came of them, how often, and what ranks them.

    Parameters
    ----------
    name, outcome, source : its name, what is counted, and the key of the data in the bibliography
    cases, clusters, years : how many events, of how many clusters, from when until when
    share, low, high : the share in which the outcome came, and its 90% interval over clusters
    columns : what ranks them, in order; `mean` and `spread` standardise, `coefficients` follow the
        intercept
    ranks : whether the columns beat the base rate by two standard errors on cases not seen
    brier_base, brier_model, auc : the scores on cases not seen; None where there are no columns
    """

    name: str
    outcome: str
    source: str
    cases: int
    clusters: int
    years: tuple[int, int]
    share: float
    low: float
    high: float
    columns: tuple[str, ...]
    mean: tuple[float, ...]
    spread: tuple[float, ...]
    coefficients: tuple[float, ...]
    ranks: bool
    brier_base: float | None
    brier_model: float | None
    auc: float | None


@dataclass(frozen=True)
class Forecast:
    """What a class says of one case: a chance, its range, and what it was told.

    The range is the 90% interval of the class's share, moved in log-odds as the forecast is; the
    error of the coefficients is not in it, so it is rather too narrow.
    """

    share: float
    low: float
    high: float
    known: tuple[str, ...]
    unknown: tuple[str, ...]

    def not_so(self) -> Forecast:
        """Return the forecast of the opposite."""
        return Forecast(1.0 - self.share, 1.0 - self.high, 1.0 - self.low, self.known, self.unknown)


@cache
def classes() -> tuple[FittedClass, ...]:
    """Return every class that ships."""
    text = (files("servanda.kinds_of_war") / "classes.json").read_text(encoding="utf-8")
    return tuple(_read(name, kept) for name, kept in json.loads(text).items())


def fitted_class(name: str) -> FittedClass:
    """Return the class called `name`.

    Raises: InputError naming the classes there are.

    >>> fitted_class("civil_end_holds").cases
    183
    """
    return named(name, {each.name: each for each in classes()}, "reference class")


def forecast(name: str, columns: Mapping[str, float]) -> Forecast:
    """Return what a class says of a case of which some columns are known.

    Parameters: `name` of the class; `columns`, what is known, by the names of its columns, the
    others taken at their mean.

    Formula: ``logit p = b0 + sum b (x - mean)/spread``; the base rate where the columns do not
    rank its cases.

    Raises: InputError for a class or a column that there is not, or a value that is no number.

    >>> said = forecast("civil_end_holds", {"ended by victory": 1.0})
    >>> said.share > fitted_class("civil_end_holds").share, len(said.unknown)
    (True, 5)
    """
    each = fitted_class(name)
    places = {column: place for place, column in enumerate(each.columns)}
    for column, value in columns.items():
        named(column, places, f"column of {name!r}")
        if not math.isfinite(value):
            raise InputError(f"{name}, {column}: {value} is no number; leave out what is unknown")
    unknown = tuple(column for column in each.columns if column not in columns)
    if not each.ranks:
        return Forecast(each.share, each.low, each.high, (), each.columns)
    score = each.coefficients[0]
    for column, value in columns.items():
        place = places[column]
        standard = (value - each.mean[place]) / each.spread[place]
        score += each.coefficients[place + 1] * standard
    moved = score - _logit(each.share)
    low, high = (_chance(_logit(end) + moved) for end in (each.low, each.high))
    return Forecast(_chance(score), low, high, tuple(columns), unknown)


def _logit(chance: float) -> float:
    return math.log(chance / (1.0 - chance))


def _chance(log_odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-log_odds))


def _read(name: str, kept: Mapping[str, Any]) -> FittedClass:
    """Return a class as it was shipped."""
    score: Mapping[str, float] = kept.get("score") or {}
    low, high = kept["share_90"]
    since, until = kept["years"]
    return FittedClass(
        name=name,
        outcome=str(kept["outcome"]),
        source=str(kept["source"]),
        cases=int(kept["cases"]),
        clusters=int(kept["clusters"]),
        years=(since, until),
        share=float(kept["share"]),
        low=float(low),
        high=float(high),
        columns=tuple(kept["columns"]),
        mean=tuple(kept.get("mean", ())),
        spread=tuple(kept.get("spread", ())),
        coefficients=tuple(kept.get("coefficients", ())),
        ranks=bool(kept["ranks"]),
        brier_base=score.get("brier_base"),
        brier_model=score.get("brier_model"),
        auc=score.get("auc"),
    )
