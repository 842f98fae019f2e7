"""Whether a guarantor consents: what it has at stake against what its promise may cost it."""

from __future__ import annotations

import math

from servanda.compiled import compiled

__all__ = ["guarantor_consents"]


@compiled
def guarantor_consents(
    stake: float, challenged: float, must_fight: float, cost: float, blur: float
) -> float:
    """Return the chance that a guarantor consents.

    stake: what the deal is worth to it; challenged: chance that the protected side is attacked
    within the guarantee's window; must_fight: chance that it then has to fight; cost: of that war
    to it; blur: s.d. of what is not known of its reckoning, 0 for none.

    Formula: ``Phi((stake - challenged * must_fight * cost)/blur)``, a step for blur 0.

    >>> print(f"{guarantor_consents(0.05, 0.3, 0.5, 0.5, 0.02):.12f}")
    0.105649773667
    """
    short = challenged * must_fight * cost - stake
    if blur <= 0.0:
        return 1.0 if short <= 0.0 else 0.0
    return 0.5 * math.erfc(short / (blur * math.sqrt(2.0)))
