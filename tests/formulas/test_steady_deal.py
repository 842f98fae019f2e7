"""A deal that no longer changes: its value solves its own equation, one party or many."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.formulas.logit_breach import breach_choice
from servanda.formulas.steady_deal import steady_deal, steady_lulls

DEALS = [
    # yields, breach, fought, others, delta, opening, noise
    (0.4, 0.1, 0.1, 0.0, 0.99, 0.25, 0.02),
    (0.4, 0.5, 0.2, 0.01, 0.99, 0.25, 0.02),
    (0.4, 0.39, 0.6, 0.1, 0.95, 0.1, 0.05),
    (0.0, 0.0, 0.0, 0.5, 0.9, 1.0, 0.1),
]


@pytest.mark.parametrize("deal", DEALS)
def test_the_value_solves_its_equation(deal: tuple[float, ...]) -> None:
    yields, breach, fought, others, delta, opening, noise = deal
    choice, hazard, value = steady_deal(*deal, max(yields, breach))
    stay = (1 - delta) * yields + delta * choice
    kept, chance = breach_choice(stay, breach, opening, noise, 1 / noise)
    assert hazard == pytest.approx(chance, rel=1e-6)
    assert choice == pytest.approx(kept + (1 - chance) * others * (fought - stay), abs=1e-9)
    quiet = (1 - delta) * yields + delta * value
    plain = hazard * breach + (1 - hazard) * (others * fought + (1 - others) * quiet)
    assert value == pytest.approx(plain, abs=1e-12)


def test_a_deal_nobody_may_break_is_worth_its_yield() -> None:
    choice, hazard, value = steady_deal(0.37, 0.9, 0.1, 0.0, 0.99, 0.0, 0.02, 0.9)
    assert (choice, hazard, value) == (pytest.approx(0.37), 0.0, pytest.approx(0.37))


def test_the_start_does_not_matter() -> None:
    far = [steady_deal(*DEALS[1], start)[0] for start in (0.5, 0.45, 1.0)]
    np.testing.assert_allclose(far, far[0], rtol=1e-9)


def test_lulls_side_by_side_are_each_alone() -> None:
    rows = np.array(DEALS).T.copy()
    yields, war, _, others, delta, opening, noise = rows
    choice, many = np.maximum(yields, war), len(DEALS)
    hazard, value = np.empty((2, many))
    steady_lulls(
        yields, war, others, delta, opening, noise, 1 / noise, choice, hazard, value,
        np.empty((3, many)),
    )  # fmt: skip
    for i in range(many):
        alone = steady_deal(
            yields[i], war[i], war[i], others[i], delta[i], opening[i], noise[i],
            max(yields[i], war[i]),
        )  # fmt: skip
        assert choice[i] == pytest.approx(alone[0], abs=1e-9)
        assert hazard[i] == pytest.approx(alone[1], rel=1e-5)
        assert value[i] == pytest.approx(alone[2], rel=1e-5)
