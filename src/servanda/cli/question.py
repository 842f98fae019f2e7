"""A verb for each registered question that has one: its arguments follow from the question."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from servanda.cli.finding_tables import print_findings
from servanda.cli.options import All, CasePath, Csv, Json, Seed, Worlds, count
from servanda.explore.ask import Question, asked_by

__all__ = ["command_of"]

_NAMED = {
    "proposal": "A proposal of the case; all of them if left out.",
    "decision": "A decision of the case; all of them if left out.",
}
_NONE_NAMED = "A proposal of the case; none if left out."


def command_of(verb: str, says: str) -> Callable[..., None]:
    """Return the command of a verb: a case, what is asked about, options, worlds, seed, JSON."""
    from servanda.door.explore import ask_verb

    first = asked_by(verb)[0]

    def command(case: Path, **given: Any) -> None:
        shown = [given.pop(name) for name in ("as_json", "as_csv", "every")]
        worlds = count(given.pop("worlds"))
        name, seed = given.pop(first.names), given.pop("seed")
        told = {key: value for key, value in given.items() if value is not None}
        print_findings(ask_verb(verb, case, name, worlds=worlds, seed=seed, **told), *shown)

    command.__doc__ = says
    command.__name__ = verb
    command.__signature__ = inspect.Signature(_parameters(first))  # type: ignore[attr-defined]
    command.__annotations__ = {
        each.name: each.annotation for each in _parameters(first)
    }  # the parser reads both
    return command


def _parameters(first: Question) -> list[inspect.Parameter]:
    names = _NONE_NAMED if first.unnamed == "none" else _NAMED[first.names]
    options = [
        (each.name, Annotated[each.kind | None, typer.Option(help=each.help)], None)
        for each in first.options
        if each.name != first.names
    ]
    declared: list[tuple[str, Any, Any]] = [
        ("case", CasePath, inspect.Parameter.empty),
        (first.names, Annotated[str | None, typer.Argument(help=names)], None),
        *options,
        ("worlds", Worlds, str(first.worlds)),
        ("seed", Seed, 0),
        ("as_json", Json, False),
        ("as_csv", Csv, False),
        ("every", All, False),
    ]
    return [
        inspect.Parameter(
            name, inspect.Parameter.POSITIONAL_OR_KEYWORD, default=default, annotation=kind
        )
        for name, kind, default in declared
    ]
