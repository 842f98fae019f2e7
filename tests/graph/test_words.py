"""States and moves in words."""

from __future__ import annotations

from models import threat

from servanda.graph.model import option_model
from servanda.graph.words import changes, gerund, infinitive, option_words, state_words


def test_a_state_is_what_is_chosen_in_it() -> None:
    model = threat()
    assert state_words(model, 0) == "state 1 (nothing chosen)"
    assert state_words(model, 3) == "state 4 (Attack, Answer)"


def test_a_move_takes_up_and_drops() -> None:
    model = option_model({"A": ["x", "y"]}, {"A": [1, 2, 3, 4]})
    assert changes(model, 0, 1, 2) == (["y"], ["x"])
    assert infinitive(model, 0, 1, 2) == "take up y and drop x (state 3)"
    assert gerund(model, 0, 3, 0) == "dropping x and y (state 1)"


def test_a_name_that_two_bear_is_told_with_its_owner() -> None:
    model = option_model({"A": ["go"], "B": ["go"]}, {"A": [1, 2, 3, 4], "B": [1, 2, 3, 4]})
    assert option_words(model, 1) == "go (B)" and option_words(threat(), 0) == "Attack"
