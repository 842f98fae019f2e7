"""Loaded ahead are the very kernels that a verdict then calls."""

from __future__ import annotations

import pytest

from servanda.engine import proposal, war_tables
from servanda.engine.chunk import Chunk
from servanda.engine.kernels_loaded import load_kernels
from servanda.engine.plan import plan_of
from servanda.engine.settling import Offer
from servanda.worlds.sample import sample


def test_a_verdict_loads_no_kernel_of_its_own(strait) -> None:
    load_kernels(front=True, states=False)
    kernels = (proposal.settle_plainly, war_tables._fill_worlds)
    if not hasattr(proposal.settle_plainly, "signatures"):
        pytest.skip("compiling is switched off")
    before = [list(kernel.signatures) for kernel in kernels]
    assert all(before)
    Chunk(plan_of(strait), sample(strait, worlds=3)).vote(Offer("truce"))
    assert [list(kernel.signatures) for kernel in kernels] == before
