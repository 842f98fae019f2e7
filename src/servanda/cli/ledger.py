"""servanda ledger: questions, crowds and outcomes in a file that shows any edit."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from servanda.cli.options import Csv, Json
from servanda.errors import InputError
from servanda.escaping.hidden import line
from servanda.escaping.terminal import say_json

__all__ = ["ledger"]

Action = Literal["add", "resolve", "score", "verify", "list", "crowd"]


def ledger(
    action: Annotated[
        Action, typer.Argument(help="What to do: add, crowd, resolve, list, score or verify.")
    ],
    book: Annotated[Path, typer.Argument(help="The ledger, a file; `add` begins it.")],
    what: Annotated[
        str | None,
        typer.Argument(
            help="After `add`, a file of `servanda questions --json`; after `crowd`, a CSV file "
            "with id and probability; after `resolve`, the id of a question."
        ),
    ] = None,
    answer: Annotated[
        str | None, typer.Argument(help="After `resolve ... ID`: yes, no or void.")
    ] = None,
    source: Annotated[
        str, typer.Option(help="What decides it, or which crowd, and where to look it up.")
    ] = "",
    on: Annotated[str, typer.Option(help="The day on which it was decided (today).")] = "",
    head: Annotated[
        str, typer.Option(help="With `verify`: the last hash, as it was noted earlier.")
    ] = "",
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Keep questions sealed by hash: add, resolve, score them beside a crowd; find any edit."""
    if action == "verify":
        _verify(book, head)
    elif action == "score":
        _score(book, as_json)
    elif action == "list":
        _list(book, as_json, as_csv)
    else:
        _write(action, book, what, answer, source, on)


def _write(
    action: str, book: Path, what: str | None, answer: str | None, source: str, on: str
) -> None:
    from servanda.door import ledger as door

    wanted = {
        "add": "a file of `servanda questions CASE --json`",
        "crowd": "a CSV file",
        "resolve": "the id of a question",
    }
    if what is None:
        raise InputError(f"ledger {action}: name {wanted[action]} after the ledger")
    if action == "add":
        made = door.ledger_add(book, what)
    elif action == "crowd":
        made = door.ledger_crowd(book, what, source or what)
    else:
        if answer is None:
            raise InputError("ledger resolve: write yes, no or void after the id")
        made = door.ledger_resolve(book, what, answer, source, _day(on))
    typer.echo(f"{len(made.entries)} entries; the last hash is {made.head}")


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        raise InputError(f"--on: `{text}` is no day; write 2026-03-01") from None


def _verify(book: Path, head: str) -> None:
    from servanda.door.ledger import ledger as read
    from servanda.door.ledger import ledger_verify

    faults = ledger_verify(book, head)
    for fault in faults:
        typer.echo(line(f"{book}: {fault}"))
    if faults:
        raise typer.Exit(1)
    made = read(book)
    typer.echo(f"{len(made.entries)} entries as they were sealed; the last hash is {made.head}")


def _score(book: Path, as_json: bool) -> None:
    from servanda.door.ledger import ledger_score

    made = ledger_score(book)
    if as_json:
        say_json(made.to_dict())
    else:
        typer.echo(str(made))


def _list(book: Path, as_json: bool, as_csv: bool) -> None:
    from servanda.cli.questions import exported
    from servanda.door.ledger import ledger as read

    made = read(book)
    answers = made.answers
    rows: list[dict[str, Any]] = [
        dict(body) | {"answer": answers[name]["answer"] if name in answers else None}
        for name, body in made.questions.items()
    ]
    if as_json:
        say_json({"head": made.head, "questions": rows})
    elif as_csv:
        from servanda.cli.csv_tables import print_csv

        print_csv([exported({"rests_on": "", **row}) | {"answer": row["answer"]} for row in rows])
    else:
        for row in rows:
            said = f"{row['closes']}  {row['answer'] or 'open':<4}  {row['probability']:.0%}"
            typer.echo(line(f"{said}  {row['id']}: {row['question']}"))
