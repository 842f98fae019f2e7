"""What breaking one promise costs elsewhere."""

from __future__ import annotations

import pytest

from servanda.formulas.hold import steady_hazard
from servanda.formulas.reputation import reputation_stake, stationary_hazard


def test_a_reputation_is_worth_what_other_challenges_it_stops() -> None:
    other = {"u": 0.4, "alone": 0.5, "joined": 0.2, "omega": 0.1, "scale": 0.02}
    before, after = (steady_hazard(**other, q_a=q, delta=0.99)["hazard"][0] for q in (0.5, 0.3))
    told = reputation_stake(
        delta=0.995, loss=[0.4], q=[0.5], drop=[0.2], u=[0.4], alone=[0.5], joined=[0.2],
        patience=[0.99], omega=0.1, scale=0.02,
    )  # fmt: skip
    assert told["r"][0] == pytest.approx(0.995 / 0.005 * 0.4 * (after - before), rel=1e-9)


OTHER = {"u": [0.4, 0.3], "alone": [0.5, 0.6], "joined": [0.2, 0.1], "patience": [0.99, 0.98]}


def test_each_commitment_adds_its_own() -> None:
    rest = {"delta": 0.99, "omega": 0.1, "scale": 0.02}
    both = reputation_stake(**rest, loss=[0.4, 0.2], q=[0.5, 0.7], drop=[0.2, 0.1], **OTHER)
    rises = []
    for i in range(2):
        at = {name: values[i] for name, values in OTHER.items()}
        delta = at.pop("patience")
        shocks = {"omega": 0.1, "scale": 0.02, "delta": delta}
        was = steady_hazard(**at, q_a=(0.5, 0.7)[i], **shocks)["hazard"][0]
        now = steady_hazard(**at, q_a=(0.3, 0.6)[i], **shocks)["hazard"][0]
        rises.append(now - was)
    assert both["rise"][0].tolist() == pytest.approx(rises, rel=1e-9)
    assert both["r"][0] == pytest.approx(99 * (0.4 * rises[0] + 0.2 * rises[1]), rel=1e-9)


def test_a_belief_falls_to_nothing_and_no_further() -> None:
    rest = {"delta": 0.99, "omega": 0.1, "scale": 0.02, "loss": [1.0, 1.0], "q": [0.1, 0.2]}
    all_gone = reputation_stake(**rest, drop=[0.1, 0.2], **OTHER)
    more = reputation_stake(**rest, drop=[1.0, 1.0], **OTHER)
    assert more["r"][0] == all_gone["r"][0] > 0.0
    none = reputation_stake(**rest, drop=[0.0, 0.0], **OTHER)
    assert none["r"][0] == 0.0


def test_the_hazard_is_that_of_an_unchanging_deal() -> None:
    told = stationary_hazard(0.4, 0.45, 0.99, 0.2, 0.03)
    steady = steady_hazard(
        u=0.4, alone=0.45, joined=0.0, q_a=0.0, delta=0.99, omega=0.2, scale=0.03
    )
    assert told == pytest.approx(steady["hazard"][0], rel=1e-10)
