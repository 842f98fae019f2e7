"""How one state compares with another for a decision maker, and how a concept reads that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

__all__ = ["UNKNOWN", "Code", "Reading", "Relation", "reading"]

Code = np.int8
"""+d: better by degree d; 0: equal; -d: worse by degree d; UNKNOWN."""

UNKNOWN = 16
HIGHEST = 7
"""The highest degree of preference."""

OFFSET = 8
ROOM = 32


class Relation(Protocol):
    """A comparison of states, pair by pair; nothing says that it must be transitive."""

    def row(self, state: int) -> NDArray[np.int8]:
        """Compare every state with `state`: how much better each is than it."""

    def codes(self, sources: NDArray[np.int32], targets: NDArray[np.int32]) -> NDArray[np.int8]:
        """Compare each target with its source."""


@dataclass(frozen=True, eq=False)
class Reading:
    """What counts as a reason to leave, a deterrent, and a step a sanctioner would take.

    Each is a table over comparison codes.
    """

    name: str
    leaves: NDArray[np.bool_]
    deters: NDArray[np.bool_]
    steps: NDArray[np.bool_]
    plain: bool

    def tempting(self, codes: NDArray[np.int8]) -> NDArray[np.bool_]:
        """Where the decision maker would rather be."""
        return self.leaves[codes.astype(np.intp) + OFFSET]

    def deterring(self, codes: NDArray[np.int8]) -> NDArray[np.bool_]:
        """Where landing deters it."""
        return self.deters[codes.astype(np.intp) + OFFSET]

    def stepping(self, codes: NDArray[np.int8]) -> NDArray[np.bool_]:
        """Where a sanctioner would itself go."""
        return self.steps[codes.astype(np.intp) + OFFSET]


def reading(
    name: str, gambles: bool = False, fears_unknown: bool = False, degree: int = 0
) -> Reading:
    """Make a reading.

    Parameters: `gambles`: leaves for an unknown preference too; `fears_unknown`: is deterred by an
    unknown preference too; `degree`: the least loss that deters, 0 to 7 (0: equal deters as well).

    Sanctioners take every step that is better or unknown to them, whatever the reading.

    >>> bold = reading("a", gambles=True)
    >>> bold.tempting(np.array([1, 0, -1, UNKNOWN], dtype=np.int8)).tolist()
    [True, False, False, True]

    Sources: ties deter, [@Fang1993]; unknown preference, [@Li2004]; degrees, [@Hamouda2004].
    """
    codes = np.arange(ROOM) - OFFSET
    better = (codes >= 1) & (codes <= HIGHEST)
    unknown = codes == UNKNOWN
    deters = (codes <= -degree) | (unknown & fears_unknown)
    plain = not (gambles or fears_unknown or degree)
    return Reading(name, better | (unknown & gambles), deters, better | unknown, plain)
