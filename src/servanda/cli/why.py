"""servanda why: the blocking party, its condition, the assumption, the sentence in the source."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import typer

from servanda.cli.assess import assessed
from servanda.cli.options import CasePath, Json, ProposalId, Seed, Worlds

if TYPE_CHECKING:
    from servanda.case.schema import Case
    from servanda.explore.reasons import Assumption, Reason

__all__ = ["why"]


def why(
    case: CasePath,
    proposal: ProposalId,
    worlds: Worlds = "10000",
    seed: Seed = 0,
    as_json: Json = False,
) -> None:
    """Say why a proposal fares as it does: who blocks, on what condition, on which evidence."""
    from servanda.explore.reasons import blockers, reasons

    loaded, assessment = assessed(case, worlds, seed)
    found = reasons(loaded, assessment, proposal)
    if as_json:
        body = {"proposal": proposal, "reasons": [reason.to_dict() for reason in found]}
        typer.echo(json.dumps(body, indent=2, allow_nan=False))
        return
    result = assessment[proposal]
    typer.echo(f"{result.title}\n{result.verdict.sentence}.\n")
    standing = blockers(found)
    if not standing:
        typer.echo(
            "Nobody alone stands in the way; refusals, where there are any, come together.\n"
        )
    for reason in standing or found[:2]:
        _print_reason(loaded, reason)


def _print_reason(case: Case, reason: Reason) -> None:
    party = reason.party
    typer.echo(
        f"{party.name} consents in {party.share.share:.0%} of worlds (±{2 * party.share.se:.1%}); "
        f"alone stands in the way in {party.blocks.share:.0%}."
    )
    typer.echo(f"  {reason.condition}")
    for assumption in reason.assumptions:
        _print_assumption(case, assumption)
    if not reason.assumptions:
        typer.echo("  No single assumption of the case separates its consent from its refusal.")
    typer.echo("")


def _print_assumption(case: Case, assumption: Assumption) -> None:
    line = f"  · {assumption.path}: {assumption.text} [{assumption.basis}]"
    if assumption.signs and assumption.refuses:
        more = "more" if assumption.separation > 0 else "less"
        line += (
            f"; consents with {more} of it: middle {assumption.signs.p50:.3g} where it consents, "
            f"{assumption.refuses.p50:.3g} where it refuses"
        )
    typer.echo(line)
    for citation in assumption.cite:
        source = case.sources[citation.source]
        typer.echo(f"      “{citation.quote}” ({source.publisher}, {source.published})")
    if assumption.why:
        typer.echo(f"      because: {assumption.why}")
