"""One proposal, sign + hold + duration: microseconds a world, beside plain NumPy and pygambit.

The answer is checked first: the kernel agrees with the plain version to 3e-4 in 99% of worlds and
to 1e-2 in all (the interpolation of regrouping misses where joining starts or stops to matter).
"""

from __future__ import annotations

import resource
import time
from pathlib import Path

import numpy as np

from benchmarks.plain_numpy import settle as plain_settle
from servanda.case.keys.case import Case
from servanda.case.load import load
from servanda.engine.assess import assess
from servanda.engine.guarantees import add_guarantees
from servanda.engine.inputs import rows_for, war_setting
from servanda.engine.kernel_one_challenger import OUTPUTS, column, settle
from servanda.worlds.sample import sample

CASE = Path(__file__).parents[1] / "tests" / "cases" / "strait"


def one_proposal(case: Case) -> Case:
    """The case with a single proposal on the table, and nothing that would be settled anyway."""
    raw = case.model_dump(mode="python", by_alias=True)
    raw["proposals"] = {"patrol": raw["proposals"]["patrol"]}
    raw["war"]["settles_anyway"] = []
    return Case.model_validate(raw)


def kernel_rows(case: Case, worlds: int) -> tuple[int, np.ndarray, np.ndarray, np.ndarray]:
    setting = war_setting(case, sample(case, worlds=worlds, seed=1), worlds)
    made = rows_for(setting, "patrol")
    add_guarantees(setting, case.proposals["patrol"].guarantees, made.rows)
    return setting.steps, made.rows, made.terms_a, made.terms_b


def agrees(case: Case) -> None:
    steps, rows, terms_a, terms_b = kernel_rows(case, 2_000)
    results = np.empty((len(rows), len(OUTPUTS)))
    settle(steps, rows, terms_a, terms_b, np.array([0]), results)
    plain = plain_settle(steps, rows, terms_a[:, 0], terms_b[:, 0])
    for name, values in plain.items():
        error = np.abs(results[:, column(name)] - values)
        assert np.quantile(error, 0.99) < 3e-4, (name, np.quantile(error, 0.99))
        assert error.max() < 1e-2, (name, error.max())


def plain_speed(case: Case, worlds: int = 4_000) -> float:
    steps, rows, terms_a, terms_b = kernel_rows(case, worlds)
    began = time.perf_counter()
    plain_settle(steps, rows, terms_a[:, 0], terms_b[:, 0])
    return (time.perf_counter() - began) / worlds


def gambit_speed() -> float | None:
    """Seconds for one world's one-shot challenge game, as published, in pygambit."""
    try:
        import pygambit
    except ImportError:
        return None
    game = pygambit.Game.new_tree(players=["Challenger", "Guarantor"])
    game.append_move(game.root, "Challenger", ["stay", "challenge"])
    game.append_move(game.root.children["challenge"], "Guarantor", ["abandon", "fight"])
    stay = game.add_outcome([0, 0], label="status quo")
    taken = game.add_outcome([15, -100], label="taken")
    war = game.add_outcome([-25, -30], label="war")
    game.set_outcome(game.root.children["stay"], stay)
    game.set_outcome(game.root.children["challenge"].children["abandon"], taken)
    game.set_outcome(game.root.children["challenge"].children["fight"], war)
    began = time.perf_counter()
    for _ in range(20):
        pygambit.nash.lcp_solve(game, rational=False)
    return (time.perf_counter() - began) / 20


def main() -> None:
    case = one_proposal(load(CASE))
    agrees(case)
    assess(case, worlds=100)
    print(f"{'worlds':>9} {'seconds':>8} {'us/world':>9} {'peak MB':>8}")
    for worlds in (10_000, 100_000, 1_000_000):
        began = time.perf_counter()
        assess(case, worlds=worlds, seed=1)
        took = time.perf_counter() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{worlds:>9} {took:>8.2f} {took / worlds * 1e6:>9.2f} {peak:>8.0f}")
    steps, rows, terms_a, terms_b = kernel_rows(case, 50_000)
    results = np.empty((len(rows), len(OUTPUTS)))
    began = time.perf_counter()
    settle(steps, rows, terms_a, terms_b, np.array([0]), results)
    print(
        f"kernel alone, one thread: {(time.perf_counter() - began) / len(rows) * 1e6:.2f} us/world"
    )
    print(f"plain NumPy, one thread:  {plain_speed(case) * 1e6:.1f} us/world")
    gambit = gambit_speed()
    shown = f"{gambit * 1e6:.0f} us a game" if gambit else "not installed here"
    print(f"pygambit, one-shot game:  {shown}")


if __name__ == "__main__":
    main()
