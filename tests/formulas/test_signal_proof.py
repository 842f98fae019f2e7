"""How often a signal is proof, by numerical integration over the bluffer's unknown stake."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.formulas.signal_proof import SPREAD, after_signal, sunk_proof, tied_proof


def stakes(stake: float, highest: float = np.inf) -> np.ndarray:
    low, high = stake * (1 - SPREAD), min(stake * (1 + SPREAD), highest)
    middles = (np.arange(200_000) + 0.5) / 200_000
    return low + (high - low) * middles


@pytest.mark.parametrize("sunk", [0.01, 0.05, 0.075, 0.09, 0.1, 0.11, 0.125, 0.3])
def test_a_sunk_cost_is_proof_as_often_as_no_bluffer_would_pay(sunk: float) -> None:
    told = sunk_proof(sunk, 0.1, SPREAD)
    assert told == pytest.approx(np.minimum(1, sunk / stakes(0.1)).mean(), abs=1e-9)


@pytest.mark.parametrize("tied", [0.01, 0.1, 0.25, 0.3, 0.34, 0.36, 0.6])
def test_tied_hands_are_proof_as_often_as_a_bluffer_would_not_rather_fight(tied: float) -> None:
    v = stakes(0.2, 0.5)
    expected = np.where(tied < 0.5 - v, tied / (v + tied), 1.0).mean()
    assert tied_proof(tied, 0.2, 0.5, SPREAD) == pytest.approx(expected, abs=1e-5)


def test_a_stake_that_may_exceed_the_cost_of_fighting_is_cut_there() -> None:
    v = stakes(0.45, 0.5)
    expected = np.where(0.5 - v > 0.02, 0.02 / (v + 0.02), 1.0).mean()
    assert tied_proof(0.02, 0.45, 0.5, SPREAD) == pytest.approx(expected, abs=1e-5)


def test_nothing_proves_nothing() -> None:
    assert sunk_proof(0.0, 0.1, SPREAD) == 0.0
    assert sunk_proof(0.0, 0.0, SPREAD) == 0.0
    assert tied_proof(0.0, 0.2, 0.5, SPREAD) == 0.0
    assert tied_proof(0.0, 0.5, 0.5, 0.0) == 0.0


def test_who_has_nothing_at_stake_never_bluffs() -> None:
    assert sunk_proof(1e-9, 0.0, SPREAD) == 1.0
    assert sunk_proof(0.125, 0.1, SPREAD) == 1.0


def test_a_stake_known_for_sure_is_a_plain_quotient() -> None:
    assert sunk_proof(0.05, 0.1, 0.0) == 0.5
    assert sunk_proof(0.1, 0.1, 0.0) == 1.0
    assert tied_proof(0.1, 0.2, 0.5, 0.0) == pytest.approx(1 / 3)
    assert tied_proof(0.25, 0.25, 0.5, 0.0) == 1.0
    assert tied_proof(0.24, 0.25, 0.5, 0.0) == pytest.approx(0.24 / 0.49)


def test_proof_carries_belief_to_certainty_and_no_further() -> None:
    assert after_signal(0.3, 0.0) == 0.3
    assert after_signal(0.3, 1.0) == 1.0
    assert after_signal(0.3, 0.5) == pytest.approx(0.65)
