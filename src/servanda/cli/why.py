"""servanda why: the blocking party, its condition, the assumption, the sentence in the source."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import typer

from servanda.cli.assess import assessed
from servanda.cli.options import CasePath, Json, ProposalId, Seed, Worlds
from servanda.cli.tables import wrapped

if TYPE_CHECKING:
    from servanda.case.keys.case import Case
    from servanda.explore.questions.why import Assumption, Reason

__all__ = ["why"]

_TOLD = 6


def why(
    case: CasePath,
    proposal: ProposalId,
    worlds: Worlds = "10000",
    seed: Seed = 0,
    as_json: Json = False,
) -> None:
    """Say why a proposal fares as it does: who blocks, on what condition, on which evidence."""
    from servanda.explore.questions.why import blockers, reasons

    loaded, assessment = assessed(case, worlds, seed)
    found = reasons(loaded, assessment, proposal)
    if as_json:
        body = {"proposal": proposal, "reasons": [reason.to_dict() for reason in found]}
        typer.echo(json.dumps(body, indent=2, allow_nan=False))
        return
    result = assessment[proposal]
    typer.echo(wrapped(result.title))
    typer.echo(wrapped(f"{result.verdict.sentence}.") + "\n")
    standing = blockers(found)
    if not standing:
        nobody = "Nobody alone stands in the way; refusals, where there are any, come together."
        typer.echo(wrapped(nobody) + "\n")
    told = standing or found
    for reason in told[:_TOLD]:
        _print_reason(loaded, reason)
    if len(told) > _TOLD:
        typer.echo(f"... and {len(told) - _TOLD} more; `--json` gives them all.")


def _print_reason(case: Case, reason: Reason) -> None:
    from servanda.report.number_words import chance, share_text

    party = reason.party
    typer.echo(
        wrapped(
            f"{party.name} {chance(party.share, 'consent')}; alone stands in the way in "
            f"{share_text(party.blocks)} of worlds."
        )
    )
    typer.echo(wrapped(reason.condition, "  "))
    for assumption in reason.assumptions:
        _print_assumption(case, assumption)
    if not reason.assumptions:
        none = "No single assumption of the case separates its consent from its refusal."
        typer.echo(wrapped(none, "  "))
    typer.echo("")


def _print_assumption(case: Case, assumption: Assumption) -> None:
    from servanda.case.names import name_of
    from servanda.report.number_words import number

    written = assumption.text.translate(str.maketrans("", "", "{}'"))
    line = f"{name_of(case, assumption.path)} ({assumption.path}): {written} [{assumption.basis}]"
    if assumption.signs and assumption.refuses:
        more = "more" if assumption.separation > 0 else "less"
        line += (
            f"; consents with {more} of it: middle {number(assumption.signs.p50)} where it "
            f"consents, {number(assumption.refuses.p50)} where it refuses"
        )
    typer.echo(wrapped(line, "  · "))
    for citation in assumption.cite:
        source = case.sources[citation.source]
        typer.echo(
            wrapped(f"“{citation.quote}” ({source.publisher}, {source.published})", "      ")
        )
    if assumption.why:
        typer.echo(wrapped(f"because: {assumption.why}", "      "))
