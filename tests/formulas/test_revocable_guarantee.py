"""A guarantee that its host may send home."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.formulas.hold import challenge_hazard
from servanda.formulas.revocable_guarantee import revocable_guarantee, revocable_value
from servanda.formulas.value_of_deal import value_of_kept_deal

SHOCKS = {"delta": 0.99, "omega": 0.25, "scale": 0.02}


GUARD = {"u": [0.4] * 40, "alone": [0.5] * 40, "joined": [0.1] * 40, "q_a": 0.6, **SHOCKS}


def test_a_guarantee_never_withdrawn_is_a_plain_one() -> None:
    plain = challenge_hazard(**GUARD)
    kept = revocable_guarantee(**GUARD, withdrawal=0.0)
    np.testing.assert_allclose(kept["stands"], plain["stands"], rtol=1e-12)
    np.testing.assert_allclose(kept["deployed"], plain["stands"], rtol=1e-12)


def test_a_guarantee_withdrawn_at_once_guards_one_month() -> None:
    paper = challenge_hazard(**{**GUARD, "q_a": 0.0})
    gone = revocable_guarantee(**GUARD, withdrawal=1.0)
    assert (gone["deployed"] == 0.0).all()
    after = gone["stands"][0, 1:] / gone["stands"][0, :-1]
    np.testing.assert_allclose(after, 1 - paper["hazard"][0, 1:], rtol=1e-12)


def test_with_no_withdrawal_the_kept_deal_is_worth_the_same() -> None:
    hazard = np.linspace(0.0, 0.1, 30)
    u, broken = np.full(30, 0.7), np.full(30, 0.3)
    plain = value_of_kept_deal(u=u, broken=broken, hazard=hazard, delta=0.99)["value"][0]
    args = (u, broken, np.zeros(30), hazard, np.ones(30))
    assert revocable_value(*args, 0.0, 0.99) == pytest.approx(plain, rel=1e-13)
