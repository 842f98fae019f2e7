"""What a stability concept declares, and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from servanda.graph.analysis import Analysis
from servanda.graph.model import Model

__all__ = ["Concept", "Stability", "individual"]


@dataclass(frozen=True, eq=False)
class Stability:
    """Where each decision maker, or each coalition, stays: `stable` is (groups, states)."""

    groups: tuple[tuple[int, ...], ...]
    stable: NDArray[np.bool_]

    @property
    def equilibria(self) -> NDArray[np.bool_]:
        """Where everybody stays."""
        return np.asarray(self.stable.all(axis=0))


def individual(stable: NDArray[np.bool_]) -> Stability:
    """Answer for one decision maker after another."""
    return Stability(tuple((i,) for i in range(len(stable))), stable)


@dataclass(frozen=True, eq=False)
class Concept:
    """A stability concept.

    name: as on the command line. title: in words. family: which chapter explains it. asks: one
    sentence, when a state is stable. sources: keys of the bibliography. solve: the answer.
    explain: sentences for one state and one decision maker
    or, where the concept is about `coalitions`, several.
    """

    name: str
    title: str
    family: str
    asks: str
    sources: tuple[str, ...]
    solve: Callable[[Analysis], Stability]
    explain: Callable[[Model, tuple[int, ...], int], str]
    coalitions: bool = False
