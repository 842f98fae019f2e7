"""What a signal tells: a guarantor that means it and one that bluffs, and what each would pay.

Two types of guarantor: the resolute fights if the challenge comes, the irresolute does not. A
sunk cost (troops, aid) is paid whatever happens; tied hands (a public vow) cost only on reneging.
"""

from __future__ import annotations

import math

import numpy as np

from servanda.compiled import compiled
from servanda.formulas.formula import Column, Columns, Input, Output, Rule, model

__all__ = [
    "CLASSES",
    "belief_after_signal",
    "sunk_cost_signalling",
    "sunk_signal",
    "tied_hands_signal",
    "tied_hands_signalling",
]

CLASSES = (
    "silent pooling",
    "semi-separating",
    "separating",
    "tied: both fight",
    "no signal deters",
)
"""The classes of equilibrium, in the order of the numbers in `kind`."""

_SILENT, _SEMI, _SEPARATING, _BOTH_FIGHT, _HOPELESS = range(5)
Outcome = tuple[int, float, float, float, float, float]


@compiled
def _write(q: float, found: Outcome, outcome: Column) -> None:
    """Write one world's equilibrium, and the chance of a challenge over both moves."""
    signalled = q * found[1] + (1.0 - q) * found[2]
    after = found[4] if math.isnan(found[3]) else found[3]
    outcome[0] = found[0]
    outcome[1] = found[1]
    outcome[2] = found[2]
    outcome[3] = after
    outcome[4] = found[4]
    outcome[5] = found[5]
    outcome[6] = signalled * after + (1.0 - signalled) * found[4]


@compiled
def _bluffing(q: float, q_star: float) -> float:
    """Return how often the irresolute imitates, so that the signal leaves belief just at q*."""
    return q * (1.0 - q_star) / ((1.0 - q) * q_star)


@compiled
def sunk_signal(q: float, q_star: float, v_irresolute: float, k: float) -> Outcome:
    """Return (kind, resolute signals, irresolute signals, challenge after, after silence, belief).

    Assumes 0 <= q <= 1 and v_irresolute > 0. The equilibrium is the one that survives D1.

    >>> sunk_signal(0.2, 0.375, 0.35, 0.4)
    (2, 1.0, 0.0, 0.0, 1.0, 1.0)
    """
    if q >= q_star:
        return _SILENT, 0.0, 0.0, math.nan, 0.0, q
    if q_star >= 1.0:
        return _HOPELESS, 0.0, 0.0, 1.0, 1.0, q
    if q <= 0.0:
        return _HOPELESS, 0.0, 0.0, math.nan, 1.0, q
    if k >= v_irresolute:
        return _SEPARATING, 1.0, 0.0, 0.0, 1.0, 1.0
    return _SEMI, 1.0, _bluffing(q, q_star), 1.0 - k / v_irresolute, 1.0, q_star


@compiled
def tied_hands_signal(q: float, q_star: float, v_irresolute: float, c: float, a: float) -> Outcome:
    """Return (kind, resolute signals, irresolute signals, challenge after, after silence, belief).

    With a at least ``c - v_irresolute`` even the irresolute guarantor fights rather than renege.

    >>> kind, _, bluff, challenge, _, belief = tied_hands_signal(0.2, 0.375, 0.35, 0.7, 0.1)
    >>> print(kind, round(bluff, 6), round(challenge, 6), belief)
    1 0.416667 0.777778 0.375
    """
    if q >= q_star:
        return _SILENT, 0.0, 0.0, math.nan, 0.0, q
    if q_star >= 1.0:
        return _HOPELESS, 0.0, 0.0, 1.0, 1.0, q
    if a >= c - v_irresolute:
        return _BOTH_FIGHT, 1.0, 1.0, 0.0, 1.0, 1.0
    if q <= 0.0:
        return _HOPELESS, 0.0, 0.0, math.nan, 1.0, q
    share = v_irresolute / (v_irresolute + a)
    return _SEMI, 1.0, _bluffing(q, q_star), share, 1.0, q_star


_TYPES = (
    Input("q", "chance", 0, 1, "challenger's belief, before, that the guarantor is resolute",
          (0.05, 0.9)),
    Input("q_star", "chance", 0, 1, "belief at which a challenge stops paying", (0.1, 0.9)),
    Input("v_resolute", "value", 0, 10, "worth of the protege to a resolute guarantor",
          (0.8, 1.0)),
    Input("v_irresolute", "value", 1e-9, 10, "worth of the protege to an irresolute guarantor",
          (0.2, 0.5)),
    Input("c", "value", 0, 10, "guarantor's cost of joining the war", (0.6, 0.75)),
)  # fmt: skip
_FOUND = (
    Output("kind", "number of the class in CLASSES", 0, 4, "class of equilibrium surviving D1"),
    Output("resolute_signals", "chance", 0, 1, "chance that the resolute guarantor signals"),
    Output("irresolute_signals", "chance", 0, 1, "chance that the irresolute one signals"),
    Output("challenge_after_signal", "chance", 0, 1, "chance of a challenge after the signal"),
    Output("challenge_after_silence", "chance", 0, 1, "chance of a challenge after silence"),
    Output("belief", "chance", 0, 1, "belief in intervention after the equilibrium move"),
    Output("challenge", "chance", 0, 1, "chance of a challenge, before any move"),
)
_TYPES_DIFFER = Rule(
    "the types must differ: v_irresolute < c <= v_resolute",
    lambda c: ~((c["v_irresolute"] < c["c"]) & (c["c"] <= c["v_resolute"])),
)


