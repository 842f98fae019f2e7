"""Who takes part, and where each stands."""

from __future__ import annotations

import pytest

from servanda.case.keys.parties import Actor, Stance


@pytest.mark.parametrize("position", ["volunteer", "refuse", "undeclared"])
def test_a_position_stands_for_its_base_rate(position: str) -> None:
    stance = Stance.model_validate(position)
    assert stance.position == position
    assert stance.consents == Stance.model_validate({"position": position}).consents
    assert stance.consents.form.name == f"stance_{position}"


def test_what_is_said_goes_before_the_position() -> None:
    stance = Stance.model_validate({"position": "refuse", "consents": 0.3})
    assert stance.consents.text == "0.3"
    assert Stance.model_validate("likely").consents.text == "likely"


def test_one_who_waits_says_for_how_many() -> None:
    with pytest.raises(ValueError, match="`conditional` says on nothing; add `needs: N`"):
        Stance.model_validate({"position": "conditional"})
    assert Stance.model_validate({"position": "conditional", "needs": 2}).needs == 2


def test_members_may_be_a_list_and_an_actor_its_name() -> None:
    assert Actor.model_validate("Norland").name == "Norland"
    body = {"name": "The League", "kind": "alliance", "members": ["a", "b"]}
    league = Actor.model_validate(body)
    assert list(league.members) == ["a", "b"]
    assert league.members["a"].position == "undeclared"
