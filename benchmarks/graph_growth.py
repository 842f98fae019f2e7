"""How the searches grow: unknown preference with the states, coalitions with the decision makers.

Unknown preference: decision makers x states x (states + moves). Coalitions: the same for each of
the 2^k - 1 coalitions; 2^k + ... for CSEQ, in which coalitions answer.
"""

from __future__ import annotations

import time

import numpy as np

from benchmarks.graph_stability import random_model
from servanda.graph.model import Model
from servanda.graph.relation import UNKNOWN
from servanda.graph.solve import solve


def unsure(model: Model, share: float = 0.02) -> Model:
    """Make a share of the pairs of every decision maker unknown."""
    rng = np.random.default_rng(1)
    for dm, preference in zip(model.decision_makers, model.preferences, strict=True):
        a, b = np.triu_indices(model.states, 1)
        pick = rng.random(len(a)) < share
        pairs = [(int(x), int(y), UNKNOWN) for x, y in zip(a[pick], b[pick], strict=True)]
        model = model.with_preference(dm, preference.with_pairs(pairs))
    return model


def main() -> None:
    known = random_model(5, 3)
    assert solve(known, ["seq"]).stable["seq"] == solve(known, ["seq_b"]).stable["seq_b"]
    alone = solve(known, ["cnash"]).answers["cnash"]
    assert np.array_equal(alone.stable[:3], solve(known, ["nash"]).answers["nash"].stable)
    extensions = [f"{c}_{e}" for c in ("nash", "gmr", "smr", "seq") for e in "abcd"]
    print(f"{'unknown: states':>16} {'seconds':>9} {'times the last':>15}   (all 16, 3 deciders)")
    before = 0.0
    for options in (6, 7, 8, 9):
        model = unsure(random_model(options, 3))
        began = time.perf_counter()
        solve(model, extensions)
        took = time.perf_counter() - began
        print(f"{model.states:16,} {took:9.2f} {took / before if before else 0:15.1f}")
        before = took
    print(f"{'coalitions: k':>16} {'seconds':>9} {'times the last':>15}   (all 4, 64 states)")
    before = 0.0
    for makers in (2, 3, 4, 5):
        model = random_model(6, makers)
        began = time.perf_counter()
        solve(model, ["cnash", "cgmr", "csmr", "cseq"])
        took = time.perf_counter() - began
        print(f"{makers:16,} {took:9.2f} {took / before if before else 0:15.1f}")
        before = took


if __name__ == "__main__":
    main()
