"""Who takes part in a conflict, with every place each is named."""

from __future__ import annotations

from datetime import date

import pytest

from servanda.reading.packages.parties import Parties
from servanda.reading.packages.party_finder import parties_of
from servanda.reading.read import read_text


def found(*texts: str, day: date = date(2024, 3, 1)) -> Parties:
    read = [read_text(text, f"d{n}", day, lambda _: []) for n, text in enumerate(texts)]
    return parties_of(read)


def names(text: str, day: date = date(2024, 3, 1)) -> list[tuple[str, str]]:
    return [(m.party, m.span.of(text)) for m in found(text, day=day).mentions["d0"]]


def test_letters_stand_for_the_long_name_that_introduced_them() -> None:
    text = "The Front for the Quiet North (FQN) attacked Sudan. FQN fighters left."
    assert [party for party, _ in names(text)] == ["FQN", "FQN", "SDN", "FQN"]
    assert found(text).known["FQN"].kind == "armed"


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Pro-Ukraine fighters met Chad.", [("TCD", "Chad")]),
        ("Chad-backed men met Libya.", [("LBY", "Libya")]),
        ("The Washington Post said that Chad left.", [("TCD", "Chad")]),
        ("Blue helmets came to Chad.", [("UN", "Blue helmets"), ("TCD", "Chad")]),
    ],
)
def test_a_name_that_only_tells_whom_somebody_is_for_is_none(
    text: str, held: list[tuple[str, str]]
) -> None:
    assert names(text) == held


def test_a_leader_speaks_for_the_party_in_its_years() -> None:
    held = found("Hamas and Israel signed. Yahya Sinwar spoke.").mentions["d0"]
    assert [(m.party, m.how) for m in held] == [
        ("HAMAS", "name"), ("ISR", "name"), ("HAMAS", "person"),
    ]  # fmt: skip


def test_the_kingdom_is_the_one_that_is_spoken_of() -> None:
    assert ("SAU", "The kingdom") in names("Saudi Arabia met Yemen. The kingdom paid.")
    assert ("SAU", "The kingdom") not in names("Saudi Arabia met Jordan. The kingdom paid.")


def test_mentions_are_apart_in_order_and_counted_over_all_articles() -> None:
    parties = found("Chad and Libya met in Chad.", "Libya left. Chad stayed, and Chad won.")
    for held in parties.mentions.values():
        ends = [m.span.end for m in held]
        assert all(m.span.start >= end for m, end in zip(held[1:], ends, strict=False))
    assert parties.count["LBY"] == 2
    assert parties.count["TCD"] == sum(
        m.party == "TCD" for held in parties.mentions.values() for m in held
    )
    assert parties.known["TCD"].names[0] == "Chad"


def test_no_articles_have_no_parties() -> None:
    assert parties_of([]).known == {}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Kinshasa sent Congolese troops.", "COD"),
        ("Brazzaville sent Congolese troops.", "COG"),
        ("The Republic of the Congo, not Kinshasa: the Republic of the Congo sent Congolese "
         "troops.", "COG"),
    ],
)  # fmt: skip
def test_a_peoples_name_that_two_states_share_means_the_one_spoken_of(
    text: str, meant: str
) -> None:
    assert (meant, "Congolese") in names(text)


@pytest.mark.parametrize(
    ("text", "day", "party"),
    [
        ("Liberia waited. ULIMO-J refused.", date(1996, 5, 1), "ULIMO_J"),
        ("Liberia waited. Ulimo-K refused.", date(1996, 5, 1), "ULIMO_K"),
        ("Sudan waited. Abdel Wahid al-Nur refused.", date(2007, 5, 1), "SLM_AW"),
        ("Sudan waited. Abdel Wahid al-Nur refused.", date(2004, 5, 1), "SLM"),
        ("Somalia waited. Sheikh Aweys refused.", date(2008, 5, 1), "ARS_ASMARA"),
        ("Somalia waited. Hassan Dahir Aweys refused.", date(2007, 5, 1), "ARS"),
    ],
)
def test_wings_that_answer_for_themselves_are_parties(text: str, day: date, party: str) -> None:
    assert names(text, day)[-1][0] == party
