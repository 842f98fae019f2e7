"""Whether a guarantor consents."""

from __future__ import annotations

import pytest
from scipy.stats import norm

from servanda.formulas.guarantor_stakes import guarantor_consents


@pytest.mark.parametrize("stake", [0.0, 0.05, 0.075, 0.2])
def test_it_is_the_normal_chance_of_a_stake_above_the_likely_cost(stake: float) -> None:
    told = guarantor_consents(stake, 0.3, 0.5, 0.5, 0.02)
    assert told == pytest.approx(norm.cdf((stake - 0.3 * 0.5 * 0.5) / 0.02), rel=1e-12)


def test_an_even_reckoning_is_an_even_chance() -> None:
    assert guarantor_consents(0.125, 0.5, 0.5, 0.5, 0.02) == 0.5


def test_without_blur_it_is_a_step_that_consents_when_even() -> None:
    assert guarantor_consents(0.125, 0.5, 0.5, 0.5, 0.0) == 1.0
    assert guarantor_consents(0.1249, 0.5, 0.5, 0.5, 0.0) == 0.0
    assert guarantor_consents(0.126, 0.5, 0.5, 0.5, 0.0) == 1.0


def test_who_never_has_to_fight_consents_for_any_stake() -> None:
    assert guarantor_consents(0.0, 0.0, 1.0, 5.0, 0.0) == 1.0
    assert guarantor_consents(0.0, 1.0, 0.0, 5.0, 0.0) == 1.0
    assert guarantor_consents(0.0, 0.3, 0.5, 5.0, 0.01) < 1e-12
