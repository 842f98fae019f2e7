"""What the case rests on: its sources, what was read in them, and what was decided on it."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from servanda.case.checks.sources import SourceTexts, UnreadableError
from servanda.case.keys.case import Case
from servanda.case.parts import citations_in
from servanda.errors import InputError, MissingExtraError, ServandaError
from servanda.evidence.quotes import QuoteFinder
from servanda.evidence.span import Span
from servanda.workbench.exceptions import NoCaseError
from servanda.workbench.rows import Row
from servanda.workbench.session import Session

if TYPE_CHECKING:
    from servanda.reading.read import Said

__all__ = ["Evidence"]

_BLANK = re.compile(r"\n[ \t]*\n")
MOST_STATEMENTS = 5_000


class Evidence:
    """The evidence of a session's case, read once for what lies in its folder."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._read: tuple[object, list[Said], str] | None = None
        self._lock = threading.Lock()

    # --- what was read -------------------------------------------------------------------------

    def _documents(self) -> tuple[list[Said], str]:
        """Return what was read for the case, and why nothing was where nothing was."""
        folder = self.session.folder
        with self._lock:
            state = _state_of(folder)
            if self._read is None or self._read[0] != state:
                found, why = _read_for(folder)
                self._read = (state, found, why)
            return self._read[1], self._read[2]

    def overview(self, asked: Mapping[str, str]) -> Row:
        """Return the sources, and the statements in them that a filter lets through."""
        session = self.session
        documents, why = self._documents()
        sources, alias = self._sources(documents)
        every = list(_statements(documents, session.folder, alias))
        chosen = [each for each in every if _is_asked_for(each, asked)]
        return {
            "revision": session.revision,
            "revision_of_file": session.file_hash,
            "sources": sources,
            "statements": chosen[:MOST_STATEMENTS],
            "left_out": max(0, len(chosen) - MOST_STATEMENTS),
            "facets": {key: _counted(every, key) for key in ("actor", "issue", "act")},
            "total": len(every),
            "decided": sum(bool(each["decision"]) for each in every),
            "why_none": why or None,
        }

    def _case(self) -> Case | None:
        try:
            return self.session.case
        except (NoCaseError, ServandaError):
            return None

    def _sources(self, documents: list[Said]) -> tuple[list[Row], dict[str, str]]:
        """Return the sources, those of the case first, and by what name each document goes."""
        case = self._case()
        rows, alias = [], {}
        by_file = {}
        for name, source in (case.sources if case else {}).items():
            rows.append({"id": name, "title": source.title, "date": source.published.isoformat(),
                         "publisher": source.publisher, "in_case": True})  # fmt: skip
            by_file[Path(source.file).stem] = name
        known = {row["id"] for row in rows}
        for said in documents:
            own = said.source
            name = by_file.get(own.id, own.id)
            alias[own.id] = name
            if name not in known:
                known.add(name)
                day = own.published.isoformat() if own.published else None
                rows.append({"id": name, "title": own.title or own.id, "date": day,
                             "publisher": own.publisher, "in_case": False})  # fmt: skip
        return rows, alias

    # --- one source ----------------------------------------------------------------------------

    def source(self, name: str) -> Row:
        """Return the text of a source by paragraphs, with what is marked in it.

        Raises: InputError where there is no such source.
        """
        documents, _ = self._documents()
        rows, alias = self._sources(documents)
        row = next((each for each in rows if each["id"] == name), None)
        if row is None:
            raise InputError(f"no source is called {name[:80]!r}; go back to the list")
        said = next((each for each in documents if alias[each.source.id] == name), None)
        case = self._case()
        text, why = (said.text, "") if said else _text_of(case, self.session.folder, name)
        marks = list(_cited(case, name, text)) if case else []
        if said:
            marks += [
                {"start": span.start, "end": span.end, "statement": each.id, "used_by": []}
                for each in said.statements
                for span in each.content
            ]
        if not text:
            quotes = [mark["quote"] for mark in _quotes_of(case, name)] if case else []
            return {**row, "paragraphs": [], "marks": [], "quotes": quotes, "why_not": why}
        return {
            **row,
            "paragraphs": [
                {"start": s.start, "end": s.end, "text": s.of(text)} for s in _paragraphs(text)
            ],
            "marks": sorted(marks, key=lambda mark: (mark["start"], -mark["end"])),
            "why_not": None,
        }

    # --- decisions -----------------------------------------------------------------------------

    def decide(self, id: str, decision: str, change: Mapping[str, Any]) -> Row:
        """Accept, correct, reject, or take back what was decided; return the statement.

        Raises: InputError for an unknown id, decision or correction.
        """
        from servanda.door.evidence import decide
        from servanda.reading.decisions import Decisions

        folder = self.session.folder
        # What was read is at hand: it is not read again for every key that is pressed.
        documents, _ = self._documents()
        if decision == "undecided":
            Decisions(folder).take_back(id)
        elif decision == "correct":
            pairs = [f"{id}:{key}={value}" for key, value in change.items() if value is not None]
            if not pairs:
                raise InputError("a correction says what is corrected; send {as: {field: value}}")
            decide(folder, correct=pairs, documents=documents)
        elif decision == "accept":
            decide(folder, accept=[id], documents=documents)
        elif decision == "reject":
            decide(folder, reject=[id], documents=documents)
        else:
            raise InputError(f"{decision[:40]!r} is no decision; it is accept, correct or reject")
        _, alias = self._sources(documents)
        rows = (each for each in _statements(documents, folder, alias) if each["id"] == id)
        return next(rows, {"id": id, "decision": None if decision == "undecided" else decision})


