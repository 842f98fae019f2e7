"""Small models that several tests of the graph room look at."""

from __future__ import annotations

from servanda.graph.model import Model, option_model


def threat() -> Model:
    """A may attack, B may answer; states 1 to 4: nothing, attack, answer, both."""
    return option_model(
        {"A": ["Attack"], "B": ["Answer"]},
        {"A": [["2"], ["1", "3"], ["4"]], "B": [["3"], ["1"], ["4"], ["2"]]},
        status_quo="1",
    )


def three() -> Model:
    """Three decision makers of one option each, eight states."""
    ranks = {
        "A": [0, 3, 1, 2, 5, 4, 7, 6], "B": [3, 1, 0, 2, 4, 6, 5, 7], "C": [7, 0, 6, 1, 5, 2, 4, 3],
    }  # fmt: skip
    return option_model({"A": ["a"], "B": ["b"], "C": ["c"]}, ranks)
