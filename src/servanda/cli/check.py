"""servanda check: every fault of a case at once, with its place; then what is still to do."""

from __future__ import annotations

import json

import typer

from servanda.cli.options import CasePath, Json

__all__ = ["check"]


def check(case: CasePath, as_json: Json = False) -> None:
    """Report every fault of a case with its line, uncited numbers, gaps and stale quotes."""
    from servanda.door.case import check as look_over

    report = look_over(case)
    typer.echo(json.dumps(report.to_dict(), indent=2) if as_json else str(report))
    if report.faults:
        raise typer.Exit(1)
