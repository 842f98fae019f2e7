"""Holding: limits, Monte Carlo, interpolation, and where a firmer belief helps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from servanda.formulas.deterrence import deterrence_threshold
from servanda.formulas.hold import challenge_hazard, steady_hazard
from servanda.formulas.regrouping import along_months, regrouped
from servanda.formulas.revocable_guarantee import revocable_guarantee, revocable_value
from servanda.formulas.value_of_deal import phased_yield, value_of_kept_deal

Case = Callable[..., Any]
SHOCKS = {"delta": 0.99, "omega": 0.25, "scale": 0.02}


def test_the_steady_hazard_is_that_of_an_unchanging_path() -> None:
    steady = steady_hazard(u=0.4, alone=0.5, joined=0.1, q_a=0.3, **SHOCKS)
    path = challenge_hazard(u=[0.4] * 30, alone=[0.5] * 30, joined=[0.1] * 30, q_a=0.3, **SHOCKS)
    np.testing.assert_allclose(path["hazard"][0], steady["hazard"][0], rtol=1e-12)
    assert path["value"][0] == pytest.approx(steady["value"][0], rel=1e-13)


def test_the_hazard_is_what_a_challenger_with_drawn_shocks_does() -> None:
    """A second route: draw both Gumbel shocks, and let the challenger pick the better course."""
    u, alone, q_a, d, omega, s = 0.4, 0.5, 0.1, 0.99, 0.25, 0.02
    told = steady_hazard(u=u, alone=alone, joined=0.1, q_a=q_a, delta=d, omega=omega, scale=s)
    stay = (1 - d) * u + d * told["value"][0]
    challenge = (1 - q_a) * alone + q_a * 0.1
    shocks = np.random.default_rng(7).gumbel(size=(2, 400_000)) * s
    picked = (challenge + shocks[1] > stay + shocks[0]).mean()
    assert omega * picked == pytest.approx(told["hazard"][0], abs=0.001)
    best = np.maximum(challenge + shocks[1], stay + shocks[0]).mean() - s * np.euler_gamma
    assert (1 - omega) * stay + omega * best == pytest.approx(told["value"][0], abs=1e-4)


def test_small_shocks_give_the_threshold_rule() -> None:
    beliefs = np.linspace(0, 1, 21)
    rule = deterrence_threshold(u=0.4, alone=0.5, joined=0.2, q_a=beliefs)
    told = steady_hazard(
        u=0.4, alone=0.5, joined=0.2, q_a=beliefs, delta=0.99, omega=0.25, scale=1e-7
    )
    np.testing.assert_allclose(told["hazard"], 0.25 * (1 - rule["deterred"]), atol=1e-5)


def test_signing_is_worth_more_than_keeping_where_breaking_may_pay() -> None:
    weak, firm = steady_hazard(u=0.34, alone=0.4, joined=0.07, q_a=[0.0, 1.0], **SHOCKS)["value"]
    assert weak > firm > 0.34
    assert firm == pytest.approx(0.34, abs=1e-4)


@pytest.mark.parametrize("tau", [12.0, 24.0, 60.0])
@pytest.mark.parametrize("dp", [0.0, 0.03, 0.06])
def test_seven_nodes_are_enough(case: Case, tau: float, dp: float) -> None:
    exact, fast = (case(tau=tau, dp=dp).hold(interpolate=i) for i in (False, True))
    for name in ("S_A", "S_B", "S12", "S60", "S120"):
        assert fast[name] == pytest.approx(exact[name], abs=5e-6), name


def test_a_firmer_belief_never_raises_the_hazard_of_the_stylised_war(case: Case) -> None:
    base = case()
    alone, joined = base.paths("a")
    told = challenge_hazard(
        u=np.full(base.months, base.u_a), alone=alone, joined=joined,
        q_a=np.linspace(0, 1, 41), delta=base.delta, omega=base.omega, scale=base.scale,
    )  # fmt: skip
    assert (np.diff(told["stands"][:, 59]) >= -1e-12).all()
    assert (np.diff(told["value"]) <= 1e-12).all()


def test_a_firmer_belief_can_raise_the_first_hazard_where_the_gap_grows() -> None:
    """Why the models declare no direction there: the reason to wait goes."""
    alone = np.full(60, 0.45)
    alone[30:] = 0.75
    told = challenge_hazard(
        u=np.full(60, 0.3), alone=alone, joined=np.full(60, 0.44), q_a=[0.0, 1.0],
        delta=0.97, omega=0.3, scale=0.02,
    )  # fmt: skip
    assert told["hazard"][1, 0] > told["hazard"][0, 0]


def test_phases_change_what_a_deal_yields() -> None:
    path = np.empty(6)
    phased_yield(np.array([0.1, 0.2, 0.3]), np.array([0, 2, 2]), path)
    assert path.tolist() == [0.1, 0.1, 0.3, 0.3, 0.3, 0.3]
    later = value_of_kept_deal(u=path, broken=[0.0] * 6, hazard=[0.0] * 6, delta=0.5)["value"][0]
    weights = 0.5 * 0.5 ** np.arange(6)
    assert later == pytest.approx(weights @ path + 0.5**6 * 0.3)


def test_regrouping_starts_at_nothing_and_never_ends() -> None:
    assert regrouped(0.0, 24.0) == 0.0
    assert regrouped(1e6, 24.0) == 1.0
    path = np.empty(1)
    along_months(np.full(7, 0.3), 24.0, path)
    assert path[0] == pytest.approx(0.3)


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
