"""The shipped library: what became of each, told as its outcome file has it."""

from __future__ import annotations

import pytest

import servanda as sv
from servanda.errors import InputError
from servanda.settlements.library import FRAMES, library


def test_the_classes_are_those_of_the_frame() -> None:
    became = [each.became for each in library()]
    assert [became.count(each) for each in ("held", "broken", "refused")] == [21, 20, 21]


def test_it_is_in_the_order_of_years_and_found_by_name() -> None:
    found = sv.library()
    assert [each.year for each in found] == sorted(each.year for each in found)
    assert found["golan-1974"].became == "held"
    with pytest.raises(InputError, match="golan-1974"):
        found["golan-1975"]


def test_disputes_name_cases_there_are_and_join_them() -> None:
    from servanda.settlements.library import _yaml, shelf

    with shelf() as folder:
        shared = _yaml(folder / "disputes.yaml")
    names = [name for each in shared.values() for name in each]
    assert len(names) == len(set(names)) == 18
    assert set(names) <= {each.id for each in library()}
    found = library()
    assert found["bernadotte-1948"].dispute == found["palestine-truce-1948"].dispute
    assert len({each.dispute for each in found}) == len(found) - 18 + len(shared)


def test_a_settlement_is_of_the_frame_of_its_years() -> None:
    assert {each.frame for each in library()} == set(FRAMES)
    for each in library():
        first, last = (int(year) for year in each.frame.split("-"))
        assert first <= each.year <= last


def test_what_became_of_each_is_a_sentence() -> None:
    for each in library():
        assert each.told.startswith("signed" if each.signed else ("refused by", "not signed"))
        assert "\n" not in each.told
        assert "None" not in each.told


def test_nothing_of_the_outcome_is_in_the_case() -> None:
    for each in library():
        text = each.case.model_dump_json()
        for work in each.works:
            assert work["title"] not in text or work["year"] <= each.year
