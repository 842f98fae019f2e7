"""Attribution against games whose Shapley value is known."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.errors import InputError
from servanda.explore.methods.shapley import attribute


def names(count: int) -> list[str]:
    return [f"edit {number}" for number in range(count)]


def test_glove_game() -> None:
    """One left glove, two right gloves: 2/3, 1/6, 1/6."""
    made = attribute(names(3), lambda team: float(0 in team and bool(team & {1, 2})))
    np.testing.assert_allclose(made.share[:, 0], [2 / 3, 1 / 6, 1 / 6])


def test_airport_game() -> None:
    """Runway costs 1, 2, 3 (Littlechild and Owen): 1/3, 1/3 + 1/2, 1/3 + 1/2 + 1."""
    made = attribute(names(3), lambda team: float(max((1, 2, 3)[i] for i in team)) if team else 0.0)
    np.testing.assert_allclose(made.share[:, 0], [1 / 3, 5 / 6, 11 / 6])


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(-1, 1), min_size=16, max_size=16))
def test_it_is_the_mean_over_all_orders_and_adds_up(values: list[float]) -> None:
    def value(team: frozenset[int]) -> float:
        return values[sum(1 << player for player in team)]

    made = attribute(names(4), value)
    gains = np.zeros(4)
    for order in permutations(range(4)):
        team: frozenset[int] = frozenset()
        for player in order:
            gains[player] += value(team | {player}) - value(team)
            team |= {player}
    np.testing.assert_allclose(made.share[:, 0], gains / 24, atol=1e-12)
    np.testing.assert_allclose(made.share.sum(axis=0), made.change, atol=1e-12)


def test_order_of_edits_does_not_matter_and_idle_ones_get_nothing() -> None:
    def value(team: frozenset[int]) -> float:
        return 0.3 * (0 in team) + 0.2 * ({0, 2} <= team)

    forward = attribute(("a", "idle", "c"), value).share[:, 0]
    back = attribute(("c", "idle", "a"), lambda team: value(frozenset(2 - i for i in team))).share[
        :, 0
    ]
    np.testing.assert_allclose(forward, back[::-1])
    assert forward[1] == 0.0


def test_many_edits_are_sampled_with_an_error_that_covers() -> None:
    rng = np.random.default_rng(0)
    weights = rng.uniform(size=16)

    def value(team: frozenset[int]) -> np.ndarray:
        total = sum(weights[i] for i in team)
        return np.array([total, float(total > 4)])

    made = attribute(names(16), value, rng=rng, orders=150)
    assert not made.exact
    np.testing.assert_allclose(made.share[:, 0], weights, atol=1e-9)
    np.testing.assert_allclose(made.share.sum(axis=0), made.change)
    assert 0 < np.median(made.error[:, 1]) < made.error[:, 1].max() < 0.05


def test_refusals() -> None:
    with pytest.raises(InputError, match="no edit"):
        attribute((), lambda team: 0.0)
    with pytest.raises(InputError, match="give an rng"):
        attribute(names(13), lambda team: 0.0)
