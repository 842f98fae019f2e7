"""The command line: one file a verb, listed here in the order in which an analyst meets them."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import typer

from servanda.cli import (
    assess,
    check,
    cite,
    compare,
    deals,
    demo,
    draft,
    evidence,
    explore,
    forecast,
    graph,
    new,
    past,
    read,
    report,
    verify,
    why,
)
from servanda.errors import CaseError, ServandaError

__all__ = ["VERBS", "app", "main"]

VERBS = (
    demo.demo,
    new.new,
    read.read,
    evidence.evidence,
    draft.draft,
    check.check,
    assess.assess,
    why.why,
    explore.linchpins,
    deals.deals,
    past.past,
    forecast.forecast,
    explore.explore,
    compare.compare,
    graph.graph,
    report.report,
    verify.verify,
    cite.cite,
)
"""Every verb; a new one is a file of this folder and an entry here."""

app = typer.Typer(
    name="servanda",
    help="Judge proposed settlements of armed conflicts: will they be signed, will they hold, "
    "what would have to change.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for verb in VERBS:
    app.command(name=verb.__name__)(verb)


def _version(shown: bool) -> None:
    if shown:
        from servanda import __version__

        typer.echo(f"servanda {__version__}")
        raise typer.Exit


@app.callback()
def _servanda(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Say which version this is."
    ),
) -> None:
    """Judge proposed settlements of armed conflicts."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; exit with 0, 1 (faults found), 2 (cannot be used) or 130 (stopped)."""
    try:
        code = app(arguments, standalone_mode=False)
    except CaseError as error:
        typer.echo(str(error), err=True)
        sys.exit(1)
    except ServandaError as error:
        typer.echo(f"servanda: {error}", err=True)
        sys.exit(2)
    except typer.Abort:
        sys.exit(130)
    except KeyboardInterrupt:
        typer.echo("stopped", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output has left; the interpreter must not complain when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        typer.echo(f"servanda: {error.filename or ''}: {error.strerror or error}", err=True)
        sys.exit(2)
    except Exception as error:
        if not hasattr(error, "show") or not hasattr(error, "exit_code"):
            raise
        error.show()
        sys.exit(error.exit_code)
    sys.exit(code if isinstance(code, int) else 0)
