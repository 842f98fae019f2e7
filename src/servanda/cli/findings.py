"""What explorations and the graph lens find in a case, proposal by proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.cli.progress import progress_bar
from servanda.errors import InputError

if TYPE_CHECKING:
    from servanda.case.keys.case import Case
    from servanda.engine.results import Assessment
    from servanda.explore.finding import Finding

__all__ = ["MOST_WORLDS", "chosen", "findings_on", "lens_on"]

MOST_WORLDS = 4_000
"""Worlds the explorations of a report look at unless told otherwise; each finding says so."""


def chosen(case: Case, named: str) -> list[str]:
    """Return the proposals that `named` stands for: `all`, `none`, or names with commas between."""
    if named in ("all", "none"):
        return list(case.proposals) if named == "all" else []
    names = [name.strip() for name in named.split(",") if name.strip()]
    for name in names:
        if name not in case.proposals:
            listed = ", ".join(case.proposals)
            raise InputError(f"--explore: no proposal is called {name!r}; there are {listed}")
    return names


def findings_on(
    case: Case, assessment: Assessment, proposals: list[str], most_worlds: int = MOST_WORLDS
) -> list[Finding]:
    """Return what every exploration finds in these proposals, the exploration's order first.

    Proposals that would most often be signed and hold come first, explorations of the whole case
    last. They look at the assessment's first worlds, up to `most_worlds`.
    """
    from servanda.explore import EXPLORATIONS, OF_CASES, CaseStudy, explore_case
    from servanda.explore.proposal_study import studies_of

    if not proposals:
        return []
    proposals = sorted(proposals, key=lambda name: -assessment[name].signed_and_holds_5y.share)
    names = [each.name for each in EXPLORATIONS] + [each.name for each in OF_CASES]
    found: dict[str, list[Finding]] = {name: [] for name in names}
    worlds = min(assessment.worlds, most_worlds)
    steps, done = len(proposals) * len(EXPLORATIONS) + len(OF_CASES), 0
    with progress_bar("explorations") as progress:
        for study in studies_of(case, proposals, worlds=worlds, seed=assessment.seed):
            for each in EXPLORATIONS:
                found[each.name] += each.explore(study)
                done += 1
                progress(done, steps)
        whole = CaseStudy(case, tuple(proposals), worlds, assessment.seed)
        for one in OF_CASES:
            found[one.name] += explore_case(whole, [one])
            done += 1
            progress(done, steps)
    return [finding for findings in found.values() for finding in findings]


def lens_on(case: Case, assessment: Assessment, proposals: list[str]) -> list[Finding]:
    """Return what the graph lens says of these proposals."""
    from servanda.explore.questions.graph_lens import graph_lens, lens_findings

    return [
        finding
        for proposal in proposals
        for finding in lens_findings(case, assessment, graph_lens(case, assessment, proposal))
    ]
