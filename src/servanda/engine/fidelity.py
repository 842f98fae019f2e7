"""How finely a proposal is followed: as verdicts are printed, and as thousands are explored."""

from __future__ import annotations

from dataclasses import dataclass

from servanda.engine.calendar import COARSE, PATTERN

__all__ = ["EXPLORING", "PRINTED", "Fidelity"]


@dataclass(frozen=True)
class Fidelity:
    """The months a deal is followed, the pattern of its blocks, and what others know of costs.

    types: places of the range of a party's running cost that the others tell apart (0: they know
    it); passes: most rounds between what parties do and what others believe, until no expected
    hazard moves by more than `tolerance`; states: whether jumps of
    power are followed where the case has them. Breaches short of war and breaches repelled are
    followed in either where the case has them: what a deal is worth hangs on them.
    """

    months: int
    pattern: tuple[tuple[int, int], ...]
    passes: int
    tolerance: float
    types: int
    states: bool


PRINTED = Fidelity(240, PATTERN, 40, 1e-4, 1, True)
"""As every printed verdict."""

EXPLORING = Fidelity(120, COARSE, 6, 1e-3, 0, False)
"""For searches: five-year survival differs by about a hundredth."""
