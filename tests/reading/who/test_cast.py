"""Who appears in one document: names settled to actors, persons with the roles it gives them."""

from __future__ import annotations

from datetime import date

import pytest

from servanda.evidence.span import Span
from servanda.reading.who.cast import Cast, without_capitals

DAY = date(2024, 3, 1)


def names(text: str, day: date | None = DAY) -> list[tuple[str, str]]:
    return [(n.actor, n.span.of(text)) for n in Cast(text, day).names]


def test_a_name_of_nobody_the_tables_know_is_a_person_by_that_name_ever_after() -> None:
    text = "Ole Lindholm, Norway's envoy, spoke. Lindholm left."
    cast = Cast(text, DAY)
    assert ("ole-lindholm", "Lindholm") in names(text)
    person = cast.person("ole-lindholm")
    assert (person.name, person.role, person.side) == (
        "Ole Lindholm", "Norway's envoy", "NOR",
    )  # fmt: skip


def test_an_office_is_held_for_a_state_only_where_it_is_public() -> None:
    assert Cast("Norway's baker Ole Lindholm spoke.", DAY).person("ole-lindholm").side == ""


def test_a_former_office_is_told_as_such() -> None:
    text = "The former president Ole Lindholm spoke."
    assert Cast(text, DAY).person("ole-lindholm").role == "former president"


def test_a_surname_is_whoever_the_document_names_in_full() -> None:
    text = "Ole Biden, a teacher, spoke. Biden left."
    assert ("ole-biden", "Biden") in names(text)
    assert ("joe-biden", "Biden") in names("Joe Biden spoke. Biden left.")


def test_a_surname_long_before_its_bearers_office_means_somebody_else() -> None:
    assert ("emmanuel-macron", "Macron") in names("Macron spoke.", date(2024, 3, 1))
    assert ("emmanuel-macron", "Macron") not in names("Macron spoke.", date(1975, 3, 1))


def test_a_capital_is_a_place_where_it_says_where() -> None:
    text = "Oslo spoke. Talks were held in Oslo."
    found = [n for n in Cast(text, DAY).names if n.actor == "NOR"]
    assert [n.place for n in found] == [False, True]
    assert [m.span for m in Cast(text, DAY).mentions("d")] == [found[0].span]


def test_names_are_found_by_place_and_lie_apart() -> None:
    text = "Egypt, Sudan and Chad met. Ole Lindholm of Norway spoke."
    cast = Cast(text, DAY)
    assert [n.actor for n in cast.in_span(Span(0, 12))] == ["EGY", "SDN"]
    assert [n.actor for n in cast.before(text.index("Chad"))] == ["EGY", "SDN"]
    assert [n.actor for n in cast.before(text.index("Chad"), 3)] == ["SDN"]
    assert all(a.span.end <= b.span.start for a, b in zip(cast.names, cast.names[1:], strict=False))


def test_where_a_surname_first_stands_in_full() -> None:
    text = "It rained. President Ole Lindholm spoke. Lindholm left."
    span = Cast(text, DAY).full_name_of("Lindholm", len(text))
    assert span is not None and span.of(text) == "Ole Lindholm"
    assert Cast(text, DAY).full_name_of("Zaki", len(text)) is None


@pytest.mark.parametrize(
    ("words", "plainly"),
    [("Mr. McCLURE", "Mr. McClure"), ("The SECRETARY OF STATE", "Secretary of State"),
     ("Ole Lindholm", "Ole Lindholm"), ("UN", "UN"), ("", "")],
)  # fmt: skip
def test_capitals_are_written_as_else(words: str, plainly: str) -> None:
    assert without_capitals(words) == plainly


def test_who_was_president_speaks_for_the_office_held_now() -> None:
    text = "An envoy, former Nigerian President Olusegun Obasanjo, spoke."
    assert Cast(text, date(2022, 11, 3)).person("olusegun-obasanjo").side == "AU"
