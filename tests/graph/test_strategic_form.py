"""Games in strategic form: textbook answers, both notations alike, every word used or refused."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pytest

from servanda.errors import GraphError
from servanda.graph.read import model_from, read_model
from servanda.graph.solve import solve
from servanda.graph.strategic_form import from_nfg, from_payoffs

DILEMMA = 'NFG 1 R "Dilemma" { "A" "B" } { { "hold" "attack" } { "hold" "attack" } }\n\n'
BATTLE = 'NFG 1 D "Battle" { "A" "B" } { 2 2 }\n"Two like to meet."\n2 1 0 0 0 0 1 2\n'


def _nash(model_text: str) -> list[str]:
    return solve(model_from(from_nfg(model_text)), ["nash"]).equilibria["nash"]


def test_the_textbook_games_have_their_equilibria() -> None:
    assert _nash(DILEMMA + "3 3 4 1 1 4 2 2") == ["A attack; B attack"]
    assert _nash(BATTLE) == ["A 1; B 1", "A 2; B 2"]


def test_outcomes_and_payoffs_say_the_same() -> None:
    outcomes = DILEMMA + '{ { "both hold" 3, 3 } { "" 4 1 } { "" 1 4 } { "" 4/2 2.0 } }\n1 2 3 4'
    assert from_nfg(outcomes) == from_nfg(DILEMMA + "3 3 4 1 1 4 2 2")


def test_nash_is_what_no_one_leaves_alone_for_any_random_game() -> None:
    random = np.random.default_rng(2)
    for _ in range(40):
        shape = tuple(int(n) for n in random.integers(2, 4, size=3))
        payoffs = random.integers(0, 4, size=(*shape, 3))
        plans = [p[::-1] for p in product(*(range(n) for n in reversed(shape)))]
        numbers = " ".join(str(x) for plan in plans for x in payoffs[plan])
        counts = " ".join(map(str, shape))
        text = f'NFG 1 R "" {{ "A" "B" "C" }} {{ {counts} }}\n{numbers}'
        wanted = {
            "; ".join(f"{name} {k + 1}" for name, k in zip("ABC", plan, strict=True))
            for plan in plans
            if all(
                payoffs[plan][i] >= payoffs[(*plan[:i], k, *plan[i + 1 :])][i]
                for i in range(3)
                for k in range(shape[i])
            )
        }
        assert set(_nash(text)) == wanted


def test_a_table_of_payoffs_is_the_same_game(tmp_path: Path) -> None:
    file = tmp_path / "dilemma.csv"
    rows = ["A;B;payoff A;payoff B", "hold;hold;3;3", "attack;attack;2;2", "hold;attack;1;4",
            "attack;hold;4;1"]  # fmt: skip
    file.write_text("\n".join(rows), encoding="utf-8")
    assert solve(read_model(file), ["nash"]).equilibria == {"nash": ["A attack; B attack"]}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "ends where NFG"),
        ('NFG 2 R "" { "A" } { 2 } 1 2', "version 1"),
        ('NFG 1 R "" { "A" "A" } { 2 2 } 1', "two players are called `A`"),
        ('NFG 1 R "" { "A" "B" } { 2 } 1', "2 players have strategies here for 1"),
        (DILEMMA + "3 3 4 1", "the file ends where a payoff is expected"),
        (DILEMMA + "3 3 4 1 1 4 2 tea", "line 3: `tea` is no number"),
        (DILEMMA + "3 3 4 1 1 4 2 2 9", "`9` stands after the last payoff"),
        (DILEMMA + '{ { "" 1 1 } }\n1 1 1 2', "there is no outcome 2; there are 1"),
        ('NFG 1 R "" { "A" "B" } { 999 999 } 1', "998,001 profiles"),
    ],
)
def test_what_is_not_of_the_format_is_told_with_its_line(text: str, says: str) -> None:
    with pytest.raises(GraphError, match=says):
        from_nfg(text)


@pytest.mark.parametrize(
    ("headings", "rows", "says"),
    [
        (["A", "payoff A", "payoff B"], [["x", "1", "2"]], "`payoff B` is of nobody"),
        (["A", "B", "payoff A"], [["x", "y", "1"]], "`payoff B`"),
        (["A", "payoff A"], [["x", "1"], ["x", "2"]], "line 3: x stands there twice"),
        (["A", "payoff A"], [["x", "tea"]], "line 2: a payoff is no number"),
        (["A", "B", "payoff A", "payoff B"], [["x", "y", "1", "1"], ["w", "z", "1", "1"]],
         "no row says what w, y brings"),
    ],
)  # fmt: skip
def test_a_table_that_is_no_game_is_told(
    headings: list[str], rows: list[list[str]], says: str
) -> None:
    with pytest.raises(GraphError, match=says):
        from_payoffs(headings, rows)
