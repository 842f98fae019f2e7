"""The worlds of one proposal with numbers held: what is taken over is as if it were made anew."""

from __future__ import annotations

import gc
from pathlib import Path

import numpy as np
import pytest

from servanda.case.load import load
from servanda.engine.chunk import Chunk
from servanda.engine.fidelity import EXPLORING
from servanda.engine.plan import plan_of
from servanda.engine.reads import reads_of
from servanda.engine.told import signing_of
from servanda.explore import proposal_worlds
from servanda.explore.proposal_study import columns_of
from servanda.explore.proposal_worlds import ProposalWorlds, parts_of, used_by
from servanda.worlds.sample import sample

TOP = Path(__file__).parents[2]
COLUMNS = ("signed", "would_hold_5")


@pytest.mark.parametrize("name", ["tests/cases/strait", "tests/cases/marsh"])
def test_any_number_held_gives_what_the_case_gives_anew(name: str) -> None:
    case = load(TOP / name)
    drawn = sample(case, worlds=24, seed=4)
    plan = plan_of(case)
    for proposal in case.proposals:
        offer = plan.after_any_settlement(proposal)
        kept = ProposalWorlds(case, tuple(parts_of(drawn)), proposal, COLUMNS, EXPLORING)
        for path in used_by(case, drawn, proposal):
            value = float(np.quantile(drawn.values(path), 0.8))
            chunk = Chunk(plan, drawn.fixed({path: value}), EXPLORING)
            anew = signing_of(chunk, chunk.vote(offer))
            for column, values in kept({path: value}).items():
                assert np.array_equal(values, np.nan_to_num(anew[column])), (proposal, path)


def test_a_number_that_is_not_read_moves_nothing(strait) -> None:  # type: ignore[no-untyped-def]
    drawn = sample(strait, worlds=40, seed=1)
    proposal = next(iter(strait.proposals))
    kept = ProposalWorlds(strait, tuple(parts_of(drawn)), proposal, COLUMNS, EXPLORING)
    idle = set(drawn.uncertain) - set(used_by(strait, drawn, proposal))
    assert idle and not idle & reads_of(plan_of(strait), drawn, proposal).signing
    path = sorted(idle)[0]
    held = kept({path: float(drawn.values(path).max())})
    assert all(np.array_equal(held[name], values) for name, values in kept({}).items())


def test_of_many_worlds_no_tables_are_kept(strait, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    drawn = sample(strait, worlds=40, seed=1)
    proposal = next(iter(strait.proposals))
    path = used_by(strait, drawn, proposal)[0]
    value = {path: float(drawn.values(path).min())}
    few = ProposalWorlds(strait, tuple(parts_of(drawn)), proposal, COLUMNS, EXPLORING)
    monkeypatch.setattr(proposal_worlds, "KEPT_WORLDS", 10)
    many = ProposalWorlds(strait, tuple(parts_of(drawn)), proposal, COLUMNS, EXPLORING)
    for held in ({}, value):
        assert all(np.array_equal(many(held)[n], values) for n, values in few(held).items())
    assert not many._as_it_stands(0).chunk.settler.tables.made


@pytest.mark.parametrize("most", [10, 1_000])
def test_what_was_worked_out_is_let_go_at_once(strait, monkeypatch, most: int) -> None:  # type: ignore[no-untyped-def]
    """Nothing waits for the collector of cycles: a sweep over cases would hold many at once."""
    monkeypatch.setattr(proposal_worlds, "KEPT_WORLDS", most)
    drawn = sample(strait, worlds=40, seed=1)
    proposal = next(iter(strait.proposals))
    path = used_by(strait, drawn, proposal)[0]
    gc.collect()
    others = _chunks()
    gc.disable()
    try:
        columns_of(strait, drawn, proposal, COLUMNS)
        assert _chunks() == others
        worlds = ProposalWorlds(strait, tuple(parts_of(drawn)), proposal, COLUMNS, EXPLORING)
        worlds({})
        stands = _chunks()
        worlds({path: float(drawn.values(path).min())})
        assert _chunks() == stands
        worlds.let_go()
        assert _chunks() == others
    finally:
        gc.enable()


def _chunks() -> int:
    return sum(type(each) is Chunk for each in gc.get_objects())
