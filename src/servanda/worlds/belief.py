"""A belief as an inverse c.d.f.: which value of a quantity belongs to which uniform draw."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray

from servanda.base_rates import base_rate
from servanda.errors import InputError
from servanda.quantity import (
    ICD_203,
    BaseRate,
    Family,
    Form,
    Gap,
    Interval,
    Mixture,
    Point,
    Word,
    convert,
)
from servanda.special import special
from servanda.worlds.beta import beta_quantile
from servanda.worlds.streams import Floats

__all__ = ["Views", "ordered_views", "pooled_quantile", "quantile", "raced_views"]

Views = Callable[[str], Floats]
"""The uniform draws by which the worlds choose between rival views, by the name of the view."""

_TAIL = 1.6448536269514722
_LEAST_MASS = 1e-6
_INSIDE = 2.0**-53
_STEPS = 4_000
"""Equal steps of probability in which a rival view is laid out, to be pooled with the others."""


def quantile(
    form: Form,
    u: Floats,
    low: float = -np.inf,
    high: float = np.inf,
    *,
    unit: str = "share",
    views: Views | None = None,
) -> Floats:
    """Return the value of a quantity at the probability `u` of its belief.

    Parameters: `form`, what the analyst wrote; `u`, shape (n,), within (0, 1); `low` and `high`,
    the range of the place where the number stands, in its `unit`; `views`, the draws by which
    rival views (a mixture) are chosen, or none, to choose by `u` too (`raced_views`,
    `ordered_views`). Returns: shape (n,), within the range.
    Raises: InputError for a gap, an interval that ends at a limit, or a distribution with less
    than a millionth of its mass inside the range.

    - A point is itself. A likelihood word is any probability of its band, all alike.
    - An interval is exact at 5% and 95%: normal where the place has no limits, log-normal above
      one limit, and logit-normal between two. Between two limits that is nearly log-normal close
      to one of them and nearly normal far from both [@Johnson1994, ch. 12, sec. 4.3].
    - A named distribution that reaches beyond the range is cut off there and keeps its shape
      inside: `u` is confined to the probabilities the range has; no mass heaps up at a limit.
    - A base rate is its own distribution, in the unit of the place.

    >>> u = np.array([0.05, 0.5, 0.95])
    >>> quantile(Interval(0.2, 0.5), u, 0.0, 1.0).round(4)
    array([0.2   , 0.3333, 0.5   ])
    >>> quantile(Family("normal", (0.0, 1.0)), u, 0.0).round(3)
    array([0.063, 0.674, 1.96 ])
    >>> quantile(BaseRate("regrouping"), u, 0.0, 1200.0, unit="months")
    array([14.4, 36. , 57.6])
    """
    if isinstance(form, Point):
        return np.full_like(u, form.value)
    if isinstance(form, Interval):
        return _from_line(_interval(form, u, low, high), low, high)
    if isinstance(form, Word):
        band_low, band_high = ICD_203[form.word]
        return band_low + (band_high - band_low) * u
    if isinstance(form, Family):
        return _family(form, u, low, high)
    if isinstance(form, BaseRate):
        return _base_rate(form, u, low, high, unit, partial(quantile, views=views))
    if isinstance(form, Mixture):
        return _mixture(form, u, low, high, unit, views)
    assert isinstance(form, Gap)
    raise InputError("the number is still `?`; fill the gap, or give it a wide range")


def _interval(form: Interval, u: Floats, low: float, high: float) -> Floats:
    if not low < form.low < form.high < high:
        raise InputError(
            f"the 90% interval {form.low:g} to {form.high:g} must lie inside {low:g} to {high:g} "
            "and leave room on either side; write {uniform: [low, high]} to use a limit"
        )
    below, above = (float(_to_line(end, low, high)) for end in (form.low, form.high))
    middle, spread = (below + above) / 2, (above - below) / (2 * _TAIL)
    line: Floats = special.ndtri(u)
    line *= spread
    line += middle
    return line


def _to_line(value: float, low: float, high: float) -> float:
    """Stretch the range between `low` and `high` over the whole line."""
    if np.isfinite(low) and np.isfinite(high):
        return float(np.log(value - low) - np.log(high - value))
    if np.isfinite(low):
        return float(np.log(value - low))
    return -float(np.log(high - value)) if np.isfinite(high) else value


def _from_line(line: Floats, low: float, high: float) -> Floats:
    """Undo `_to_line`."""
    value: Floats
    if np.isfinite(low) and np.isfinite(high):
        value = low + (high - low) * special.expit(line)
    elif np.isfinite(low):
        value = low + np.exp(line)
    else:
        value = high - np.exp(-line) if np.isfinite(high) else line
    return value


def _family(form: Family, u: Floats, low: float, high: float) -> Floats:
    cumulative, inverse = _FAMILIES[form.name]
    first = float(cumulative(low, *form.parameters)) if np.isfinite(low) else 0.0
    last = float(cumulative(high, *form.parameters)) if np.isfinite(high) else 1.0
    if last - first < _LEAST_MASS:
        parameters = ", ".join(f"{value:g}" for value in form.parameters)
        raise InputError(
            f"`{form.name}: [{parameters}]` has next to no probability between {low:g} and "
            f"{high:g}; check its parameters and their unit"
        )
    inside = u if (first, last) == (0.0, 1.0) else first + (last - first) * u
    return np.clip(inverse(inside, *form.parameters), low, high)


def _triangular_cumulative(x: float, low: float, mode: float, high: float) -> float:
    if x <= low or x >= high:
        return float(x >= high)
    if x <= mode:
        return (x - low) ** 2 / ((high - low) * (mode - low))
    return 1 - (high - x) ** 2 / ((high - low) * (high - mode))


def _triangular_inverse(u: Floats, low: float, mode: float, high: float) -> Floats:
    rising = low + np.sqrt(u * ((high - low) * (mode - low)))
    falling = high - np.sqrt((1 - u) * ((high - low) * (high - mode)))
    return np.where(u < (mode - low) / (high - low), rising, falling)


def _log_or_least(x: float) -> float:
    return float(np.log(x)) if x > 0 else -np.inf


_FAMILIES: dict[str, tuple[Callable[..., float], Callable[..., Floats]]] = {
    "uniform": (
        lambda x, a, b: min(max((x - a) / (b - a), 0.0), 1.0),
        lambda u, a, b: a + (b - a) * u,
    ),
    "loguniform": (
        lambda x, a, b: min(max(_log_or_least(x / a) / np.log(b / a), 0.0), 1.0),
        lambda u, a, b: a * np.exp(np.log(b / a) * u),
    ),
    "normal": (
        lambda x, mean, sd: special.ndtr((x - mean) / sd),
        lambda u, mean, sd: mean + sd * special.ndtri(u),
    ),
    "lognormal": (
        lambda x, median, sd: special.ndtr((_log_or_least(x / median)) / sd),
        lambda u, median, sd: median * np.exp(sd * special.ndtri(u)),
    ),
    "beta": (
        lambda x, a, b: special.betainc(a, b, min(max(x, 0.0), 1.0)),
        lambda u, a, b: beta_quantile(u, a, b),
    ),
    "triangular": (_triangular_cumulative, _triangular_inverse),
}


def _base_rate(
    form: BaseRate, u: Floats, low: float, high: float, unit: str, drawn: Callable[..., Floats]
) -> Floats:
    """Return what the function draws of a base rate's own distribution, in the unit asked for."""
    entry = base_rate(form.name)
    factor = convert(1.0, entry.unit, unit)
    own_low, own_high = max(low / factor, entry.low), min(high / factor, entry.high)
    values = drawn(entry.form, u, own_low, own_high, unit=entry.unit)
    return values if factor == 1.0 else factor * values