def _state_of(folder: Path) -> object:
    """Return what tells whether something else is to be read."""
    places = [folder / ".servanda" / "read.sqlite", folder / "sources"]
    places += sorted((folder / "sources").glob("*")) if places[1].is_dir() else []
    return tuple((str(p), p.stat().st_mtime_ns) for p in places if p.exists())


def _read_for(folder: Path) -> tuple[list[Said], str]:
    """Return what was read for a case: as it is kept, else its sources, read now."""
    from servanda.door.evidence import documents_of

    try:
        return [said for said in documents_of(folder) if not said.unread], ""
    except (InputError, MissingExtraError) as error:
        return [], str(error)


def _statements(documents: list[Said], folder: Path, alias: Mapping[str, str]) -> Iterator[Row]:
    """Yield every statement as it was read, corrections made, with what was decided on it."""
    from servanda.reading.decisions import Decisions

    decisions = Decisions(folder)
    for said in documents:
        corrected = {each.id: each for each in decisions.applied(said.statements)}
        day = said.source.published or said.day
        for statement in said.statements:
            shown = corrected.get(statement.id, statement)
            span = statement.content[0] if statement.content else Span(0, 0)
            speaker = shown.speaker
            yield {
                "id": statement.id,
                "source": alias[said.source.id],
                "quote": " ".join(shown.quote.split()),
                "start": span.start,
                "end": span.end,
                "actor": (speaker.name or speaker.actor) if speaker else "",
                "act": shown.act,
                "kind": shown.kind,
                "polarity": shown.polarity,
                "issue": shown.issues[0] if shown.issues else "",
                "issues": list(shown.issues),
                "date": shown.said_on.value if shown.said_on and shown.said_on.value
                else day.isoformat() if day else None,
                "confidence": round(float(shown.confidence), 3),
                "decision": decisions.verdict(statement.id),
            }  # fmt: skip


def _is_asked_for(row: Row, asked: Mapping[str, str]) -> bool:
    day = row["date"] or ""
    return (
        asked.get("actor", "") in ("", row["actor"])
        and asked.get("act", "") in ("", row["act"])
        and (not asked.get("issue") or asked["issue"] in row["issues"])
        and (not asked.get("since") or day >= asked["since"])
        and (not asked.get("until") or (day != "" and day[:10] <= asked["until"]))
    )


def _counted(rows: list[Row], key: str) -> list[list[Any]]:
    if key == "issue":
        counted = Counter(issue for row in rows for issue in row["issues"])
    else:
        counted = Counter(row[key] for row in rows if row[key])
    return [[name, count] for name, count in counted.most_common(200)]


def _text_of(case: Case | None, folder: Path, name: str) -> tuple[str, str]:
    """Return the text of a source of the case, or why it is not here."""
    record = case.sources.get(name) if case else None
    if record is None or not record.file:
        return "", "the case does not say where its text lies; its quotations stand alone"
    try:
        return SourceTexts(folder).finder(record.file).text, ""
    except UnreadableError as error:
        return "", "; ".join(map(str, error.args))


def _quotes_of(case: Case, name: str) -> Iterator[Row]:
    found: dict[str, list[str]] = {}
    for path, citation in citations_in(case):
        if citation.source == name:
            owner = [str(part) for part in path]
            last = len(owner) - 1 - owner[::-1].index("cite") if "cite" in owner else len(owner)
            found.setdefault(citation.quote, []).append(".".join(owner[:last]))
    for quote, used in found.items():
        yield {"quote": quote, "used_by": list(dict.fromkeys(used))}


def _cited(case: Case, name: str, text: str) -> Iterator[Row]:
    """Yield where the case quotes a source."""
    finder = QuoteFinder(text)
    for each in _quotes_of(case, name):
        place = finder.find(each["quote"])
        if isinstance(place, Span):
            yield {"start": place.start, "end": place.end, "statement": None,
                   "used_by": each["used_by"]}  # fmt: skip


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for gap in _BLANK.finditer(text):
        if text[start : gap.start()].strip():
            yield Span(start, gap.start())
        start = gap.end()
    if text[start:].strip():
        yield Span(start, len(text))
