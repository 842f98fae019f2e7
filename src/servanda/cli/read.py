"""servanda read: who said what in articles, each with its exact place in the text."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli.options import Json
from servanda.errors import InputError

if TYPE_CHECKING:
    from servanda.reading.read import Said

__all__ = ["read", "said_in_paths", "store_of"]

Paths = Annotated[
    list[Path],
    typer.Argument(help="Articles: text, HTML, Markdown, PDF, Word; files, folders, or -."),
]


def read(
    paths: Paths,
    case: Annotated[
        Path | None, typer.Option(help="Keep what is read beside this case; read only what is new.")
    ] = None,
    export: Annotated[
        Path | None, typer.Option("--export", help="Write a table: .csv, .jsonl or .parquet.")
    ] = None,
    table: Annotated[
        str, typer.Option(help="Which table to export: stances, statements, mentions, events.")
    ] = "stances",
    as_json: Json = False,
) -> None:
    """Read articles: statements with speaker, kind, act and date, and who stands where."""
    _one_thread_a_process()
    if case is not None:
        _into_store(paths, case)
        if not as_json and export is None:
            return
        from servanda.reading.store import Store

        with Store(store_of(case)) as store:
            _show(store.documents(), export, table, as_json)
        return
    from servanda.reading.wire import first_copies

    streams = export is None  # a table lists the outlets of a story, known at the end alone
    documents = first_copies(_each(paths)) if streams else said_in_paths(paths)
    _show(documents, export, table, as_json)


def _one_thread_a_process() -> None:
    """Have matrix products run in one thread: small ones gain nothing from more.

    Called before anything loads NumPy; later it is not heard.
    """
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def store_of(case: Path) -> Path:
    """Return the file in which what was read for a case is kept; git should ignore it."""
    if not case.exists():
        raise InputError(f"no folder of a case is called {case}; make it, or begin with `new`")
    folder = case if case.is_dir() else case.parent
    return folder / ".servanda" / "read.sqlite"


def said_in_paths(paths: Iterable[Path]) -> Iterator[Said]:
    """Yield what each story says, the outlets that printed it listed; `-` is standard input."""
    _one_thread_a_process()
    from servanda.reading.wire import merged

    yield from merged(_each(paths))


def _each(paths: Iterable[Path]) -> Iterator[Said]:
    """Yield what each article says, as it is read, on all cores where there are many."""
    from servanda.reading.article import files_in, read_document
    from servanda.reading.many import jobs_of, read_many
    from servanda.reading.read import said_in, shipped_extractor

    files = []
    for path in paths:
        if str(path) == "-":
            yield said_in(read_document(sys.stdin.buffer, "stdin"), shipped_extractor())
        else:
            files.append(path)
    for _, said in read_many(jobs_of(files_in(files))):
        if said is not None:
            yield said


def _into_store(paths: Iterable[Path], case: Path) -> None:
    from servanda.reading.article import printable
    from servanda.reading.store import Store

    place = store_of(case)
    with Store(place) as store:
        ignore = place.parent / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
        counts: dict[str, int] = {}
        for path, outcome in store.read(paths):
            kind = outcome.partition(":")[0]
            counts[kind] = counts.get(kind, 0) + 1
            if kind == "unread":
                typer.echo(f"{printable(str(path))}: {outcome}", err=True)
        said = ", ".join(f"{number} {outcome}" for outcome, number in sorted(counts.items()))
        typer.echo(f"{said or 'nothing to read'}; kept in {place}", err=True)


def _show(documents: Iterable[Said], export: Path | None, table: str, as_json: bool) -> None:
    if export is not None:
        from servanda.reading.export import export as write_table

        tables = ("stances", "statements", "mentions", "events")
        if table not in tables:
            raise InputError(f"--table: `{table}` is no table; write one of {', '.join(tables)}")
        count = write_table(documents, export, table)  # type: ignore[arg-type]
        typer.echo(f"wrote {count} rows to {export}")
        return
    from servanda.reading.export import line_of

    for said in documents:
        if said.unread:
            typer.echo(f"{said.source.id}: unread: {said.unread}", err=True)
        lines = (
            [json.dumps(line_of(said, s), ensure_ascii=False) for s in said.statements]
            if as_json
            else list(_told(said))
        )
        if lines:  # written together: a write for each line takes longer than the line
            typer.echo("\n".join(lines))


def _told(said: Said) -> Iterator[str]:
    """Yield what a document says, for people."""
    for statement in said.statements:
        speaker = statement.speaker.name if statement.speaker else "somebody"
        yield f"{said.source.id}  {speaker} ({statement.act}, {statement.kind}):"
        yield f"    {' '.join(statement.quote.split())}"
    for stance in said.stances:
        will = f", {stance.commitment.replace('_', ' ')}" if stance.commitment else ""
        yield f"  · {stance.actor}: {stance.position}{will}: {stance.issue}"
