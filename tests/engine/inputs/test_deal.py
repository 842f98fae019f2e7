"""A proposal ready to be settled."""

from __future__ import annotations

import numpy as np
import pytest
from tests.laws.whole_cases import stated, symmetric

from servanda.engine.chunk import Chunk
from servanda.engine.contract import DEAL_PARTY, DEAL_WORLD, PARTY, column_of
from servanda.engine.inputs.deal import Prepared, bound_by
from servanda.engine.plan import plan_of
from servanda.engine.settling import Offer
from servanda.worlds.sample import sample


def prepared(proposal: str = "bare", **paths: object) -> Prepared:
    case = stated(symmetric(), **paths)
    chunk = Chunk(plan_of(case), sample(case, worlds=2))
    return chunk.vote(Offer(proposal)).settled.prepared


def test_those_bound_are_named_or_asked_and_of_more_than_one_side(chunk) -> None:
    conflict = chunk.plan.conflict
    assert bound_by(conflict, "truce", ("norland", "suria")) == ("norland", "suria")
    assert bound_by(conflict, "truce", ("norland",)) == ("norland", "suria")  # one alone is no deal


def test_political_costs_and_violations_are_where_the_kernel_reads_them() -> None:
    found = prepared(
        proposals__bare__political_costs={"b": 0.03},
        war__violations={"share": 0.4, "recovers": 10, "cost": 0.5},
        war__repelled=0.7,
    )
    price = found.deal.party[0, :, column_of(DEAL_PARTY, "price")]
    assert price.tolist() == [0.0, 0.03]
    world = {name: found.deal.world[0, column_of(DEAL_WORLD, name)]
             for name in ("violation", "repelled", "recovers")}  # fmt: skip
    assert world["repelled"] == 0.7
    assert world["violation"] == pytest.approx(0.3)  # what is repelled leaves no more
    assert world["recovers"] == pytest.approx(-np.expm1(-0.1))
    assert found.violable


def test_monitors_make_openings_rarer() -> None:
    monitors = {"title": "M", "kind": "monitors", "guarantors": "g", "protects": "b",
                "against": "a", "breakdown_ratio": 0.5}  # fmt: skip
    plain = prepared()
    watched = prepared(guarantees__watch=monitors, proposals__bare__guarantees=["watch"])
    opening = column_of(PARTY, "opening")
    assert watched.party[:, :, opening] == pytest.approx(0.5 * plain.party[:, :, opening])
