"""Two sides that learn from battles."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import beta as beta_belief
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, one, prefix_of, rows_for

from servanda.formulas.learning import believed_war_value, value_of_war_believed, war_of_beliefs
from servanda.formulas.war import war_value


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


def beliefs(row: Row, case: Case) -> object:
    at = row["inputs"]
    told = war_of_beliefs(
        n=at["N"], k=at["k0"], delta=at["delta"], c_a=at["cA"], c_b=at["cB"], u_a=at["uA"],
        u_b=at["uB"], alpha_a=at["aA"], beta_a=at["bA"], alpha_b=at["aB"], beta_b=at["bB"],
        p=at["p_true"], battles=at["T"], stands=int(at["rule"] == "V"),
    )  # fmt: skip
    names = {
        "ET": "months", "deal": "settles", "A": "a_wins", "B": "b_wins",
        "unresolved": "unresolved", "WA0": "fight_a", "WB0": "fight_b",
    }  # fmt: skip
    return {short: one(told, name) for short, name in names.items()}


def believed(row: Row, case: Case) -> object:
    at = row["inputs"]
    told = value_of_war_believed(
        alpha=at["alpha"], beta=at["beta"], n=at["N"], k=at["k"], delta=at["delta"], flow=at["flow"]
    )
    return one(told, "value")


HANDLERS = {"belief_war": beliefs, "beta_mixture": believed}


@pytest.mark.parametrize("name", rows_for("learning"))
def test_oracle_row(name: str, case: Case) -> None:
    row = ROWS[name]
    agree(name, HANDLERS[prefix_of(name)](row, case), row["expected"], row.get("tol", 0.0))


def test_an_even_belief_is_a_plain_mean_over_the_odds() -> None:
    """Two draws of 1 are a flat belief."""
    mean, _ = quad(
        lambda p: war_value(p, 1 - p, 6, 2, 0.95, 0.0, -0.2, 0.0, 0.0, 0.0, 0.9, 0.1), 0, 1
    )
    assert believed_war_value(1.0, 1.0, 6, 2, 0.95, -0.2, 0.9, 0.1) == pytest.approx(mean, rel=1e-9)


@pytest.mark.parametrize(("alpha", "beta"), [(2.0, 5.0), (6.5, 3.5), (40.0, 60.0), (1.0, 3.0)])
def test_a_belief_is_the_mean_over_its_density(alpha: float, beta: float) -> None:
    def worth(p: float) -> float:
        value = war_value(p, 1 - p, 6, 2, 0.95, 0.0, -0.2, 0.0, 0.0, 0.0, 0.9, 0.1)
        return float(beta_belief(alpha, beta).pdf(p)) * value

    mean, _ = quad(worth, 0, 1)
    told = believed_war_value(alpha, beta, 6, 2, 0.95, -0.2, 0.9, 0.1)
    assert told == pytest.approx(mean, rel=1e-7)


@pytest.mark.parametrize("battles", [1, 2, 5, 40])
def test_where_no_offer_stands_fighting_on_is_fighting_to_the_finish(battles: int) -> None:
    """However few battles are looked ahead: what is learnt changes no decision."""
    told = war_of_beliefs(
        n=7, k=3, delta=0.95, c_a=0.2, c_b=0.4, u_a=0.9, u_b=0.9, alpha_a=3, beta_a=2, alpha_b=4,
        beta_b=7, p=0.4, battles=battles, stands=0,
    )  # fmt: skip
    finish_a = believed_war_value(3.0, 2.0, 7, 3, 0.95, -0.2, 1.0, 0.0)
    finish_b = believed_war_value(4.0, 7.0, 7, 3, 0.95, -0.4, 0.0, 1.0)
    assert told["fight_a"][0] == pytest.approx(finish_a, rel=1e-8)
    assert told["fight_b"][0] == pytest.approx(finish_b, rel=1e-8)


def test_a_war_nobody_would_settle_runs_its_course() -> None:
    told = war_of_beliefs(
        n=4, k=1, delta=0.95, c_a=0.2, c_b=0.2, u_a=-9, u_b=-9, alpha_a=2, beta_a=2, alpha_b=2,
        beta_b=2, p=0.25, battles=2, stands=0,
    )  # fmt: skip
    # Lost at once with 3/4; else at fort 2, and after a second battle at 3 or at 1.
    assert told["b_wins"][0] == pytest.approx(0.75)
    assert told["unresolved"][0] == pytest.approx(0.25)
    assert told["months"][0] == pytest.approx(1.25)
    assert told["settles"][0] == told["a_wins"][0] == 0.0


def test_who_is_even_between_deal_and_war_settles() -> None:
    rest = {
        "n": 7, "k": 3, "delta": 0.95, "c_a": 0.2, "c_b": 0.4, "alpha_a": 3, "beta_a": 2,
        "alpha_b": 4, "beta_b": 7, "p": 0.4, "battles": 5,
    }  # fmt: skip
    fights = war_of_beliefs(**rest, u_a=0.0, u_b=0.0)
    even = {"u_a": fights["fight_a"][0], "u_b": fights["fight_b"][0]}
    assert war_of_beliefs(**rest, **even)["settles"][0] == 1.0
    for side in even:
        less = {**even, side: np.nextafter(even[side], -10.0)}
        assert war_of_beliefs(**rest, **less)["months"][0] > 0.0
