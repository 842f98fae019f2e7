"""Games in extensive form: payoffs on the way, chance, information sets, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda.errors import GraphError
from servanda.graph.extensive_form import from_efg
from servanda.graph.read import model_from, read_model
from servanda.graph.solve import solve

ENTRY = """EFG 2 R "Entry" { "A" "B" }
"A may enter; B answers."

p "" 1 1 "" { "In" "Out" } 0
p "" 2 1 "" { "Fight" "Yield" } 0
t "" 1 "war" { -1, -1 }
t "" 2 "deal" { 2, 1 }
t "" 3 "as before" { 0, 2 }
"""


def test_entry_has_the_equilibria_of_its_strategic_form(tmp_path: Path) -> None:
    file = tmp_path / "entry.efg"
    file.write_text(ENTRY, encoding="utf-8")
    found = solve(read_model(file), ["nash"]).equilibria["nash"]
    assert found == ["A Out; B Fight", "A In; B Yield"]


def test_who_moves_without_seeing_plays_the_strategic_form() -> None:
    """B's two nodes are one information set: matching pennies has no equilibrium in pure plans."""
    text = """EFG 2 R "Pennies" { "A" "B" }
    p "" 1 1 "" { "H" "T" } 0
    p "" 2 1 "hidden" { "H" "T" } 0
    t "" 1 "" { 1 -1 }  t "" 2 "" { -1 1 }
    p "" 2 1 0
    t "" 2 ""
    t "" 1 ""
    """
    made = from_efg(text)
    assert [each["label"] for each in made["states"]] == [
        "A H; B H", "A T; B H", "A H; B T", "A T; B T",
    ]  # fmt: skip
    assert made["preferences"]["A"]["utility"] == [1.0, -1.0, -1.0, 1.0]
    assert solve(model_from(made), ["nash"]).equilibria == {"nash": []}


def test_chance_is_weighed_and_payoffs_on_the_way_add_up() -> None:
    text = """EFG 2 R "" { "A" }
    c "" 1 "weather" { "calm" 1/4 "storm" 0.75 } 0
    p "" 1 1 "" { "go" "stay" } 1 "cost" { -1 }
    t "" 2 "" { 9 }  t "" 3 "" { 1 }
    p "" 1 1 "" { "go" "stay" } 1
    t "" 4 "" { -3 } t "" 3 "" { 1 }
    """
    utility = from_efg(text)["preferences"]["A"]["utility"]
    assert utility == [-1 + 9 / 4 - 3 * 0.75, 0.0]


def test_two_plans_of_one_name_are_told_apart() -> None:
    text = """EFG 2 R "" { "A" }
    p "" 1 1 "" { "go" "go" } 0
    t "" 1 "" { 1 }
    t "" 2 "" { 2 }
    """
    assert [s["label"] for s in from_efg(text)["states"]] == ["A go (1)", "A go (2)"]


def test_a_deep_tree_is_no_trouble() -> None:
    node = 'p "" 1 {0} "" {{ "on" "stop" }} 0 '
    deep = "".join(node.format(n) for n in range(1, 9))
    deeper = "".join(node.format(n) for n in range(1, 16))
    ends = "".join(f't "" {n} "" {{ {n} }} ' for n in range(1, 17))
    few = ends[: ends.index('t "" 10')]
    utility = from_efg(f'EFG 2 R "" {{ "A" }} {deep}{few}')["preferences"]["A"]["utility"]
    with pytest.raises(GraphError, match="32,768 profiles"):
        from_efg(f'EFG 2 R "" {{ "A" }} {deeper}{ends}')
    assert len(utility) == 2**8 and max(utility) == 9.0


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("EFG 2", "EFG 1", "line 1: .* version 2"),
        ('p "" 2 1', 'p "" 3 1', "there is no player 3"),
        ('p "" 2 1', 'q "" 2 1', "line 5: `q` is no node"),
        ("{ 2, 1 }", "{ 2 }", "a payoff for each of 2 players"),
        ('t "" 3 "as before" { 0, 2 }', 't "" 9 ""', "there is no outcome 9 yet"),
        ('t "" 3 "as before" { 0, 2 }', "", "the file ends where a node"),
        ("{ 0, 2 }", "{ 0, 2 } t", "`t` stands after the last node"),
        ('{ "Fight" "Yield" }', "", "information set 1 has no actions"),
    ],
)
def test_what_is_not_of_the_format_is_told_with_its_line(old: str, new: str, says: str) -> None:
    assert old in ENTRY
    with pytest.raises(GraphError, match=says):
        from_efg(ENTRY.replace(old, new, 1))


def test_chances_that_do_not_add_to_one_are_refused() -> None:
    with pytest.raises(GraphError, match=r"add to 0\.9"):
        from_efg('EFG 2 R "" { "A" } c "" 1 "" { "x" 0.4 "y" 0.5 } 0 t "" 1 "" { 1 } t "" 1 ""')
