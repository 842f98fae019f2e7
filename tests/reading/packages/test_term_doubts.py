"""Words of an issue that settle nothing where they stand."""

from __future__ import annotations

import pytest
from tests.reading.packages.told import package

from servanda.reading.packages.term_doubts import settles_nothing


def doubted(issue: str, sentence: str, word: str) -> bool:
    at = sentence.index(word)
    return settles_nothing(issue, sentence, [(at, at + len(word))], (0, len(sentence)))


@pytest.mark.parametrize(
    ("issue", "sentence", "word"),
    [
        ("ceasefire", "Only movements whose men keep to the truce will profit.", "truce"),
        ("police_reform", "She asked who would police the river.", "police"),
        ("police_reform", "Brigades are there to police the accord.", "police"),
        ("disarmament", "The old men do not disarm for a song.", "disarm"),
        ("constitution", "It is settled in accordance with the constitution.", "constitution"),
        ("constitution", "The diet must pass the new constitution twice.", "constitution"),
        ("power_sharing", "The security cabinet has voted for it.", "cabinet"),
        ("status", "They vote on whether independence is to come.", "independence"),
        ("status", "It will defend its sovereignty.", "sovereignty"),
        ("ceasefire", "The movement ruled out any truce.", "truce"),
        ("ceasefire", "The ceasefire of 2 June is forgotten.", "ceasefire"),
        ("ceasefire", "The ceasefire commission meets.", "ceasefire"),
        ("agreement_talks", "Talks open in Tarn on Sunday.", "Talks open"),
        ("territory", "The garrisons of Tarn fall to 900 men.", "Tarn fall to"),
        (
            "withdrawal",
            "Nine hundred fighters do not go home for nothing.",
            "fighters do not go home",
        ),
    ],
)
def test_settles_nothing(issue: str, sentence: str, word: str) -> None:
    assert doubted(issue, sentence, word)


@pytest.mark.parametrize(
    ("issue", "sentence", "word"),
    [
        ("ceasefire", "A truce begins at noon.", "truce"),
        ("ceasefire", "Both agreed to a ceasefire.", "ceasefire"),
        ("police_reform", "The police are to be half and half.", "police"),
        ("constitution", "A new constitution is to be written.", "constitution"),
        ("status", "The province becomes independent.", "independent"),
        ("agreement_talks", "Talks on the rest open within a month.", "Talks"),
    ],
)
def test_settles_something(issue: str, sentence: str, word: str) -> None:
    assert not doubted(issue, sentence, word)


def test_a_plan_whose_truce_is_only_answered_has_no_term_of_it() -> None:
    told = package("Libya's generals accepted the truce. Prisoners shall be handed back.")
    assert {term.issue for term in told.terms} == {"prisoners"}
