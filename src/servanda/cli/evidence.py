"""servanda evidence: look through what was read for a case, and accept, correct or reject it."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli.options import CasePath, Json
from servanda.cli.read import store_of
from servanda.errors import InputError
from servanda.escaping.hidden import line
from servanda.escaping.json_text import json_text
from servanda.escaping.terminal import json_for_stdout

if TYPE_CHECKING:
    from servanda.evidence.records import Stance, Statement
    from servanda.reading.decisions import Decisions, Item, Verdict
    from servanda.reading.packages.answers import Answered
    from servanda.reading.packages.parties import Parties
    from servanda.reading.packages.plan import Package
    from servanda.reading.packages.promises import Promise
    from servanda.reading.packages.terms import Term
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

    folder = case if case.is_dir() else case.parent
    documents = _documents(case, folder)
    decisions = Decisions(folder)
    wanted = [Wanted("accept", item) for item in accept or ()]
    wanted += [Wanted("reject", item) for item in reject or ()]
    wanted += [_correction(item) for item in correct or ()]
    if wanted:
        _decide(folder, decisions, documents, wanted, by or getpass.getuser(), why)
        return
    for said in documents:
        if not doc or said.source.id == doc:
            _list(said, decisions, speaker.casefold(), about, as_json)
    if not about:
        _list_plan(documents, folder, decisions, speaker.casefold(), doc, as_json)


def _documents(case: Path, folder: Path) -> list[Said]:
    """Return what was read for a case: as kept, else its sources, read now."""
    from servanda.cli.read import said_in_paths
    from servanda.reading.many.store import Store

    place = store_of(case)
    if place.exists():
        with Store(place) as store:
            return list(store.documents())
    if (folder / "sources").is_dir() and any((folder / "sources").iterdir()):
        return list(said_in_paths([folder / "sources"]))
    raise InputError(
        f"nothing was read for {case} yet; begin with `servanda read PATH --case {case}`"
    )


def _plan_items(
    documents: list[Said], decisions: Decisions | None = None
) -> tuple[Package | None, Parties | None]:
    """Return the plan that the documents tell of, None where they tell of no war."""
    from servanda.drafting.sides import belligerents_of, describes_a_war
    from servanda.reading.packages.plan import package_in

    read = [said for said in documents if not said.unread]
    if not describes_a_war(read):
        return None, None
    try:
        parties, war = belligerents_of(read)
    except InputError as unsure:
        typer.echo(f"no plan was read: {unsure}", err=True)
        return None, None
    return package_in(read, parties, war.all, decisions=decisions), parties


def _list_plan(
    documents: list[Said], folder: Path, decisions: Decisions, speaker: str, doc: str, as_json: bool
) -> None:
    """List the answers, terms and promises of the plan, and what a draft offers to add."""
    from servanda.drafting.update import offered

    package, parties = _plan_items(documents)
    for item in package.items if package and parties else ():
        who, what = _told(item, parties)
        cited = item.citations[0].source if hasattr(item, "citations") else item.citation.source
        if (not doc or cited == doc) and (not speaker or speaker in who.casefold()):
            _print_row(item.id, cited, who, what, item.quote, 1.0, decisions, as_json)
    for change in offered(folder) if not (speaker or doc) else ():
        if not decisions.verdict(change.id):
            _print_row(change.id, "", "draft", str(change), change.quote, 1.0, decisions, as_json)


def _told(item: Answered | Term | Promise, parties: Parties | None) -> tuple[str, str]:
    """Return whose an item of the plan is, and what it says."""
    from servanda.reading.packages.answers import Answered
    from servanda.reading.packages.promises import Promise

    assert parties is not None
    if isinstance(item, Answered):
        hangs = f", if: {item.condition}" if item.condition else ""
        return parties.called(item.party), f"{item.answer}{hangs}"
    if isinstance(item, Promise):
        return " and ".join(map(parties.called, item.who)) or item.body, f"promise: {item.kind}"
    return " and ".join(map(parties.called, item.parties)) or "plan", f"term: {item.issue}"


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
    folder: Path,
    decisions: Decisions,
    documents: list[Said],
    wanted: list[Wanted],
    by: str,
    why: str,
) -> None:
    """Find every item, then decide: a mistake in one decision leaves all undone."""
    from servanda.drafting.update import Change, apply_changes, offered, with_companions
    from servanda.reading.decisions import check_correction

    found = _items_called({one.item for one in wanted}, folder, documents)
    for one in wanted:
        if one.item not in found:
            raise InputError(
                f"nothing that was read has the id `{one.item}`; `servanda evidence CASE` lists all"
            )
        if one.verdict == "correct":
            check_correction(found[one.item], one.field, one.value)
    taken = [
        c for one in wanted if one.verdict == "accept" and isinstance(c := found[one.item], Change)
    ]
    if taken:
        taken = with_companions(taken, offered(folder))
        apply_changes(folder, taken)
    for one in wanted:
        made = decisions.record(
            found[one.item], one.verdict, by, field=one.field, value=one.value, why=why
        )
        typer.echo(line(f"{made.verdict}: {made.on} {made.quote[:60]}"))
    if taken:
        typer.echo(f"wrote {len(taken)} entries into {folder / 'case.yaml'}")


def _items_called(ids: set[str], folder: Path, documents: list[Said]) -> dict[str, Item]:
    """Return the items of these ids: statements, stances, parts of the plan, offers of a draft."""
    from servanda.drafting.update import offered

    found: dict[str, Item] = {}
    for said in documents:
        found |= {item.id: item for item in said.statements if item.id in ids}
        found |= {item.id: item for item in said.stances if item.id in ids}
    if ids - found.keys() and any(id[:1] in "atg" for id in ids):
        package, _ = _plan_items(documents)
        found |= {item.id: item for item in (package.items if package else ()) if item.id in ids}
    return found | {change.id: change for change in offered(folder) if change.id in ids}


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
    _print_row(item.id, said.source.id, name, what, item.quote, item.confidence, decisions, as_json)


def _print_row(
    id: str,
    doc: str,
    who: str,
    what: str,
    words: str,
    confidence: float,
    decisions: Decisions,
    as_json: bool,
) -> None:
    verdict, quote = decisions.verdict(id) or "", " ".join(words.split())
    if as_json:
        row = {"id": id, "doc": doc, "who": who, "what": what, "quote": quote,
               "confidence": confidence, "decision": verdict or None}  # fmt: skip
        typer.echo(json_for_stdout(json_text(row)))
    else:
        mark = f" [{verdict}]" if verdict else ""
        typer.echo(line(f"{id}{mark} {who or 'somebody'} ({what}, {confidence:.2f}): {quote}"))