def _mixture(
    form: Mixture, u: Floats, low: float, high: float, unit: str, views: Views | None
) -> Floats:
    if views is None:
        choice, inside = ordered_views(form, u, low, high, unit)
    else:
        choice, inside = raced_views(form, views), u
    drawn = np.empty_like(u)
    for index, (name, part) in enumerate(zip(form.names, form.parts, strict=True)):
        here = choice == index
        if isinstance(part, Point):
            drawn[here] = part.value
            continue
        within = None if views is None else _within(views, name, here)
        drawn[here] = quantile(part, inside[here], low, high, unit=unit, views=within)
    return drawn


def _within(views: Views, outer: str, here: NDArray[np.bool_]) -> Views:
    """Return the draws by which the worlds that hold the view `outer` choose between its parts."""
    return lambda inner: views(f"{outer}/{inner}")[here]


def raced_views(form: Mixture, views: Views) -> NDArray[np.intp]:
    """Return, world by world, the index of the view held right there.

    Each view runs in a race of its own, with arrival times exponential at the rate of its weight;
    the first to arrive is held. So views are held in the share of their weights, and a view that
    is added or dropped moves only the worlds that hold it [@EfraimidisSpirakis2006].

    >>> from servanda.worlds.streams import uniforms
    >>> form = Mixture(("a", "b"), (0.75, 0.25), (Point(0.0), Point(1.0)))
    >>> held = raced_views(form, lambda name: uniforms(1, name, 0, 100_000))
    >>> print(f"{held.mean():.2f}")
    0.25
    """
    earliest = views(form.names[0])
    held = np.zeros(earliest.size, dtype=np.intp)
    earliest = np.log(earliest) / -form.weights[0]
    for index in range(1, len(form.names)):
        arrival = np.log(views(form.names[index])) / -form.weights[index]
        held[arrival < earliest] = index
        np.minimum(earliest, arrival, out=earliest)
    return held


