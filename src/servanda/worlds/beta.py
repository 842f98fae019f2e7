"""The beta distribution's inverse c.d.f., fast enough for millions of worlds."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from servanda.compiled import compiled
from servanda.special import special
from servanda.worlds.streams import Floats

__all__ = ["beta_quantile"]

_REACH = 8.3
_KNOTS = 4096
_SMALLEST, _LARGEST = 0.1, 1e5


def beta_quantile(u: Floats, a: float, b: float) -> Floats:
    """Return the value below which a beta variable lies with probability `u`.

    Assumes `u` strictly within (0, 1). Parameters: `u`, shape (n,); `a` and `b` above 0. Returns:
    shape (n,), within [0, 1].

    The logit of the value is a smooth function of the normal deviate of `u`, and is read off a
    cubic Hermite table of it; the table's knots are exact. *Departure* from the exact inverse:
    below 1e-12 for parameters from 0.1 to 1e5; outside these it is solved exactly.
    *Checked against*: SciPy's `betaincinv`.

    >>> beta_quantile(np.array([0.05, 0.5, 0.95]), 2.0, 8.0).round(4)
    array([0.041 , 0.1796, 0.4291])
    """
    if min(a, b) < _SMALLEST or max(a, b) > _LARGEST:
        return np.asarray(special.betaincinv(a, b, u))
    values, slopes = _table(a, b)
    return np.asarray(special.expit(_read(special.ndtri(u), values, slopes)))


@lru_cache(maxsize=256)
def _table(a: float, b: float) -> tuple[Floats, Floats]:
    """Return the logit of the quantile, and its slope times the spacing, at every knot."""
    deviates = np.linspace(-_REACH, _REACH, _KNOTS)
    tail = special.ndtr(-np.abs(deviates))
    below = special.betaincinv(a, b, tail)
    above = special.betaincinv(b, a, tail)
    share = np.where(deviates < 0, below, 1 - above)
    rest = np.where(deviates < 0, 1 - below, above)
    logits = np.log(share) - np.log(rest)
    log_density = a * np.log(share) + b * np.log(rest) - special.betaln(a, b)
    slopes = np.exp(-0.5 * deviates**2 - 0.5 * np.log(2 * np.pi) - log_density)
    return logits, slopes * (deviates[1] - deviates[0])


@compiled
def _read(deviates: Floats, values: Floats, slopes: Floats) -> Floats:
    found = np.empty_like(deviates)
    for world in range(deviates.size):
        place = (deviates[world] + _REACH) * ((_KNOTS - 1) / (2 * _REACH))
        knot = min(max(int(place), 0), _KNOTS - 2)
        t = place - knot
        s = 1.0 - t
        found[world] = s * s * ((1.0 + 2.0 * t) * values[knot] + t * slopes[knot]) + t * t * (
            (1.0 + 2.0 * s) * values[knot + 1] - s * slopes[knot + 1]
        )
    return found
