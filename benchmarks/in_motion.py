"""Verdicts while the hand moves: how far they are from exact ones, and what they cost beside them.

Each of some numbers is moved by a third of its range and more, from the case as its file says it:
further than a hand goes between two rests. Exact and coarse answers are timed by turns; processor
time stands beside wall-clock time, which other work of the machine disturbs. The answer is checked
first: where nothing was moved, both say the same.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from tests.engine.test_in_motion import apart, settled_numbers
from tests.engine.test_live import moved

import servanda as sv
from servanda.engine.in_motion import InMotion
from servanda.engine.live import FIRST, Live

TOP = Path(__file__).parents[1]
CASES = ("examples/ukraine", "examples/sudan", "tests/cases/strait", "tests/cases/marsh")
MOVED = 8


def spent(ask: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of the clock and of the processor."""
    began, used = time.perf_counter(), time.process_time()
    ask()
    return 1e3 * (time.perf_counter() - began), 1e3 * (time.process_time() - used)


def measure(folder: str) -> None:
    live = Live(sv.load(TOP / folder), seed=7)
    first = live.ask({}, FIRST, war=False)
    in_motion = InMotion(live)
    in_motion.make_ready()
    assert repr(in_motion.ask({})) == repr(first)
    differences, coarse, exact = [], [], []
    for path in settled_numbers(live)[:MOVED]:
        patch = {path: moved(live, path)}
        coarse.append(spent(lambda patch=patch: in_motion.ask(patch)))
        near = in_motion.ask(patch)
        exact.append(spent(lambda patch=patch: live.ask(patch, FIRST, war=False)))
        rows = live.ask(patch, FIRST, war=False)
        differences += [apart(row, rows[name]) for name, row in near.items() if row.approximate]
    far = np.array(differences)
    quick, slow = np.median(coarse, axis=0), np.median(exact, axis=0)
    print(
        f"{folder}: {len(first)} proposals, {len(far)} rows: apart by {100 * far.mean():.2f} "
        f"points on average, {100 * np.quantile(far, 0.95):.1f} at 95%, "
        f"{100 * far.max():.1f} at most; "
        f"{quick[0]:.0f} ms ({quick[1]:.0f} of the processor) beside {slow[0]:.0f} ({slow[1]:.0f})",
        flush=True,
    )


def main() -> None:
    for folder in CASES:
        measure(folder)


if __name__ == "__main__":
    main()
