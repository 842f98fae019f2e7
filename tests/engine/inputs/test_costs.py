"""What the others know of a party's running cost."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.engine.inputs.costs import cost_nodes


def test_they_know_the_range_and_not_the_number(chunk) -> None:
    nodes, weights = cost_nodes(chunk.setting, 3)
    assert nodes.shape == (chunk.worlds, 2, 3) and weights.sum() == pytest.approx(1.0)
    assert np.ptp(nodes, axis=0).max() == 0.0  # the same in every world
    assert (np.diff(nodes[0], axis=1) > 0.0).all()
    assert nodes[0, 0, 1] == pytest.approx(0.35, abs=0.05)  # 0.2 to 0.5, the middle of it


def test_a_cost_of_all_the_war_is_turned_into_a_running_one(strait) -> None:
    from servanda.engine.chunk import Chunk
    from servanda.engine.plan import plan_of
    from servanda.worlds.sample import sample

    war = strait.war.model_copy(update={"flow_costs": {}})
    case = strait.model_copy(update={"war": war})
    made = Chunk(plan_of(case), sample(case, worlds=3))
    nodes, _ = cost_nodes(made.setting, 2)
    assert (nodes > 0.0).all() and np.ptp(nodes[:, 0, 0]) > 0.0  # by each world's patience


def test_where_no_types_are_told_apart_there_are_no_nodes(chunk) -> None:
    nodes, weights = cost_nodes(chunk.setting, 0)
    assert nodes.shape == (chunk.worlds, 2, 0) and len(weights) == 0
