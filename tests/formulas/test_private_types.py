"""The few quantiles that stand for a range: Gauss-Legendre, exact for polynomials."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.errors import InputError
from servanda.formulas.private_types import quantile_nodes


@pytest.mark.parametrize("types", [1, 2, 3, 7])
def test_the_mean_of_a_polynomial_is_exact(types: int) -> None:
    quantiles, weights = quantile_nodes(types)
    assert len(quantiles) == len(weights) == types
    assert ((quantiles > 0) & (quantiles < 1)).all()
    for power in range(2 * types):
        assert weights @ quantiles**power == pytest.approx(1 / (power + 1), rel=1e-12)


def test_no_types_is_a_cost_that_everybody_knows() -> None:
    quantiles, weights = quantile_nodes(0)
    assert len(quantiles) == len(weights) == 0


def test_fewer_than_none_is_refused() -> None:
    with pytest.raises(InputError, match="-1 types cannot be placed"):
        quantile_nodes(-1)


def test_the_quantiles_are_symmetric_about_the_middle() -> None:
    quantiles, weights = quantile_nodes(3)
    np.testing.assert_allclose(quantiles + quantiles[::-1], 1.0, atol=1e-15)
    np.testing.assert_allclose(weights, weights[::-1], atol=1e-15)
