"""The words looked for first lose no caption: every agency and every phrase still makes one."""

from __future__ import annotations

import pytest

from servanda.reading.text.boilerplate import reasons

PROSE = "The two sides met in the capital and agreed on all of the points that had kept them apart."
AGENCIES = """AFP;AP;EPA;EFE;ANSA;DPA;Reuters;REUTERS;Getty;Shutterstock;iStock;Alamy;Xinhua;TASS
;Anadolu;Bloomberg;Wikimedia;Creative Commons;Unsplash;Flickr;Pool;Sipa;ZUMA;NurPhoto;Ukrinform
;Handout;U.S. Army;US Navy;U.S. Air Force;US Marine;DVIDS;via"""
SHOWING = """(L);(R);(C);(left);(right);(centre);(center);(front);(back);(L-R);pictured;seen here
;look on;looks on;pose for;poses for;file photo;shake hands;shakes hands;aerial view;in this photo
;in this image;in this picture;in this handout;photo shows"""


def listed(words: str) -> list[str]:
    return "".join(words.split("\n")).split(";")


@pytest.mark.parametrize("agency", listed(AGENCIES))
@pytest.mark.parametrize("lead", [0, 1, 2])
def test_a_block_that_ends_with_a_credit_is_a_caption(agency: str, lead: int) -> None:
    caption = "Mediators walk to the hall where talks are held. " * (2 + lead)
    assert reasons([PROSE, f"{caption}({agency})", PROSE])[1] == "caption"


@pytest.mark.parametrize("words", listed(SHOWING))
def test_a_block_that_says_what_is_shown_is_a_caption(words: str) -> None:
    assert reasons([PROSE, f"Two envoys {words} the hall in which talks are held.", PROSE])[1]


def test_prose_is_none() -> None:
    assert reasons([PROSE, PROSE + " It ended.", "Snow fell on the road to the town."])[1] == ""
