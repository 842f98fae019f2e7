"""Who consents in which worlds, as a consent rule is asked, and how those who wait decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats

__all__ = ["Ballot", "Flags", "Floats"]

Flags = npt.NDArray[np.bool_]


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

    def with_consent_of(self, party: str) -> Ballot:
        """Return the same ballot, except that `party` consents everywhere."""
        consents = {**self.consents, party: np.ones_like(self.consents[party])}
        return Ballot(consents, self.valid, self.weights, {**self.needs, party: 0}, self.most)

    def joined(self, parties: tuple[str, ...]) -> Flags:
        """Return who joins (parties, worlds) once those who wait for others have decided.

        Waiting for others is supermodular, so the equilibria have a largest and a smallest:
        everyone willing is in at first and leaves while too few others are in; or nobody who waits
        is in at first and joins once enough others are [@MilgromRoberts1990].
        """
        willing = np.stack([self.consents[party] for party in parties])
        needs = np.array([self.needs.get(party, 0) for party in parties])[:, None]
        if not needs.any():
            return willing
        joined = willing if self.most else willing & (needs == 0)
        while True:
            others = joined.sum(axis=0)[None, :] - joined
            moved = willing & (others >= needs)
            if np.array_equal(moved, joined):
                return joined
            joined = moved
