"""Voting power by enumeration of orders and coalitions."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, prefix_of, rows_for

from servanda.errors import InputError
from servanda.formulas.status import Status
from servanda.formulas.voting_power import power_indices

few = settings(max_examples=40, deadline=None)


@few
@given(weight=st.lists(st.integers(0, 5), min_size=2, max_size=5), quota=st.integers(1, 12))
def test_power_is_the_share_of_orders_in_which_one_decides(weight: list[int], quota: int) -> None:
    told = power_indices(weight=weight, quota=quota)
    if sum(weight) < quota:
        assert told["status"][0] != 0
        return
    pivots = np.zeros(len(weight))
    orders = list(itertools.permutations(range(len(weight))))
    for order in orders:
        total = np.cumsum([weight[i] for i in order])
        pivots[order[int(np.argmax(total >= quota))]] += 1
    np.testing.assert_allclose(told["shapley"][0], pivots / len(orders), atol=1e-12)
    swings = [
        sum(
            quota - weight[i]
            <= sum(w for w, yes in zip(others, joined, strict=True) if yes)
            < quota
            for joined in itertools.product((False, True), repeat=len(others))
        )
        for i in range(len(weight))
        for others in [weight[:i] + weight[i + 1 :]]
    ]
    np.testing.assert_allclose(
        told["banzhaf"][0], np.array(swings) / 2 ** (len(weight) - 1), atol=1e-12
    )


def power(row: Row, case: Case) -> object:
    at = row["inputs"]
    council = at["w"] == "5 permanent (7), 10 elected (1)"
    weight = [7] * 5 + [1] * 10 if council else at["w"]
    shapley = power_indices(weight=weight, quota=at["q"])["shapley"][0]
    return [shapley[0], shapley[-1]] if council else shapley.tolist()


HANDLERS = {"power": power}


@pytest.mark.parametrize("name", rows_for("voting_power"))
def test_oracle_row(name: str, case: Case) -> None:
    row = ROWS[name]
    agree(name, HANDLERS[prefix_of(name)](row, case), row["expected"], row.get("tol", 0.0))


def test_shares_add_to_one_and_a_quota_out_of_reach_gives_nobody_power() -> None:
    told = power_indices(weight=[3, 2, 1], quota=[4, 6, 7])
    assert told["share"][:2].sum(axis=1).tolist() == pytest.approx([1.0, 1.0])
    assert told["share"][1].tolist() == pytest.approx([1 / 3] * 3)
    assert told["status"].tolist() == [0, 0, Status.OUT_OF_REACH]


def test_sixty_members_can_be_counted_and_no_more() -> None:
    told = power_indices(weight=[1] * 60, quota=1)
    assert told["shapley"][0].tolist() == pytest.approx([1 / 60] * 60)
    assert told["banzhaf"][0, 0] == pytest.approx(2.0**-59)
    with pytest.raises(InputError, match="more than 60 members"):
        power_indices(weight=[1] * 61, quota=1)
    assert power_indices(weight=[5], quota=5)["shapley"][0].tolist() == [1.0]
