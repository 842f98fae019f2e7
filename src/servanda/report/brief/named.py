"""How a brief names things: proposals by their title, parties by name, the rest by number."""

from __future__ import annotations

from collections.abc import Sequence

from servanda.engine.results import ProposalResult
from servanda.report.blocks import Run

__all__ = ["called", "counted", "first_of", "left_out", "of_which"]


def called(result: ProposalResult) -> Run:
    """Return the title of a proposal in quotes, as the case writes it, leading to what is told."""
    return Run(f"“{result.title}”", "strong", f"#{result.id}")


def counted(count: int, noun: str) -> str:
    """Return how many there are of something.

    >>> counted(1, "proposal"), counted(1200, "world")
    ('1 proposal', '1,200 worlds')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def of_which(results: Sequence[ProposalResult], most: int) -> list[str | Run]:
    """Return proposals as prose lists them, `most` by name."""
    named, rest = results[:most], len(results) - most
    runs: list[str | Run] = []
    for place, result in enumerate(named):
        last = place == len(named) - 1 and rest <= 0
        runs += [" and " if last else ", "] if place else []
        runs.append(called(result))
    return [*runs, f" and {rest} more"] if rest > 0 else runs


def left_out(count: int, what: str, anchor: str) -> tuple[str | Run, ...]:
    """Return where the rest is told: as many of something, in a section of the annex."""
    return (f"{counted(count, what)} more in the ", Run("annex", href=f"#{anchor}"), ".")


def first_of(results: Sequence[ProposalResult], most: int) -> list[ProposalResult]:
    """Return the proposals a reader must hear of first, in the order of the case.

    Those that are signed in most worlds, then those most often signed and holding.
    """
    key = {
        each.id: (each.signed.share <= 0.5, -each.signed_and_holds_5y.share, -each.signed.share)
        for each in results
    }
    chosen = sorted(results, key=lambda each: key[each.id])[:most]
    return [each for each in results if each in chosen]
