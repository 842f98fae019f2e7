"""Results as tables that fit a terminal of 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from servanda.models.assessment import Assessment, ProposalResult, Share, Spread

__all__ = ["print_verdicts", "share_text", "spread_text"]


def share_text(share: Share | None) -> str:
    """Return a share of worlds with twice its standard error, or a dash where there is none."""
    if share is None:
        return "–"
    error = 200 * share.se
    return f"{100 * share.share:.0f}% ±{error:.1f}" if error < 9.95 else f"{100 * share.share:.0f}%"


def spread_text(spread: Spread | None, digits: int = 0) -> str:
    """Return the middle of a spread with its 5% and 95% ends.

    >>> from servanda.models.assessment import Spread
    >>> spread_text(Spread(1.0, 14.2, 60.0, 100))
    '14 (1 to 60)'
    """
    if spread is None:
        return "–"
    low, middle, high = (f"{value:.{digits}f}" for value in (spread.p5, spread.p50, spread.p95))
    return f"{middle} ({low} to {high})"


def print_verdicts(assessment: Assessment) -> None:
    """Print one row a proposal, and the verdicts in words below."""
    from rich.console import Console
    from rich.table import Table

    console = Console()
    table = Table(title=assessment.case, title_justify="left", expand=False, pad_edge=False)
    for heading in ("proposal", "signed", "who blocks", "holds 5 y", "both", "war, months"):
        table.add_column(heading, overflow="fold")
    for result in assessment.proposals:
        table.add_row(
            result.id,
            share_text(result.signed),
            _blockers(result),
            share_text(result.holds[5]),
            share_text(result.signed_and_holds_5y),
            _change(result),
        )
    console.print(table)
    for result in assessment.proposals:
        verdict = result.verdict
        console.print(f"[bold]{result.id}[/bold]: {verdict.word} ({verdict.firmness}). ", end="")
        console.print(f"{verdict.sentence}.", highlight=False)
    console.print(
        f"Shares of {assessment.worlds} worlds (seed {assessment.seed}), ± two standard errors; "
        "probabilities only as far as the ranges were meant as beliefs; holds: if signed.",
        style="dim",
    )


def _blockers(result: ProposalResult) -> str:
    alone = sorted(result.parties, key=lambda party: -party.blocks.share)
    named = [f"{party.name} {party.blocks.share:.0%}" for party in alone[:2]]
    return ", ".join(name for name, p in zip(named, alone, strict=False) if p.blocks.share > 0.005)


def _change(result: ProposalResult) -> str:
    months = result.war_months
    if months.change is None:
        return "–"
    return f"{spread_text(months.without)} → {spread_text(months.with_offer)}"
