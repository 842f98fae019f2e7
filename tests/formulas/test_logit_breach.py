"""One month of temptation against the formula written out, and its limits."""

from __future__ import annotations

import math

import numpy as np
import pytest

from servanda.formulas.logit_breach import breach_choice, breach_choices

CASES = [(0.4, 0.4), (0.4, 0.41), (0.41, 0.4), (0.4, 0.7), (0.7, 0.4)]


@pytest.mark.parametrize(("stay", "breach"), CASES)
def test_value_and_hazard_are_the_logit(stay: float, breach: float) -> None:
    value, hazard = breach_choice(stay, breach, 0.2, 0.02, 50.0)
    x = (breach - stay) / 0.02
    assert value == pytest.approx(stay + 0.2 * 0.02 * math.log1p(math.exp(x)), rel=1e-12)
    assert hazard == pytest.approx(0.2 / (1 + math.exp(-x)), rel=1e-12)


def test_without_an_opening_nothing_tempts() -> None:
    assert breach_choice(0.4, 9.0, 0.0, 0.02, 50.0) == (0.4, 0.0)


def test_small_noise_is_the_better_course() -> None:
    value, hazard = breach_choice(0.4, 0.5, 0.25, 1e-6, 1e6)
    assert (value, hazard) == (pytest.approx(0.425), 0.25)
    value, hazard = breach_choice(0.5, 0.4, 0.25, 1e-6, 1e6)
    assert (value, hazard) == (pytest.approx(0.5), pytest.approx(0.0, abs=1e-300))


def test_keeping_and_breaking_are_mirror_images() -> None:
    _, one = breach_choice(0.4, 0.43, 1.0, 0.02, 50.0)
    _, other = breach_choice(0.43, 0.4, 1.0, 0.02, 50.0)
    assert one + other == pytest.approx(1.0, rel=1e-14)


def test_many_parties_side_by_side_are_each_alone() -> None:
    stay, breach = np.array(CASES).T
    opening = np.linspace(0.1, 0.5, len(CASES))
    noise = np.linspace(0.01, 0.05, len(CASES))
    value, hazard = np.empty((2, len(CASES)))
    breach_choices(stay, breach, opening, noise, 1 / noise, value, hazard)
    for i in range(len(CASES)):
        alone = breach_choice(stay[i], breach[i], opening[i], noise[i], 1 / noise[i])
        assert (value[i], hazard[i]) == alone
