"""What force on the ground changes."""

from __future__ import annotations

import numpy as np
import pytest
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, one, prefix_of, rows_for

from servanda.formulas.contest import (
    advance_with_force,
    contest_share,
    force_needed,
    required_force,
)
from servanda.formulas.status import Status


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


def test_an_undefended_line_always_gives_way() -> None:
    assert contest_share(1.0, 0.0, 2.0) == 1.0
    assert contest_share(1.0, 1.0, 2.0) == 0.5
    assert contest_share(2.0, 1.0, 1.0) == pytest.approx(2 / 3)
    assert contest_share(1.0, 0.5, 2.0) == pytest.approx(0.8)


def test_the_pace_is_kept_whoever_joins() -> None:
    told = advance_with_force(f_a=1.0, f_b=0.5, joined=[0.0, 0.5], gamma=2.0, pace=0.2)
    assert told["share"].tolist() == pytest.approx([0.8, 0.5])
    assert told["p"].tolist() == pytest.approx([0.16, 0.1])
    assert told["q"].tolist() == pytest.approx([0.04, 0.1])


def test_a_challenger_is_never_stopped_for_sure() -> None:
    told = force_needed(f_a=1.0, f_b=0.7, gamma=1.0, target=[0.0, 1.0, 0.25])
    assert told["status"].tolist() == [Status.OUT_OF_REACH, Status.COMPUTED, Status.COMPUTED]
    assert told["force"][1:].tolist() == pytest.approx([-0.7, 2.3])
    assert required_force(2.0, 0.0, 0.5, 0.25) == pytest.approx(18.0)
