"""Whom pronouns, possessives, "the Front" and "we" mean: whoever the sentences before are about."""

from __future__ import annotations

import re

import pytest
from tests.reading.packages.told import WAR, article

from servanda.drafting.sides import belligerents_of
from servanda.reading.packages.anaphora import REACH, Centre
from servanda.reading.packages.heard_answers import listened_to
from servanda.reading.packages.passages import passages_in
from servanda.reading.read import read_text


def every_meant(words: str) -> list[tuple[str, str]]:
    """Return whom sentences mean without naming anybody, and by which words, in order."""
    said = article(words)
    parties, _ = belligerents_of([said], ["Chad", "Libya"])
    found = listened_to(list(passages_in(said)), parties, [said]).answers
    return [(h.at.of(h.passage.words), h.party) for h in found if h.how == "pronoun"]


def meant(words: str) -> list[tuple[str, str]]:
    """Return whom the last sentence means without naming anybody, and by which words."""
    said = article(words)
    parties, _ = belligerents_of([said], ["Chad", "Libya"])
    found = listened_to(list(passages_in(said)), parties, [said]).answers
    last = found[-1].passage
    told = [(h.at.of(last.words), h.party) for h in found if h.passage == last]
    return [(by, who) for by, who in told if by.split()[0].lower() in _WORDS]


_WORDS = {"he", "she", "it", "they", "his", "her", "its", "their", "we", "i", "our", "my", "the"}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Libya spoke at noon. It threw the plan out.", [("It", "LBY")]),
        ("Libya spoke at noon. On Monday it threw the plan out.", [("it", "LBY")]),
        ("Libya spoke at noon. Its cabinet threw the plan out.", [("Its cabinet", "LBY")]),
        ("Libya spoke. It had waited. Then it threw the plan out.", [("it", "LBY")]),
        ("Colonel Gaddafi met Chad. He threw the plan out today.", [("He", "LBY")]),
        ("Colonel Gaddafi met Chad. His foreign minister threw it out.",
         [("His foreign minister", "LBY")]),
        ('Libya spoke at noon. "They threw the plan out," an old man said.', []),
        ("Libya spoke at noon. It was likely that the plan was dead.", []),
        ("Men of the Sand Elders met. They threw the plan out.", []),
        ("President Omar Sandel met Libya. He threw the plan out.", []),
        ("Mr. Sandel, a guest, met Libya. It threw the plan out.", [("It", "LBY")]),
        ("Libya met Chad. Rain fell. Dust rose. Wind blew. It threw the plan out.", []),
    ],
)  # fmt: skip
def test_whom_a_sentence_means_without_a_name(words: str, found: list[tuple[str, str]]) -> None:
    assert meant(words) == found


def test_the_front_is_the_one_party_that_is_called_so() -> None:
    text = (
        "The Polisario Front fights Morocco. Morocco attacked the Polisario Front on Monday. "
        "In Geneva a plan was tabled. The Front threw the plan out."
    )
    said = article(text)
    parties, _ = belligerents_of([said])
    found = [
        h
        for h in listened_to(list(passages_in(said)), parties, [said]).answers
        if "threw" in h.passage.words
    ]
    assert [(h.at.of(h.passage.words), parties.called(h.party)) for h in found] == [
        ("The Front", "Polisario Front")
    ]


def test_we_are_whoever_speaks() -> None:
    words = f'Talks\n\n3 May 1994\n\n{WAR}"We will sign the plan," said Colonel Gaddafi of Libya.'
    said = read_text(words, "one")
    parties, _ = belligerents_of([said], ["Chad", "Libya"])
    found = listened_to(list(passages_in(said)), parties, [said]).answers
    assert ("We", "LBY") in [(h.at.of(h.passage.words), h.party) for h in found]


@pytest.mark.parametrize("pronoun", ["he", "she", "it", "they", "his", "her", "its", "their"])
def test_nobody_is_meant_from_too_far(pronoun: str) -> None:
    near, far = Centre("A", "B", away=REACH), Centre("A", "B", away=REACH + 1)
    assert near.meant_by(pronoun) in {"A", "B"}
    assert far.meant_by(pronoun) == ""


TOLD = (
    "Libya spoke at noon. It threw the plan out. Chad met its people. On Monday its cabinet signed"
    " the plan."
)


@pytest.mark.parametrize(
    "words",
    [
        TOLD,
        "Colonel Gaddafi met Chad. He signed the plan.",
        "Libya's president met Chad. He signed the plan.",
    ],
)
def test_two_names_exchanged_exchange_whom_words_without_a_name_mean(words: str) -> None:
    there = {"Libya": "Chad", "Chad": "Libya", "Gaddafi": "Idriss Déby"}
    turned = re.sub("|".join(there), lambda m: there[m.group()], words)
    swapped = {"LBY": "TCD", "TCD": "LBY"}
    found = [(by, swapped[who]) for by, who in every_meant(words)]
    assert found and every_meant(turned) == found


@pytest.mark.parametrize("dull", ["", "Rain fell on the town. "])
def test_a_sentence_about_nobody_changes_nothing(dull: str) -> None:
    assert meant(f"Libya spoke at noon. {dull}It threw the plan out.") == [("It", "LBY")]


def test_some_of_a_body_are_whom_the_next_sentence_is_about() -> None:
    """ "Their spokesman" is not that of a state named before."""
    for who, found in (("the F.L.E.C.", []), ("Libya", [("Their spokesman", "LBY")])):
        words = f"Libya met Chad. The leaders of {who} stayed. Their spokesman threw it out."
        assert meant(words) == found
