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
from servanda.escaping.terminal import json_for_stdout

if TYPE_CHECKING:
    from servanda.reading.many.printed import Printed
    from servanda.reading.read import Said
    from servanda.reading.text.tally import Tally

__all__ = [
    "Careful",
    "Paths",
    "one_thread_a_process",
    "read",
    "said_in",
    "tell_passed_over",
    "told",
]

Paths = Annotated[
    list[Path],
    typer.Argument(help="Articles: text, HTML, Markdown, PDF, Word; files, folders, or -."),
]
Careful = Annotated[
    bool,
    typer.Option(
        "--careful", help="Find who said what with an encoder: more is found, ten times as slowly."
    ),
]


def read(
    paths: Paths,
    case: Annotated[
        Path | None, typer.Option(help="Keep what is read beside this case; read only what is new.")
    ] = None,
    export: Annotated[
        Path | None,
        typer.Option(
            "--export", help="Write a table (.csv, .jsonl, .parquet) or a project (.qdpx, .dna)."
        ),
    ] = None,
    table: Annotated[
        str, typer.Option(help="Which table to export: stances, statements, mentions, events.")
    ] = "stances",
    careful: Careful = False,
    as_json: Json = False,
) -> None:
    """Read articles: statements with speaker, kind, act and date, and who stands where."""
    one_thread_a_process()
    tell_passed_over(paths)
    if case is not None:
        _into_store(paths, case, careful)
        if not as_json and export is None:
            return
        from servanda.door.read import store_of
        from servanda.reading.many.printed import as_json as as_json_lines
        from servanda.reading.many.store import Store

        with Store(store_of(case)) as store:
            if export is not None:
                _export(store.documents(), export, table)
            else:
                _print(map(as_json_lines, store.documents()), as_json)
        return
    if export is not None:  # a table lists the outlets of a story, known at the end alone
        _export(told(said_in(paths, careful)), export, table)
        return
    from servanda.reading.many.printed import first_copies

    tally = _print(first_copies(_printed(paths, as_json, careful)), as_json)
    if not tally.articles:
        raise typer.Exit(2)


def one_thread_a_process() -> None:
    """Have matrix products run in one thread: small ones gain nothing from more.

    Called before anything loads NumPy; later it is not heard.
    """
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def said_in(paths: Iterable[Path], careful: bool = False) -> Iterator[Said]:
    """Yield what each story says, the outlets that printed it listed; `-` is standard input."""
    from servanda.door.read import said_in_paths

    paths = list(paths)
    yield from said_in_paths(_files(paths), _stdin(paths, careful), careful=careful)


def _printed(paths: Iterable[Path], as_json: bool, careful: bool) -> Iterator[Printed]:
    """Yield what is printed of each article, as it is read, on all cores where there are many."""
    from servanda.reading.many import printed
    from servanda.reading.many.parallel import jobs_of, tell_many
    from servanda.reading.text.article import files_in

    paths = list(paths)
    tell = printed.as_json if as_json else printed.for_people
    yield from map(tell, _stdin(paths, careful))
    jobs = jobs_of(files_in(_files(paths)))
    told = tell_many(jobs, tell, wholly=not as_json, careful=careful, forked=True)
    yield from (one for _, one in told if one)


def _files(paths: Iterable[Path]) -> list[Path]:
    return [path for path in paths if str(path) != "-"]


def _stdin(paths: Iterable[Path], careful: bool) -> list[Said]:
    """Return what standard input says, where it is asked for."""
    from servanda.reading.read import said_in, shipped_extractor
    from servanda.reading.text.article import read_document

    return [
        said_in(read_document(sys.stdin.buffer, "stdin"), shipped_extractor(careful))
        for path in paths
        if str(path) == "-"
    ]


def told(documents: Iterable[Said]) -> Iterator[Said]:
    """Yield documents, saying why one could not be read and, at the end, what was left out."""
    from servanda.reading.text.tally import Tally, tally_of

    tally = Tally()
    for said in documents:
        if said.unread:
            typer.echo(f"{said.source.id}: unread: {said.unread}", err=True)
        else:
            tally += tally_of(said.text, said.blocks)
        yield said
    if tally.articles:
        typer.echo(str(tally), err=True)


_MOST_NAMED = 20
"""Files passed over that are named one by one."""


def tell_passed_over(paths: Iterable[Path]) -> None:
    """Say which files of the folders given are no articles, and which folders hold none.

    Raises `InputError` where no path given leads to an article.
    """
    from servanda.reading.text.article import printable
    from servanda.reading.text.passed_over import empty_folders, passed_over

    paths = list(paths)
    more: dict[str, int] = {}
    for number, (file, why) in enumerate(passed_over(paths)):
        if number < _MOST_NAMED:
            typer.echo(f"{printable(str(file))}: not read: {why}", err=True)
        else:
            ending = file.suffix or "without an ending"
            more[ending] = more.get(ending, 0) + 1
    if more:
        listed = ", ".join(f"{count} {printable(ending)}" for ending, count in sorted(more.items()))
        typer.echo(f"not read either: {listed}", err=True)
    empty = empty_folders(paths)
    if empty:
        why = f"no article in {', '.join(empty)}; articles end in .txt, .html, .md, .pdf or .docx"
        if len(empty) == len(paths):
            raise InputError(why)
        typer.echo(why, err=True)


def _into_store(paths: Iterable[Path], case: Path, careful: bool) -> None:
    from servanda.door.read import into_store, store_of
    from servanda.reading.text.article import printable

    tally: list[Tally] = []
    counts: dict[str, int] = {}
    for path, outcome in into_store(paths, case, tally, careful=careful):
        kind = outcome.partition(":")[0]
        counts[kind] = counts.get(kind, 0) + 1
        if kind == "unread":
            typer.echo(f"{printable(str(path))}: {outcome}", err=True)
    said = ", ".join(f"{number} {outcome}" for outcome, number in sorted(counts.items()))
    typer.echo(f"{said or 'nothing to read'}; kept in {store_of(case)}", err=True)
    for each in tally:
        if each.articles:
            typer.echo(str(each), err=True)


def _export(documents: Iterable[Said], path: Path, table: str) -> None:
    from servanda.reading.export import export

    tables = ("stances", "statements", "mentions", "events")
    if table not in tables:
        raise InputError(f"--table: `{table}` is no table; write one of {', '.join(tables)}")
    count = export(documents, path, table)  # type: ignore[arg-type]
    what = {".qdpx": "coded selections", ".dna": "coded statements"}.get(path.suffix, "rows")
    typer.echo(f"wrote {count} {what} to {path}")
    if path.suffix == ".dna":
        from servanda.reading.dna import PASSWORD

        typer.echo(f"Discourse Network Analyzer asks for a password of Admin: {PASSWORD}")


def _print(documents: Iterable[Printed], as_json: bool) -> Tally:
    """Print what documents say and, at the end, how much of them was read; return that."""
    from servanda.reading.text.tally import Tally

    tally = Tally()
    for one in documents:
        if one.unread:
            typer.echo(f"{one.source.id}: unread: {one.unread}", err=True)
        if one.lines:  # written together: a write for each line takes longer than the line
            text = "\n".join(one.lines)
            typer.echo(json_for_stdout(text) if as_json else text)
        tally += one.tally
    if tally.articles:
        typer.echo(str(tally), err=True)
    return tally
