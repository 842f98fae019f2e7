"""Deals: processor seconds to search the packages of a case, as worlds and packages grow.

The answer is checked first: the best packages are worth what an assessment of them says.
"""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np

from servanda.case.keys.case import Case
from servanda.case.load import load
from servanda.engine.assess import assess
from servanda.explore.packages.combinations import space_of
from servanda.explore.packages.deal_search import deals
from servanda.explore.packages.values import PackageWorlds
from servanda.worlds.sample import sample

EXAMPLES = Path(__file__).parents[1] / "examples"


def checked(case: Case) -> None:
    found = deals(case, worlds=2_000, seed=1)
    written, name = found.space.in_case(found.best.choice)
    result = assess(written, worlds=2_000, seed=1, proposals=(name,))[name]
    assert abs(result.signed_and_holds_5y.share - found.best.gives["holds_5"]) < 0.02


def main() -> None:
    print(f"{'case':>10} {'worlds':>8} {'packages':>9} {'CPU s':>7} {'wall s':>7}")
    for folder in ("tutorial", "ukraine"):
        case = load(EXAMPLES / folder)
        checked(case)
        for worlds in (1_000, 10_000, 100_000):
            begun, start = time.process_time(), time.perf_counter()
            found = deals(case, worlds=worlds, seed=1)
            spent, took = time.process_time() - begun, time.perf_counter() - start
            count = len(found.space.all())
            print(f"{folder:>10} {worlds:8,} {count:9,} {spent:7.2f} {took:7.2f}")
    case = load(EXAMPLES / "ukraine")
    space = space_of(case)
    every, drawn = space.all(), sample(case, worlds=200, seed=1)
    print(f"\n{'packages':>9} {'ours, CPU s':>12} {'one by one, CPU s':>18}   (200 worlds)")
    for count in (30, 300, 2_490):
        picked = every[np.linspace(0, len(every) - 1, count).astype(int)]
        begun = time.process_time()
        PackageWorlds(space, drawn).parts(picked)
        ours = time.process_time() - begun
        plain = float("nan")
        if count == 30:
            begun = time.process_time()
            for package in picked:
                written, name = space.in_case(package)
                assess(written, worlds=200, seed=1, proposals=(name,), threads=1)
            plain = time.process_time() - begun
        print(f"{count:9,} {ours:12.2f} {plain:18.2f}")


if __name__ == "__main__":
    main()
