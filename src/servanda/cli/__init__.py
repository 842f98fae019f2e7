"""The command line: it parses, calls the door (`servanda.door`) and prints."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from servanda.cli.verbs import GROUPS, Verb, verbs
from servanda.errors import CaseError, ServandaError

__all__ = ["main", "overview"]

_ABOUT = (
    "Judge proposed settlements of armed conflicts: will they be signed, will they hold, what\n"
    "would have to change."
)
_COMPLETION = ("--install-completion", "--show-completion")


def overview() -> str:
    """Return what `servanda --help` prints: every verb, in groups, with its sentence."""
    lines = ["Usage: servanda VERB [OPTIONS] ...", "", _ABOUT]
    every = verbs()
    width = max(len(verb.name) for verb in every)
    for group in GROUPS:
        lines += ["", f"{group}:"]
        lines += [f"  {v.name:<{width}}  {v.says}" for v in every if v.group == group]
    lines += [
        "",
        "servanda VERB --help says how a verb is used; servanda --version which version this is;",
        "servanda --install-completion completes verbs and options in your shell.",
    ]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; exit with 0, 1 (faults found), 2 (cannot be used) or 130 (stopped)."""
    from servanda.escaping.terminal import shown

    with shown():
        sys.exit(_code(arguments))


def _code(arguments: Sequence[str] | None) -> int:
    """Run what is asked for, and return the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if "_SERVANDA_COMPLETE" in os.environ or given[:1] in ([each] for each in _COMPLETION):
        return _every_verb(given)
    if given[:1] in ([], ["--help"], ["-h"]):
        print(overview())  # noqa: T201
        return 0 if given else 2
    if given[0] == "--version":
        from servanda.version import __version__

        print(f"servanda {__version__}")  # noqa: T201
        return 0
    return _run(given[0], given[1:])


def _verb(name: str) -> Verb:
    """Return the verb of that name, or say which are like it."""
    every = {verb.name: verb for verb in verbs()}
    if name not in every:
        from difflib import get_close_matches

        near = get_close_matches(name, every, n=1)
        hint = f"did you mean `{near[0]}`?" if near else f"there are {', '.join(every)}"
        raise ServandaError(f"No such command {name!r}; {hint}")
    return every[name]


def _run(name: str, arguments: list[str]) -> int:
    """Run one verb, and return the exit code."""
    try:
        code = _parsed(_verb(name), arguments)
        sys.stdout.flush()
        return code
    except CaseError as error:
        return _said(str(error), 1)
    except ServandaError as error:
        return _said(f"servanda: {error}", 2)
    except KeyboardInterrupt:
        return _said("stopped", 130)
    except BrokenPipeError:
        # The reader of our output has left; the interpreter must not complain when it flushes.
        _leave_output()
        return 0
    except OSError as error:
        return _said(f"servanda: {_told(error)}", 2)


def _told(error: OSError) -> str:
    """Say what the system refused; a full disk is called one."""
    if error.errno not in (errno.ENOSPC, errno.EDQUOT):
        return f"{error.filename or ''}: {error.strerror or error}"
    from servanda.saving import cannot_write

    _leave_output()
    return str(cannot_write(Path(error.filename or "standard output"), error))


def _leave_output() -> None:
    """Let what is still to be printed go nowhere, so that nothing fails once more at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _said(text: str, code: int) -> int:
    print(text, file=sys.stderr)  # noqa: T201
    return code


def _parsed(verb: Verb, arguments: list[str]) -> int:
    import typer

    app = typer.Typer(
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.command(name=verb.name)(verb.fetch())
    try:
        code = app(arguments, standalone_mode=False, prog_name=f"servanda {verb.name}")
    except typer.Abort:
        return 130
    except Exception as error:
        # What the parser raises shows itself; which class it is differs between its versions.
        if not hasattr(error, "show") or not hasattr(error, "exit_code"):
            raise
        error.show()
        return int(error.exit_code)
    return code if isinstance(code, int) else 0


def _every_verb(arguments: list[str]) -> int:
    """Run all verbs as one command, as completion in a shell needs them."""
    import typer

    app = typer.Typer(name="servanda", add_completion=True, pretty_exceptions_enable=False)
    for verb in verbs():
        app.command(name=verb.name, help=verb.says)(verb.fetch())
    app(arguments, prog_name="servanda")
    return 0
