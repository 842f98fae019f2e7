"""Who is guaranteed though it strikes first is reckless, of whole assessments [@Snyder1984]."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest
from tests.laws.whole_cases import Tree, apart, case_of, put, stated, symmetric, told

from servanda.engine.chunk import Chunk
from servanda.engine.plan import plan_of
from servanda.engine.settling import Offer
from servanda.worlds.sample import sample

TINY = 1e-7


def guarded(**paths: Any) -> Tree:
    """Two alike parties of which the guarantor protects b, who may be tempted as well."""
    keys = symmetric()
    wide = {"guarantees__pact__force": 60, "guarantees__pact__punishment": 0}
    for path, value in (wide | paths).items():
        put(keys, path.replace("__", "."), value)
    return keys


def tempted(**paths: Any) -> float:
    """The highest hazard of any month that b, whom the guarantor protects, breaks the deal."""
    return float(told(case_of(guarded(**paths)), 1)["pact"]["temptation.b"][0])


def test_a_firmer_guarantee_makes_the_protected_reckless_only_where_it_is_unconditional() -> None:
    beliefs = (0.2, 0.5, 0.9)
    loyal, plain = (
        [
            tempted(guarantees__pact__intervenes=q, guarantees__pact__unconditional=k)
            for q in beliefs
        ]
        for k in (1, 0)
    )
    assert loyal == sorted(loyal)
    assert loyal[-1] > 1.2 * loyal[0]
    assert max(plain) == plain[0]


def test_the_less_conditional_it_is_the_sooner_the_protected_break() -> None:
    found = [tempted(guarantees__pact__unconditional=k) for k in (0, 0.1, 0.4, 1)]
    assert found == sorted(found)
    assert found[-1] > found[0]


def test_nearly_never_is_nearly_never() -> None:
    none, little = (told(case_of(guarded(guarantees__pact__unconditional=k)), 4) for k in (0, TINY))
    assert apart(none, little) < 2e-5


def test_it_is_the_belief_of_the_protected_that_makes_it_reckless() -> None:
    def with_beliefs(b: float, analyst: float) -> dict[str, Any]:
        return told(
            case_of(guarded(guarantees__pact__unconditional={"a": 0, "b": b, "analyst": analyst})),
            1,
        )["pact"]

    never, hopes, ours = with_beliefs(0, 0.3), with_beliefs(1, 0.3), with_beliefs(0, 1)
    assert hopes["temptation.b"][0] > never["temptation.b"][0]
    assert hopes["backed.b"][0] == pytest.approx(0.4)
    assert hopes["trusts.b"][0] == never["trusts.b"][0]
    assert ours["temptation.b"][0] == pytest.approx(never["temptation.b"][0], abs=1e-9)
    assert ours["challenged_ends_with"][0] < never["challenged_ends_with"][0]


def test_who_is_attacked_by_one_that_is_backed_fears_for_more() -> None:
    """Its own deal is worth less to a, whom the backed party may attack with help."""
    alone, backed = (
        told(case_of(guarded(guarantees__pact__unconditional={"a": k, "b": 0, "analyst": 0})), 1)
        for k in (0, 1)
    )
    assert backed["pact"]["deal.a"][0] < alone["pact"]["deal.a"][0]
    assert backed["pact"]["trusts.a"][0] == 0.0


def test_exchanging_names_exchanges_all_digits() -> None:
    keys = guarded(guarantees__pact__unconditional=0.6)
    for party in ("a", "b"):  # whether a party is of good faith is drawn by its name
        put(keys, f"parties.{party}.keeps_its_word", 1)
    names = {"a": "zed", "b": "ann"}

    def rename(value: object) -> object:
        if isinstance(value, dict):
            return {names.get(str(k), k): rename(v) for k, v in value.items()}
        if isinstance(value, list):
            return [rename(each) for each in value]
        return names.get(value, value) if isinstance(value, str) else value

    other = rename(copy.deepcopy(keys))
    assert isinstance(other, dict)
    put(other, "war.front.held_by", "zed")
    assert apart(told(case_of(keys), 2), told(case_of(other), 2), names) < 1e-9


def test_promises_for_and_against_one_breaker_are_kept_together_or_not() -> None:
    keys = guarded(guarantees__pact__unconditional=0.5)
    counter = {"title": "Counter", "kind": "treaty", "guarantors": "h", "protects": "a",
               "against": "b", "intervenes": 0.6, "force": 30, "punishment": 0.1}  # fmt: skip
    put(keys, "actors.h", "H")
    put(keys, "guarantees.counter", counter)
    put(keys, "proposals.pact.guarantees", ["pact", "counter"])
    case = case_of(keys)
    chunk = Chunk(plan_of(case), sample(case, worlds=1))
    deal = chunk.vote(Offer("pact")).settled.prepared.deal
    b = chunk.parties.index("b")
    assert deal.against[0, b, :, 0].sum() == pytest.approx(0.6)
    assert deal.backs[0, b, :, 0].sum() == pytest.approx(0.4 * 0.4 * 0.5)
    both = deal.response_shift[0, (deal.against[0, b, :, 0] > 0)]
    assert len(both) == 2 and not np.isclose(both[0], both[1])
    one, other = told(case, 1)["pact"], told(stated(keys, guarantees__counter__force=0), 1)["pact"]
    assert one["temptation.b"][0] < other["temptation.b"][0]


def test_a_guarantor_who_may_be_dragged_in_consents_less() -> None:
    resolve = {"stake": 0.02, "cost": 0.5, "noise": 0.05}

    def consents(k: float) -> float:
        keys = guarded(guarantees__pact__unconditional=k, guarantees__pact__resolve=resolve)
        del keys["guarantees"]["pact"]["intervenes"]
        put(keys, "proposals.pact.consent", {"all": ["a", "b", "g"]})
        put(keys, "proposals.pact.stances", {"g": "undeclared"})
        case = case_of(keys)
        chunk = Chunk(plan_of(case), sample(case, worlds=1))
        chunk.vote(Offer("pact"))
        return float(chunk.ballots.by_stakes["pact", "g"][0])

    assert consents(1.0) < consents(0.0)
