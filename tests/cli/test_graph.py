"""servanda graph: the lens on a case, and a model solved."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from servanda.graph.model import option_model
from servanda.graph.write import write_model


@pytest.fixture
def model(tmp_path: Path) -> Path:
    made = option_model({"A": ["Attack"], "B": ["Answer"]}, {"A": ["1"], "B": ["2"]})
    write_model(made, tmp_path / "m.json")
    return tmp_path / "m.json"


def test_a_model_is_solved_in_words_and_in_json(verb, model: Path) -> None:
    code, out, _ = verb("graph", "solve", model, "--concepts", "nash, seq")
    assert code == 0
    assert out.splitlines()[:4] == [
        "4 states", "  NASH: 4", "        stable for A: 2, 4", "        stable for B: 3, 4",
    ]  # fmt: skip
    said = json.loads(verb("graph", "solve", model, "--concepts", "nash", "--json")[1])
    assert said["equilibria"] == {"nash": ["4"]}
    rows = verb("graph", "solve", model, "--concepts", "nash", "--csv")[1].splitlines()
    assert rows == ["concept,stable for,states", "nash,all,4", 'nash,A,"2, 4"', 'nash,B,"3, 4"']


def test_pictures_are_drawn_by_their_ending(verb, model: Path, tmp_path: Path) -> None:
    for ending, starts in ((".svg", b"<svg"), (".png", b"\x89PNG"), (".graphml", b"<?xml")):
        file = tmp_path / f"g{ending}"
        assert verb("graph", "solve", model, "-o", file)[0] == 0
        assert file.read_bytes().startswith(starts)
    code, _, err = verb("graph", "solve", model, "-o", tmp_path / "g.gif")
    assert code == 2 and "ends in none of .svg, .png, .graphml" in err
    code, _, err = verb("graph", "solve")
    assert code == 2 and "name a graph model (.json, .gmcr)" in err


def test_the_lens_on_one_proposal(verb, own_strait: Path, tmp_path: Path) -> None:
    code, out, _ = verb("graph", own_strait, "truce", "--worlds", 40)
    assert code == 0 and "From the status quo" in out
    head, *rows = csv.reader(
        verb("graph", own_strait, "truce", "--worlds", 40, "--csv")[1].splitlines()
    )
    assert head[:4] == ["exploration", "proposal", "outcome", "claim"]
    assert rows and {row[1] for row in rows} == {"truce"}
    code, _, err = verb("graph", own_strait, "--worlds", 20, "-o", tmp_path / "g.svg")
    assert code == 2 and "name the proposal whose graph to draw" in err
