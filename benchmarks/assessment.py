"""A whole assessment of shipped cases: drawing, filling in, settling and counting, by proposal.

The answer is checked first: the same seed gives the same digits on any split of the work.
"""

from __future__ import annotations

import time
from pathlib import Path

from servanda.case.load import load
from servanda.engine.assess import assess

CASES = Path(__file__).parents[1] / "tests" / "cases"
WORLDS = 2_000


def main() -> None:
    for name in ("strait", "marsh"):
        case = load(CASES / name)
        first = assess(case, worlds=WORLDS, seed=1).to_dict()
        began = time.perf_counter()
        again = assess(case, worlds=WORLDS, seed=1).to_dict()
        spent = time.perf_counter() - began
        assert again == first
        each = spent / WORLDS / len(case.proposals) * 1e6
        print(f"{name}: {len(case.proposals)} proposals, {each:.0f} us a world and proposal")


if __name__ == "__main__":
    main()
