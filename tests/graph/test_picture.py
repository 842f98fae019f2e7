"""The drawing: what is on it, and that it is well-formed."""

from __future__ import annotations

from xml.etree import ElementTree

import numpy as np
import pytest
from random_models import random_arc_model, random_option_model

import servanda.graph as g
from servanda.errors import InputError

SVG = "{http://www.w3.org/2000/svg}"


def chicken() -> g.Model:
    return g.option_model(
        {"A <&'\">": ["Drive on"], "B": ["Go straight"]},
        {"A <&'\">": [2, 3, 1, 0], "B": [2, 1, 3, 0]},
        status_quo="1",
        title="Chicken <script>",
    )


def test_states_moves_and_equilibria_are_there() -> None:
    model = chicken()
    root = ElementTree.fromstring(g.draw(model, g.solve(model, ["nash", "gmr"])))
    states = [e for e in root.iter(f"{SVG}g") if e.get("class") == "state"]
    moves = [e for e in root.iter(f"{SVG}path") if e.get("class") == "move"]
    assert len(states) == 4
    # Each would leave peace and the crash for the better.
    assert sorted(m.find(f"{SVG}title").text for m in moves) == [
        "A <&'\">: 1 to 2", "A <&'\">: 4 to 3", "B: 1 to 3", "B: 4 to 2"
    ]  # fmt: skip
    told = [s.find(f"{SVG}title").text for s in states]
    assert "1: nothing chosen; equilibrium under gmr" in told
    assert "2: Drive on; equilibrium under nash, gmr" in told


@pytest.mark.parametrize("make", [random_option_model, random_arc_model])
@pytest.mark.parametrize("seed", range(20))
def test_any_model_gives_well_formed_svg(seed: int, make: object) -> None:
    model = make(np.random.default_rng(seed), "unknown", 5)
    for every in (False, True):
        root = ElementTree.fromstring(g.draw(model, every_move=every))
        drawn = [e for e in root.iter(f"{SVG}path") if e.get("class") == "move"]
        moves = sum(model.moves.count(i) for i in range(len(model.decision_makers)))
        assert len(drawn) == moves if every else len(drawn) <= moves
        for box in root.iter(f"{SVG}rect"):
            assert "nan" not in "".join(box.attrib.values())


def test_boxes_do_not_overlap() -> None:
    model = g.option_model({"A": ["a", "b", "c"], "B": ["d", "e"]},
                           {"A": list(range(32)), "B": list(range(32))})  # fmt: skip
    root = ElementTree.fromstring(g.draw(model))
    boxes = [e.find(f"{SVG}rect") for e in root.iter(f"{SVG}g") if e.get("class") == "state"]
    corners = [(float(b.get("x")), float(b.get("y"))) for b in boxes]
    assert len(corners) == 32
    for k, (x, y) in enumerate(corners):
        for u, v in corners[:k]:
            assert abs(x - u) >= 128 or abs(y - v) >= 58


def test_a_large_model_is_summed_up_honestly() -> None:
    model = g.option_model({"A": ["a", "b", "c"], "B": ["d", "e", "f"]},
                           {"A": list(range(64)), "B": list(range(64))})  # fmt: skip
    svg = g.draw(model, g.solve(model, ["nash"]))
    assert "64 states: too many to draw legibly (up to 40)" in svg
    assert "NASH: 1 equilibria (1.6%): 64" in svg or "NASH: 1 equilibrium (1.6%): 64" in svg
    part = g.draw(model, only=["1", "2", "64"])
    assert "3 of 64 states are drawn" in part
    assert part.count("class='state'") == 3


def test_png_is_a_png() -> None:
    assert g.png(g.draw(chicken()), scale=0.5).startswith(b"\x89PNG")


def test_nothing_to_draw_is_refused() -> None:
    with pytest.raises(InputError, match="no state to draw"):
        g.draw(chicken(), only=[])
