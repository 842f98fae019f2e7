"""The command line: one file a verb, listed here in the order in which an analyst meets them."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path

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
    from servanda.escaping.terminal import shown

    with shown():
        sys.exit(_code(arguments))


def _code(arguments: Sequence[str] | None) -> int:
    """Run the command line and return its exit code; what a user can mend is told, not raised."""
    try:
        code = app(arguments, standalone_mode=False)
        sys.stdout.flush()
    except CaseError as error:
        typer.echo(str(error), err=True)
        return 1
    except ServandaError as error:
        typer.echo(f"servanda: {error}", err=True)
        return 2
    except typer.Abort:
        return 130
    except KeyboardInterrupt:
        typer.echo("stopped", err=True)
        return 130
    except BrokenPipeError:
        # The reader of our output has left; the interpreter must not complain when it flushes.
        _leave_output()
        return 0
    except OSError as error:
        from servanda.saving import cannot_write

        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            _leave_output()
            where = Path(error.filename) if error.filename else Path("standard output")
            typer.echo(f"servanda: {cannot_write(where, error)}", err=True)
        else:
            typer.echo(f"servanda: {error.filename or ''}: {error.strerror or error}", err=True)
        return 2
    except Exception as error:
        if not hasattr(error, "show") or not hasattr(error, "exit_code"):
            raise
        error.show()
        return int(error.exit_code)
    return code if isinstance(code, int) else 0


def _leave_output() -> None:
    """Let what is still to be printed go nowhere, so that nothing fails once more at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
