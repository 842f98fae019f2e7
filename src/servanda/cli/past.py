"""servanda past: what became of settlements like a proposal, beside what the model says."""

from __future__ import annotations

from typing import Annotated

import typer

from servanda.cli.finding_tables import print_findings
from servanda.cli.options import CasePath, Json, Seed, Worlds, count

__all__ = ["past"]


def past(
    case: CasePath,
    proposal: Annotated[
        str | None, typer.Argument(help="A proposal of the case; all of them if left out.")
    ] = None,
    deaths: Annotated[
        float | None, typer.Option(help="Deaths in the war; with --war-years, past ceasefires too.")
    ] = None,
    war_years: Annotated[float | None, typer.Option(help="How long the war has lasted.")] = None,
    worlds: Worlds = "20000",
    seed: Seed = 0,
    as_json: Json = False,
) -> None:
    """Set the model beside what became of settlements like these."""
    from servanda.case.load import load
    from servanda.explore.questions.past import past as beside

    body = load(case)
    names = [proposal] if proposal else list(body.proposals)
    wanted = count(worlds)
    findings = [
        beside(body, name, worlds=wanted, seed=seed, deaths=deaths, war_years=war_years)
        for name in names
    ]
    print_findings(findings, as_json)
