"""Random models for the property tests."""

from __future__ import annotations

import numpy as np

from servanda.graph.model import Model, option_model
from servanda.graph.moves import ArcMoves, arcs_from
from servanda.graph.preferences import Preference
from servanda.graph.relation import UNKNOWN


def random_preference(rng: np.random.Generator, states: int, kind: str) -> Preference:
    """A ranking (strict or with ties), or one with unknown pairs, degrees, or no order at all."""
    high = states if kind == "strict" else max(2, states // 2)
    scores = rng.permutation(states) if kind == "strict" else rng.integers(0, high, states)
    _, ranks = np.unique(scores, return_inverse=True)
    preference = Preference(ranks.astype(np.int32))
    if kind == "degrees":
        top = int(ranks.max()) + 1
        breaks = np.cumsum(rng.random(top) < 0.3)
        preference = Preference(preference.ranks, breaks[None, ranks].astype(np.int32))
    if kind in ("unknown", "intransitive"):
        share = 0.3 if kind == "unknown" else 0.5
        codes = [UNKNOWN] if kind == "unknown" else [-2, -1, 0, 1, 2, UNKNOWN]
        pairs = [
            (a, b, int(rng.choice(codes)))
            for a in range(states)
            for b in range(a + 1, states)
            if rng.random() < share
        ]
        preference = preference.with_pairs(pairs)
    return preference


def random_option_model(rng: np.random.Generator, kind: str = "ties", most: int = 6) -> Model:
    """Option form: 2 to 5 decision makers, one-way options, infeasible patterns."""
    makers = int(rng.integers(2, 6))
    count = int(rng.integers(makers, max(most, makers) + 1))
    owner = np.concatenate([np.arange(makers), rng.integers(0, makers, count - makers)])
    owners = {
        f"D{i}": [
            (f"o{o}", str(rng.choice(["both", "both", "both", "fwd", "back"])))
            for o in range(count)
            if owner[o] == i
        ]
        for i in range(makers)
    }
    closed = [
        "".join(rng.choice(["Y", "N", "-", "-", "-"], count)) for _ in range(rng.integers(0, 4))
    ]
    closed = [c for c in closed if set(c) != {"-"}]
    blank = {name: np.zeros(1) for name in owners}
    try:
        states = _count(owners, closed)
    except ValueError:
        closed, states = [], 1 << count
    del blank
    preferences = {name: random_preference(rng, states, kind) for name in owners}
    return option_model(owners, preferences, closed)


def _count(owners: dict[str, list[tuple[str, str]]], closed: list[str]) -> int:
    total = sum(len(own) for own in owners.values())
    codes = [
        c
        for c in range(1 << total)
        if not any(
            all(p == "-" or (p == "Y") == bool(c >> o & 1) for o, p in enumerate(pattern))
            for pattern in closed
        )
    ]
    if not codes:
        raise ValueError
    return len(codes)


def random_arc_model(rng: np.random.Generator, kind: str = "ties", most: int = 9) -> Model:
    """Arc lists: 2 to 5 decision makers, common moves, no transitivity."""
    makers, states = int(rng.integers(2, 6)), int(rng.integers(3, most + 1))
    density = rng.uniform(0.05, 0.4)
    moves = []
    for _ in range(makers):
        a, b = np.nonzero(rng.random((states, states)) < density)
        moves.append((a.astype(np.int32), b.astype(np.int32)))
    return Model(
        tuple(f"D{i}" for i in range(makers)),
        (),
        [f"s{s}" for s in range(states)],
        ArcMoves(arcs_from(states, moves)),
        tuple(random_preference(rng, states, kind) for _ in range(makers)),
    )
