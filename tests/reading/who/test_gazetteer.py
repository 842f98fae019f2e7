"""Names are found whole, the longest first, and accents and apostrophes do not hide them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.reading.who.gazetteer import find_names, holders, surnames_of


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Kyiv’s bet", ["UKR"]),
        ("Turkey, or Türkiye", ["TUR", "TUR"]),
        ("Recep Tayyip Erdogan met Erdoğan’s aide", ["recep-tayyip-erdogan"] * 2),
        ("the U.S. and the US-led force", ["USA", "USA"]),
        ("al-Shabaab in Somalia", ["ALSHABAAB", "SOM"]),
        ("New Mexico and the South China Sea", []),
        ("Nigerien and Nigerian soldiers", ["NER", "NGA"]),
        ("DR Congo and M23", ["COD", "M23"]),
        ("Sudan’s army and the Rapid Support Forces", ["SAF", "RSF"]),
        ("South Sudanese", ["SSD"]),
        ("UN Security Council", ["UNSC"]),
        ("the Russians", ["RUS"]),
        ("Xi Jinping", ["xi-jinping"]),
        ("Ukrainess", []),
    ],
)
def test_names(text: str, actors: list[str]) -> None:
    assert [found.actor for found in find_names(text)] == actors


@given(st.text(max_size=200))
def test_places_are_places(text: str) -> None:
    last = 0
    for found in find_names(text):
        assert last <= found.span.start < found.span.end <= len(text)
        last = found.span.end


@pytest.mark.parametrize(
    ("of", "rank", "day", "name"),
    [
        ("NATO", "top", date(2025, 9, 5), "Mark Rutte"),
        ("NATO", "top", date(2014, 3, 1), "Anders Fogh Rasmussen"),
        ("USA", "top", date(2018, 1, 1), "Donald Trump"),
        ("USA", "top", date(2022, 1, 1), "Joe Biden"),
        ("GBR", "foreign_minister", date(2017, 1, 1), "Boris Johnson"),
        ("Russian Foreign Ministry", "spokesperson", date(2020, 1, 1), "Maria Zakharova"),
        ("ISR", "defence_minister", date(2023, 10, 7), "Yoav Gallant"),
    ],
)
def test_who_held_an_office(of: str, rank: str, day: date, name: str) -> None:
    assert [office.name for office in holders(of, rank, day)] == [name]


def test_short_names() -> None:
    assert surnames_of("Ursula von der Leyen") == ["Leyen", "der Leyen"]
    assert surnames_of("Mohammed bin Salman") == []
    assert surnames_of("Kim Jong Un", "PRK") == ["Kim"]
