"""What must follow a verb for it to take a stance, and what something is called."""

from __future__ import annotations

import pytest
from tests.reading.grammar.judged import heard, signs

from servanda.reading.grammar.complements import UNDECIDING, UNPROVEN


@pytest.mark.parametrize(
    ("said", "sign"),
    [
        ("Egypt called the plan unacceptable.", -1),
        ("Egypt described the plan as acceptable.", 1),
        ("Egypt hailed the plan as acceptable.", 1),
        ("Egypt will not call the plan unacceptable.", 0),
    ],
)
def test_what_a_plan_is_called_is_a_stance_on_it(said: str, sign: int) -> None:
    assert [s for s, _ in signs(said)] == [sign]


@pytest.mark.parametrize("word", ["claims", "reports", "allegations"])
def test_rejecting_what_is_only_claimed_is_no_stance(word: str) -> None:
    assert word in UNPROVEN
    assert signs(f"Egypt rejected {word} about the plan.") == []


@pytest.mark.parametrize("word", ["review", "debate"])
def test_wishing_for_what_decides_nothing_is_no_stance(word: str) -> None:
    assert word in UNDECIDING
    assert signs(f"Egypt wants a {word} of the plan.") == []
    assert signs("Egypt wants a truce.") == [(1, "")]


def test_a_verb_without_an_object_takes_no_other() -> None:
    assert heard("Egypt agreed.")[0].sign == 1
    assert heard("Egypt agreed that it rained.") == []
