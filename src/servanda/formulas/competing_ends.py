"""War without a front: each month it may be won, lost, or peter out."""

from __future__ import annotations

from servanda.compiled import compiled
from servanda.formulas.elementary import exponential, logarithm

__all__ = ["chances_of_ends", "rates_war", "shifted_ends"]


@compiled
def chances_of_ends(log_odds: float, decisive: float) -> tuple[float, float]:
    """Return the monthly chances of winning and of losing.

    log_odds: of winning over losing; decisive: chance a month that either happens.

    >>> win, lose = chances_of_ends(0.0, 0.02)
    >>> print(win, lose)
    0.01 0.01
    """
    x = min(max(log_odds, -700.0), 700.0)
    return decisive / (1.0 + exponential(-x)), decisive / (1.0 + exponential(x))


@compiled
def rates_war(
    win: float,
    lose: float,
    exits: float,
    discount: float,
    flow: float,
    victory: float,
    defeat: float,
    lull: float,
) -> tuple[float, float]:
    """Return the value of war at no cost, and the discounted share of time spent in it.

    win, lose, exits: chances a month (their sum counts as 1 where it would exceed it); discount a
    year; flow while fighting; `lull` is what a war that petered out is worth.

    Formula: ``W = [(1-d) f + d (l+ v1 + l- v0 + e X)] / (1 - d (1 - l+ - l- - e))``.

    >>> worth, fighting = rates_war(0.0029, 0.0059, 0.02, 0.1806, -0.0903, 1.0, 0.0, 0.3466)
    >>> print(f"{worth:.9f} {fighting:.6f}")
    0.192492523 0.344916
    """
    total = win + lose + exits
    if total > 1.0:
        win, lose, exits, total = win / total, lose / total, exits / total, 1.0
    d = exponential(-discount / 12.0)
    span = max(1.0 - d * (1.0 - total), 1e-300)
    ends = win * victory + lose * defeat + exits * lull
    return ((1.0 - d) * flow + d * ends) / span, (1.0 - d) / span


@compiled
def shifted_ends(win: float, lose: float, gamma: float, log_ratio: float) -> tuple[float, float]:
    """Return the chances after the logarithm of the ratio of forces rose by `log_ratio`.

    Their sum is kept and the log-odds of winning move by ``gamma * log_ratio``; certain ends stay.

    >>> win, lose = shifted_ends(0.0106, 0.017, 0.5201, 0.1138)
    >>> print(f"{win:.12f}")
    0.010988989359
    """
    if win <= 0.0 or lose <= 0.0:
        return win, lose
    return chances_of_ends(logarithm(win / lose) + gamma * log_ratio, win + lose)
