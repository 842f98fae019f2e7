"""Would the guarantor fight."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, one, prefix_of, rows_for

from servanda.formulas.intervention import (
    audience_cost_needed,
    chance_of_joining,
    deterrence_probit,
    normal_chance,
)
from servanda.formulas.status import Status


def test_joining_and_the_audience_cost_needed_are_inverse() -> None:
    wanted = np.linspace(0.05, 0.95, 7)
    a = audience_cost_needed(v=0.3, c=0.6, sigma=0.2, q_star=wanted)["a"]
    told = chance_of_joining(v=0.3, c=0.6, sigma=0.2, a=a)
    np.testing.assert_allclose(told["q"], wanted, rtol=1e-12)
    assert audience_cost_needed(v=0.3, c=0.6, sigma=0.2, q_star=1.0)["status"][0] != 0


def probit(row: Row, case: Case) -> object:
    told = deterrence_probit(**row["inputs"])
    return [one(told, name) for name in ("status_quo", "let_pass", "met")]


def audience_cost(row: Row, case: Case) -> object:
    return one(audience_cost_needed(**row["inputs"]), "a")


HANDLERS = {"egame12": probit, "required_audience_cost": audience_cost}


@pytest.mark.parametrize("name", rows_for("intervention"))
def test_oracle_row(name: str, case: Case) -> None:
    row = ROWS[name]
    agree(name, HANDLERS[prefix_of(name)](row, case), row["expected"], row.get("tol", 0.0))


def test_the_chance_of_joining_is_the_normal_chance_of_a_gain() -> None:
    told = chance_of_joining(v=0.3, c=0.6, sigma=0.2, a=0.1, r=0.05)
    assert told["q"][0] == pytest.approx(norm.cdf((0.3 + 0.1 + 0.05 - 0.6) / (0.2 * np.sqrt(2))))
    assert normal_chance(0.0) == 0.5
    assert normal_chance(-1.0) == pytest.approx(norm.cdf(-1.0), rel=1e-14)


def test_no_finite_cost_makes_certain() -> None:
    told = audience_cost_needed(v=0.3, c=0.5, sigma=0.1, q_star=[0.0, 0.5, 1.0])
    assert told["status"].tolist() == [
        Status.OUT_OF_REACH, Status.COMPUTED, Status.OUT_OF_REACH,
    ]  # fmt: skip
    assert told["a"][1] == pytest.approx(0.2)


def test_the_game_of_two_moves_by_its_two_probits() -> None:
    told = deterrence_probit(u11=0.05, u13=0.3, u14=-0.25, u24=0.1, sigma=0.2)
    met = norm.cdf(0.1 / (0.2 * np.sqrt(2)))
    edge = (1 - met) * 0.3 + met * -0.25 - 0.05
    comes = norm.cdf(edge / (0.2 * np.sqrt(1 + (1 - met) ** 2 + met**2)))
    assert told["status_quo"][0] == pytest.approx(1 - comes)
    assert told["let_pass"][0] == pytest.approx(comes * (1 - met))
    assert told["met"][0] == pytest.approx(comes * met)
