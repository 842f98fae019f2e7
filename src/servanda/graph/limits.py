"""How large a model may be, said before the work starts and with the numbers."""

from __future__ import annotations

from servanda.errors import GraphError

__all__ = ["MOST_ARCS", "MOST_STATES", "MOST_STEPS", "refuse_arcs", "refuse_states", "refuse_steps"]

MOST_STATES = 1 << 26
"""States a model may have: their rankings alone take 256 MB per decision maker."""

MOST_ARCS = 1 << 28
"""Moves that may be listed one by one: 2 GB. The fast concepts need no such list in option form."""

MOST_STEPS = 2 * 10**11
"""Elementary steps of a search state by state: about a quarter of an hour."""


def size_words(count: int) -> str:
    """Write a large count so that it can be read.

    >>> size_words(1 << 40), size_words(1024)
    ('1,099,511,627,776 (2^40)', '1,024 (2^10)')
    """
    power = count.bit_length() - 1
    return f"{count:,}" + (f" (2^{power})" if count == 1 << power and count > 2 else "")


def refuse_states(count: int, why: str) -> None:
    """Refuse a model of `count` states when that is more than can be held.

    >>> refuse_states(1 << 40, "40 options")
    Traceback (most recent call last):
    servanda.errors.GraphError: 40 options make 1,099,511,627,776 (2^40) states; ...
    """
    if count > MOST_STATES:
        gigabytes = 4 * count / 2**30
        raise GraphError(
            f"{why} make {size_words(count)} states; at most {size_words(MOST_STATES)} can be "
            f"analysed, and one ranking of these would take {gigabytes:,.0f} GB: drop options, "
            "mark patterns infeasible, or list the states that matter under `states`"
        )


def refuse_arcs(count: int) -> None:
    """Refuse to list `count` moves one by one when that is more than can be held."""
    if count > MOST_ARCS:
        raise GraphError(
            f"this analysis lists every move, and the model has {count:,}; at most {MOST_ARCS:,} "
            "can be held: ask for nash, gmr, smr, seq or sseq with ranked preferences, which need "
            "no list, or make the model smaller"
        )


def refuse_steps(what: str, steps: float, states: int) -> None:
    """Refuse a search that would take more than about a quarter of an hour."""
    if steps > MOST_STEPS:
        raise GraphError(
            f"{what} on {states:,} states would take about {steps:.1e} steps; the limit is "
            f"{MOST_STEPS:.0e}: make the model smaller, or ask for nash, gmr, smr, seq or sseq "
            "with ranked preferences, whose cost grows only with the number of moves"
        )