@model(
    inputs=(
        *_TYPES,
        Input("k", "value", 0, 10, "cost of the signal, paid whatever happens", (0, 0.6)),
    ),
    outputs=_FOUND,
    monotone={"challenge": {"q": "decreasing"}},
    sources=("Fearon1997", "ChoKreps1987"),
    rules=(_TYPES_DIFFER,),
)
def sunk_cost_signalling(
    q: Column, q_star: Column, v_resolute: Column, v_irresolute: Column, c: Column, k: Column
) -> Columns:
    """Tell what a signal that costs the same whatever happens achieves, as D1 selects.

    Where belief suffices already no signal is needed. A cost k below v_I is imitated by the
    irresolute just often enough to leave belief at q*, and the challenger challenges with chance
    ``1 - k/v_I``; at v_I or above the signal separates the types. A signal nobody sends is read
    like silence.

    Selection matters: Nash equilibrium allows many more, among them silent pooling, which quantal
    response picks here and D1 rejects, since the resolute gain from signalling over a larger set
    of replies.

    *Checked against* all equilibria found by pygambit
    (`tests/oracles/cardinal/deterrence_game.json`).

    After [@Fearon1997] with two types and D1 of [@ChoKreps1987], our specification.

    >>> found = sunk_cost_signalling(
    ...     q=[0.2, 0.2, 0.5], q_star=0.375, v_resolute=1, v_irresolute=0.35, c=0.7, k=[0.1, 0.4, 0]
    ... )
    >>> print([CLASSES[int(kind)] for kind in found["kind"]])
    ['semi-separating', 'separating', 'silent pooling']
    """
    outcome = np.empty((len(_FOUND), len(q)))
    _sunk_signals(q, q_star, v_irresolute, k, outcome)
    return {told.name: row for told, row in zip(_FOUND, outcome, strict=True)}


@model(
    inputs=(*_TYPES, Input("a", "value", 0, 10, "cost of reneging after the signal", (0, 0.6))),
    outputs=_FOUND,
    monotone={"challenge": {"q": "decreasing", "a": "decreasing"}},
    sources=("Fearon1997", "ChoKreps1987"),
    rules=(_TYPES_DIFFER,),
)
def tied_hands_signalling(
    q: Column, q_star: Column, v_resolute: Column, v_irresolute: Column, c: Column, a: Column
) -> Columns:
    """Tell what a vow that costs something only if broken achieves, as D1 selects.

    A cost of reneging below ``c - v_I`` leaves a challenge with chance ``v_I/(v_I+a)`` after the
    vow; at or above it even the irresolute would fight, which deters if q* < 1.

    *Checked against* all equilibria found by pygambit
    (`tests/oracles/cardinal/deterrence_game.json`).

    After [@Fearon1997] with two types and D1 of [@ChoKreps1987], our specification.

    >>> found = tied_hands_signalling(
    ...     q=0.2, q_star=0.375, v_resolute=1, v_irresolute=0.35, c=0.7, a=[0.1, 0.3, 0.4]
    ... )
    >>> print(found["challenge_after_signal"].round(3))
    [0.778 0.538 0. ]
    """
    outcome = np.empty((len(_FOUND), len(q)))
    _tied_signals(q, q_star, v_irresolute, c, a, outcome)
    return {told.name: row for told, row in zip(_FOUND, outcome, strict=True)}


@compiled
def _sunk_signals(
    q: Column, q_star: Column, v_irresolute: Column, k: Column, outcome: Column
) -> None:
    for i in range(len(q)):
        _write(q[i], sunk_signal(q[i], q_star[i], v_irresolute[i], k[i]), outcome[:, i])


@compiled
def _tied_signals(
    q: Column, q_star: Column, v_irresolute: Column, c: Column, a: Column, outcome: Column
) -> None:
    for i in range(len(q)):
        _write(q[i], tied_hands_signal(q[i], q_star[i], v_irresolute[i], c[i], a[i]), outcome[:, i])


@model(
    inputs=(
        Input("prior", "chance", 0, 1, "belief, before the signal, that the guarantor is resolute",
              (0, 1)),
        Input("imitated", "chance", 0, 1, "chance that an irresolute guarantor sends it too",
              (0, 1)),
        Input("committed", "share", 0, 1, "chance that even an irresolute one must then fight",
              (0, 0.25), 0.0),
    ),
    outputs=(
        Output("posterior", "chance", 0, 1, "belief, after it, that the guarantor is resolute"),
        Output("q_hat", "chance", 0, 1, "belief, after it, that the guarantor would join"),
    ),
    monotone={
        "posterior": {"prior": "increasing", "imitated": "decreasing"},
        "q_hat": {"prior": "increasing", "imitated": "decreasing", "committed": "increasing"},
    },
    sources=("Fearon1997",),
    rules=(
        Rule("prior and imitated are both 0: such a signal is never seen",
             lambda c: (c["prior"] == 0.0) & (c["imitated"] == 0.0)),
    ),
)  # fmt: skip
def belief_after_signal(prior: Column, imitated: Column, committed: Column) -> Columns:
    """Tell what to believe after a signal that a bluffer would send with a known chance.

    ``mu = prior / (prior + (1-prior) imitated)`` and ``q = mu + (1-mu) committed``: a tripwire
    commits even the irresolute in part. Evidence that small forces commit is weak; that they count
    by shifting the local balance is better supported: see `contest`.

    *Checked against* Monte Carlo (`tests/oracles/cardinal/hold.json`).

    Bayes' rule with the two types of [@Fearon1997], our specification.

    >>> after = belief_after_signal(prior=0.22, imitated=0.3, committed=0.25)
    >>> print(after["posterior"].round(4), after["q_hat"].round(4))
    [0.4846] [0.6134]
    """
    posterior = prior / (prior + (1.0 - prior) * imitated)
    return {"posterior": posterior, "q_hat": posterior + (1.0 - posterior) * committed}
