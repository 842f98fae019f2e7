"""Beliefs in guarantees by hand, and the responses that several of them make together."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest
from tests.laws.whole_cases import case_of, put, stated, symmetric

from servanda.case.keys.case import Case
from servanda.engine.chunk import Chunk
from servanda.engine.inputs.guarantees import belief
from servanda.engine.plan import plan_of
from servanda.engine.settling import Offer, Settled
from servanda.worlds.sample import sample


def chunk_of(case: Case, worlds: int = 3) -> Chunk:
    return Chunk(plan_of(case), sample(case, worlds=worlds))


def believed(case: Case, who: str, name: str = "pact") -> float:
    return float(belief(chunk_of(case).setting, name, who)[0])


def formed(**stated_too: Any) -> dict[str, Any]:
    keys = symmetric()
    del keys["guarantees"]["pact"]["intervenes"]
    put(
        keys,
        "guarantees.pact.credibility",
        {"prior": 0.4, "strength": 10, "memory": 120} | stated_too,
    )
    return keys


def test_a_stated_belief_is_read_per_perceiver() -> None:
    case = stated(symmetric(), guarantees__pact__intervenes={"a": 0.1, "analyst": 0.6})
    assert [believed(case, who) for who in ("a", "b", "analyst")] == [0.1, 0.6, 0.6]


def test_the_mean_after_the_record_by_hand() -> None:
    keys = formed()
    keys["record"] = {
        "old": {"title": "Old", "year": 2016, "kind": "treaty",
                "conduct": {"g": {"ledger": "honour", "kept": False, "similarity": 0.5}}}
    }  # fmt: skip
    broken = 0.5 * math.exp(-1.0)
    assert believed(case_of(keys), "a") == pytest.approx(4.0 / (10.0 + broken))


def test_troops_in_harms_way_remove_doubt_by_degrees() -> None:
    found = []
    for troops in (1e-9, 1, 30):
        keys = formed(tripwire=0.2)
        put(keys, "guarantees.pact.deployed", troops)
        found.append(believed(case_of(keys), "a"))
    assert found == pytest.approx([0.4, 0.4 + 0.6 * 0.1, 0.4 + 0.6 * 0.2 * 30 / 31])


def test_a_guarantors_own_choice_by_hand() -> None:
    keys = symmetric()
    del keys["guarantees"]["pact"]["intervenes"]
    put(keys, "guarantees.pact.resolve", {"stake": 0.3, "cost": 0.4, "noise": 0.2})
    expected = NormalDist().cdf(-0.1 / (0.2 * math.sqrt(2)))
    assert believed(case_of(keys), "a") == pytest.approx(expected)


def settled(case: Case, proposal: str = "pact") -> Settled:
    return chunk_of(case).vote(Offer(proposal)).settled


def two_promises(**more: Any) -> Case:
    keys = symmetric()
    second = keys["guarantees"]["pact"] | {"title": "Word", "intervenes": 0.5, "force": 10} | more
    keys["guarantees"]["word"] = second
    put(keys, "proposals.pact.guarantees", ["pact", "word"])
    return case_of(keys)


def test_responses_are_sets_of_promises_that_exclude_each_other() -> None:
    deal = settled(two_promises()).prepared.deal
    beliefs = sorted(deal.against[0, 0, :, 0].tolist())
    assert beliefs == pytest.approx(sorted([0.4 * 0.5, 0.4 * 0.5, 0.6 * 0.5]))
    both = int(np.argmax(-deal.response_shift[0]))
    joined = 0.5 * 0.02 * math.log(1 + 30 / 40)
    assert deal.response_shift[0, both] == pytest.approx(-joined)
    assert deal.response_cost[0, both] == pytest.approx(0.2)


def test_whom_a_promise_is_against_fears_it_and_whom_it_protects_trusts_it() -> None:
    deal = settled(case_of(symmetric())).prepared.deal
    against, beside = deal.against.sum(axis=(2, 3))[0], deal.beside.sum(axis=(2, 3))[0]
    assert (against[0] > 0, against[1]) == (True, 0.0)
    assert (beside[0], beside[1] > 0) == (0.0, True)


def test_a_promise_to_both_sides_answers_either_breach() -> None:
    case = stated(symmetric(), guarantees__pact__protects=["a", "b"], guarantees__pact__against=[])
    deal = settled(case).prepared.deal
    assert (deal.against.sum(axis=(2, 3))[0] > 0).all()
    assert np.sign(deal.response_shift[0]).tolist() in ([1.0, -1.0], [-1.0, 1.0])


def test_monitors_calm_openings_and_fight_nobody() -> None:
    keys = symmetric()
    keys["guarantees"]["eyes"] = {
        "title": "Eyes", "kind": "monitors", "guarantors": "g", "protects": ["a", "b"],
        "breakdown_ratio": 0.5,
    }  # fmt: skip
    put(keys, "proposals.bare.guarantees", ["eyes"])
    watched, bare = settled(case_of(keys), "bare"), settled(case_of(symmetric()), "bare")
    opening = 12
    assert watched.prepared.deal.against.shape[2] == 0
    assert watched.worlds.party[0, 0, opening] == pytest.approx(
        0.5 * bare.worlds.party[0, 0, opening]
    )


@pytest.mark.parametrize(("begins", "until"), [(0.0, 24.0), (12.0, 36.0), (7.5, 30.0)])
def test_a_promise_holds_in_its_time(begins: float, until: float) -> None:
    paths = {"guarantees__pact__from": begins, "guarantees__pact__until": until}
    found = settled(stated(symmetric(), **paths)).prepared
    ends = found.time.ends
    held = found.deal.against[0, 0, 0] * (ends - found.time.starts)
    assert held.sum() == pytest.approx(0.4 * (until - begins))


def test_more_promises_than_are_told_apart_are_taken_as_fewer() -> None:
    keys = symmetric()
    for n in range(6):
        keys["guarantees"][f"word_{n}"] = keys["guarantees"]["pact"] | {"intervenes": 0.2}
    put(keys, "proposals.pact.guarantees", [f"word_{n}" for n in range(6)])
    deal = settled(case_of(keys)).prepared.deal
    assert deal.against.shape[2] == 2**4 - 1
    assert deal.against[0, 0, :, 0].sum() == pytest.approx(1 - 0.8**6)


def test_guarantors_consent_by_what_they_have_at_stake() -> None:
    keys = symmetric()
    del keys["guarantees"]["pact"]["intervenes"]
    put(keys, "proposals.pact.consent", {"all": ["a", "b", "g"]})
    put(keys, "proposals.pact.stances", {"g": "undeclared"})
    shares = []
    for stake in (0.0, 0.9):
        resolve = {"stake": {"g": stake, "analyst": 0.5}, "cost": 0.6, "noise": 0.05}
        put(keys, "guarantees.pact.resolve", resolve)
        chunk = chunk_of(case_of(keys), 200)
        voted = chunk.vote(Offer("pact"))
        shares.append(float(voted.ballot.consents["g"].mean()))
    assert shares[0] < shares[1] == 1.0


def test_troops_that_members_send_are_the_force() -> None:
    keys = symmetric()
    keys["actors"]["g"] = {
        "name": "G", "kind": "coalition",
        "members": {"m": {"consents": 1, "troops": 15}, "n": {"consents": 0, "troops": 45}},
    }  # fmt: skip
    found = settled(case_of(keys)).prepared.promises[0]
    assert found.force.tolist() == pytest.approx([20 * 15 / 60] * 3)
    del keys["guarantees"]["pact"]["force"]
    found = settled(case_of(keys)).prepared.promises[0]
    assert found.force.tolist() == [15.0] * 3
