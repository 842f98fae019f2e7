"""Stances that stand in a noun, in what a plan is called, and in what others are urged to do."""

from __future__ import annotations

import pytest
from tests.reading.grammar.judged import heard


@pytest.mark.parametrize(
    ("said", "sign", "why"),
    [
        ("Egypt’s refusal to sign the plan angered Sudan.", -1, ""),
        ("Egypt’s support for the plan is in doubt.", 0, "in doubt"),
        ("Egypt reiterated its support for the plan.", 1, ""),
        ("Egypt withdrew its support for the plan.", -1, ""),
        ("Egypt has no objection to the plan.", 1, ""),
        ("The signing by Egypt of an agreement came late.", 1, ""),
        ("The plan is acceptable to Egypt.", 1, ""),
        ("The plan is not acceptable to Egypt.", -1, ""),
        ("The plan is unacceptable to Egypt.", -1, ""),
        ("For Egypt, the plan is unacceptable.", -1, ""),
    ],
)
def test_a_noun_or_an_evaluation_says_whose_stance_it_is(said: str, sign: int, why: str) -> None:
    (found,) = heard(said)
    assert (found.sign, found.why, found.who) == (sign, why, ("EGY",))


def test_an_evaluation_that_names_nobody_is_nobodys() -> None:
    (found,) = heard("The plan is acceptable.")
    assert (found.sign, found.who) == (1, ())


@pytest.mark.parametrize(("urged", "sign"), [("to accept", 1), ("to reject", -1)])
def test_who_urges_others_speaks_for_what_is_urged(urged: str, sign: int) -> None:
    (found,) = heard(f"Sudan urged Egypt {urged} the plan.")
    assert (found.sign, found.who) == (sign, ("SDN",))


def test_a_noun_without_an_owner_or_an_object_decides_nothing() -> None:
    assert heard("The support of Egypt matters.") == []
    assert heard("Refusal is old.") == []
