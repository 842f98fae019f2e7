"""What was seen, against the densities of scipy, and the weights it gives to worlds."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm, poisson

from servanda.errors import InputError
from servanda.formulas.evidence_likelihoods import (
    acceptance_likelihood,
    effective_sample_size,
    front_loglik,
    moved_by,
    refusal_likelihood,
    violations_loglik,
    world_weights,
)

MARGINS = np.array([-0.1, -0.01, 0.0, 0.03, 0.5])


def test_a_refusal_is_the_likelier_the_worse_the_deal() -> None:
    told = refusal_likelihood(MARGINS, 0.02, 0.8)
    np.testing.assert_allclose(told, 0.8 * norm.cdf(-MARGINS / 0.02) + 0.1, rtol=1e-12)
    assert (np.diff(told) < 0).all()


def test_yes_and_no_are_all_there_is() -> None:
    both = refusal_likelihood(MARGINS, 0.02, 0.8) + acceptance_likelihood(MARGINS, 0.02, 0.8)
    np.testing.assert_allclose(both, 1.0, rtol=1e-15)


def test_who_never_speaks_his_mind_tells_nothing() -> None:
    assert refusal_likelihood(MARGINS, 0.02, 0.0).tolist() == [0.5] * 5


def test_a_front_is_normal_around_its_trend() -> None:
    trend, swing = np.array([0.0, 0.01]), np.array([0.02, 0.05])
    changes = [0.01, -0.03, 0.0]
    expected = norm.logpdf(np.array(changes)[:, None], trend, swing).sum(axis=0)
    np.testing.assert_allclose(front_loglik(changes, trend, swing), expected, rtol=1e-13)
    assert front_loglik([], trend, swing).tolist() == [0.0, 0.0]


@pytest.mark.parametrize("count", [0, 1, 2, 7])
def test_violations_are_poisson(count: int) -> None:
    rate = np.array([0.05, 0.5, 2.0])
    told = violations_loglik(count, 6.0, rate)
    np.testing.assert_allclose(told, poisson.logpmf(count, 6.0 * rate), rtol=1e-12)


def test_no_violation_where_none_could_be_is_certain_and_one_impossible() -> None:
    assert violations_loglik(0, 6.0, [0.0]).tolist() == [0.0]
    assert violations_loglik(1, 6.0, [0.0]).tolist() == [-np.inf]


def test_weights_are_likelihoods_that_add_to_one() -> None:
    told = world_weights([np.log([0.1, 0.2]), np.log([0.5, 0.25])], 2)
    np.testing.assert_allclose(told, [0.5, 0.5], rtol=1e-13)
    np.testing.assert_allclose(world_weights([[-1e4, -1e4 - np.log(3)]], 2), [0.75, 0.25])
    assert world_weights([], 4).tolist() == [0.25] * 4


def test_what_is_impossible_everywhere_is_refused() -> None:
    with pytest.raises(InputError, match="impossible in every world"):
        world_weights([[-np.inf, -np.inf]], 2)
    assert world_weights([[-np.inf, 0.0]], 2).tolist() == [0.0, 1.0]


def test_the_effective_number_of_worlds() -> None:
    assert effective_sample_size([0.25] * 4) == 4.0
    assert effective_sample_size([1.0, 0.0]) == 1.0
    assert effective_sample_size([0.75, 0.25]) == pytest.approx(1.6)


def test_each_event_is_credited_with_what_leaving_it_out_takes_away() -> None:
    first, second = np.log([0.2, 0.8]), np.log([0.5, 0.5])
    mean, pushes = moved_by([0.0, 1.0], [first, second])
    assert mean == pytest.approx(0.8)
    assert pushes == [pytest.approx(0.3), pytest.approx(0.0, abs=1e-15)]
    assert moved_by([0.0, 1.0], []) == (0.5, [])
