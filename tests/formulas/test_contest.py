"""What force on the ground changes."""

from __future__ import annotations

import numpy as np
import pytest
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, one, prefix_of, rows_for

from servanda.formulas.contest import advance_with_force, force_needed


def test_force_needed_reaches_its_target() -> None:
    target = np.linspace(0.1, 0.9, 5)
    joined = force_needed(f_a=2.0, f_b=0.1, gamma=1.7, target=target)["force"]
    share = advance_with_force(f_a=2.0, f_b=0.1, joined=np.maximum(joined, 0), gamma=1.7, pace=0.3)
    np.testing.assert_allclose(share["share"][joined > 0], target[joined > 0], rtol=1e-12)


def force(row: Row, case: Case) -> object:
    at = row["inputs"]
    needed = one(
        force_needed(f_a=at["FA"], f_b=at["FB"], gamma=at["gamma"], target=at["target_p"]), "force"
    )
    told = advance_with_force(
        f_a=at["FA"], f_b=at["FB"], joined=needed, gamma=at["gamma"], pace=0.2
    )
    assert one(told, "share") == pytest.approx(at["target_p"])
    return needed


HANDLERS = {"contest": force}


@pytest.mark.parametrize("name", rows_for("contest"))
def test_oracle_row(name: str, case: Case) -> None:
    row = ROWS[name]
    agree(name, HANDLERS[prefix_of(name)](row, case), row["expected"], row.get("tol", 0.0))
