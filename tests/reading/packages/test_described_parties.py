"""Who is meant by the other side, the two governments, my party, the loyalists."""

from __future__ import annotations

import pytest
from tests.reading.packages.told import last_answers


@pytest.mark.parametrize(
    "who", ["Chad and the other side", "Delegates of Chad and of the opposing side"]
)
def test_the_other_side_of_two_is_the_one_not_named(who: str) -> None:
    told = last_answers(f"{who} signed the plan.")
    assert told == {"TCD": "accepts", "LBY": "accepts"}


def test_without_a_side_beside_it_the_other_is_nobody() -> None:
    assert last_answers("Egypt and the other side signed the plan.") == {"EGY": "accepts"}


def test_two_governments_beside_the_parties_are_counted_in() -> None:
    told = last_answers("The two governments and the Desert Party have accepted the plan.")
    assert told["TCD"] == told["LBY"] == "accepts"


@pytest.mark.parametrize(
    ("text", "party", "answer"),
    [
        ("A debate.\n\nMs. OUMAR (Salt League): My party is against this plan.", "salt", "rejects"),
        (
            "Omar Hadi, whose Salt Party led the No campaign, said the plan was read too fast.",
            "salt-party",
            "rejects",
        ),
        ("The royalists are for the plan.", "royalists", "accepts"),
        ("The islanders reject the plan.", "islanders", "rejects"),
        ("The planters' union rejects the plan.", "planters-union", "rejects"),
        ("The former detainees reject the plan.", "former-detainees", "rejects"),
        ("The royalists whose sons are in the fort are for the plan.", "royalists", "accepts"),
    ],
)
def test_whom_a_subject_describes(text: str, party: str, answer: str) -> None:
    [found] = [told for id, told in last_answers(text).items() if party in id]
    assert found == answer


@pytest.mark.parametrize(
    "text",
    [
        "The cyclists are for the plan.",
        "Whose sons are in the fort? The plan is read out.",
        "A debate.\n\nMs. OUMAR (Salt Valley): My horse is against this plan.",
    ],
)
def test_whom_it_does_not(text: str) -> None:
    assert not last_answers(text)
