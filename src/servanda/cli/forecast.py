"""servanda forecast: what bodies that decide by bargaining among their members would settle on."""

from __future__ import annotations

from typing import Annotated

import typer

from servanda.cli.finding_tables import print_findings
from servanda.cli.options import CasePath, Json, Seed, Worlds, count
from servanda.errors import InputError

__all__ = ["forecast"]


def forecast(
    case: CasePath,
    decision: Annotated[
        str | None, typer.Argument(help="A decision of the case; all of them if left out.")
    ] = None,
    worlds: Worlds = "500",
    seed: Seed = 0,
    as_json: Json = False,
) -> None:
    """Forecast what a council or an alliance would decide, five ways, each with its error."""
    from servanda.case.load import load
    from servanda.explore.case_exploration import CaseStudy
    from servanda.explore.questions.forecast import explore_decisions

    loaded = load(case)
    listed = ", ".join(loaded.decisions)
    if not listed:
        raise InputError(
            "this case names no decision taken by bargaining among many; add one under `decisions`"
        )
    if decision is not None and decision not in loaded.decisions:
        raise InputError(f"no decision is called {decision!r}; there are {listed}")
    if decision is not None:
        loaded = loaded.model_copy(update={"decisions": {decision: loaded.decisions[decision]}})
    findings = explore_decisions(CaseStudy(loaded, (), count(worlds), seed))
    print_findings(findings, as_json)
