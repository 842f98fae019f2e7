"""Who is at war with whom is read from the articles, asked where it is unsure, or refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.drafting.news import said

from servanda.drafting.sides import belligerents_of, describes_a_war
from servanda.errors import InputError
from servanda.reading.read import read_articles

HERE = Path(__file__).parent / "articles"


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Ethiopia invaded Eritrea. Kenya and Egypt spoke of Kenya.", {"ETH", "ERI"}),
        ("Eritrea was invaded by Ethiopia. Eritrea and Eritrea mourn.", {"ETH", "ERI"}),
        ("M23 seized Goma, a city of Congo. Rwanda spoke.", {"M23", "COD"}),
        ("The truce between Peru and Ecuador held. Brazil, Chile and the United States "
         "guarantee it.", {"PER", "ECU"}),
        ("The Polisario shelled a wall in Western Sahara. Morocco and the Polisario met.",
         {"POLISARIO", "MAR"}),
        ("The Valley Liberation Front (VLF) and the government of Guatemala signed a truce. "
         "Norway hosted them.", {"VLF", "GTM"}),
    ],
)  # fmt: skip
def test_two_sides(text: str, sides: set[str]) -> None:
    _, found = belligerents_of([said("one", text)])
    assert {side[0] for side in found.sides} == sides
    assert found.confidence >= 0.3


@pytest.mark.parametrize(
    ("name", "sides"),
    [
        ("aceh", {"GAM", "IDN"}), ("rome", {"RENAMO", "MOZ"}), ("nepal", {"CPNM", "NPL"}),
        ("dayton", {"VRS", "BIH"}), ("accra", {"LURD", "LBR"}), ("lome", {"RUF", "SLE"}),
        ("jeddah", {"RSF", "SDN"}), ("minsk", {"UKR", "RUS"}),
    ],
)  # fmt: skip
def test_sides_of_whole_articles(name: str, sides: set[str]) -> None:
    _, found = belligerents_of(list(read_articles([HERE / name])))
    assert {side[0] for side in found.sides} == sides


def test_those_who_fight_beside_a_side_are_on_it() -> None:
    text = (
        "The Houthis fought Yemen's army for the port. Saudi Arabia, fighting alongside Yemen, "
        "bombed it. Oman hosted talks between Yemen and the Houthis."
    )
    _, found = belligerents_of([said("one", text)])
    on = next(side for side in found.sides if "YEM" in side)
    assert "SAU" in on
    assert all("OMN" not in side for side in found.sides)


def test_a_third_armed_group_is_on_no_side() -> None:
    text = (
        "Colombia and the FARC signed a peace accord. The FARC will disarm. The ELN, a smaller "
        "rebel army, is not part of it."
    )
    _, found = belligerents_of([said("one", text)])
    assert {side[0] for side in found.sides} == {"FARC", "COL"}
    assert found.others == ("ELN",)


def test_where_it_is_unsure_the_candidates_are_named() -> None:
    text = "Kenya, Ghana, Peru and Chile spoke of soldiers. Kenya, Ghana, Peru and Chile met."
    with pytest.raises(InputError, match=r"candidates are .* --sides"):
        belligerents_of([said("one", text)])


def test_named_sides_overrule_and_are_checked() -> None:
    read = [said("one", "Ethiopia invaded Eritrea. Kenya and Egypt spoke of soldiers.")]
    _, found = belligerents_of(read, ["Eritrea+Kenya", "Ethiopia"])
    assert found.sides == (("ERI", "KEN"), ("ETH",))
    with pytest.raises(InputError, match="name no party `Atlantis`; they name"):
        belligerents_of(read, ["Atlantis", "Eritrea"])
    with pytest.raises(InputError, match="two different parties"):
        belligerents_of(read, ["Eritrea", "Eritrea"])


@pytest.mark.parametrize(
    ("text", "is_war"),
    [
        ("Rebels shelled the town and soldiers fled.", True),
        ("The clubs called a truce in their war over transfer fees; players, coaches and fans of "
         "both leagues cheered.", False),
        ("Unions and employers agreed on a cease-fire in the wages dispute; the strike is off and "
         "workers go back.", False),
        ("Sri Lanka’s government and the Tamil Tigers signed a truce.", True),
        ("The board threw out a hostile bid of 90 pence a share after a long siege; regulators "
         "and two pension funds want a truce with Libya’s bidders.", False),
        ("At the climate talks Chad and Libya fought over emissions, and called a cease-fire in "
         "their war on greenhouse gases.", False),
        ("Chad’s liberals and greens sealed a coalition deal; the hostages are their manifestos.",
         False),
        ("The African Union said that Chad’s soldiers had shelled a village.", True),
        ("“Our troops need a rest,” the importer said of the tariffs on steel.", False),
    ],
)  # fmt: skip
def test_a_war_of_words_is_no_war(text: str, is_war: bool) -> None:
    assert describes_a_war([said("one", text)]) is is_war
