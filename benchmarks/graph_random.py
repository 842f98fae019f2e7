"""Random graph models for the benchmarks."""

from __future__ import annotations

import numpy as np

from servanda.graph.model import Model, option_model


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
