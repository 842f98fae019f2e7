"""Past promises, and what they say of a party's faith."""

from __future__ import annotations

import numpy as np
import pytest
from tests.laws.whole_cases import stated, symmetric

from servanda.engine.chunk import Chunk
from servanda.engine.inputs.record import faith_of, ledger
from servanda.engine.plan import plan_of
from servanda.formulas.bad_faith import promise_weight
from servanda.worlds.sample import sample


def chunk(*kept: bool, ended: int = 2016) -> Chunk:
    record = {
        f"accord_{n}": {"title": "x", "year": 2010, "ended": ended, "kind": "ceasefire",
                        "conduct": {"a": {"ledger": "compliance", "kept": each}}}
        for n, each in enumerate(kept)
    }  # fmt: skip
    case = stated(symmetric(), record=record)
    return Chunk(plan_of(case), sample(case, worlds=2))


def test_a_promise_fades_with_its_age() -> None:
    made = chunk(True, False, False)
    memory = np.full(2, 120.0)
    kept, broken = ledger(made.setting.readings, "compliance", ("a",), memory)
    one = getattr(promise_weight, "py_func", promise_weight)(120.0, 120.0, 1.0)
    assert (kept[0], broken[0]) == (pytest.approx(one), pytest.approx(2 * one))
    assert ledger(made.setting.readings, "honour", ("a",), memory)[0].tolist() == [0.0, 0.0]


def test_broken_promises_make_bad_faith_likelier_and_kept_ones_less() -> None:
    def bad(made: Chunk) -> float:
        seen, true = faith_of(made.plan.conflict, made.setting.readings, "a")
        assert seen == pytest.approx(true)  # all are told the same
        return float(true[0])

    none, kept, broken, both = (bad(chunk(*each)) for each in ((), (True,), (False,), (False,) * 2))
    assert kept < none < broken < both
    assert none == pytest.approx(0.3)
    assert none < bad(chunk(False, ended=2012)) < broken  # longer ago
