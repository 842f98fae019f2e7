"""What explorations and the graph lens find in a case, proposal by proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.cli.progress import progress_bar
from servanda.errors import InputError

if TYPE_CHECKING:
    from servanda.case.schema import Case
    from servanda.explore.finding import Finding
    from servanda.models.assessment import Assessment

__all__ = ["chosen", "findings_on", "lens_on"]

_MOST_WORLDS = 20_000


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


def findings_on(case: Case, assessment: Assessment, proposals: list[str]) -> list[Finding]:
    """Return what every exploration finds in these proposals, the exploration's order first."""
    from servanda.explore import EXPLORATIONS
    from servanda.explore.of_case import study_of

    found: dict[str, list[Finding]] = {each.name: [] for each in EXPLORATIONS}
    worlds = min(assessment.worlds, _MOST_WORLDS)
    with progress_bar("explorations") as progress:
        steps = len(proposals) * len(EXPLORATIONS)
        for index, proposal in enumerate(proposals):
            study = study_of(case, proposal, worlds=worlds, seed=assessment.seed)
            for step, each in enumerate(EXPLORATIONS, start=1):
                found[each.name] += each.explore(study)
                progress(index * len(EXPLORATIONS) + step, steps)
    return [finding for findings in found.values() for finding in findings]


def lens_on(case: Case, assessment: Assessment, proposals: list[str]) -> list[Finding]:
    """Return what the graph lens says of these proposals."""
    from servanda.explore.lens import graph_lens, lens_findings

    return [
        finding
        for proposal in proposals
        for finding in lens_findings(case, assessment, graph_lens(case, assessment, proposal))
    ]
