"""Who sends, lends, watches and vouches."""

from __future__ import annotations

import pytest
from tests.reading.packages.told import package


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("Should Chad ask for soldiers, Egypt will lend them.", "deployed_force", "EGY"),
        ("1,250 Egyptian soldiers, none of them officers, will be stationed there.",
         "deployed_force", "EGY"),
        ("All guns are collected under the eyes of Egyptian soldiers.", "deployed_force", "EGY"),
        ("Seventy observers in blue caps will count them at the quays.", "monitors", "UN"),
        ("A joint commission, with Egypt as watcher, sits over all of this.", "monitors", "EGY"),
        ("Egypt has promised Chad its support.", "assurance", "EGY"),
        ("Two Egyptian battalions take over the checkpoints.", "deployed_force", "EGY"),
        ("Cairo sends four thousand men to keep the armies apart.", "deployed_force", "EGY"),
        ("Egypt will see to it that both keep their word.", "monitors", "EGY"),
        ("Egypt answers for it with its word.", "assurance", "EGY"),
        ("Whoever breaks it will lose American aid.", "sanctions", "USA"),
        ("An attack on either would be taken as an attack on Egypt.", "treaty", "EGY"),
    ],
)  # fmt: skip
def test_a_promise(text: str, kind: str, who: str) -> None:
    assert (kind, who) in {(p.kind, w) for p in package(text).promises for w in p.who}


def test_two_promises_in_one_sentence_have_each_their_own_giver() -> None:
    told = package("Egypt vouches for it politically; the UN sits on a committee that watches it.")
    found = {(p.kind, p.who) for p in told.promises}
    assert {("assurance", ("EGY",)), ("monitors", ("UN",))} <= found


def test_a_body_that_only_styles_a_vote_answers_nothing() -> None:
    told = package("Under the plan a UN-supervised vote would be held in the strip.")
    assert "UN" not in told.answers
