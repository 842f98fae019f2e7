"""Articles read, what was read looked through, and a first case drafted from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from servanda.errors import InputError
from servanda.escaping.html_text import html_text
from servanda.kinds_of_war import KINDS
from servanda.saving import save_files

if TYPE_CHECKING:
    from servanda.case.check import CheckReport
    from servanda.drafting.draft import Written as Written
    from servanda.reading.read import Said
    from servanda.reading.text.tally import Tally

__all__ = ["Readings", "draft", "into_store", "read", "said_in_paths", "store_of"]

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
            f"<tr><td>{html_text(said.source.id)}</td>"
            f"<td>{html_text(each.speaker.name if each.speaker else 'somebody')}</td>"
            f"<td>{html_text(each.act)}</td><td>{html_text(' '.join(each.quote.split()))}</td></tr>"
            for said in self
            for each in said.statements
        )
        head = "".join(f"<th>{name}</th>" for name in ("document", "who", "act", "quote"))
        return (
            f"<p>{html_text(repr(self)[1:-1])}</p>"
            f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        )


def read(
    paths: Paths, *, case: str | PathLike[str] | None = None, careful: bool = False
) -> Readings:
    """Read articles: statements with speaker, kind, act and date, and who stands where.

    Parameters: `paths`, files and folders of text, HTML, Markdown, PDF, Word; `case`, where to
    keep what is read, so that only what is new is read; `careful`, find who said what with an
    encoder below the tagger: more is found, ten times as slowly.

    Raises: InputError for a path that is not there; what cannot be read says so in `unread`.
    """
    listed = _listed(paths)
    if case is None:
        return Readings(said_in_paths(listed, careful=careful))
    from servanda.reading.many.store import Store

    for _ in into_store(listed, Path(case), careful=careful):
        pass
    with Store(store_of(Path(case))) as store:
        return Readings(store.documents())


def _listed(paths: Paths) -> list[Path]:
    if isinstance(paths, str | PathLike):
        return [Path(paths)]
    return [Path(path) for path in paths]


def said_in_paths(
    paths: Iterable[Path], stdin: Iterable[Said] = (), *, careful: bool = False
) -> Iterator[Said]:
    """Yield what each story says, the outlets that printed it listed, those of `stdin` first."""
    from servanda.reading.many.parallel import jobs_of, read_many
    from servanda.reading.many.siblings import dated_together
    from servanda.reading.many.wire_copies import merged
    from servanda.reading.text.article import files_in

    def each() -> Iterator[Said]:
        yield from stdin
        jobs = jobs_of(files_in(paths))
        yield from (said for _, said in read_many(jobs, careful=careful) if said)

    yield from dated_together(merged(each()))


def store_of(case: Path) -> Path:
    """Return the file in which what was read for a case is kept; git should ignore it."""
    if not case.exists():
        raise InputError(f"no folder of a case is called {case}; make it, or begin with `new`")
    folder = case if case.is_dir() else case.parent
    return folder / ".servanda" / "read.sqlite"


def into_store(
    paths: Iterable[Path], case: Path, tally: list[Tally] | None = None, *, careful: bool = False
) -> Iterator[tuple[Path, str]]:
    """Read what is new into the store of a case, yielding each path with what became of it.

    `careful`: see `read`; a store that was once read so stays so. How much was read and left out is
    put into `tally` at the end.
    """
    from servanda.reading.many.store import Store

    place = store_of(case)
    with Store(place) as store:
        ignore = place.parent / ".gitignore"
        if not ignore.exists():
            save_files({ignore: "*\n"})
        yield from store.read(paths, careful=careful)
        if tally is not None:
            tally.append(store.tally)


def draft(
    paths: Paths | Iterable[Said],
    output: str | PathLike[str],
    *,
    sides: Sequence[str] = (),
    kind: str = "",
    careful: bool = False,
) -> Written:
    """Begin a case from articles: sides, plan, terms, answers and quotes, gaps marked.

    Parameters: `paths`, or what `read` gave; `output`, the folder of the case: one that stands is
    added to, never overwritten; `sides`, who fights whom where it is misread, parties that fight
    together joined by `+`; `kind`, the kind of war; `careful`, as in `read`.

    Returns what was written and, for a case that stands, what is offered. Raises: InputError.
    """
    from servanda.drafting.draft import write_draft

    folder = Path(output)
    if kind not in ("", *KINDS):
        raise InputError(f"--kind: `{kind}` is no kind of war; choose one of {', '.join(KINDS)}")
    known = folder / "sources"
    before = [known] if (folder / "case.yaml").exists() and known.exists() else []
    documents = (
        *said_in_paths(before, careful=careful),
        *_documents(paths, careful),
    )
    return write_draft(documents, folder, sides=list(sides), kind=kind)


def gaps_by_weight(report: CheckReport) -> list[str]:
    """Return the gaps that `check` found, those that move a verdict most first."""
    from servanda.drafting.gaps import in_order_of_weight

    return list(in_order_of_weight(gap.key for gap in report.gaps))


def _documents(paths: Paths | Iterable[Said], careful: bool) -> Iterator[Said]:
    """Yield documents: those given, and what is said where a path is given instead."""
    if isinstance(paths, str | PathLike):
        paths = [paths]
    for one in paths:
        if isinstance(one, str | PathLike):
            yield from said_in_paths([Path(one)], careful=careful)
        else:
            yield one
