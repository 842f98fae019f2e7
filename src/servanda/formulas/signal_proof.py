"""Signals of resolve read as proof: never at nothing, always once no bluffer would pay for them.

A guarantor that would not fight pays for a signal up to its own stake, which the others know only
roughly: it lies, evenly, within a spread around its best guess. With chance m the signal is read
as proof and the belief is 1, otherwise the belief is as before; this is the purified form of the
challenger's mixing in the equilibrium that survives D1 [@ChoKreps1987; @Fearon1997].
"""

from __future__ import annotations

import math

from servanda.compiled import compiled

__all__ = ["after_signal", "sunk_proof", "tied_proof"]

SPREAD = 0.25


@compiled
def sunk_proof(sunk: float, stake: float, spread: float) -> float:
    """Return the chance that a sunk cost is read as proof: ``E min(1, k/v')``.

    sunk: the cost k; stake: that of a guarantor that would not fight; v' even on stake*(1+-spread).

    >>> print(f"{sunk_proof(0.11, 0.1, 0.25):.9f} {sunk_proof(0.0, 0.1, 0.25)}")
    0.981233417 0.0
    """
    if sunk <= 0.0:
        return 0.0
    low, high = stake * (1.0 - spread), stake * (1.0 + spread)
    if sunk >= high:
        return 1.0
    if high <= low:
        return min(1.0, sunk / stake)
    if sunk <= low:
        return sunk * math.log(high / low) / (high - low)
    return ((sunk - low) + sunk * math.log(high / sunk)) / (high - low)


@compiled
def tied_proof(tied: float, stake: float, cost: float, spread: float) -> float:
    """Return the chance that tied hands are read as proof: ``E[a/(v'+a) if a < c - v' else 1]``.

    tied: the audience cost a; stake as in `sunk_proof`, at most `cost`, the cost c of fighting.

    >>> print(f"{tied_proof(0.05, 0.2, 0.5, 0.25):.9f} {tied_proof(0.0, 0.2, 0.5, 0.25)}")
    0.202732554 0.0
    """
    if tied <= 0.0:
        return 0.0
    low, high = stake * (1.0 - spread), min(stake * (1.0 + spread), cost)
    if high <= low:
        return 1.0 if tied >= cost - low else tied / (low + tied)
    cut = min(max(cost - tied, low), high)
    if cut <= low:
        return 1.0
    return ((high - cut) + tied * math.log((cut + tied) / (low + tied))) / (high - low)


@compiled
def after_signal(belief: float, proof: float) -> float:
    """Return the mean belief after a signal read as proof with chance `proof`.

    >>> after_signal(0.5, 0.5)
    0.75
    """
    return belief + proof * (1.0 - belief)
