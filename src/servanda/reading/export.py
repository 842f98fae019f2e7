"""What articles say as tables (CSV, JSON lines, Parquet) or as a project of coded texts.

A row of `stances` is what discourse network analysis calls a statement [@Leifeld2017]: document,
person, organisation, concept, agreement, date, over a span of text.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any, Literal

from servanda.errors import InputError, MissingExtraError
from servanda.escaping.csv_cells import csv_writer
from servanda.escaping.json_text import json_text
from servanda.evidence.records import Statement
from servanda.evidence.span import Span
from servanda.reading.many.plain_values import to_plain
from servanda.reading.read import Said
from servanda.reading.who.tables import actors
from servanda.saving import Transaction

__all__ = ["TABLES", "Table", "export", "line_of", "rows_of"]

Table = Literal["statements", "stances", "mentions", "events"]
Row = dict[str, Any]
_AGREEMENT = {"support": "yes", "oppose": "no"}


def _document(said: Said) -> Row:
    source = said.source
    return {
        "document": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "outlets": "; ".join(source.outlets),
        "published": source.published.isoformat() if source.published else "",
    }


def _place(spans: Iterable[Span]) -> str:
    return " ".join(f"{span.start}-{span.end}" for span in spans)


def _statements(said: Said) -> Iterator[Row]:
    for s in said.statements:
        speaker = s.speaker
        yield {
            "id": s.id, **_document(said),
            "speaker": speaker.actor if speaker else "",
            "name": speaker.name if speaker else "",
            "role": speaker.role if speaker else "",
            "organisation": speaker.organisation if speaker else "",
            "side": speaker.side if speaker else "",
            "kind": s.kind, "act": s.act, "polarity": s.polarity, "quote": s.quote,
            "hedge": s.hedge.of(said.text) if s.hedge else "",
            "condition": s.condition.of(said.text) if s.condition else "",
            "said_on": (s.said_on.value or "") if s.said_on else "",
            "place": s.place, "nested_in": s.nested_in or "", "issues": "; ".join(s.issues),
            "source_at": _place(s.source), "cue_at": _place(s.cue), "content_at": _place(s.content),
            "confidence": s.confidence,
        }  # fmt: skip


def _stances(said: Said) -> Iterator[Row]:
    names = {issue.id: issue.name for issue in said.issues}
    dates = {s.id: s.said_on.value for s in said.statements if s.said_on}
    for s in said.stances:
        known = actors().get(s.actor)
        person = known.name if known and known.kind == "person" else ""
        belongs = actors()[known.side].name if known and known.side in actors() else ""
        published = said.source.published
        yield {
            "id": s.id, **_document(said), "person": person,
            "organisation": belongs if person else (known.name if known else s.actor),
            "concept": names.get(s.issue, s.issue), "agreement": _AGREEMENT.get(s.position, ""),
            "date": dates.get(s.asserted_by) or (published.isoformat() if published else ""),
            "actor": s.actor, "issue": s.issue, "position": s.position,
            "commitment": s.commitment or "", "asserted_by": s.asserted_by, "quote": s.quote,
            "start": s.evidence.start, "end": s.evidence.end, "hedged": s.hedged,
            "confidence": s.confidence,
        }  # fmt: skip


def _mentions(said: Said) -> Iterator[Row]:
    for m in said.mentions:
        yield {
            "document": m.document, "actor": m.actor, "how": m.how, "words": m.span.of(said.text),
            "start": m.span.start, "end": m.span.end,
        }  # fmt: skip


def _events(said: Said) -> Iterator[Row]:
    for e in said.events:
        yield {
            "document": e.document, "date": e.when.value or "", "words": e.when.span.of(said.text),
            "quote": e.quote, "start": e.span.start, "end": e.span.end,
        }  # fmt: skip


TABLES: Mapping[Table, Callable[[Said], Iterator[Row]]] = {
    "statements": _statements,
    "stances": _stances,
    "mentions": _mentions,
    "events": _events,
}
"""What can be exported."""


def rows_of(documents: Iterable[Said], table: Table) -> Iterator[Row]:
    """Yield the rows of a table, one document held at a time."""
    for said in documents:
        yield from TABLES[table](said)


def line_of(said: Said, statement: Statement) -> Row:
    """Return a statement as one line of the attribution scorer's form, with what it means.

    `source`, `cue` and `content` are lists of [start, end] in code points of the file's own text,
    its line ends read as newlines. That is the stored text but for letters which the file spells
    apart from their accents or in two encodings; `quote` is of the stored text.
    """
    starts = [at for at, _ in said.moved]

    def place(at: int) -> int:
        i = bisect_right(starts, at)
        return at + (said.moved[i - 1][1] if i else 0)

    def pairs(spans: Iterable[Span]) -> list[list[int]] | None:
        return [[place(span.start), place(span.end)] for span in spans] or None

    speaker = to_plain(statement.speaker) if statement.speaker else None
    return {
        "doc": said.source.id,
        "source": pairs(statement.source),
        "cue": pairs(statement.cue),
        "content": pairs(statement.content) or [],
        "speaker": speaker,
        "kind": statement.kind,
        "act": statement.act,
        "polarity": statement.polarity,
        "quote": statement.quote,
        "date": statement.said_on.value if statement.said_on else None,
        "place": statement.place or None,
        "issues": list(statement.issues),
        "nested_in": statement.nested_in,
        "id": statement.id,
        "confidence": statement.confidence,
    }


def export(documents: Iterable[Said], path: Path, table: Table = "stances") -> int:
    """Write a table to `path` and return its number of rows; the ending says the form.

    `.csv` (with a header), `.jsonl` (one object a line) or `.parquet`. Nothing is dropped or
    shortened; a table without rows is written as an empty one. What the file held before is kept
    until all is written. A CSV opens safely in a spreadsheet: it begins with a byte-order mark,
    without which accents are misread, and what would be run as a formula has an apostrophe before
    it (`servanda.escaping.csv_cells.read_back` takes it off). `.qdpx` and `.dna` are no tables but
    projects of all statements and stances, for programs of qualitative analysis
    (`servanda.reading.refi`) and for Discourse Network Analyzer (`servanda.reading.dna`); what is
    coded in them is counted.

    Raises `InputError` for another ending or table, `MissingExtraError` for Parquet without
    duckdb.
    """
    if table not in TABLES:
        raise InputError(f"no table is called {table!r}; choose one of {', '.join(TABLES)}")
    if path.suffix not in {".qdpx", ".dna", *_WRITERS}:
        raise InputError(f"{path.name}: the ending must be .csv, .jsonl, .parquet, .qdpx or .dna")
    if not path.parent.is_dir():
        raise InputError(f"{path}: no folder is called {path.parent}; make it first")
    with Transaction() as saving:
        part = saving.part(path)
        if path.suffix == ".qdpx":
            from servanda.reading.refi import write_project

            return write_project(documents, part, path.stem)
        if path.suffix == ".dna":
            from servanda.reading.dna import write_dna

            return write_dna(documents, part)
        return _WRITERS[path.suffix](rows_of(documents, table), part)


def _csv(rows: Iterator[Row], path: Path) -> int:
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="", errors="replace") as file:
        writer = csv_writer(file)
        for row in rows:
            if not count:
                writer.writerow(row)
            writer.writerow(row.values())
            count += 1
    return count


def _lines(rows: Iterator[Row], path: Path) -> int:
    count = 0
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        for row in rows:
            file.write(json_text(row) + "\n")
            count += 1
    return count


def _parquet(rows: Iterator[Row], path: Path) -> int:
    if not find_spec("duckdb"):
        raise MissingExtraError("writing Parquet", "tables")
    import duckdb

    with TemporaryDirectory() as folder:
        lines = Path(folder) / "rows.jsonl"
        count = _lines(rows, lines)
        table = duckdb.connect()
        if count:
            columns = _types(lines)
            found = table.read_json(str(lines), format="newline_delimited", columns=columns)
        else:
            found = table.sql("select null::varchar as document where false")
        whole = Path(folder) / "rows.parquet"
        found.write_parquet(str(whole))
        table.close()
        copyfile(whole, path)  # the part keeps its lock, which a file put in its place would lack
    return count


def _types(lines: Path) -> dict[str, str]:
    """Return the columns by the first row; nothing is guessed, so text stays text."""
    names = {str: "VARCHAR", bool: "BOOLEAN", int: "BIGINT", float: "DOUBLE"}
    with lines.open(encoding="utf-8") as file:
        row: Row = json.loads(file.readline())
    return {name: names[type(value)] for name, value in row.items()}


_WRITERS: Mapping[str, Callable[[Iterator[Row], Path], int]] = {
    ".csv": _csv,
    ".jsonl": _lines,
    ".ndjson": _lines,
    ".parquet": _parquet,
}
"""Who writes a table, by the ending of its file."""
