"""Where each quantity of a game lies in the arrays that hold several of a shape.

A kernel is handed few arrays instead of fifty: it is compiled and called in a fraction of the time.
"""

from __future__ import annotations

ALONE, ALONE_COST, BREACH, BREACH_COST, FOUGHT, FOUGHT_COST = range(6)

(
    DELTA, OPENING, NOISE, PER_NOISE, IGNITES, INSIDE, LEADERS, LOSS, EPISODE, PRICE, PRICE_SEEN,
    BLUR,
) = range(12)  # fmt: skip
"""Of a party. `PRICE` is what signing takes from it, its readiness off, and `PRICE_SEEN` what the
others take that for; `BLUR` is how well they know it."""

COST, WORD, PRIOR, REFUSE = range(4)

VIOLATION, REPELLED, MORE, RECOVERS, JUMPS = range(5)

CHOICE, VALUE = range(2)

MASS, MOVED = range(2)

STAY, WORTH, GAIN, GAIN_WORTH, LEAD, KEEP, SLIDE, STEP, TURNED = range(9)

OPENING_ALONG, BAD_ALONG = range(2)
"""Of `Play.along`, by block: chances of an opening, and of bad faith."""
