"""The time of a proposal: blocks, and the phases some of them begin."""

from __future__ import annotations

import numpy as np
import pytest
from tests.laws.whole_cases import stated, symmetric

from servanda.engine.fidelity import PRINTED
from servanda.engine.inputs.timeline import Timeline, overlap, timeline_of


def made(guarantees: tuple[str, ...] = (), **paths: object) -> Timeline:
    case = stated(symmetric(), **paths)
    return timeline_of(case, "bare", guarantees, 120, PRINTED.pattern)


def test_phases_begin_where_something_changes_by_plan() -> None:
    assert made().begins == (0,)
    phases = [{"from_month": 14, "terms": {"land": 0.2}}]
    time = made(proposals__bare__phases=phases, proposals__bare__expires=30)
    assert time.begins == (0, 14, 30, 31)
    assert time.ends.tolist() == [14.0, 30.0, 31.0, 120.0]
    starts = np.cumsum(time.blocks) - time.blocks
    assert time.phase.tolist() == [int(np.searchsorted([0, 14, 30, 31], s, "right")) - 1
                                   for s in starts]  # fmt: skip


def test_where_a_month_is_uncertain_every_block_is_a_phase() -> None:
    assert made(("pact",)).begins == (0,)
    certain = made(("pact",), guarantees__pact__from=6)
    assert certain.begins == (0, 6)
    uncertain = made(("pact",), guarantees__pact__from="3 to 9")
    assert len(uncertain.begins) == len(uncertain.blocks)


def test_a_month_falls_in_a_block_and_one_beyond_in_the_last() -> None:
    time = made()
    assert time.block_at(0) == 0 and time.block_at(10**6) == len(time.blocks) - 1
    assert time.reaches(119) and not time.reaches(120)


def test_a_stretch_of_months_covers_phases_in_part() -> None:
    share = overlap(
        np.array([0.0, 10.0]), np.array([10.0, 30.0]), np.array([5.0]), np.array([20.0])
    )
    assert share[0] == pytest.approx([0.5, 0.5])
    time = Timeline(np.ones(20), (0, 10))
    assert time.within(np.array([0.0]), np.array([10.0]))[0].tolist() == [1.0, 0.0]
