"""Hypergames: what each side sees of the conflict."""

from __future__ import annotations

import servanda.graph as g


def test_the_aggressors_eyes() -> None:
    data = {
        "decision_makers": ["Attacker", "Guarantor"],
        "options": [{"name": "Attack", "dm": "Attacker"}, {"name": "Fight", "dm": "Guarantor"}],
        "preferences": {
            "Attacker": {"ranking": [["2"], ["1", "3"], ["4"]]},
            "Guarantor": {"ranking": [["1"], ["4"], ["2"], ["3"]]},
        },
    }
    true = g.solve(g.model_from(data), ["seq"])
    assert "1" in true.equilibria["seq"]
    data["perceptions"] = {
        "Attacker": {"preferences": {"Guarantor": {"ranking": [["1"], ["2"], ["4"], ["3"]]}}}
    }
    hypergame = g.hypergame_from(data)
    solution = g.solve_hypergame(hypergame, ["seq"])
    assert "1" not in solution.equilibria["seq"]
    assert "In the eyes of Attacker" in solution.words("1", "seq")


def test_what_is_not_known_of_is_listed_apart() -> None:
    owners = {"A": ["Old", "Secret"], "B": ["Help"]}
    whole = g.option_model(owners, {"A": [0, 1, 2, 3, 0, 1, 2, 3], "B": [1] * 8})
    partial = g.option_model(owners, {"A": [0, 1, 0, 1], "B": [1] * 4}, infeasible=["-Y-"])
    # The partial game numbers its four states as if there were no others: give them true labels.
    from dataclasses import replace

    partial = replace(partial, labels=["1", "2", "5", "6"])
    solution = g.solve_hypergame(g.Hypergame({"A": whole, "B": partial}), ["nash"])
    assert solution.equilibria["nash"] == []
    assert solution.unseen["nash"] == ["4", "8"]
    assert "B does not know of state 4" in solution.words("4", "nash")
