"""How long a war lasts with deals on the table."""

from __future__ import annotations

import numpy as np
import pytest
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, one, prefix_of, rows_for

from servanda.formulas.duration import add_settlements, war_outlook, war_with_offers
from servanda.formulas.status import Status


def settlement(row: Row, case: Case) -> object:
    at, base = row["inputs"], case()
    region = np.zeros(base.n + 1, dtype=np.bool_)
    fight_a, fight_b = base.wars("a"), base.wars("b")
    add_settlements(fight_a, fight_b, at["S_A"], at["S_B"], region)
    assert np.flatnonzero(region).tolist() == at["region"]
    told = war_with_offers(
        p=base.p, q=base.q, k=at["k0"], eta=base.eta, fight_a=fight_a, fight_b=fight_b,
        deal_a=[at["S_A"]], deal_b=[at["S_B"]],
    )  # fmt: skip
    return {
        "ET": one(told, "months"), "P_settle": one(told, "settles"),
        "P_A_wins": one(told, "a_wins"), "P_B_wins": one(told, "b_wins"),
    }  # fmt: skip


HANDLERS = {"duration_deal": settlement}


@pytest.mark.parametrize("name", rows_for("duration"))
def test_oracle_row(name: str, case: Case) -> None:
    row = ROWS[name]
    agree(name, HANDLERS[prefix_of(name)](row, case), row["expected"], row.get("tol", 0.0))


def outlook(p: float, q: float, n: int, k: int, eta: float, region: np.ndarray) -> list[float]:
    """Solve the chain as one linear system: months, settled, won by A, won by B."""
    system, right = np.eye(n + 1), np.zeros((n + 1, 4))
    for at in range(n + 1):
        if at == n:
            right[at, 2] = 1.0
        elif at == 0:
            right[at, 3] = 1.0
        elif region[at]:
            right[at, 1] = 1.0
        else:
            system[at, at] -= (1 - eta) * (1 - p - q)
            system[at, at + 1] -= (1 - eta) * p
            system[at, at - 1] -= (1 - eta) * q
            right[at, 0] = 1.0
    return np.linalg.solve(system, right)[k].tolist()


@pytest.mark.parametrize("marked", [[], [3], [9], [3, 9], [1, 11], [5, 6, 7]])
@pytest.mark.parametrize("eta", [0.0, 0.02])
def test_the_outlook_from_every_fort_is_that_of_the_chain(marked: list[int], eta: float) -> None:
    region = np.zeros(13, dtype=np.bool_)
    region[marked] = True
    for k in range(13):
        told = war_outlook(0.2, 0.15, 12, k, eta, region)
        assert told == pytest.approx(outlook(0.2, 0.15, 12, k, eta, region), abs=1e-10), k


def test_a_front_of_one_fort_is_over_at_either_end() -> None:
    nowhere = np.zeros(2, dtype=np.bool_)
    assert war_outlook(0.2, 0.1, 1, 0, 0.0, nowhere) == (0.0, 0.0, 0.0, 1.0)
    assert war_outlook(0.2, 0.1, 1, 1, 0.0, nowhere) == (0.0, 0.0, 1.0, 0.0)
    assert war_outlook(0.2, 0.1, 1, -1, 0.0, nowhere) == (0.0, 0.0, 0.0, 1.0)
    assert war_outlook(0.2, 0.1, 1, 2, 0.0, nowhere) == (0.0, 0.0, 1.0, 0.0)


def test_who_is_indifferent_settles_but_never_where_the_war_is_over() -> None:
    region = np.zeros(4, dtype=np.bool_)
    add_settlements(np.full(4, 0.5), np.full(4, 0.5), 0.5, 0.5, region)
    assert region.tolist() == [False, True, True, False]
    add_settlements(np.zeros(4), np.ones(4), 0.5, 0.5, region)
    assert region.tolist() == [False, True, True, False]


def test_offers_are_compared_with_the_same_war_without_them() -> None:
    told = war_with_offers(
        p=0.2, q=0.15, k=[6, 0, 12], eta=0.01, fight_a=[0.5] * 13, fight_b=[0.5] * 13,
        deal_a=[0.4, 0.6], deal_b=[0.6, 0.5],
    )  # fmt: skip
    assert told["months"].tolist() == [0.0, 0.0, 0.0]
    assert told["settles"].tolist() == [1.0, 0.0, 0.0]
    assert told["a_wins"].tolist() == [0.0, 0.0, 1.0]
    assert told["b_wins"].tolist() == [0.0, 1.0, 0.0]
    nowhere = outlook(0.2, 0.15, 12, 6, 0.01, np.zeros(13, dtype=bool))
    assert told["without"][0] == pytest.approx(nowhere[0])
    assert told["change"].tolist() == pytest.approx([-nowhere[0], 0.0, 0.0])


def test_a_line_that_never_moves_never_ends() -> None:
    told = war_with_offers(
        p=0.0, q=0.0, k=2, eta=0.0, fight_a=[0.5] * 5, fight_b=[0.5] * 5, deal_a=[0.4],
        deal_b=[0.4],
    )  # fmt: skip
    assert told["status"][0] == Status.NEVER_ENDS
