"""servanda explore: every exploration of a proposal; and linchpins, the one asked for most."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.finding_tables import print_findings
from servanda.cli.options import CasePath, Json, Seed, Worlds, count

__all__ = ["explore", "linchpins"]

OneProposal = Annotated[
    str | None, typer.Argument(help="A proposal of the case; all of them if left out.")
]


def explore(
    case: CasePath,
    proposal: OneProposal = None,
    only: Annotated[
        str, typer.Option(help="One exploration by name; a wrong name lists them.")
    ] = "",
    worlds: Worlds = "20000",
    seed: Seed = 0,
    as_json: Json = False,
) -> None:
    """Ask what would have to change: linchpins, what matters, scenarios, deals, the past."""
    _explore(case, proposal, (only,) if only else (), worlds, seed, as_json)


def linchpins(
    case: CasePath,
    proposal: OneProposal = None,
    worlds: Worlds = "20000",
    seed: Seed = 0,
    as_json: Json = False,
) -> None:
    """Find the numbers that flip a verdict inside their range, and what to watch.

    For one proposal also the smallest joint change that was found, and what would suffice.
    """
    only = ("linchpins", "joint linchpins", "what would suffice") if proposal else ("linchpins",)
    _explore(case, proposal, only, worlds, seed, as_json)


def _explore(
    path: Path,
    proposal: str | None,
    only: tuple[str, ...],
    worlds: str,
    seed: int,
    as_json: bool,
) -> None:
    from servanda.case.load import load
    from servanda.explore import EXPLORATIONS, OF_CASES, CaseStudy, explore_case
    from servanda.explore.case_exploration import CaseExploration
    from servanda.explore.exploration import Exploration, choose, explore_all
    from servanda.explore.proposal_study import studies_of

    every: tuple[Exploration | CaseExploration, ...] = (*EXPLORATIONS, *OF_CASES)
    asked = [choose(every, name) for name in only] or list(every)
    loaded, wanted = load(path), count(worlds)
    names = (proposal,) if proposal else tuple(loaded.proposals)
    whole = CaseStudy(loaded, names, wanted, seed)
    of_proposals = [each for each in asked if isinstance(each, Exploration)]
    findings = [
        finding
        for study in studies_of(loaded, names if of_proposals else (), worlds=wanted, seed=seed)
        for finding in explore_all(study, of_proposals)
    ]
    findings += explore_case(whole, [each for each in asked if isinstance(each, CaseExploration)])
    print_findings(findings, as_json)
