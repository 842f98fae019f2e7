"""Words for roles, and the rank each stands for."""

from __future__ import annotations

import re

import pytest

from servanda.reading.who.roles import AFTER_NAME, PUBLIC, ROLE_BEFORE, ranks_of


@pytest.mark.parametrize(
    ("role", "rank"),
    [("Foreign Minister", "foreign_minister"), ("deputy prime minister", "deputy"),
     ("defence secretary", "defence_minister"), ("prime minister", "head_of_government"),
     ("president", "top"), ("vice president", "deputy"), ("army chief", "commander"),
     ("spokeswoman", "spokesperson")],
)  # fmt: skip
def test_the_likeliest_rank_comes_first(role: str, rank: str) -> None:
    assert ranks_of(role)[0] == rank


def test_a_role_is_found_before_and_after_a_name() -> None:
    before = ROLE_BEFORE.search("The country's foreign minister ")
    assert before is not None and before["role"] == "foreign minister"
    after = AFTER_NAME.search(", the head of the Central Bank, said")
    assert after is not None and (after["role"], after["body"]) == ("head", "Central Bank")
    assert ranks_of("baker") == () and not re.search(PUBLIC, "former minister")
