"""Responses of guarantors: every set of promises once, whoever else is promised something."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.laws.whole_cases import Tree, apart, case_of, put, shipped, told, tree

from servanda.engine.chunk import Chunk
from servanda.engine.contract import Deal
from servanda.engine.plan import plan_of
from servanda.engine.settling import Offer
from servanda.worlds.sample import sample

MARSH = next(folder for folder in shipped() if folder.name == "marsh")
OF_BELIEF = (
    "believed", "trusts", "joined", "threshold", "temptation_month", "believed_true",
)  # fmt: skip
"""What is thought of guarantors, and what war is worth where any of them comes."""


def three_sides(**words: dict[str, Any]) -> Tree:
    """Three sides without a front, the government alone against the others; promises by name."""
    keys = tree(MARSH)
    keys["guarantees"] = {
        name: {
            "title": name, "kind": "treaty", "guarantors": "sarm", "against": "orlan",
            "intervenes": 0.6, "force": 5, "punishment": 0,
        } | body
        for name, body in words.items()
    }  # fmt: skip
    for body in keys["proposals"].values():
        body.pop("guarantees", None)
    put(keys, "proposals.sharing.guarantees", list(words))
    return keys


def deal_of(keys: Tree) -> tuple[tuple[str, ...], Deal]:
    chunk = Chunk(plan_of(case_of(keys)), sample(case_of(keys), worlds=4))
    return chunk.parties, chunk.vote(Offer("sharing")).settled.prepared.deal


def test_a_promise_to_two_sides_is_kept_to_both_or_to_none() -> None:
    parties, deal = deal_of(three_sides(word={"protects": ["rebels", "reed"]}))
    feared = deal.against[:, parties.index("orlan")].sum(axis=1)
    assert feared == pytest.approx(np.full_like(feared, 0.6))
    for party in ("front", "wing", "reed"):
        trusted = deal.beside[:, parties.index(party)].sum(axis=1)
        assert trusted == pytest.approx(np.full_like(trusted, 0.6))


def test_promises_to_two_sides_may_be_kept_together() -> None:
    words = {"one": {"protects": "rebels"}, "two": {"protects": "reed", "intervenes": 0.5}}
    parties, deal = deal_of(three_sides(**words))
    orlan = parties.index("orlan")
    beliefs = deal.against[0, orlan, :, 0]
    assert sorted(beliefs[beliefs > 0]) == pytest.approx([0.4 * 0.5, 0.6 * 0.5, 0.6 * 0.5])
    alone = [deal_of(three_sides(**{name: words[name]}))[1].response_shift for name in words]
    both = deal.response_shift[0][beliefs > 0]
    most = both[np.argmax(np.abs(both))]
    assert most == pytest.approx(sum(shift[0, 0] for shift in alone))


def test_every_answer_moves_power_away_from_the_breaker() -> None:
    for victim in ("rebels", "reed"):
        parties, deal = deal_of(three_sides(word={"protects": victim}))
        signs = deal_sign(deal, parties.index("orlan"))
        assert (signs < 0.0).all()


def deal_sign(deal: Deal, breaker: int) -> Any:
    """Where an answer to a party's breach moves power, seen from its own end of the axis."""
    answers = deal.against[0, breaker, :, 0] > 0.0
    return np.sign(deal.response_shift[:, answers])  # the government is at the upper end


@pytest.mark.parametrize("force", [0, 1e-9])
def test_a_word_that_brings_nothing_changes_nothing_though_it_is_to_another_side(
    force: float,
) -> None:
    firm = {"protects": "rebels"}
    without = told(case_of(three_sides(firm=firm)), 48, ["sharing"])
    empty = {"protects": "reed", "force": force, "intervenes": 0.9}
    beside = told(case_of(three_sides(firm=firm, word=empty)), 48, ["sharing"])
    assert apart(without, beside, skip=OF_BELIEF) < 1e-6


def test_the_order_of_names_moves_no_end_of_the_axis() -> None:
    """Called by another name, the government stands against all others as before."""
    keys = three_sides(word={"protects": ["rebels", "reed"]})

    def rename(value: object) -> object:
        if isinstance(value, dict):
            return {("zorlan" if k == "orlan" else k): rename(v) for k, v in value.items()}
        if isinstance(value, list):
            return [rename(each) for each in value]
        return "zorlan" if value == "orlan" else value

    other = rename(keys)
    assert isinstance(other, dict)
    case, renamed = case_of(keys), case_of(other)
    assert plan_of(case).conflict.axis == "orlan"
    assert plan_of(renamed).conflict.axis == "zorlan"
