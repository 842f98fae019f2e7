"""Articles read, what was read looked through, and a first case drafted from them."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from servanda.errors import InputError

if TYPE_CHECKING:
    from servanda.evidence.records import Stance, Statement
    from servanda.reading.decisions import Decision, Decisions, Verdict
    from servanda.reading.read import Said

__all__ = ["Item", "Items", "Readings", "draft", "evidence", "read", "said_in_paths", "store_of"]

Paths = str | PathLike[str] | Iterable[str | PathLike[str]]


class Readings(tuple["Said", ...]):
    """What articles say, a document each, in the order in which they were read."""

    __slots__ = ()

    def __repr__(self) -> str:
        counts = [sum(len(getattr(s, what)) for s in self) for what in ("statements", "stances")]
        unread = sum(bool(said.unread) for said in self)
        tail = f", {unread} unread" if unread else ""
        return f"<{len(self)} documents: {counts[0]} statements, {counts[1]} stances{tail}>"

    def _repr_html_(self) -> str:
        """Return who said what, for a notebook."""
        rows = "".join(
            f"<tr><td>{escape(said.source.id)}</td>"
            f"<td>{escape(each.speaker.name if each.speaker else 'somebody')}</td>"
            f"<td>{escape(each.act)}</td><td>{escape(' '.join(each.quote.split()))}</td></tr>"
            for said in self
            for each in said.statements
        )
        head = "".join(f"<th>{name}</th>" for name in ("document", "who", "act", "quote"))
        return (
            f"<p>{escape(repr(self)[1:-1])}</p>"
            f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        )


def read(paths: Paths, *, case: str | PathLike[str] | None = None) -> Readings:
    """Read articles: statements with speaker, kind, act and date, and who stands where.

    Parameters: `paths`, files and folders of text, HTML, Markdown, PDF, Word; `case`, where to
    keep what is read, so that only what is new is read.

    Raises: InputError for a path that is not there; what cannot be read says so in `unread`.
    """
    listed = _listed(paths)
    if case is None:
        return Readings(said_in_paths(listed))
    from servanda.reading.many.store import Store

    for _ in into_store(listed, Path(case)):
        pass
    with Store(store_of(Path(case))) as store:
        return Readings(store.documents())


def _listed(paths: Paths) -> list[Path]:
    if isinstance(paths, str | PathLike):
        return [Path(paths)]
    return [Path(path) for path in paths]


def said_in_paths(paths: Iterable[Path], stdin: Iterable[Said] = ()) -> Iterator[Said]:
    """Yield what each story says, the outlets that printed it listed, those of `stdin` first."""
    from servanda.reading.many.parallel import jobs_of, read_many
    from servanda.reading.many.wire_copies import merged
    from servanda.reading.text.article import files_in

    def each() -> Iterator[Said]:
        yield from stdin
        yield from (said for _, said in read_many(jobs_of(files_in(paths))) if said)

    yield from merged(each())


def store_of(case: Path) -> Path:
    """Return the file in which what was read for a case is kept; git should ignore it."""
    if not case.exists():
        raise InputError(f"no folder of a case is called {case}; make it, or begin with `new`")
    folder = case if case.is_dir() else case.parent
    return folder / ".servanda" / "read.sqlite"


def into_store(paths: Iterable[Path], case: Path) -> Iterator[tuple[Path, str]]:
    """Read what is new into the store of a case, yielding each path with what became of it."""
    from servanda.reading.many.store import Store

    place = store_of(case)
    with Store(place) as store:
        ignore = place.parent / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
        yield from store.read(paths)


def draft(
    paths: Paths | Iterable[Said],
    output: str | PathLike[str],
    *,
    challenger: str = "",
    protege: str = "",
    told: Callable[[Said], None] | None = None,
) -> list[Path]:
    """Begin a case from articles: actors, issues, proposals, stances and quotes, gaps marked.

    Parameters: `paths`, or what `read` gave; `output`, a folder that holds no case yet;
    `challenger`, `protege`, where they are misread; `told`, called with each document read.

    Returns the files written. Raises: InputError.
    """
    from servanda.drafting.draft import write_draft

    documents = _documents(paths)
    watched = _watched(documents, told) if told else documents
    return write_draft(watched, Path(output), challenger=challenger, protege=protege)


def _documents(paths: Paths | Iterable[Said]) -> Iterator[Said]:
    """Yield documents: those given, and what is said where a path is given instead."""
    if isinstance(paths, str | PathLike):
        paths = [paths]
    for one in paths:
        if isinstance(one, str | PathLike):
            yield from said_in_paths([Path(one)])
        else:
            yield one


def _watched(documents: Iterable[Said], told: Callable[[Said], None]) -> Iterator[Said]:
    for said in documents:
        told(said)
        yield said


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
    case: str | PathLike[str],
    *,
    speaker: str = "",
    about: str = "",
    doc: str = "",
) -> Items:
    """List what was read for a case, and what was decided on it.

    Parameters: `speaker`, only what this actor says or stands for; `about`, only what touches this
    issue; `doc`, only this document.

    Raises: InputError where nothing was read for the case.
    """
    from servanda.reading.many.store import Store

    place, decisions = _read_for(Path(case))
    with Store(place) as store:
        return Items(
            item
            for said in store.documents()
            if not doc or said.source.id == doc
            for item in _items(said, decisions, speaker.casefold(), about)
        )


def decide(
    case: str | PathLike[str],
    *,
    accept: Iterable[str] = (),
    reject: Iterable[str] = (),
    correct: Iterable[str] = (),
    by: str = "",
    why: str = "",
) -> list[Decision]:
    """Accept, reject or correct what was read for a case, in a file that git merges.

    Parameters: ids to `accept` and `reject`; corrections as `ID:field=value`; `by`, who decides,
    the login by default; `why`, for those who read the decision later. All of them or none.

    Raises: InputError for an unknown id or a correction that is none.
    """
    from servanda.reading.many.store import Store

    place, decisions = _read_for(Path(case))
    wanted = [_Wanted("accept", item) for item in accept]
    wanted += [_Wanted("reject", item) for item in reject]
    wanted += [_correction(item) for item in correct]
    with Store(place) as store:
        found = _found(store.documents(), wanted)
    return [
        decisions.record(
            found[one.item], one.verdict, by or getpass.getuser(),
            field=one.field, value=one.value, why=why,
        )
        for one in wanted
    ]  # fmt: skip


def _read_for(case: Path) -> tuple[Path, Decisions]:
    from servanda.reading.decisions import Decisions

    place = store_of(case)
    if not place.exists():
        raise InputError(
            f"nothing was read for {case} yet; begin with `servanda read PATH --case {case}`"
        )
    return place, Decisions(case if case.is_dir() else case.parent)


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


def _found(documents: Iterable[Said], wanted: list[_Wanted]) -> dict[str, Statement | Stance]:
    """Find every item before any is decided on: a mistake in one decision leaves all undone."""
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
    return found


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
    quote = " ".join(item.quote.split())
    verdict = decisions.verdict(item.id) or ""
    return Item(item.id, said.source.id, who, what, quote, item.confidence, verdict)
