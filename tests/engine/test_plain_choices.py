"""What types do, laid out for speed, is what the general way says they do."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.engine.invented import party, play

from servanda.engine.columns import DEAL_BAD, DEAL_GOOD, HAZARD_BAD, HAZARD_GOOD, TEMPTATION
from servanda.engine.contract import Outcomes

ODD = np.array([1.0, 1.0, 2.0, 5.0, 3.0, 6.0, 12.0, 7.0, 24.0])
CASES: dict[str, dict[str, Any]] = {
    "two": {},
    "months": {"blocks": np.ones(24)},
    "known costs": {"types": 0},
    "three types": {"types": 3},
    "three parties": {"count": 3},
    "lapses": {"lapse": lambda starts, blocks: np.where(starts > 20, 0.2, 0.0)},
    "leaders": {"leaders": 0.3},
    "force sent away": {"count": 3, "responses": [{
        "shift": -0.004, "cost": 0.1, "against": [0.5, 0.0, 0.2], "beside": [0.0, 0.4, 0.0],
        "host_leaves": 0.05,
    }]},
    "phases": {"count": 3, "phases": [(10.0, {"line": 0.55, "deal": [0.1, -0.1, 0.0]})]},
}  # fmt: skip


def told(name: str, violations: bool) -> Outcomes:
    """The same deal the plain way, or the general way with no violation ever."""
    given = {"blocks": ODD, "types": 1, **CASES[name]}
    sides = [
        party(
            1.0 if i != 1 else -1.0, cost=0.2 + 0.1 * i, drift=0.002 * (1 - i), bad_seen=0.4,
            bad_true=0.2 * i, word=0.06, noise=0.02, opening=0.1, ground=0.5,
            leaders=given.get("leaders", 0.0),
        )
        for i in range(given.pop("count", 2))
    ]  # fmt: skip
    given.pop("leaders", None)
    row = {"held": 0.4, "regroup": 0.002, "early": 3.0, "early_months": 12.0}
    return play(sides, row, violations=violations, **given)


@pytest.mark.parametrize("name", CASES)
def test_values_and_hazards_are_those_of_the_general_way(name: str) -> None:
    plain, general = told(name, False), told(name, True)
    for at in (DEAL_GOOD, DEAL_BAD, HAZARD_GOOD, HAZARD_BAD, TEMPTATION):
        assert plain.party[..., at] == pytest.approx(general.party[..., at], abs=1e-9), at
    assert 0.0 < plain.party[..., HAZARD_GOOD].max() < 1.0
