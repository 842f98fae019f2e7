"""Lists of who is for and who is against, under the heading that says so."""

from __future__ import annotations

import pytest
from tests.reading.packages.told import last_answers

LIST = "The plan was read out in Paris.\n\n{head}\n\n• Libya, with its wells.\n\n• Egypt. It nods."


@pytest.mark.parametrize(
    ("head", "answer"),
    [
        ("AGAINST", "rejects"),
        ("Who is against it?", "rejects"),
        ("And who says no?", "rejects"),
        ("IN FAVOUR", "accepts"),
        ("Who has signed?", "accepts"),
        ("UNDECIDED", "undeclared"),
        ("Who is still waiting?", "undeclared"),
    ],
)
def test_a_heading_tells_of_all_under_it(head: str, answer: str) -> None:
    told = last_answers(LIST.format(head=head))
    assert (told["LBY"], told["EGY"]) == (answer, answer)


@pytest.mark.parametrize(
    "head", ["Who drinks the water?", "THE NEIGHBOURS", "Who was against the last war?", "Members:"]
)
def test_other_headings_tell_nothing(head: str) -> None:
    assert "LBY" not in last_answers(LIST.format(head=head))


def test_a_list_ends_with_its_paragraph() -> None:
    told = last_answers(
        "The plan was read out.\n\nAGAINST\n\n• Sudan.\n\nThe road is long.\n\n• Libya. Two days."
    )
    assert told["SDN"] == "rejects" and "LBY" not in told


def test_what_a_point_says_itself_counts_for_more() -> None:
    told = last_answers(
        "The plan was read out.\n\nAGAINST\n\n• Sudan.\n\n• Libya, though it would sign the plan "
        "if the wells were shared."
    )
    assert told["LBY"] == "conditional"


def test_only_whom_a_point_begins_with_is_listed() -> None:
    told = last_answers("The plan was read out.\n\nAGAINST\n\n• Sudan, a friend of Libya.")
    assert told["SDN"] == "rejects" and "LBY" not in told


def test_a_question_that_leans_on_the_one_before_turns_it() -> None:
    text = "The plan was read out.\n\nWho is for it?\n\n• Egypt.\n\nWho is not?\n\n• Libya."
    told = last_answers(text)
    assert (told["EGY"], told["LBY"]) == ("accepts", "rejects")
