"""What matters, from worlds already computed: seconds, beside SALib's given-data measure (PAWN).

The answer is checked first: Ishigami's first-order shares, its one interaction, and nothing else
among forty inputs.
"""

from __future__ import annotations

import time

import numpy as np

from servanda.explore.methods.sensitivity import distribution_shift, first_order, interactions
from servanda.explore.methods.spread_by_group import group_shares

INPUTS = 40


def worlds(count: int) -> tuple[np.ndarray, np.ndarray]:
    x = np.random.default_rng(1).uniform(-np.pi, np.pi, (count, INPUTS))
    return x, np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def salib(x: np.ndarray, y: np.ndarray) -> float | None:
    try:
        from SALib.analyze import pawn
    except ImportError:
        return None
    names = [f"x{i}" for i in range(INPUTS)]
    problem = {"num_vars": INPUTS, "names": names, "bounds": [[-np.pi, np.pi]] * INPUTS}
    start = time.perf_counter()
    pawn.analyze(problem, x, y, S=20, seed=1)
    return time.perf_counter() - start


def main() -> None:
    print(f"{INPUTS} inputs, seconds")
    print(f"{'worlds':>8} {'alone':>7} {'pairs':>7} {'groups':>7} {'shift':>7} {'SALib PAWN':>11}")
    for count in (3_000, 30_000, 100_000):
        x, y = worlds(count)
        rng = np.random.default_rng(0)
        marks = [time.perf_counter()]
        alone = first_order(x, y, rng)
        marks.append(time.perf_counter())
        pairs = interactions(x, y, rng)
        marks.append(time.perf_counter())
        group_shares(x, y, ["a", "b"] * (INPUTS // 2), alone, pairs, rng)
        marks.append(time.perf_counter())
        distribution_shift(x, y)
        marks.append(time.perf_counter())
        assert np.allclose(alone.share[:3], [0.314, 0.442, 0.0], atol=0.05)
        assert [(pair.first, pair.second) for pair in pairs] == [(0, 2)]
        peer = salib(x, y)
        took = " ".join(f"{seconds:7.2f}" for seconds in np.diff(marks))
        print(f"{count:8,} {took} {'not here' if peer is None else f'{peer:11.2f}'}")


if __name__ == "__main__":
    main()
