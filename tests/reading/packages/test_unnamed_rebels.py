"""Rebels that no article names: a side of the war where it is plain whose they are."""

from __future__ import annotations

from datetime import date

import pytest

from servanda.drafting.contents import Contents
from servanda.drafting.sides import belligerents_of
from servanda.reading.packages.party_finder import parties_of
from servanda.reading.read import Said, read_text

WAR = (
    "The civil war has cut the country in two. {who} hold the north, and the rebels want a vote. "
    "On Monday the rebels fired on a convoy; the government of {home} accused the rebel leadership "
    "of breaking the truce. Envoys of {host} sat with both, and the rebels rejected the plan."
)


def said(who: str, home: str, host: str) -> list[Said]:
    return [read_text(WAR.format(who=who, home=home, host=host), "one", extract=lambda text: [])]


def test_they_fight_the_state_that_is_spoken_of_most() -> None:
    parties, found = belligerents_of(said("Chadian rebels", "Chad", "Norway"))
    assert set(found.all) == {"TCD", "rebels-of-chad"}
    assert parties.known["rebels-of-chad"].name == "Rebels of Chad"
    assert found.sides[0] == ("rebels-of-chad",)


def test_a_draft_says_that_nobody_names_them() -> None:
    made = Contents(said("Chadian rebels", "Chad", "Norway"), (), date(2024, 5, 1))
    assert any("who the “Rebels of Chad” are" in each for each in made.limits())
    named = Contents(said("The Karst Liberation Front, whose rebels", "Chad", "Norway"), (),
                     date(2024, 5, 1))  # fmt: skip
    assert not any("called a rebel" in each for each in named.limits())


@pytest.mark.parametrize(
    ("who", "more"),
    [
        # A group that is named is who "the rebels" are.
        ("The Karst Liberation Front, whose rebels", ""),
        # Whose rebels they are is not plain.
        ("Rebels", " Niger, Niger, Niger and Mali were named too."),
        # States that are rivals may stand behind them, or be at war themselves.
        ("Rebels", " Sudan rejected it. Sudan shelled a town of Chad; Sudan denied it."),
    ],
)
def test_where_it_is_not_plain_whose_they_are_nobody_is_made_up(who: str, more: str) -> None:
    read = said(who, "Chad", "Norway")
    if more:
        read.append(read_text(more.strip(), "two", extract=lambda text: []))
    assert "rebels-of-chad" not in parties_of(read).known


def test_rebels_spoken_of_in_passing_are_no_side() -> None:
    words = "Chad and Niger signed a truce. A civil war is feared; rebels were seen at the border."
    assert not [p for p in parties_of([read_text(words, "one")]).known if p.startswith("rebels")]


def test_capitals_of_a_headline_are_no_name_of_a_group() -> None:
    words = "Envoys Take Truce Plan To Chadian Rebels\n\nChad's army shelled a town on Monday.\n"
    known = parties_of([read_text(words, "one", extract=lambda text: [])]).known
    assert not [p for p in known if "plan" in p]
