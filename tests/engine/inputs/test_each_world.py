"""A formula in every world is the formula, world by world."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.engine.inputs import each_world
from servanda.formulas.bad_faith import bad_faith, promise_weight
from servanda.formulas.guarantor_stakes import guarantor_consents
from servanda.formulas.pace import drift_change, odds_change
from servanda.formulas.running_cost import running_cost
from servanda.formulas.signal_proof import after_signal, sunk_proof, tied_proof

WORLDS = 5
RANGES = {"a": (0.05, 0.4), "l": (0.01, 0.03), "b": (0.2, 0.3), "h": (0.5, 0.6)}
CASES = [
    (each_world.bad_faith_of, bad_faith, "aaass"),
    (each_world.promise_weights, promise_weight, "saa"),
    (each_world.running_costs, running_cost, "aa"),
    (each_world.drift_changes, drift_change, "aaaa"),
    (each_world.odds_changes, odds_change, "aa"),
    (each_world.sunk_proofs, sunk_proof, "aas"),
    (each_world.tied_proofs, tied_proof, "lbhs"),
    (each_world.signalled, after_signal, "aa"),
    (each_world.consents_of, guarantor_consents, "aaaaa"),
]


@pytest.mark.parametrize(("many", "one", "kinds"), CASES, ids=[each[1].__name__ for each in CASES])
def test_it_is_the_formula_of_each_world(many, one, kinds: str) -> None:
    """`s` is one number for all worlds; the others differ by world, in a range of their own."""
    rng = np.random.default_rng(7)
    given = [rng.uniform(*RANGES[kind], WORLDS) if kind in RANGES else 0.25 for kind in kinds]
    loop = getattr(many, "py_func", many)
    alone = getattr(one, "py_func", one)
    found = loop(*given)
    wanted = [alone(*(g[w] if isinstance(g, np.ndarray) else g for g in given))
              for w in range(WORLDS)]  # fmt: skip
    assert found == pytest.approx(wanted, abs=1e-14) and np.ptp(found) > 0.0
