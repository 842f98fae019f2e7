"""What would suffice, held against what moving the number itself finds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from servanda.case.keys.case import Case
from servanda.case.load import load, parse
from servanda.explore.finding import Row
from servanda.explore.proposal_study import study_of
from servanda.explore.questions.linchpins import flips_of
from servanda.explore.questions.what_suffices import what_suffices

CASES = Path(__file__).parents[2] / "cases"
FORD = (CASES / "ford" / "case.yaml").read_text(encoding="utf-8")


def ford(**changes: str) -> Case:
    """The case of one uncertain number, with some of its lines written otherwise."""
    text = FORD
    for line, other in CHANGES.items():
        if line in changes:
            assert text.count(other) == 1, other
            text = text.replace(other, changes[line])
    return parse(text)


CHANGES = {
    "belief": "intervenes: {aln: 0.05 to 0.95, bren: 0.5, analyst: 0.5}",
    "force": "force: 60\n    punishment: 0.3",
    "costs": "costs: {aln: 0.1, bren: 0.3}",
    "trend": "trend: {aln: 1 percentage points per month, analyst: 0.5 percentage points per "
    "month}",
}


def rows(case: Case, proposal: str, worlds: int = 400) -> Mapping[str, Row]:
    finding, *_ = what_suffices(study_of(case, proposal, worlds=worlds, seed=3))
    return {str(row["symbol"]): row for row in finding.rows}


def threshold(case: Case, outcome: str, path: str) -> float:
    study = study_of(case, "line", worlds=400, seed=3)
    flips = flips_of(study, study.outcome(outcome))
    (flip,) = [each for each in flips if each.input.name == path]
    return flip.value


def agree(case: Case, symbol: str, outcome: str, path: str, within: float = 2e-3) -> None:
    row = rows(case, "line")[symbol]
    width = next(i for i in study_of(case, "line", worlds=50).inputs if i.name == path).width
    assert row["path"] == path
    assert row["needed"] == pytest.approx(threshold(case, outcome, path), abs=within * width)


def test_the_belief_that_deters_is_where_moving_it_makes_the_deal_hold() -> None:
    agree(ford(), "q* (aln)", "would_hold_5", "guarantees.word.intervenes.aln")


def test_the_force_that_deters_is_where_moving_it_makes_the_deal_hold() -> None:
    case = ford(
        belief="intervenes: {aln: 0.6, bren: 0.5, analyst: 0.5}",
        force="force: 2 to 90\n    punishment: 0.3",
    )
    agree(case, "M* (aln)", "would_hold_5", "guarantees.word.force", within=1e-2)  # as explored


def test_the_audience_cost_that_deters_is_where_moving_it_makes_the_deal_hold() -> None:
    resolve = "resolve: {stake: 0.3, cost: 0.5, noise: 0.2, audience_cost: {uniform: [0.02, 0.6]}}"
    case = ford(belief=resolve)
    agree(case, "a* (aln)", "would_hold_5", "guarantees.word.resolve.audience_cost")


def test_the_cost_that_tips_a_side_is_where_moving_it_makes_it_sign() -> None:
    case = ford(
        belief="intervenes: {aln: 0.95, bren: 0.5, analyst: 0.5}",
        costs="costs: {aln: 0.6, bren: 0.02 to 0.6}",
        trend="trend: {aln: 0 percentage points per month, bren: -0.3 percentage points per month, "
        "analyst: 0.5 percentage points per month}",
    )
    agree(case, "c* (bren)", "signed", "war.flow_costs.bren")


def test_what_cannot_be_computed_is_not_zero() -> None:
    """Guarantors that bring nothing: no belief in them decides anything."""
    row = rows(ford(force="force: 0"), "line")["q* (aln)"]
    assert row["needed"] is None and row["distance"] is None
    assert row["cannot be computed"] == 1.0 and row["suffices"] == 0.0
    assert "joining changes nothing" in str(row["says"])


def test_belief_terms_and_war_are_three_ways_to_the_same_end() -> None:
    study = study_of(load(CASES / "bay"), "both", worlds=2_000, seed=1)
    assert study.required is not None
    found = {each.symbol: each for each in study.required()}
    for symbol in ("u* (fenn)", "W1* (fenn)"):
        differ = found["q* (fenn)"].met != found[symbol].met
        assert differ.mean() < 0.002, symbol
    for each in found.values():
        parts = np.stack([each.some, each.beyond, each.needless, each.unknown]).sum(axis=0)
        assert (parts >= 1).all(), each.symbol


def test_ratifiers_and_several_guarantees_and_none() -> None:
    bay = load(CASES / "bay")
    entry = rows(bay, "entry")
    assert entry["n*"]["held"] == 3.0 and 1.0 <= float(entry["n*"]["needed"]) <= 4.0  # type: ignore[arg-type]
    both = rows(bay, "both")
    assert not {symbol for symbol in both if symbol[:2] in ("n*", "a*", "M*")}
    assert both["q* (fenn)"]["path"] == ""
    bare = rows(load(CASES / "ridge"), "halves")
    ways = ("h*", "c*", "Δ*")
    assert set(bare) == {f"{way} ({party})" for way in ways for party in ("dun", "esk")}


@pytest.mark.parametrize("name", ["ford", "ridge", "bay", "strait"])
def test_every_sentence_is_whole(name: str) -> None:
    case = load(CASES / name)
    for proposal in case.proposals:
        finding, *_ = what_suffices(study_of(case, proposal, worlds=300, seed=2))
        for text in (finding.claim, *(str(row["says"]) for row in finding.rows)):
            assert text.endswith(".") and "nan" not in text and "None" not in text
