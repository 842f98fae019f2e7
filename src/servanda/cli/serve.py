"""servanda serve: the workbench, a local page on a case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.options import Seed

__all__ = ["serve"]


def serve(
    case: Annotated[
        Path, typer.Argument(help="Folder of the case, or an empty one to begin in.")
    ] = Path("."),
    port: Annotated[int, typer.Option(help="Port to listen on; any that is free where 0.")] = 0,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")
    ] = True,
    seed: Seed = 0,
) -> None:
    """Open the workbench: a local page on a case, verdicts under your hand."""
    from servanda.workbench.start import serve as open_workbench

    def told(address: str) -> None:
        print(f"The workbench is open at {address}", flush=True)  # noqa: T201
        print("The address opens it once; end the workbench with Ctrl+C.", flush=True)  # noqa: T201

    open_workbench(case, port=port, browser=browser, seed=seed, told=told)
