"""What war is worth once a deal is broken: alone, joined against, and with forces that leave."""

from __future__ import annotations

import math

import numpy as np
import pytest
from tests.engine.invented import party, play, world, worlds_of

from servanda.engine.renewed_war import _at_share, _stays, room_for_paths
from servanda.engine.war_tables import war_tables
from servanda.formulas.chebyshev import NODES, POINTS
from servanda.formulas.moving_front import CELLS, along

KNOWN = {"bad_seen": 0.0, "word": 0.0, "lull_ground": 0.6}
SIDES = [party(1.0, drift=0.003, cost=0.2, **KNOWN), party(-1.0, drift=-0.001, cost=0.3, **KNOWN)]
BLOCKS = np.full(10, 12.0)


def in_python(kernel):
    return getattr(kernel, "py_func", kernel)


def test_a_force_that_is_sent_away_fades_from_its_first_month() -> None:
    middle, present = np.array([0.0, 6.0, 12.0, 24.0]), np.zeros(4)
    in_python(_stays)(0.0, 6.0, middle, present)
    assert present.tolist() == [1.0] * 4
    in_python(_stays)(0.1, 6.0, middle, present)
    assert present == pytest.approx([1.0, 1.0, 0.9**6, 0.9**18])
    in_python(_stays)(1.0, 0.0, middle, present)
    assert present[0] == 1.0 and present[1:].max() < 1e-200


@pytest.mark.parametrize("share", [0.0, 0.013, 0.5, 0.777, 1.0])
def test_between_cells_a_cubic_in_the_share_is_met_and_so_is_one_in_power(share: float) -> None:
    def worth(x: np.ndarray | float, s: np.ndarray | float) -> np.ndarray | float:
        return (1.0 - 2.0 * x + 3.0 * x**3) * (0.5 + s - 0.25 * s**2)

    cells = np.arange(CELLS + 1) / CELLS
    table = worth(cells[:, None], POINTS[None, :])
    nodes, powers = np.zeros(NODES), np.zeros(NODES)
    in_python(_at_share)(table, share, nodes, powers)
    assert nodes == pytest.approx(worth(share, POINTS), abs=1e-12)
    for at in (-1.0, 0.3, 1.0):
        found = sum(c * at**k for k, c in enumerate(powers))
        assert found == pytest.approx(worth(share, at), abs=1e-10)


def test_with_nobody_to_join_a_breach_is_the_war_of_today_again() -> None:
    told = play(SIDES, {"held": 0.45}, types=0, blocks=BLOCKS, line=0.45)
    worlds = worlds_of(SIDES, world(held=0.45), 0)
    tables = war_tables(worlds)
    for i, share in enumerate((0.45, 0.55)):
        cost = SIDES[i]["cost"]
        alone = along(tables.worth[0, i], share) - cost * along(tables.fighting[0, i], share)
        for name in ("alone_end", "breach_end"):
            assert told.of_party(name)[0, i] == pytest.approx(alone, abs=1e-9), name


def test_a_response_that_is_certain_is_the_war_joined_and_half_a_one_lies_between() -> None:
    def ends(belief: float) -> dict[str, float]:
        response = {"shift": -0.004, "cost": 0.1, "against": [belief, 0.0]}
        told = play(SIDES, types=0, blocks=BLOCKS, responses=[response])
        names = ("breach_end", "joined_end", "alone_end")
        return {name: float(told.of_party(name)[0, 0]) for name in names}

    sure, half = ends(1.0), ends(0.5)
    assert sure["breach_end"] == pytest.approx(sure["joined_end"], abs=1e-9)
    middle = 0.5 * (half["alone_end"] + half["joined_end"])
    assert half["breach_end"] == pytest.approx(middle, abs=1e-9)
    assert sure["joined_end"] < sure["alone_end"]


def test_there_is_room_for_each_response_and_no_more() -> None:
    paths = room_for_paths(2, 5, 0)
    assert paths.present.shape == (0, 5) and paths.wars.shape == (6, 5)
    assert math.prod(paths.joined.shape) == 4
