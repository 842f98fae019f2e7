"""What the tool would take in place of a judgement, and what it has nothing for."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.laws.whole_cases import case_of, put, shipped, symmetric, tree

from servanda.case.keys.case import numbers_in
from servanda.case.keys.defaults import default_numbers
from servanda.engine.own_numbers import _own, case_by_own_rules, judged, own_numbers
from servanda.quantity import BaseRate
from servanda.worlds.sample import sample


@pytest.mark.parametrize("folder", shipped(), ids=lambda folder: folder.name)
def test_it_takes_what_a_silent_case_would_get(folder: Path) -> None:
    case = case_of(tree(folder))
    for path, number in default_numbers(case):
        assert _own(case, path) == number.form, path


def test_only_judgements_give_way() -> None:
    keys = symmetric()
    put(keys, "war.flow_costs", {})
    put(keys, "war.costs", {"a": "0.2 to 0.4", "b": 0.3})
    put(keys, "war.patience.a", {"base_rate": "discount"})
    put(keys, "proposals.bare.political_costs", {"a": "0.1 to 0.2"})
    put(keys, "war.swing", "0.01 to 0.03")
    case = case_of(keys)
    own = own_numbers(case)
    assert own["war.costs.a"].form == BaseRate("war_cost")
    assert set(own) == {"war.costs.a"}
    assert set(judged(case)) == {*own, "war.swing", "proposals.bare.political_costs.a"}


def test_what_it_reckons_from_the_terms_itself_gives_way_too() -> None:
    keys = symmetric()
    assert case_by_own_rules(case_of(keys)) == case_of(keys)
    put(keys, "proposals.bare.political_costs", {"a": "0.1 to 0.2", "b": 0.3})
    case = case_by_own_rules(case_of(keys))
    assert set(case.proposals["bare"].political_costs) == {"b"}  # which is certain
    assert set(judged(case)) == set()


def test_what_it_takes_can_be_drawn() -> None:
    for folder in shipped():
        case = case_of(tree(folder))
        own = own_numbers(case)
        drawn = sample(case, worlds=8).restated(own)
        stated = dict(numbers_in(case))
        for path in own:
            values = drawn.values(path)
            assert ((values >= stated[path].low) & (values <= stated[path].high)).all()
