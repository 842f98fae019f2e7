"""Exact sums: any order, any grouping, the same whole number; and right to a rounding."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from servanda.engine.exact import add_exact, as_float, exact_sum, split_logs, split_weights

NUMBERS = st.lists(st.floats(-1e6, 1e6), max_size=60)


@given(NUMBERS, st.randoms())
def test_order_and_grouping_change_nothing(numbers: list[float], random: object) -> None:
    whole = exact_sum(np.array(numbers))
    random.shuffle(numbers)  # type: ignore[attr-defined]
    half = len(numbers) // 2
    parts = exact_sum(np.array(numbers[:half]))
    add_exact(parts, exact_sum(np.array(numbers[half:])))
    assert as_float(parts) == as_float(whole)


@given(NUMBERS)
def test_a_sum_is_right_to_a_rounding_of_each_number(numbers: list[float]) -> None:
    assert abs(as_float(exact_sum(np.array(numbers))) - math.fsum(numbers)) <= (
        len(numbers) * 2.0**-49 + 4e-16 * abs(math.fsum(numbers))
    )


def test_a_million_ones_are_a_million() -> None:
    assert as_float(exact_sum(np.ones(1_000_000))) == 1e6


def test_weights_are_split_without_loss() -> None:
    weights = np.array([0.0, 1e-300, 0.3, 7.0])
    fractions, powers = split_weights(weights)
    assert powers is not None
    assert (np.ldexp(fractions, powers.astype(np.int32)) == weights).all()
    fractions, powers = split_logs(np.log(weights[1:]))
    assert powers is not None
    back = np.ldexp(fractions, powers.astype(np.int32))
    assert np.allclose(back, weights[1:], rtol=1e-12, atol=0.0)
