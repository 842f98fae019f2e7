"""What was read for a case looked through: listed, accepted, corrected, rejected."""

from __future__ import annotations

import getpass
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from servanda.door.read import said_in_paths, store_of
from servanda.errors import InputError

if TYPE_CHECKING:
    from servanda.evidence.records import Stance, Statement
    from servanda.reading.decisions import Decision, Decisions, Verdict
    from servanda.reading.decisions import Item as Decidable
    from servanda.reading.packages.answers import Answered
    from servanda.reading.packages.parties import Parties
    from servanda.reading.packages.promises import Promise
    from servanda.reading.packages.terms import Term
    from servanda.reading.read import Said

__all__ = ["Decided", "Item", "Items", "decide", "documents_of", "evidence"]


@dataclass(frozen=True)
class Item:
    """One thing that was read for a case: a statement or a stance, and what was decided on it."""

    id: str
    doc: str
    who: str
    what: str
    quote: str
    confidence: float
    decision: str

    def __str__(self) -> str:
        mark = f" [{self.decision}]" if self.decision else ""
        who = self.who or "somebody"
        return f"{self.id}{mark} {who} ({self.what}, {self.confidence:.2f}): {self.quote}"

    def to_dict(self) -> dict[str, Any]:
        """Return it as `--json` prints it."""
        return vars(self) | {"decision": self.decision or None}


class Items(tuple[Item, ...]):
    """What was read for a case, an item a line."""

    __slots__ = ()

    def __str__(self) -> str:
        return "\n".join(map(str, self))

    def __repr__(self) -> str:
        decided = sum(bool(item.decision) for item in self)
        return f"<{len(self)} items read, {decided} decided>"


def evidence(
    case: str | PathLike[str], *, speaker: str = "", about: str = "", doc: str = ""
) -> Items:
    """List what was read for a case, what a draft offers to add, and what was decided on it.

    Parameters: `speaker`, only what this actor says or stands for; `about`, only what touches this
    issue; `doc`, only this document.

    Raises: InputError where nothing was read for the case.
    """
    from servanda.reading.decisions import Decisions

    folder = _folder(Path(case))
    documents = documents_of(Path(case))
    decisions, wanted = Decisions(folder), speaker.casefold()
    found = [
        item
        for said in documents
        if not doc or said.source.id == doc
        for item in _items(said, decisions, wanted, about)
    ]
    if not about:
        found += _plan(documents, folder, decisions, wanted, doc)
    return Items(found)


@dataclass(frozen=True)
class Decided:
    """What was decided, and how many entries of the case were written for it."""

    decisions: tuple[Decision, ...]
    written: int = 0


def decide(
    case: str | PathLike[str],
    *,
    accept: Iterable[str] = (),
    reject: Iterable[str] = (),
    correct: Iterable[str] = (),
    by: str = "",
    why: str = "",
    documents: list[Said] | None = None,
) -> Decided:
    """Accept, reject or correct what was read for a case, in a file that git merges.

    Parameters: ids to `accept` and `reject`; corrections as `ID:field=value`; `by`, who decides,
    the login by default; `why`, for those who read the decision later; `documents`, what was read,
    where it is at hand. All of them or none. What a draft offers is written into the case where it
    is accepted.

    Raises: InputError for an unknown id or a correction that is none.
    """
    from servanda.drafting.update import apply_changes
    from servanda.reading.decisions import Decisions

    folder = _folder(Path(case))
    wanted = [_Wanted("accept", item) for item in accept]
    wanted += [_Wanted("reject", item) for item in reject]
    wanted += [_correction(item) for item in correct]
    found = _found(folder, documents_of(Path(case)) if documents is None else documents, wanted)
    taken = _taken(folder, wanted, found)
    if taken:
        apply_changes(folder, taken)
    decisions, who = Decisions(folder), by or getpass.getuser()
    made = tuple(
        decisions.record(
            found[one.item], one.verdict, who, field=one.field, value=one.value, why=why
        )
        for one in wanted
    )
    return Decided(made, len(taken))


def _folder(case: Path) -> Path:
    return case if case.is_dir() else case.parent


def documents_of(case: Path) -> list[Said]:
    """Return what was read for a case: as kept, else its sources, read now.

    Raises: InputError where nothing was read for it.
    """
    from servanda.reading.many.store import Store

    folder = _folder(case)

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
    documents: list[Said],
) -> tuple[list[Answered | Term | Promise], Parties | None]:
    """Return what the documents tell of plans, nothing where they tell of no war."""
    from servanda.drafting.sides import belligerents_of, describes_a_war
    from servanda.reading.packages.each_plan import packages_in

    read = [said for said in documents if not said.unread]
    if not describes_a_war(read):
        return [], None
    try:
        parties, war = belligerents_of(read)
    except InputError:  # who fights whom is not sure; `draft` says so, and how to say it
        return [], None
    packages = packages_in(read, parties, war.all)
    return [item for package in packages for item in package.items], parties


