"""Beliefs, signals and reputation by a second route."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import beta as beta_belief

from servanda.formulas.chain_store import row_of_challengers
from servanda.formulas.contest import advance_with_force, force_needed
from servanda.formulas.credibility import belief_from_classes, belief_from_record
from servanda.formulas.deterrence import deterrence_threshold
from servanda.formulas.hold import steady_hazard
from servanda.formulas.intervention import audience_cost_needed, chance_of_joining
from servanda.formulas.learning import value_of_war_believed, war_of_beliefs
from servanda.formulas.levers import bearable_hazard, deterrence_levers
from servanda.formulas.reputation import reputation_stake
from servanda.formulas.signalling import sunk_cost_signalling
from servanda.formulas.status import Status
from servanda.formulas.war import war_value

Case = Callable[..., Any]


def test_old_and_unlike_events_count_for_less() -> None:
    rest = {"base": 0.5, "n0": 10, "honoured": [0], "fading": 20.0}
    fresh, old, unlike = (
        belief_from_record(**rest, age=[age], similarity=[likeness])["mean"][0]
        for age, likeness in ((0, 1.0), (40, 1.0), (0, 0.2))
    )
    assert fresh == pytest.approx(5 / 11)
    assert fresh < old < 0.5
    assert fresh < unlike < 0.5


def test_classes_are_weighed_by_how_well_they_foretold_the_record() -> None:
    base, n0, kept, broken = np.array([0.2, 0.8]), 10.0, 1.5, 3.0
    told = belief_from_classes(base=base, weight=[1, 3], n0=n0, kept=kept, broken=broken)
    masses, means = [], []
    for m in base:
        prior = beta_belief(m * n0, (1 - m) * n0)

        def fit(x: float, prior: Any = prior) -> float:
            return float(prior.pdf(x) * x**kept * (1 - x) ** broken)

        mass = quad(fit, 0, 1)[0]
        masses.append(mass)
        means.append(quad(lambda x, fit=fit: x * fit(x), 0, 1)[0] / mass)
    share = np.array(masses) * [1, 3] / (np.array(masses) @ [1, 3])
    np.testing.assert_allclose(told["share"][0], share, rtol=1e-7)
    assert told["mean"][0] == pytest.approx(share @ means, rel=1e-7)


def test_a_certain_class_is_certain() -> None:
    told = belief_from_record(base=[0.0, 1.0], honoured=[1], age=[0], similarity=[0.0])
    assert told["mean"].tolist() == [0.0, 1.0]
    assert told["low"].tolist() == told["high"].tolist() == [0.0, 1.0]


def test_a_belief_of_a_record_agrees_with_a_mixture_of_one_class() -> None:
    one = belief_from_record(base=0.4, honoured=[1, 0], age=[5, 9], similarity=[0.7, 0.3])
    kept, broken = 0.7 * np.exp(-5 / 20), 0.3 * np.exp(-9 / 20)
    many = belief_from_classes(base=[0.4], weight=[1.0], kept=kept, broken=broken)
    assert many["mean"][0] == pytest.approx(one["mean"][0], rel=1e-12)


def test_joining_and_the_audience_cost_needed_are_inverse() -> None:
    wanted = np.linspace(0.05, 0.95, 7)
    a = audience_cost_needed(v=0.3, c=0.6, sigma=0.2, q_star=wanted)["a"]
    told = chance_of_joining(v=0.3, c=0.6, sigma=0.2, a=a)
    np.testing.assert_allclose(told["q"], wanted, rtol=1e-12)
    assert audience_cost_needed(v=0.3, c=0.6, sigma=0.2, q_star=1.0)["status"][0] != 0


def test_force_needed_reaches_its_target() -> None:
    target = np.linspace(0.1, 0.9, 5)
    joined = force_needed(f_a=2.0, f_b=0.1, gamma=1.7, target=target)["force"]
    share = advance_with_force(f_a=2.0, f_b=0.1, joined=np.maximum(joined, 0), gamma=1.7, pace=0.3)
    np.testing.assert_allclose(share["share"][joined > 0], target[joined > 0], rtol=1e-12)


def test_each_lever_by_itself_just_deters() -> None:
    levers = deterrence_levers(u=0.4, alone=0.55, joined=0.2, q_a=0.25)
    for change in (
        {"q_a": levers["q_star"][0]},
        {"u": levers["u_star"][0]},
        {"joined": levers["joined_star"][0]},
    ):
        told = deterrence_threshold(
            **{"u": 0.4, "alone": 0.55, "joined": 0.2, "q_a": 0.25, **change}
        )
        assert told["q_star"][0] == pytest.approx(change.get("q_a", 0.25))


def test_where_intervention_changes_nothing_no_belief_divides() -> None:
    told = deterrence_threshold(u=[0.4, 0.6], alone=0.5, joined=0.5)
    assert told["status"].tolist() == [Status.NOTHING_AT_STAKE] * 2
    told = bearable_hazard(u=0.4, w_now=0.2, w_broken=0.2, delta=0.99)
    assert told["status"][0] == Status.NOTHING_AT_STAKE


def test_a_hopeless_signal_deters_nobody() -> None:
    told = sunk_cost_signalling(
        q=[0.2, 0.0], q_star=[1.2 - 0.2, 0.4], v_resolute=1, v_irresolute=0.3, c=0.7, k=0.1
    )
    assert told["challenge"].tolist() == [1.0, 1.0]


def test_a_reputation_is_worth_what_other_challenges_it_stops() -> None:
    other = {"u": 0.4, "alone": 0.5, "joined": 0.2, "omega": 0.1, "scale": 0.02}
    before, after = (steady_hazard(**other, q_a=q, delta=0.99)["hazard"][0] for q in (0.5, 0.3))
    told = reputation_stake(
        delta=0.995, loss=[0.4], q=[0.5], drop=[0.2], u=[0.4], alone=[0.5], joined=[0.2],
        patience=[0.99], omega=0.1, scale=0.02,
    )  # fmt: skip
    assert told["r"][0] == pytest.approx(0.995 / 0.005 * 0.4 * (after - before), rel=1e-9)


def test_a_reputation_needs_challengers_still_to_come() -> None:
    told = row_of_challengers(n=[1, 2, 5, 10], p0=0.05, b=0.6, a=2.0)
    assert told["weak_resists"][0] == 0.0
    assert (np.diff(told["weak_resists"]) > 0).all()
    assert told["first_probe"].tolist() == [1.0, 1.0, 1.0, 0.0]


def test_certainty_about_the_odds_is_the_known_value() -> None:
    sure = value_of_war_believed(alpha=4e5, beta=6e5, n=10, k=4, delta=0.98, flow=-0.3)["value"][0]
    known = war_value(0.4, 0.6, 10, 4, 0.98, 0.0, -0.3, 0.0, 0.0, 0.0, 1.0, 0.0)
    assert sure == pytest.approx(known, abs=1e-5)


def test_a_standing_offer_is_an_option() -> None:
    rest = {
        "n": 10, "k": 5, "delta": 0.98, "c_a": 0.3, "c_b": 0.3, "u_a": 0.5, "u_b": 0.5,
        "alpha_a": 6, "beta_a": 4, "alpha_b": 4, "beta_b": 6, "p": 0.5,
    }  # fmt: skip
    lapses, stands = (war_of_beliefs(**rest, stands=s) for s in (0, 1))
    assert stands["fight_a"][0] > lapses["fight_a"][0]
    assert stands["months"][0] > lapses["months"][0] == 0.0


def test_a_war_already_over_is_over() -> None:
    rest = {
        "n": 10, "delta": 0.98, "c_a": 0.3, "c_b": 0.3, "u_a": 0.5, "u_b": 0.5,
        "alpha_a": 6, "beta_a": 4, "alpha_b": 4, "beta_b": 6, "p": 0.5,
    }  # fmt: skip
    told = war_of_beliefs(**rest, k=[0, 10])
    assert told["months"].tolist() == [0, 0]
    assert told["a_wins"].tolist() == [0, 1]
    assert told["b_wins"].tolist() == [1, 0]
