"""Where the states of a small model stand in a picture."""

from __future__ import annotations

from servanda.graph.layout import ROWS, layered, placed


def test_layers_are_the_fewest_moves_and_the_unreachable_come_last() -> None:
    arcs = {0: [1, 2], 1: [3], 2: [3], 3: [0]}
    assert layered(range(5), arcs, 0) == [[0], [1, 2], [3], [4]]


def test_no_two_states_share_a_place_and_a_tall_layer_is_broken() -> None:
    layers = [[0], list(range(1, 1 + 2 * ROWS))]
    near = {0: layers[1]}
    places = placed(layers, near, (10.0, 5.0))
    assert len(set(places.values())) == 1 + 2 * ROWS
    assert sorted({x for x, _ in places.values()}) == [0.0, 10.0, 20.0]
    assert places[0][1] == 5.0 * (ROWS - 1) / 2  # in the middle of its column


def test_neighbours_are_put_level_so_that_lines_do_not_cross() -> None:
    places = placed([[0, 1], [2, 3]], {0: [3], 1: [2], 2: [1], 3: [0]}, (1.0, 1.0))
    assert (places[0][1] < places[1][1]) == (places[3][1] < places[2][1])
