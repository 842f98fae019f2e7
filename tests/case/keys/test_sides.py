"""Who fights whom in a case."""

from __future__ import annotations

import pytest

from servanda.case.keys.case import Case
from servanda.errors import InputError


def test_sides_enemies_and_whom_a_promise_is_for(strait: Case) -> None:
    assert strait.sides == {"norland": ("norland",), "suria": ("suria",)}
    assert strait.enemies_of("suria") == ("norland",) and not strait.same_side("norland", "suria")
    assert strait.protected_by("pact") == ("suria",) and strait.opposed_by("pact") == ("norland",)
    assert (strait.challenger, strait.protege) == ("norland", "suria")
    open_to_all = strait.guarantees["pact"].model_copy(update={"against": ()})
    case = strait.model_copy(update={"guarantees": {"pact": open_to_all}})
    assert case.opposed_by("pact") == ("norland",)
    assert strait.front_holders == ("norland",) and strait.front_losers == ("suria",)


def test_a_war_without_a_front_says_so_where_one_is_needed(strait: Case) -> None:
    bare = strait.model_copy(update={"war": strait.war.model_copy(update={"front": None})})
    assert not bare.has_front
    with pytest.raises(InputError, match="this war has no front, and one is needed here"):
        _ = bare.front


def test_a_coalition_is_one_side_and_a_name_of_a_side_its_parties(strait: Case) -> None:
    ally = strait.parties["suria"].model_copy(update={"side": "north"})
    north = strait.parties["norland"].model_copy(update={"side": "north"})
    parties = {"norland": north, "suria": strait.parties["suria"], "dova": ally}
    case = strait.model_copy(update={"parties": parties})
    assert case.sides == {"north": ("norland", "dova"), "suria": ("suria",)}
    assert case.parties_named("north") == ("norland", "dova") and case.same_side("norland", "dova")
    assert case.enemies_of("dova") == ("suria",) and case.front_losers == ("suria",)
