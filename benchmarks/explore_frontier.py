"""The frontier of packages: seconds to sort out those nothing beats, and to search a large space.

The answers are checked first: the same packages as comparing all pairs, and the planted best one.
"""

from __future__ import annotations

import time

import numpy as np

from servanda.explore.methods.pareto import Lever, frontier, pareto


def plain_pareto(values: np.ndarray) -> np.ndarray:
    keep = np.ones(len(values), dtype=bool)
    for row, value in enumerate(values):
        beaten = (values >= value).all(axis=1) & (values > value).any(axis=1)
        keep[row] = not beaten.any()
    return keep


def main() -> None:
    rng = np.random.default_rng(0)
    pareto(rng.uniform(size=(10, 4)))  # compile
    print(f"{'packages':>9} {'frontier':>9} {'ours, s':>9} {'all pairs, s':>13}")
    for count in (1_000, 10_000, 100_000):
        values = rng.normal(size=(count, 4))
        start = time.perf_counter()
        keep = pareto(values)
        ours = time.perf_counter() - start
        plain = float("nan")
        if count <= 10_000:
            start = time.perf_counter()
            assert (plain_pareto(values) == keep).all()
            plain = time.perf_counter() - start
        print(f"{count:9,} {keep.sum():9,} {ours:9.4f} {plain:13.4f}")
    print(f"\n{'terms':>6} {'packages':>12} {'computed':>9} {'seconds':>8}")
    for terms in (4, 6, 9):
        best = rng.integers(0, 7, terms)

        def evaluate(choices: np.ndarray, best: np.ndarray = best) -> np.ndarray:
            off = np.abs(choices - best).sum(axis=1)
            return np.column_stack([-off, -off * 1.0])

        levers = [Lever(f"term {i}", tuple(range(7))) for i in range(terms)]
        start = time.perf_counter()
        found = frontier(levers, ("a", "b"), evaluate, np.random.default_rng(1))
        took = time.perf_counter() - start
        assert found.choices.tolist() == [best.tolist()]
        print(f"{terms:6} {found.space:12,} {found.evaluated:9,} {took:8.2f}")


if __name__ == "__main__":
    main()
