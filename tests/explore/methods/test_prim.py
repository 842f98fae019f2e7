"""PRIM against a second writing of it, a published example, and worlds where the box is known."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.errors import InputError
from servanda.explore.methods.prim import find_boxes, trajectory


def plain_peel(
    x: np.ndarray, y: np.ndarray, alpha: float, least: int
) -> list[tuple[int, str, float, int, float]]:
    """Peel as published, every slice looked at afresh: input, side, limit, worlds left, mean."""
    inside = np.ones(len(y), dtype=bool)
    steps = []
    while True:
        best = None
        count, mean = inside.sum(), y[inside].mean()
        for column in range(x.shape[1]):
            values = np.sort(x[inside, column])
            take = max(1, int(alpha * count))
            if take >= count:
                continue
            low, high = values[take], values[count - 1 - take]
            if low == values[0]:
                above = values[values > low]
                low = above[0] if len(above) else None
            if high == values[-1]:
                below = values[values < high]
                high = below[-1] if len(below) else None
            for side, limit in (("low", low), ("high", high)):
                if limit is None:
                    continue
                keep = inside & (
                    (x[:, column] >= limit) if side == "low" else (x[:, column] <= limit)
                )
                left = keep.sum()
                if left == count or left < least:
                    continue
                gain = (y[keep].mean() - mean) / (count - left)
                if best is None or gain > best[0] * (1 + 1e-12) + 1e-15:
                    best = (gain, column, side, float(limit), keep)
        if best is None:
            return steps
        _, column, side, limit, inside = best
        steps.append((column, side, limit, int(inside.sum()), float(y[inside].mean())))


@pytest.mark.parametrize("seed", range(6))
def test_every_peel_is_the_plain_algorithms(seed: int) -> None:
    rng = np.random.default_rng(seed)
    x = rng.uniform(size=(600, 4))
    x[:, 3] = np.round(x[:, 3], 1)  # ties
    y = (rng.uniform(size=600) < 0.1 + 0.8 * ((x[:, 0] > 0.6) & (x[:, 3] < 0.55))) * 1.0
    path = trajectory(x, y, alpha=0.1, least=0.05)
    plain = plain_peel(x, y, 0.1, 30)
    assert len(path.mass) == len(plain) + 1
    np.testing.assert_allclose(path.mass[1:], [step[3] / 600 for step in plain])
    np.testing.assert_allclose(path.density[1:], [step[4] for step in plain])


def test_the_box_of_hastie_tibshirani_friedman() -> None:
    """Figure 9.7: 200 points in the unit square, one where 0.5 < x1 < 0.8 and 0.4 < x2 < 0.6."""
    hits = 0
    for seed in range(10):
        rng = np.random.default_rng(seed)
        x = rng.uniform(size=(400, 2))
        y = ((x > [0.5, 0.4]) & (x < [0.8, 0.6])).all(axis=1) * 1.0
        path = trajectory(x, y, alpha=0.1, least=0.03)
        pure = np.flatnonzero(path.density > 0.9)
        hits += len(pure) > 0 and path.coverage[pure[0]] > 0.6
    assert hits >= 9
    x = rng.uniform(size=(20_000, 2))
    y = ((x > [0.5, 0.4]) & (x < [0.8, 0.6])).all(axis=1) * 1.0
    (box,) = find_boxes(x, y, rng, alpha=0.1)
    found = {(limit.column, limit.side): limit.value for limit in box.limits}
    known = {(0, "low"): 0.5, (0, "high"): 0.8, (1, "low"): 0.4, (1, "high"): 0.6}
    assert found.keys() == known.keys()
    assert all(abs(found[key] - known[key]) < 0.01 for key in known)
    assert box.coverage > 0.95 and box.density > 0.95
    assert box.mass == pytest.approx(0.06, abs=0.01)


def test_a_planted_box_in_noise_among_thirty_inputs() -> None:
    rng = np.random.default_rng(1)
    x = rng.uniform(size=(20_000, 30))
    inside = (x[:, 3] < 0.3) & (x[:, 17] > 0.5) & (x[:, 20] > 0.2)
    y = (rng.uniform(size=20_000) < np.where(inside, 0.9, 0.1)) * 1.0
    box = find_boxes(x, y, rng, resamples=5)[0]
    found = {(limit.column, limit.side): limit.value for limit in box.limits}
    assert found.keys() == {(3, "high"), (17, "low"), (20, "low")}
    assert found[3, "high"] == pytest.approx(0.3, abs=0.03)
    assert box.density == pytest.approx(0.9, abs=0.04)
    assert all(limit.frequency >= 0.8 and limit.chance < 0.001 for limit in box.limits)
    assert abs(box.density - box.seen_density) < 0.05


def test_held_out_density_is_that_of_fresh_worlds() -> None:
    rng = np.random.default_rng(2)
    x, fresh = rng.uniform(size=(2, 6_000, 6))

    def outcome(values: np.ndarray) -> np.ndarray:
        return (
            rng.uniform(size=len(values)) < 0.2 + 0.6 * (values[:, 0] * values[:, 1] > 0.4)
        ) * 1.0

    box = find_boxes(x, outcome(x), rng, most=1)[0]
    again = outcome(fresh)[box.holds(fresh)].mean()
    assert again == pytest.approx(box.density, abs=0.06)


def test_exclusive_or_among_many_inputs() -> None:
    rng = np.random.default_rng(3)
    x = rng.uniform(size=(12_000, 25))
    y = 1.0 * ((x[:, 3] < 0.5) ^ (x[:, 17] < 0.5))
    boxes = find_boxes(x, y, rng, most=2, resamples=3)
    assert len(boxes) == 2
    for box in boxes:
        assert {limit.column for limit in box.limits} == {3, 17}
        assert box.density > 0.97 and box.coverage == pytest.approx(0.5, abs=0.03)


def test_null_worlds_give_no_box() -> None:
    found = 0
    for seed in range(15):
        rng = np.random.default_rng(seed)
        x = rng.normal(size=(2_000, 10))
        found += len(find_boxes(x, (rng.uniform(size=2_000) < 0.3) * 1.0, rng, resamples=2))
    assert found == 0
    constant = np.random.default_rng(0).normal(size=(500, 2))
    assert find_boxes(constant, np.ones(500), np.random.default_rng(0)) == ()


def test_categories_and_whole_numbers() -> None:
    rng = np.random.default_rng(4)
    x = np.column_stack([rng.integers(0, 4, 6_000), rng.integers(0, 2, 6_000)]).astype(float)
    y = 1.0 * ((x[:, 0] >= 2) & (x[:, 1] == 1))
    (box,) = find_boxes(x, y, rng, resamples=2)
    assert box.coverage == 1.0 and box.density == 1.0
    assert {limit.column: (limit.side, limit.value) for limit in box.limits} == {
        0: ("low", 1.5),
        1: ("low", 0.5),
    }


def test_a_number_as_outcome_gives_the_mean() -> None:
    rng = np.random.default_rng(5)
    x = rng.uniform(size=(5_000, 3))
    y = 10.0 * (x[:, 1] > 0.7) + rng.normal(size=5_000)
    (box,) = find_boxes(x, y, rng, most=1, resamples=2)
    assert [(limit.column, limit.side) for limit in box.limits] == [(1, "low")]
    assert box.density == pytest.approx(10.0, abs=0.3)


def test_same_seed_same_boxes_and_refusals() -> None:
    x = np.random.default_rng(6).uniform(size=(2_000, 4))
    y = 1.0 * (x[:, 0] > 0.5)
    once, again = (find_boxes(x, y, np.random.default_rng(1)) for _ in range(2))
    assert once == again
    with pytest.raises(InputError, match="too few"):
        find_boxes(x[:100], y[:100], np.random.default_rng(0))
