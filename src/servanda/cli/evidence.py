"""servanda evidence: look through what was read for a case, and accept, correct or reject it."""

from __future__ import annotations

import getpass
import json
from collections.abc import Iterable
from dataclasses import dataclass
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
    from servanda.reading.many.store import Store

    place = store_of(case)
    if not place.exists():
        raise InputError(
            f"nothing was read for {case} yet; begin with `servanda read PATH --case {case}`"
        )
    decisions = Decisions(case if case.is_dir() else case.parent)
    wanted = [Wanted("accept", item) for item in accept or ()]
    wanted += [Wanted("reject", item) for item in reject or ()]
    wanted += [_correction(item) for item in correct or ()]
    with Store(place) as store:
        if wanted:
            _decide(decisions, store.documents(), wanted, by or getpass.getuser(), why)
            return
        for said in store.documents():
            if not doc or said.source.id == doc:
                _list(said, decisions, speaker.casefold(), about, as_json)


@dataclass(frozen=True)
class Wanted:
    """A decision asked for: on which item, and, for a correction, which field becomes what."""

    verdict: Verdict
    item: str
    field: str = ""
    value: str = ""


def _correction(words: str) -> Wanted:
    item, _, change = words.partition(":")
    field, equals, value = change.partition("=")
    if not equals:
        raise InputError(f"--correct: `{words}` lacks the change; write ID:field=value")
    return Wanted("correct", item, field.strip(), value.strip())


def _decide(
    decisions: Decisions, documents: Iterable[Said], wanted: list[Wanted], by: str, why: str
) -> None:
    """Find every item, then decide: a mistake in one decision leaves all undone."""
    from servanda.reading.decisions import check_correction

    ids = {one.item for one in wanted}
    found: dict[str, Statement | Stance] = {}
    for said in documents:
        items: list[Statement | Stance] = [*said.statements, *said.stances]
        found |= {item.id: item for item in items if item.id in ids}
    for one in wanted:
        if one.item not in found:
            raise InputError(
                f"nothing that was read has the id `{one.item}`; `servanda evidence CASE` lists all"
            )
        if one.verdict == "correct":
            check_correction(found[one.item], one.field, one.value)
    for one in wanted:
        made = decisions.record(
            found[one.item], one.verdict, by, field=one.field, value=one.value, why=why
        )
        typer.echo(f"{made.verdict}: {made.on} {made.quote[:60]}")


def _list(said: Said, decisions: Decisions, speaker: str, about: str, as_json: bool) -> None:
    for statement in decisions.applied(said.statements):
        actor = statement.speaker.actor if statement.speaker else ""
        name = statement.speaker.name if statement.speaker else ""
        if _is_asked_for(speaker, actor, name) and (not about or about in statement.issues):
            _print(said, statement, name, statement.act, decisions, as_json)
    for stance in decisions.applied_to_stances(said.stances):
        if _is_asked_for(speaker, stance.actor) and about in ("", stance.issue):
            what = f"{stance.position}: {stance.issue}"
            _print(said, stance, stance.actor, what, decisions, as_json)


def _is_asked_for(wanted: str, actor: str, name: str = "") -> bool:
    from servanda.reading.who.tables import actors

    known = actors()[actor].name if actor in actors() else ""
    return not wanted or any(wanted in each.casefold() for each in (actor, name, known))


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
