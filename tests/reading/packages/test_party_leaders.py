"""Leaders bring their parties in: by full names, by titles, or where their land is named."""

from __future__ import annotations

from servanda.reading.packages.party_finder import parties_of
from servanda.reading.read import read_text


def parties(text: str, day: str = "3 May 2016") -> dict[str, str]:
    said = read_text(f"Talks\n\n{day}\n\n{text}", "one", extract=lambda _: [])
    found = parties_of([said])
    return {m.span.of(said.text): m.party for m in found.mentions["one"]}


def test_a_surname_brings_in_the_group_where_its_land_is_spoken_of() -> None:
    told = parties("In Juba they waited. Machar signed at last.")
    assert told["Machar"] == "SPLM_IO"


def test_a_surname_of_another_land_brings_in_nobody() -> None:
    assert "Machar" not in parties("In Oslo they waited. Machar signed at last.")


def test_a_titled_surname_that_only_one_leader_has_is_meant() -> None:
    told = parties("Mr Gromyko has given his blessing to the plan.", "3 May 1974")
    assert told["Gromyko"] == "USSR"


def test_somebody_else_of_that_surname_is_not_the_leader() -> None:
    told = parties("In Juba they waited. Anna Machar, a nurse, said so. Machar was tired.")
    assert told.get("Machar") != "SPLM_IO"


def test_a_leader_is_one_only_in_office() -> None:
    told = parties("Israel waited. Mr Begin would have none of it.", "3 May 1974")
    assert told["Begin"] == "begin"


def test_a_name_that_many_armies_have_needs_its_land() -> None:
    assert "COL" not in parties("Iran shot at the National Liberation Army.").values()
    assert "ELN" not in parties("Iran shot at the National Liberation Army.").values()


def test_a_frequent_surname_is_a_leaders_under_the_title_of_one_alone() -> None:
    assert parties("President Carter kept them apart.", "3 May 1978")["Carter"] == "USA"
    for words, day in [
        ("Mr Carter kept them apart.", "3 May 1978"),
        ("Carter kept them apart.", "3 May 1978"),
        ("President Carter kept them apart.", "3 May 2016"),
        ("President Carter spoke. Kofi Carter, his cook, did not.", "3 May 1978"),
    ]:
        assert parties(words, day).get("Carter") != "USA", words


def test_a_leader_of_what_became_a_state_leads_its_movement_before() -> None:
    words = "France fought the Viet Minh for years. Pham Van Dong spoke for Ho Chi Minh."
    assert parties(words, "3 May 1954")["Pham Van Dong"] == "VIETMINH"
    assert parties(words, "3 May 1966")["Pham Van Dong"] == "NVN"
