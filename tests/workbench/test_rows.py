"""What the page is given of a verdict."""

from __future__ import annotations

from pathlib import Path

import servanda as sv
from servanda.engine.assess import assess
from servanda.engine.live_verdict import LiveVerdict
from servanda.engine.shares import FEW
from servanda.kinds_of_war.shrunk import shrinkage
from servanda.workbench.rows import row_of

STRAIT = Path(__file__).parents[1] / "cases" / "strait"


def test_holding_shrunk_to_its_kind_is_that_of_the_result_or_none() -> None:
    case = sv.load(STRAIT)
    told = 0
    for result in assess(case, worlds=150, war_worlds=1, robustness=False):
        row, holds = row_of(case, LiveVerdict.of_result(result)), result.holds[5]
        if holds is None or holds.worlds < FEW:
            assert row["holds_shrunk"] is None
            continue
        assert result.holds_shrunk is not None
        assert row["holds_shrunk"]["share"] == result.holds_shrunk.p50
        assert row["holds_shrunk"]["low"] <= row["holds_shrunk"]["share"]
        assert row["holds_shrunk"]["shown"] == shrinkage().shown
        told += 1
    assert told
