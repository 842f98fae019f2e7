"""servanda evidence: look through what was read for a case, and accept, correct or reject it."""

from __future__ import annotations

import getpass
import json
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli.options import CasePath, Json
from servanda.cli.read import store_of
from servanda.errors import InputError

if TYPE_CHECKING:
    from servanda.evidence.records import Stance, Statement
    from servanda.reading.decisions import Decisions, Verdict
    from servanda.reading.read import Said

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
    from servanda.reading.decisions import Decisions
    from servanda.reading.store import Store

    place = store_of(case)
    if not place.exists():
        raise InputError(
            f"nothing was read for {case} yet; begin with `servanda read PATH --case {case}`"
        )
    decisions = Decisions(case if case.is_dir() else case.parent)
    with Store(place) as store:
        read = [said for said in store.documents() if not doc or said.source.id == doc]
    wanted = [
        (v, item) for v, items in (("accept", accept), ("reject", reject)) for item in items or ()
    ]
    wanted += [("correct", item) for item in correct or ()]
    for verdict, item in wanted:
        _decide(decisions, read, verdict, item, by or getpass.getuser(), why)  # type: ignore[arg-type]
    if not wanted:
        _list(read, decisions, speaker.casefold(), about, as_json)


def _decide(
    decisions: Decisions, read: list[Said], verdict: Verdict, item: str, by: str, why: str
) -> None:
    id, _, change = item.partition(":")
    field, _, value = change.partition("=")
    if verdict == "correct" and not value:
        raise InputError(f"--correct: `{item}` lacks the change; write ID:field=value")
    for said in read:
        items: list[Statement | Stance] = [*said.statements, *said.stances]
        for found in items:
            if found.id == id:
                made = decisions.record(found, verdict, by, field=field, value=value, why=why)
                typer.echo(f"{made.verdict}: {made.on} {made.quote[:60]}")
                return
    raise InputError(f"nothing that was read has the id {id!r}; list the ids without --accept")


def _list(read: list[Said], decisions: Decisions, speaker: str, about: str, as_json: bool) -> None:
    for said in read:
        for statement in decisions.applied(said.statements):
            name = statement.speaker.name if statement.speaker else ""
            if speaker not in name.casefold() or (about and about not in statement.issues):
                continue
            _print(said, statement, name, statement.act, decisions, as_json)
        for stance in decisions.applied_to_stances(said.stances):
            if speaker not in stance.actor.casefold() or (about and about != stance.issue):
                continue
            _print(
                said, stance, stance.actor, f"{stance.position}: {stance.issue}", decisions, as_json
            )


def _print(
    said: Said,
    item: Statement | Stance,
    name: str,
    what: str,
    decisions: Decisions,
    as_json: bool,
) -> None:
    verdict = decisions.verdict(item.id) or ""
    quote = " ".join(item.quote.split())
    if as_json:
        row = {"id": item.id, "doc": said.source.id, "who": name, "what": what, "quote": quote,
               "confidence": item.confidence, "decision": verdict or None}  # fmt: skip
        typer.echo(json.dumps(row, ensure_ascii=False))
    else:
        mark = f" [{verdict}]" if verdict else ""
        typer.echo(f"{item.id}{mark} {name or 'somebody'} ({what}, {item.confidence:.2f}): {quote}")
