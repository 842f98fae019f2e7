"""servanda check: every fault of a case at once, with its place; then what is still to do."""

from __future__ import annotations

import typer

from servanda.cli.options import CasePath, Json
from servanda.escaping.terminal import say_json

__all__ = ["check"]


def check(case: CasePath, as_json: Json = False) -> None:
    """Report every fault of a case with its line, uncited numbers, gaps and stale quotes."""
    from servanda.door.case import check as look_over

    report = look_over(case)
    if as_json:
        say_json(report.to_dict())
    else:
        typer.echo(str(report))
    if report.faults:
        raise typer.Exit(1)
