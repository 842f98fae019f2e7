"""PRIM: seconds for the whole search and for peeling alone, beside a plain NumPy peeling.

The answer is checked first: the planted box, its three limits and no other.
"""

from __future__ import annotations

import time

import numpy as np

from servanda.explore.methods.prim import find_boxes, trajectory

INPUTS = 40


def worlds(count: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(1)
    x = rng.uniform(size=(count, INPUTS))
    inside = (x[:, 3] < 0.3) & (x[:, 17] > 0.5) & (x[:, 20] > 0.2)
    return x, 1.0 * (inside ^ (rng.uniform(size=count) < 0.05))


def plain_peel(x: np.ndarray, y: np.ndarray, alpha: float = 0.05, least: float = 0.02) -> float:
    """The mean inside the last box, by quantiles of every input at every step."""
    inside = np.ones(len(y), dtype=bool)
    while True:
        values, hits = x[inside], y[inside]
        if len(hits) * (1 - alpha) < least * len(y):
            return float(hits.mean())
        low, high = np.quantile(values, [alpha, 1 - alpha], axis=0)
        above, below = values >= low, values <= high
        means = np.concatenate([hits @ above / above.sum(axis=0), hits @ below / below.sum(axis=0)])
        best = int(means.argmax())
        column = best % INPUTS
        inside &= (x[:, column] >= low[column]) if best < INPUTS else (x[:, column] <= high[column])


def main() -> None:
    trajectory(*worlds(1_000))  # compile
    print(f"{INPUTS} inputs, seconds")
    print(f"{'worlds':>8} {'boxes':>7} {'peeling':>8} {'plain peeling':>14}")
    for count in (10_000, 30_000, 100_000):
        x, y = worlds(count)
        marks = [time.perf_counter()]
        (box, *_) = find_boxes(x, y, np.random.default_rng(0))
        marks.append(time.perf_counter())
        path = trajectory(x, y)
        marks.append(time.perf_counter())
        plain = plain_peel(x, y)
        marks.append(time.perf_counter())
        assert [limit.column for limit in box.limits] == [3, 17, 20]
        assert abs(path.density[-1] - plain) < 0.1
        boxes, peeling, other = np.diff(marks)
        print(f"{count:8,} {boxes:7.2f} {peeling:8.2f} {other:14.2f}")


if __name__ == "__main__":
    main()
