"""A proposal in some worlds, as closed forms ask of it."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.case.keys.case import Case
from servanda.engine.plan import plan_of
from servanda.explore.questions.offered import FIRST, Offered
from servanda.worlds.sample import sample

COST = "war.flow_costs.norland"


@pytest.fixture(scope="module")
def truce(strait: Case) -> Offered:
    return Offered(strait, sample(strait, worlds=40, seed=2), "truce", plan_of(strait))


def test_a_number_held_where_it_was_changes_nothing(truce: Offered) -> None:
    certain = truce.drawn.fixed({COST: 0.2})
    there = Offered(truce.case, certain, "truce", truce.plan)
    held = there.with_held(COST, 0.2)
    for name, column in there.as_first.items():
        np.testing.assert_array_equal(column, held[name])


def test_a_number_held_elsewhere_moves_what_it_should(truce: Offered) -> None:
    dear, cheap = (truce.with_held(COST, value)["margin.norland"] for value in (0.6, 0.1))
    assert (dear >= cheap).all() and (dear > cheap).any()
    assert truce.number(COST).std() > 0.0, "the worlds themselves are left alone"


def test_breaking_is_worth_less_by_the_price_of_a_word(truce: Offered) -> None:
    for party in truce.case.parties:
        price = truce.of("alone", party) - truce.broken("alone", party)
        assert price == pytest.approx(truce.word(party))
        assert (truce.word(party) >= 0.0).all()


def test_guarantees_are_those_that_somebody_must_act_on(truce: Offered) -> None:
    def of(name: str) -> Offered:
        return Offered(truce.case, truce.drawn, name, truce.plan)

    assert (truce.guarantees, truce.facing) == ((), ())
    assert of("entry").guarantees == ("pact",)
    kinds = truce.case.guarantees
    for name in truce.case.proposals:
        assert all(kinds[each].kind != "monitors" for each in of(name).guarantees)
    assert truce.inside == tuple(truce.case.parties)


def test_no_more_worlds_are_settled_again_than_there_are(truce: Offered) -> None:
    assert truce.few == 40 < FIRST
    assert len(truce.as_first["margin.norland"]) == 40
    assert not truce.nobody.any() and len(truce.nobody) == 40
