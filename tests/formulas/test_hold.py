"""Holding: limits, Monte Carlo, interpolation, and where a firmer belief helps."""

from __future__ import annotations

import numpy as np
import pytest
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, prefix_of, rows_for

from servanda.formulas.deterrence import deterrence_threshold
from servanda.formulas.hold import (
    challenge_hazard,
    challenge_recursion,
    combined_hazard,
    hold_path,
    stationary_value,
    stay_or_challenge,
    steady_hazard,
    survival,
)

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


def hazards(row: Row, case: Case) -> object:
    at = {**ROWS["hazard_path_regroup"]["inputs"], **row["inputs"]}
    assert at["W0"] == "0.40+0.15(1-exp(-j/36))"
    months = np.arange(at["J"])
    told = challenge_hazard(
        u=np.full(at["J"], at["u"]), alone=0.40 - 0.15 * np.expm1(-months / 36),
        joined=np.full(at["J"], at["W1"]), q_a=at["qhat"], delta=at["delta"], omega=at["omega"],
        scale=at["scale"],
    )  # fmt: skip
    hazard, stands = told["hazard"][0], told["stands"][0]
    found = {f"S{m}": float(stands[m - 1]) for m in (12, 60, 120)}
    if "same_as" in row["inputs"]:
        return found | {"qstar_long": (0.55 - at["u"]) / (0.55 - at["W1"])}
    return found | {f"h{m}": float(hazard[m - 1]) for m in (1, 12, 60)}


def sharp(row: Row, case: Case) -> object:
    at = row["inputs"]
    told = challenge_hazard(
        u=[at["u"]] * 12, alone=[at["W0"]] * 12, joined=[at["W1"]] * 12,
        q_a=[at["qstar"] - 0.03, at["qstar"] + 0.03], delta=0.99, omega=at["omega"], scale=1e-7,
    )  # fmt: skip
    return {"below": float(told["hazard"][0, 0]), "above": float(told["hazard"][1, 0])}


def held(row: Row, case: Case) -> object:
    told = case().hold()
    return {name: told[name] for name in row["expected"]}


SWEPT = {"qA": ("q_a", "q_b"), "dp": ("dp",), "cA": ("c_a",), "uA": ("u_a",)}


def swept(row: Row, case: Case) -> object:
    at = row["inputs"]
    table = []
    for line in row["expected"]:
        changed = case(**dict.fromkeys(SWEPT[at["vary"]], float(line[0])))
        told = changed.hold()
        table.append([line[0], *(told[name] for name in at["columns"][1:])])
    return table


def least_belief_of_b(row: Row, case: Case) -> object:
    signs = {
        q: told["S_B"] >= told["W_B"]
        for q in (0.0, 0.2, 0.4)
        for told in [case(q_a=q, q_b=q).hold()]
    }
    willing = [q for q, yes in signs.items() if yes]
    return {"q_min_B": min(willing), "any_sign": bool(willing)}


HANDLERS = {
    "hazard_path": hazards,
    "hazard_vs": hazards,
    "hazard_limit": sharp,
    "integ_hold": held,
    "integ_sweep": swept,
    "reverse_B": least_belief_of_b,
}


@pytest.mark.parametrize("name", rows_for("hold"))
def test_oracle_row(name: str, case: Case) -> None:
    row = ROWS[name]
    agree(name, HANDLERS[prefix_of(name)](row, case), row["expected"], row.get("tol", 0.0))


@pytest.mark.parametrize("challenge", [0.2, 0.39, 0.4, 0.41, 0.7])
def test_the_choice_is_the_logit_written_out(challenge: float) -> None:
    value, hazard = stay_or_challenge(0.4, challenge, 0.25, 0.02, 50.0)
    x = (challenge - 0.4) / 0.02
    assert value == pytest.approx(0.4 + 0.25 * 0.02 * np.log1p(np.exp(x)), rel=1e-13)
    assert hazard == pytest.approx(0.25 / (1 + np.exp(-x)), rel=1e-12)


@pytest.mark.parametrize("challenge", [0.1, 0.4, 0.6])
def test_the_stationary_value_solves_its_equation(challenge: float) -> None:
    value = stationary_value(0.4, challenge, 0.98, 0.25, 0.02)
    stay = 0.02 * 0.4 + 0.98 * value
    assert stay_or_challenge(stay, challenge, 0.25, 0.02, 50.0)[0] == pytest.approx(
        value, abs=1e-14
    )


def test_a_path_by_nodes_that_do_not_change_is_a_plain_path() -> None:
    by_nodes, plain = np.empty((2, 24))
    u = np.linspace(0.3, 0.5, 24)
    value = hold_path(u, np.full(7, 0.5), np.full(7, 0.1), 0.3, 0.98, 0.2, 0.03, 18.0, by_nodes)
    expected = challenge_recursion(u, np.full(24, 0.7 * 0.5 + 0.3 * 0.1), 0.98, 0.2, 0.03, plain)
    assert value == pytest.approx(expected, rel=1e-12)
    np.testing.assert_allclose(by_nodes, plain, rtol=1e-10)


def test_what_stands_is_the_product_of_months_survived() -> None:
    hazard, share = np.array([0.1, 0.2, 0.5, 0.0]), np.empty(4)
    survival(hazard, np.array([0, 1, 3, 4]), share)
    assert share.tolist() == pytest.approx([1.0, 0.9, 0.36, 0.36])
    total = np.empty(2)
    combined_hazard(np.array([0.1, 0.0]), np.array([0.2, 0.0]), 0.5, total)
    assert total.tolist() == pytest.approx([0.64, 0.5])
