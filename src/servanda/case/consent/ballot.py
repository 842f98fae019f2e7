"""Who consents in which worlds, as a consent rule is asked, and how those who wait decide."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats

__all__ = ["Ballot", "Flags", "Floats", "counted"]

Flags = npt.NDArray[np.bool_]


def counted(flags: Flags) -> npt.NDArray[Any]:
    """Return in how many rows a flag stands, column by column.

    >>> counted(np.array([[True, False], [True, True]])).tolist()
    [2, 1]
    """
    kind = _kind_for(len(flags))
    return np.asarray(np.add.reduce(flags.view(np.uint8), axis=0, dtype=kind))


def _kind_for(most: int) -> type[np.integer[Any]]:
    """Return the smallest kind of whole numbers that counts so far: many times as fast."""
    return np.uint8 if most < 2**8 else np.int64


@dataclass(frozen=True)
class Ballot:
    """What is known of the worlds when a rule is asked.

    `consents` says who consents; `valid` whether each disputed veto holds, by its path; `weights`
    the numbers of a rule, such as a quota, by path; `needs` how many others a conditional
    volunteer waits for; with `most`, as many join as can.
    """

    consents: Mapping[str, Flags]
    valid: Mapping[str, Flags]
    weights: Mapping[str, Floats]
    needs: Mapping[str, int]
    most: bool = True
    before: Ballot | None = field(default=None, repr=False, compare=False)
    moved: str = ""
    """The party that consents otherwise than in the ballot before."""
    _found: dict[int, tuple[Any, Flags]] = field(default_factory=dict, repr=False, compare=False)

    def with_consent_of(self, party: str) -> Ballot:
        """Return the same ballot, except that `party` consents everywhere."""
        consents = {**self.consents, party: np.ones_like(self.consents[party])}
        needs = {**self.needs, party: 0}
        return Ballot(consents, self.valid, self.weights, needs, self.most, self, party)

    def kept(self, asked: object, decide: Callable[[], Flags]) -> Flags:
        """Return what `decide` says of the rule that is `asked`, looked up where it was asked."""
        if id(asked) not in self._found:
            self._found[id(asked)] = asked, decide()  # kept with it: no other gets its number
        return self._found[id(asked)][1]

    def joined(self, parties: tuple[str, ...]) -> Flags:
        """Return who joins (parties, worlds) once those who wait for others have decided.

        Waiting for others is supermodular, so the equilibria have a largest and a smallest:
        everyone willing is in at first and leaves while too few others are in; or nobody who waits
        is in at first and joins once enough others are [@MilgromRoberts1990].
        """
        willing = np.stack([self.consents[party] for party in parties])
        needs = [self.needs.get(party, 0) for party in parties]
        if not any(needs):
            return willing
        most = len(parties)
        # Who is in counts himself among those in, and never has as many others as there are.
        asks = np.array([min(need, most) for need in needs], dtype=_kind_for(most + 1))[:, None]
        joined = willing if self.most else willing & (asks == 0)
        while True:
            moved = willing & (counted(joined) >= asks + joined.view(np.uint8))
            if np.array_equal(moved, joined):
                return joined
            joined = moved
