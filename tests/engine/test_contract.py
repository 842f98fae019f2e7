"""Every column of the kernel: named once, with a default inside its range."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.engine import contract
from servanda.engine.contract import PARTY, WORLD_OUTPUT, YEARS, Outcomes, column_of, rows_of

TABLES = ("PARTY", "WORLD", "DEAL_PARTY", "DEAL_WORLD", "PARTY_OUTPUT", "WORLD_OUTPUT")


@pytest.mark.parametrize("table", TABLES)
def test_a_name_stands_once_and_its_default_is_within_its_range(table: str) -> None:
    columns = getattr(contract, table)
    assert len({column.name for column in columns}) == len(columns)
    for column in columns:
        assert column.low <= column.default <= column.high, column
        assert column.meaning and column.unit, column


def test_rows_hold_what_is_said_and_else_the_default() -> None:
    rows = rows_of(PARTY, {"drift": np.array([0.1, 0.2]), "cost": 0.3}, (2,))
    assert rows.shape == (2, len(PARTY))
    assert rows[:, column_of(PARTY, "drift")].tolist() == [0.1, 0.2]
    assert rows[:, column_of(PARTY, "cost")].tolist() == [0.3, 0.3]
    others = [n for n, column in enumerate(PARTY) if column.name not in ("drift", "cost")]
    assert (rows[:, others] == [PARTY[n].default for n in others]).all()


def test_outcomes_are_read_by_name() -> None:
    world = np.arange(2.0 * len(WORLD_OUTPUT)).reshape(2, -1)
    party = np.zeros((2, 1, len(contract.PARTY_OUTPUT)))
    told = Outcomes(party, world, np.zeros((2, 2, len(YEARS))), np.zeros((2, 1, 3)))
    assert told.of_world("stands_1").tolist() == world[:, 1].tolist()
    assert told.of_party("war").shape == (2, 1)
    with pytest.raises(KeyError):
        told.of_world("stands_3_months")
