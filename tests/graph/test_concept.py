"""What a stability concept answers."""

from __future__ import annotations

import numpy as np

from servanda.graph.concept import individual


def test_an_equilibrium_is_where_everybody_stays() -> None:
    answer = individual(np.array([[True, True, False], [False, True, True]]))
    assert answer.groups == ((0,), (1,))
    assert answer.equilibria.tolist() == [False, True, False]
