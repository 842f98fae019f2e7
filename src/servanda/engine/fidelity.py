"""How finely a proposal is followed: as verdicts are printed, and as thousands are explored."""

from __future__ import annotations

from dataclasses import dataclass

from servanda.engine.calendar import COARSE, COARSEST, FIVE_YEARS, PATTERN

__all__ = ["EXPLORING", "FOLLOWING", "IN_MOTION", "PRINTED", "SCANNING", "Fidelity"]


@dataclass(frozen=True)
class Fidelity:
    """The months a deal is followed, the pattern of its blocks, and what others know of costs.

    types: places of the range of a party's running cost that the others tell apart (0: they know
    it); passes: most rounds between what parties do and what others believe, until no expected
    hazard moves by more than `tolerance`; states: whether jumps of
    power are followed where the case has them; by_block: whether what stands is taken through a
    block of months at one go. Breaches short of war and breaches repelled are
    followed in either where the case has them: what a deal is worth hangs on them.
    """

    months: int
    pattern: tuple[tuple[int, int], ...]
    passes: int
    tolerance: float
    types: int
    states: bool
    by_block: bool = False


PRINTED = Fidelity(240, PATTERN, 40, 1e-4, 1, True)
"""As every printed verdict."""

FOLLOWING = Fidelity(120, COARSE, 6, 1e-3, 0, False)
"""For what is told of a verdict by many settlings of few worlds: trials, the war's length.

Five-year survival differs by about a hundredth.
"""

EXPLORING = Fidelity(120, COARSEST, 6, 3e-3, 0, False, by_block=True)
"""For searches: a little coarser still, and quicker."""

SCANNING = Fidelity(120, COARSEST, 40, 1e-3, 1, False, by_block=True)
"""For what a number flips, scanned over its range: coarse in time alone."""

IN_MOTION = Fidelity(120, FIVE_YEARS, 40, 1e-3, 1, False, by_block=True)
"""For what changes while the hand moves: coarse in time alone, for a change shows all the rest."""
