"""A hundred thousand preference worlds of a model with 64 states and four decision makers."""

from __future__ import annotations

import time

import numpy as np

from benchmarks.graph_stability import random_model
from servanda.graph.ensemble import ensemble
from servanda.graph.solve import solve


def main() -> None:
    model = random_model(6, 4)
    utilities = np.random.default_rng(7).random((100_000, 4, 64))
    counted = ensemble(model, utilities[:50])
    solved = [solve(model.with_utilities(u)).answers for u in utilities[:50]]
    for name, share in counted.stable.items():
        assert np.allclose(share, np.mean([s[name].stable for s in solved], axis=0))
    began = time.perf_counter()
    for u in utilities[:200]:
        solve(model.with_utilities(u))
    plain = (time.perf_counter() - began) / 200
    print(f"{'worlds':>8} {'seconds':>8} {'µs a world':>11} {'one by one':>11}")
    for worlds in (1_000, 10_000, 100_000):
        began = time.perf_counter()
        ensemble(model, utilities[:worlds])
        took = time.perf_counter() - began
        print(f"{worlds:8,} {took:8.2f} {1e6 * took / worlds:11.1f} {1e6 * plain:11.1f}")
    assert took < 10, f"100,000 worlds took {took:.1f} s"


if __name__ == "__main__":
    main()
