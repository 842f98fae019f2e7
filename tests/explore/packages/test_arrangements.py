"""Everything of a package but its terms."""

from __future__ import annotations

import pytest

from servanda.case.consent import ConsentRule
from servanda.errors import InputError
from servanda.explore.packages.arrangements import (
    FORCES,
    arrangements_of,
    differences,
    others_asked,
    readings_of,
    stronger,
)  # fmt: skip
from servanda.quantity import Interval, Point


@pytest.fixture(scope="module")
def every(strait):
    return list(arrangements_of(strait, "patrol"))


def test_each_differs_from_each_and_force_comes_in_steps(every) -> None:
    for number, one in enumerate(every):
        assert differences(one, one) == {}
        assert all(differences(one, two) for two in every[number + 1 :])
    assert {each.factor for each in every if "patrols" in each.guarantees} == set(FORCES)
    assert {each.factor for each in every if not each.guarantees} == {1.0}


def test_a_disputed_veto_is_read_in_three_ways(strait) -> None:
    rule = strait.proposals["patrol"].consent
    read = dict(readings_of(rule))
    assert list(read) == ["as disputed", "veto held valid", "veto held invalid"]
    assert read["veto held valid"].entries[3].valid.form == Point(1.0)
    assert readings_of(strait.proposals["truce"].consent) == [
        ("", strait.proposals["truce"].consent)
    ]


def test_rules_that_ask_the_same_of_others_are_alike(strait) -> None:
    def asked(raw: object) -> object:
        return others_asked(strait, "truce", ConsentRule.model_validate(raw), ())

    assert asked({"all": ["norland", "suria"]}) is True  # they are armed, and asked by interest
    assert asked({"all": ["norland", "arda"]}) == asked({"all": ["arda", "suria", "arda"]})
    assert asked({"any": ["arda", "brema"]}) != asked({"all": ["arda", "brema"]})


def test_a_force_is_made_stronger_in_every_form(strait) -> None:
    pact = stronger(strait.guarantees["pact"], 2.0)
    assert pact.force.form == Interval(100.0, 300.0)
    held = strait.guarantees["pact"].force.model_copy(
        update={"form": strait.guarantees["pact"].credibility.prior.of("analyst").form}
    )
    based = strait.guarantees["pact"].model_copy(update={"force": held})
    assert stronger(based, 1.0).force.form == held.form
    with pytest.raises(InputError, match="cannot be made 2 times as large"):
        stronger(based, 2.0)