def ordered_views(
    form: Mixture,
    u: Floats,
    low: float = -np.inf,
    high: float = np.inf,
    unit: str = "share",
) -> tuple[NDArray[np.intp], Floats]:
    """Return the view each world holds, and the probability at which it reads that view, from `u`.

    The views lie side by side in the order of their medians, each as wide as its weight. So the
    number rises with `u`, save where views overlap, and can move together with another number;
    shares and distribution are those of the race.

    >>> form = Mixture(("high", "low"), (0.25, 0.75), (Point(1.0), Point(0.0)))
    >>> ordered_views(form, np.array([0.3, 0.8]))
    (array([1, 0]), array([0.4, 0.2]))
    """
    middle = np.array([0.5])
    medians = [float(quantile(part, middle, low, high, unit=unit)[0]) for part in form.parts]
    order = np.argsort(medians, kind="stable")
    weights = np.array(form.weights)[order] / sum(form.weights)
    edges = np.concatenate([[0.0], np.cumsum(weights)])
    place = np.searchsorted(edges[1:-1], u, side="right")
    inside: Floats = (u - edges[place]) / weights[place]
    return order[place], np.clip(inside, _INSIDE, 1.0 - _INSIDE)


def pooled_quantile(
    form: Form,
    p: Floats,
    low: float = -np.inf,
    high: float = np.inf,
    *,
    unit: str = "share",
) -> Floats:
    """Return the quantile of a belief with its rival views pooled: what the worlds have in all.

    Without rival views it is `quantile`. With them it rises with `p` also where views overlap,
    and between views that lie apart it rises evenly from one to the other; `quantile` goes through
    the views one by one, tails and all, so that it falls where one ends and the next begins.

    Parameters and errors: as `quantile`. Each view is laid out in four thousand equal steps of
    probability, so that the result errs by less than a four-thousandth in `p`.

    >>> low_or_high = Mixture(("low", "high"), (0.5, 0.5), (Interval(0.1, 0.3), Interval(0.4, 0.7)))
    >>> pooled_quantile(low_or_high, np.array([0.05, 0.5, 0.95]), 0.0, 1.0).round(3)
    array([0.114, 0.35 , 0.67 ])
    """
    if isinstance(form, BaseRate):
        return _base_rate(form, p, low, high, unit, pooled_quantile)
    if not isinstance(form, Mixture):
        return quantile(form, p, low, high, unit=unit)
    steps = (np.arange(_STEPS) + 0.5) / _STEPS
    laid = [pooled_quantile(part, steps, low, high, unit=unit) for part in form.parts]
    values = np.concatenate(laid)
    order = np.argsort(values, kind="stable")
    share = np.repeat(np.array(form.weights) / (sum(form.weights) * _STEPS), _STEPS)[order]
    return np.interp(p, np.cumsum(share) - 0.5 * share, values[order])
