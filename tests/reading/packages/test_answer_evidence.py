"""How likely answers are: laws of the balance between rules and the network."""

from __future__ import annotations

import numpy as np
import pytest
from tests.reading.packages.heard import heard, report

from servanda.reading.packages.answer_evidence import (
    ANSWERS,
    EVIDENCE,
    chances_of,
    evidence_on,
    weights,
)


def test_evidence_is_a_share_or_a_chance() -> None:
    reports = [report("A", each) for each in ("accepts", "rejects", "in_principle")]
    found = evidence_on(reports, [heard("A", accepts=0.5), heard("A", accepts=0.5, rejects=0.2)])
    assert found.shape == (len(ANSWERS), len(EVIDENCE))
    assert np.allclose(found[0], [1, 0.5])
    assert np.allclose(found[1], [0, 0.2])
    assert np.allclose(found[2:], 0)


def test_a_sentence_whose_answer_rules_know_to_have_given_way_counts_no_more() -> None:
    first = heard("A", "A signed the plan in May.", accepts=0.9)
    last = heard("A", "A tore the plan up in June.", rejects=0.9)
    reports = [
        report("A", "accepts", first.passage.words),
        report("A", "rejects", "tore the plan up"),
    ]
    found = evidence_on(reports, [first, last])
    assert np.allclose(found[:2], [[0, 0], [1, 0.9]])
    assert np.allclose(evidence_on(reports[1:], [first, last])[:2], [[0, 0.9], [1, 0.9]])


def test_nothing_known_leaves_every_answer_open() -> None:
    assert max(chances_of(evidence_on([], [])).values()) < 0.5


@pytest.mark.parametrize("kind", range(len(EVIDENCE)))
@pytest.mark.parametrize("number", range(len(ANSWERS)))
def test_evidence_for_an_answer_never_counts_against_it(number: int, kind: int) -> None:
    """Law: whatever else is known, more for one answer makes it likelier and no other one."""
    generator = np.random.default_rng(number)
    for evidence in generator.random((50, len(ANSWERS), len(EVIDENCE))):
        before = chances_of(evidence)
        evidence[number, kind] += 0.1
        after = chances_of(evidence)
        for each in ANSWERS:
            own = each == ANSWERS[number]
            assert (after[each] >= before[each]) if own else (after[each] <= before[each])


def test_yes_and_no_are_weighed_alike() -> None:
    """Law: with equal odds beforehand, exchanging what is known of two exchanges their chances."""
    base, _ = weights()
    generator = np.random.default_rng(0)
    for evidence in generator.random((50, len(ANSWERS), len(EVIDENCE))):
        turned = chances_of(evidence[[1, 0, 2, 3]])
        before = chances_of(evidence)
        odds = np.log(before["accepts"] / before["rejects"]) - (base[0] - base[1])
        against = np.log(turned["rejects"] / turned["accepts"]) - (base[1] - base[0])
        assert odds == pytest.approx(against)


def test_a_sentence_that_tells_nothing_of_a_party_changes_nothing() -> None:
    told = [heard("A", accepts=0.8)]
    assert np.allclose(evidence_on([], told), evidence_on([], [*told, heard("A", none=1.0)]))


def test_what_is_heard_hangs_on_no_order() -> None:
    told = [heard("A", accepts=0.8), heard("A", rejects=0.3), heard("A", conditional=0.6)]
    assert np.allclose(evidence_on([], told), evidence_on([], told[::-1]))
