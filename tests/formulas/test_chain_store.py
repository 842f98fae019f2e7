"""A row of challengers and a reputation for toughness."""

from __future__ import annotations

import numpy as np
import pytest
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, one, prefix_of, rows_for

from servanda.formulas.chain_store import row_of_challengers


def test_a_reputation_needs_challengers_still_to_come() -> None:
    told = row_of_challengers(n=[1, 2, 5, 10], p0=0.05, b=0.6, a=2.0)
    assert told["weak_resists"][0] == 0.0
    assert (np.diff(told["weak_resists"]) > 0).all()
    assert told["first_probe"].tolist() == [1.0, 1.0, 1.0, 0.0]


def chain(row: Row, case: Case) -> object:
    at = row["inputs"]
    told = row_of_challengers(n=at["N"], p0=at["p0"], b=at["b"], a=at["a"])
    if "weak" not in at:
        names = {
            "first_enter": "first_probe", "weak_fights_first": "weak_resists",
            "enter_after_fight": "probe_after",
        }  # fmt: skip
        return {short: one(told, name) for short, name in names.items()}
    if not at["weak"]:
        probes = one(told, "probes_if_tough")
        return {"probes": probes, "resisted": probes, "accommodated": 0.0}
    probes, resisted = one(told, "probes_if_weak"), one(told, "resisted_if_weak")
    return {
        "probes": probes, "resisted": resisted, "accommodated": probes - resisted,
        "payoff": one(told, "payoff_if_weak"),
    }  # fmt: skip


HANDLERS = {"KW": chain}


@pytest.mark.parametrize("name", rows_for("chain_store"))
def test_oracle_row(name: str, case: Case) -> None:
    row = ROWS[name]
    agree(name, HANDLERS[prefix_of(name)](row, case), row["expected"], row.get("tol", 0.0))


def course(n: int, p0: float, b: float, a: float, weak: bool) -> tuple[float, float]:
    """Follow every history with its chance: expected probes, and those resisted."""

    def on(left: int, belief: float) -> tuple[float, float]:
        if left == 0:
            return 0.0, 0.0
        bar, target = b**left, b ** (left - 1)
        even = abs(belief - bar) < 1e-12
        probe = 1 - 1 / a if even else float(belief < bar)
        if belief == 0.0 or left == 1:
            resist = 0.0
        elif belief >= target - 1e-15:
            resist = 1.0
        else:
            resist = (1 - target) * belief / ((1 - belief) * target)
        resist = resist if weak else 1.0
        quiet = on(left - 1, belief)
        after = on(left - 1, max(belief, target)) if resist > 0 else (0.0, 0.0)
        known = on(left - 1, 0.0) if resist < 1 else (0.0, 0.0)
        return (
            (1 - probe) * quiet[0] + probe * (1 + resist * after[0] + (1 - resist) * known[0]),
            (1 - probe) * quiet[1] + probe * (resist * (1 + after[1]) + (1 - resist) * known[1]),
        )

    return on(n, p0)


@pytest.mark.parametrize("n", [1, 2, 3, 6])
@pytest.mark.parametrize("p0", [0.03, 0.216, 0.3, 0.6, 0.7])
def test_the_course_is_that_of_every_history(n: int, p0: float) -> None:
    told = row_of_challengers(n=n, p0=p0, b=0.6, a=2.5)
    probes, resisted = course(n, p0, 0.6, 2.5, weak=True)
    assert told["probes_if_weak"][0] == pytest.approx(probes, rel=1e-10, abs=1e-12)
    assert told["resisted_if_weak"][0] == pytest.approx(resisted, rel=1e-10, abs=1e-12)
    assert told["payoff_if_weak"][0] == pytest.approx(2.5 * (n - probes) - resisted)
    probes, _ = course(n, p0, 0.6, 2.5, weak=False)
    assert told["probes_if_tough"][0] == pytest.approx(probes, rel=1e-10, abs=1e-12)


def test_belief_after_a_resisted_probe_makes_the_next_challenger_even() -> None:
    told = row_of_challengers(n=3, p0=0.1, b=0.6, a=2.0)
    weak = told["weak_resists"][0]
    assert 0.1 / (0.1 + 0.9 * weak) == pytest.approx(0.36)
    assert told["belief_after"][0] == pytest.approx(0.36)
    assert told["probe_after"][0] == 0.5
    last = row_of_challengers(n=1, p0=[0.1, 0.6, 0.9], b=0.6, a=2.0)
    assert last["first_probe"].tolist() == [1.0, 0.5, 0.0]
    assert last["probe_after"].tolist() == [0.0, 0.0, 0.0]
