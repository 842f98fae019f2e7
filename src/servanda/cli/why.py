"""servanda why: the blocking party, its condition, the assumption, the sentence in the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from servanda.cli.options import CasePath, Json, ProposalId, Seed, Worlds, count
from servanda.cli.progress import progress_bar
from servanda.cli.tables import wrapped
from servanda.errors import named

if TYPE_CHECKING:
    from servanda.case.keys.case import Case
    from servanda.explore.questions.why import Assumption, Reason, Reasons

from servanda.escaping.terminal import say_json

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
    from servanda.door.case import load
    from servanda.door.judge import assess
    from servanda.door.judge import why as ask

    loaded, wanted = load(case), count(worlds)
    named(proposal, loaded.proposals, "proposal")
    with progress_bar("worlds") as progress:
        assessment = assess(loaded, worlds=wanted, seed=seed, progress=progress)
    found = ask(loaded, proposal, assessment=assessment)
    if as_json:
        say_json(found.to_dict())
        return
    _print(loaded, found)


def _print(case: Case, found: Reasons) -> None:
    typer.echo(wrapped(found.result.title))
    typer.echo(wrapped(f"{found.result.verdict.sentence}.") + "\n")
    if not found.blockers:
        nobody = "Nobody alone stands in the way; refusals, where there are any, come together."
        typer.echo(wrapped(nobody) + "\n")
    told = found.blockers or found.reasons
    for reason in told[:_TOLD]:
        _print_reason(case, reason)
    if len(told) > _TOLD:
        typer.echo(f"... and {len(told) - _TOLD} more; `--json` gives them all.")


def _print_reason(case: Case, reason: Reason) -> None:
    from servanda.report.number_words import chance, share_text

    party = reason.party
    typer.echo(
        wrapped(
            f"{party.name} {chance(party.share, 'consent')}, and alone stands in the way in "
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
            f"; consents with {more} of it: median {number(assumption.signs.p50)} where it "
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