def _plan(
    documents: list[Said], folder: Path, decisions: Decisions, speaker: str, doc: str
) -> Iterator[Item]:
    """Yield the answers, terms and promises of the plan, and what a draft offers to add."""
    from servanda.drafting.update import offered

    items, parties = _plan_items(documents)
    for item in items:
        who, what = _told(item, parties)
        cited = item.citations[0].source if hasattr(item, "citations") else item.citation.source
        if (not doc or cited == doc) and (not speaker or speaker in who.casefold()):
            yield _row(item.id, cited, who, what, item.quote, 1.0, decisions)
    for change in offered(folder) if not (speaker or doc) else ():
        if not decisions.verdict(change.id):
            yield _row(change.id, "", "draft", str(change), change.quote, 1.0, decisions)


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
class _Wanted:
    """A decision asked for: on which item, and, for a correction, which field becomes what."""

    verdict: Verdict
    item: str
    field: str = ""
    value: str = ""


def _correction(words: str) -> _Wanted:
    item, _, change = words.partition(":")
    field, equals, value = change.partition("=")
    if not equals:
        raise InputError(f"--correct: `{words}` lacks the change; write ID:field=value")
    return _Wanted("correct", item, field.strip(), value.strip())


def _found(folder: Path, documents: list[Said], wanted: Sequence[_Wanted]) -> dict[str, Decidable]:
    """Find every item before any is decided on: a mistake in one decision leaves all undone."""
    from servanda.reading.decisions import check_correction

    found = _items_called({one.item for one in wanted}, folder, documents)
    for one in wanted:
        if one.item not in found:
            raise InputError(
                f"nothing that was read has the id `{one.item}`; `servanda evidence CASE` lists all"
            )
        if one.verdict == "correct":
            check_correction(found[one.item], one.field, one.value)
    return found


def _taken(folder: Path, wanted: Sequence[_Wanted], found: dict[str, Decidable]) -> list[Any]:
    """Return the changes of a draft that are accepted, with those that they need."""
    from servanda.drafting.update import Change, offered, with_companions

    accepted = [found[one.item] for one in wanted if one.verdict == "accept"]
    taken = [item for item in accepted if isinstance(item, Change)]
    return list(with_companions(taken, offered(folder))) if taken else []


def _items_called(ids: set[str], folder: Path, documents: list[Said]) -> dict[str, Decidable]:
    """Return the items of these ids: statements, stances, parts of the plan, offers of a draft."""
    from servanda.drafting.update import offered

    found: dict[str, Decidable] = {}
    for said in documents:
        found |= {item.id: item for item in said.statements if item.id in ids}
        found |= {item.id: item for item in said.stances if item.id in ids}
    if ids - found.keys() and any(id[:1] in "atg" for id in ids):
        items, _ = _plan_items(documents)
        found |= {item.id: item for item in items if item.id in ids}
    return found | {change.id: change for change in offered(folder) if change.id in ids}


def _items(said: Said, decisions: Decisions, speaker: str, about: str) -> Iterator[Item]:
    for statement in decisions.applied(said.statements):
        actor = statement.speaker.actor if statement.speaker else ""
        name = statement.speaker.name if statement.speaker else ""
        if _is_asked_for(speaker, actor, name) and (not about or about in statement.issues):
            yield _item(said, statement, name, statement.act, decisions)
    for stance in decisions.applied_to_stances(said.stances):
        if _is_asked_for(speaker, stance.actor) and about in ("", stance.issue):
            what = f"{stance.position}: {stance.issue}"
            yield _item(said, stance, stance.actor, what, decisions)


def _is_asked_for(wanted: str, actor: str, name: str = "") -> bool:
    from servanda.reading.who.tables import actors

    known = actors()[actor].name if actor in actors() else ""
    return not wanted or any(wanted in each.casefold() for each in (actor, name, known))


def _item(said: Said, item: Statement | Stance, who: str, what: str, decisions: Decisions) -> Item:
    return _row(item.id, said.source.id, who, what, item.quote, item.confidence, decisions)


def _row(
    id: str, doc: str, who: str, what: str, words: str, confidence: float, decisions: Decisions
) -> Item:
    verdict = decisions.verdict(id) or ""
    return Item(id, doc, who, what, " ".join(words.split()), confidence, verdict)
