"""What stands between a conflict and a wanted state."""

from __future__ import annotations

import pytest
from models import threat

from servanda.errors import GraphError
from servanda.graph.goal import seek
from servanda.graph.solve import solve


def test_who_would_leave_is_named_and_the_change_that_would_hold_it_holds_it() -> None:
    model = threat()
    goal = seek(model, "3")
    solution = solve(model)
    for concept, holds in goal.holds.items():
        assert holds == ("3" in solution.equilibria[concept])
        assert holds == (not goal.leavers[concept])
        if concept in goal.changes:
            changed = goal.changes[concept].model
            assert "3" in solve(changed, [concept]).equilibria[concept]
    said = seek(model, "1").words()
    assert "Under nash," in said and goal.reached


def test_a_state_nobody_knows_is_refused() -> None:
    with pytest.raises(GraphError, match="no state is called '9'"):
        seek(threat(), "9")
