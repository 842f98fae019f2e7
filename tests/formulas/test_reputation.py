"""What breaking one promise costs elsewhere."""

from __future__ import annotations

import pytest

from servanda.formulas.hold import steady_hazard
from servanda.formulas.reputation import reputation_stake


def test_a_reputation_is_worth_what_other_challenges_it_stops() -> None:
    other = {"u": 0.4, "alone": 0.5, "joined": 0.2, "omega": 0.1, "scale": 0.02}
    before, after = (steady_hazard(**other, q_a=q, delta=0.99)["hazard"][0] for q in (0.5, 0.3))
    told = reputation_stake(
        delta=0.995, loss=[0.4], q=[0.5], drop=[0.2], u=[0.4], alone=[0.5], joined=[0.2],
        patience=[0.99], omega=0.1, scale=0.02,
    )  # fmt: skip
    assert told["r"][0] == pytest.approx(0.995 / 0.005 * 0.4 * (after - before), rel=1e-9)
