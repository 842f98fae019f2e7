"""servanda evidence: look through what was read for a case, and accept, correct or reject it."""

from __future__ import annotations

from typing import Annotated

import typer

from servanda.cli.options import CasePath, Json
from servanda.escaping.hidden import line
from servanda.escaping.json_text import json_text
from servanda.escaping.terminal import json_for_stdout

__all__ = ["evidence"]


def evidence(
    case: CasePath,
    speaker: Annotated[str, typer.Option(help="Only what this actor says or stands for.")] = "",
    about: Annotated[str, typer.Option(help="Only what touches this issue.")] = "",
    doc: Annotated[str, typer.Option(help="Only this document.")] = "",
    accept: Annotated[list[str] | None, typer.Option(help="Accept the item with this id.")] = None,
    reject: Annotated[list[str] | None, typer.Option(help="Reject the item with this id.")] = None,
    correct: Annotated[
        list[str] | None,
        typer.Option(help="Correct an item: ID:field=value, such as s12:act=refuse."),
    ] = None,
    by: Annotated[str, typer.Option(help="Who decides (your login by default).")] = "",
    why: Annotated[str, typer.Option(help="Why, for those who read the decision later.")] = "",
    as_json: Json = False,
) -> None:
    """List what was read for a case; accept, correct or reject it, in a file that git merges."""
    from servanda.door.evidence import decide
    from servanda.door.evidence import evidence as listed

    if accept or reject or correct:
        decided = decide(
            case, accept=accept or (), reject=reject or (), correct=correct or (), by=by, why=why
        )
        for made in decided.decisions:
            typer.echo(line(f"{made.verdict}: {made.on} {made.quote[:60]}"))
        if decided.written:
            typer.echo(f"wrote {decided.written} entries into the case")
        return
    for item in listed(case, speaker=speaker, about=about, doc=doc):
        if as_json:
            typer.echo(json_for_stdout(json_text(item.to_dict())))
        else:
            typer.echo(line(str(item)))
