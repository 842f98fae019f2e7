"""Whether fear feeds itself: does a deal hold otherwise if all start by expecting breaches?"""

from __future__ import annotations

import numpy as np

from servanda.arrays import Floats
from servanda.engine.chunk import Chunk
from servanda.engine.settling import Offer

__all__ = ["APART", "FEAR_WORLDS", "two_equilibria"]

FEAR_WORLDS = 500
"""Worlds in which it is looked for: a share of one in a hundred is then seen."""

APART = 0.02
"""Difference in five-year survival from which two equilibria count as two."""


def two_equilibria(chunk: Chunk, few: int, offer: Offer) -> dict[str, Floats]:
    """Return where trust and fear lead to different deals, and how long it holds in fear.

    In the first `few` worlds of a chunk; those numbered `FEAR_WORLDS` and above are left out.

    The verdict is that of trust: everybody starts by expecting no breach.
    """
    few = min(few, FEAR_WORLDS - chunk.drawn.start)
    if few <= 0:
        return {}
    voted = chunk.vote(offer)
    trust = voted.settled.of_world("stands_5")[:few]
    fear = chunk.settler.in_fear(voted.settled, few).of_world("stands_5")
    known = np.isfinite(trust) & np.isfinite(fear)
    apart = (np.abs(fear - trust) > APART).astype(np.float64)
    return {
        "two_equilibria": np.where(known, apart, np.nan),
        "fear_holds_5": np.where(known, np.where(voted.accepted[:few], fear, 0.0), np.nan),
        "fear_signed": np.where(known, voted.signed[:few].astype(np.float64), np.nan),
    }
