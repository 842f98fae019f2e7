"""servanda deals: which packages would be signed and would hold, and the smallest repair of one."""

from __future__ import annotations

from typing import Annotated

import typer

from servanda.cli.finding_tables import print_findings
from servanda.cli.options import CasePath, Json, Seed, Worlds, count

__all__ = ["deals"]


def deals(
    case: CasePath,
    proposal: Annotated[
        str | None, typer.Argument(help="A proposal of the case to repair; none if left out.")
    ] = None,
    worlds: Worlds = "20000",
    seed: Seed = 0,
    as_json: Json = False,
) -> None:
    """Search packages for those that would be signed and hold; repair a proposal."""
    from servanda.case.load import load
    from servanda.explore.packages.findings import deal_findings
    from servanda.explore.questions.deals import deals as search

    found = search(load(case), worlds=count(worlds), seed=seed, proposal=proposal)
    print_findings(deal_findings(found), as_json)
