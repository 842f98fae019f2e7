"""servanda export: the numbers and stances of a case as a table to edit and import again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.options import CasePath

__all__ = ["export"]


def export(
    case: CasePath,
    output: Annotated[
        Path, typer.Option("-o", "--output", help="File to write: .xlsx or .csv.")
    ] = Path("numbers.xlsx"),
) -> None:
    """Write the numbers and stances of a case as a table; `import` takes it back."""
    from servanda.door.exchange import export as write

    typer.echo(f"wrote {write(case, output)}")
    typer.echo(f"next: edit it, then run `servanda import {output} --into {case}`")
