"""Nash, GMR, SMR and SEQ for every state and decision maker of a random option-form model.

Five decision makers. The peer measured beforehand, gmcr-py on 2 cores: 2^10 states in 42 s, 2^11 in
539 s, nothing beyond. The plain version beside is this package's own search state by state. Pass
`--large` for 2^24 states, which takes a minute or two and 2 GB.
"""

from __future__ import annotations

import resource
import sys
import time

import numpy as np

from servanda.graph.analysis import Analysis
from servanda.graph.model import Model, option_model

RULES = {
    "nash": (False, False, False),
    "gmr": (True, False, False),
    "smr": (True, False, True),
    "seq": (True, True, False),
}
TARGETS = {10: 0.010, 20: 5.0, 24: 180.0}


def random_model(options: int, makers: int, seed: int = 0, strict: bool = True) -> Model:
    """Option form, every pattern feasible, every ranking drawn at random."""
    rng = np.random.default_rng(seed)
    states = 1 << options
    share, over = divmod(options, makers)
    names = iter(range(options))
    owners = {
        f"D{i}": [f"o{next(names)}" for _ in range(share + (i < over))] for i in range(makers)
    }
    draw = rng.permutation if strict else (lambda n: rng.integers(0, n // 4 + 1, n))
    return option_model(owners, {dm: draw(states) for dm in owners})


def solve_all(model: Model, searched: bool = False) -> dict[str, np.ndarray]:
    analysis = Analysis(model)
    analysis.ranked = analysis.ranked and not searched
    return {name: analysis.metarational(*rule) for name, rule in RULES.items()}


def timed(model: Model, searched: bool = False) -> float:
    began = time.perf_counter()
    solve_all(model, searched)
    return time.perf_counter() - began


def main() -> None:
    for seed in range(3):
        model = random_model(9, 5, seed, strict=seed > 0)
        fast, slow = solve_all(model), solve_all(model, searched=True)
        assert all(np.array_equal(fast[name], slow[name]) for name in RULES)
    print(
        f"{'states':>12} {'moves':>14} {'seconds':>9} {'ns a move':>10} {'plain':>9} {'peak MB':>8}"
    )
    large = "--large" in sys.argv
    for options in (10, 12, 16, 20, *((24,) if large else ())):
        model = random_model(options, 5, options)
        moves = sum(model.moves.count(i) for i in range(5))
        best = min(timed(model) for _ in range(5 if options < 20 else 1))
        plain = f"{timed(model, searched=True):9.2f}" if options <= 10 else " " * 9
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        pace = 1e9 * best / moves
        print(f"{1 << options:12,} {moves:14,} {best:9.4f} {pace:10.1f} {plain} {peak:8.0f}")
        assert best < TARGETS.get(options, np.inf), f"2^{options} states took {best:.3f} s"
        if options == 20:
            assert peak < 500, f"{peak:.0f} MB"


if __name__ == "__main__":
    main()
