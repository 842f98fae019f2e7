"""servanda read: who said what in articles, each with its exact place in the text."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli.options import Json
from servanda.errors import InputError

if TYPE_CHECKING:
    from servanda.reading.many.parallel import Job
    from servanda.reading.many.printed import Printed
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
        Path | None,
        typer.Option(
            "--export", help="Write a table (.csv, .jsonl, .parquet) or a project (.qdpx)."
        ),
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
        from servanda.reading.many.printed import as_json as as_json_lines
        from servanda.reading.many.store import Store

        with Store(store_of(case)) as store:
            if export is not None:
                _export(store.documents(), export, table)
            else:
                _print(map(as_json_lines, store.documents()))
        return
    if export is not None:  # a table lists the outlets of a story, known at the end alone
        _export(said_in_paths(paths), export, table)
        return
    from servanda.reading.many.printed import first_copies

    _print(first_copies(_printed(paths, as_json)))


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
    from servanda.reading.many.wire_copies import merged

    yield from merged(_each(paths))


def _each(paths: Iterable[Path]) -> Iterator[Said]:
    """Yield what each article says, as it is read, on all cores where there are many."""
    from servanda.reading.many.parallel import read_many

    stdin, jobs = _jobs(paths)
    yield from stdin
    yield from (said for _, said in read_many(jobs) if said)


def _printed(paths: Iterable[Path], as_json: bool) -> Iterator[Printed]:
    """Yield what is printed of each article, as it is read, on all cores where there are many."""
    from servanda.reading.many import printed
    from servanda.reading.many.parallel import tell_many

    tell = printed.as_json if as_json else printed.for_people
    stdin, jobs = _jobs(paths)
    yield from map(tell, stdin)
    told = tell_many(jobs, tell, wholly=not as_json, forked=True)
    yield from (one for _, one in told if one)


def _jobs(paths: Iterable[Path]) -> tuple[list[Said], Iterator[Job]]:
    """Return what standard input says, if it is asked for, and the files to read."""
    from servanda.reading.many.parallel import jobs_of
    from servanda.reading.read import said_in, shipped_extractor
    from servanda.reading.text.article import files_in, read_document

    paths = list(paths)
    stdin = [
        said_in(read_document(sys.stdin.buffer, "stdin"), shipped_extractor())
        for path in paths
        if str(path) == "-"
    ]
    return stdin, jobs_of(files_in(path for path in paths if str(path) != "-"))


def _into_store(paths: Iterable[Path], case: Path) -> None:
    from servanda.reading.many.store import Store
    from servanda.reading.text.article import printable

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


def _export(documents: Iterable[Said], path: Path, table: str) -> None:
    from servanda.reading.export import export

    tables = ("stances", "statements", "mentions", "events")
    if table not in tables:
        raise InputError(f"--table: `{table}` is no table; write one of {', '.join(tables)}")
    count = export(documents, path, table)  # type: ignore[arg-type]
    what = "coded selections" if path.suffix == ".qdpx" else "rows"
    typer.echo(f"wrote {count} {what} to {path}")


def _print(documents: Iterable[Printed]) -> None:
    for one in documents:
        if one.unread:
            typer.echo(f"{one.source.id}: unread: {one.unread}", err=True)
        if one.lines:  # written together: a write for each line takes longer than the line
            typer.echo("\n".join(one.lines))
