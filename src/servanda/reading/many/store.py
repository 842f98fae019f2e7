"""What was read, kept on disk: a folder of any size is read once and resumes after a kill."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from types import TracebackType

import numpy as np

from servanda.errors import InputError
from servanda.reading.many.parallel import Job, read_many
from servanda.reading.many.plain_values import from_plain, to_plain
from servanda.reading.many.wire_copies import (
    MOST_COMPARED,
    bands_of,
    first_alike,
    outlet_of,
    signature,
)
from servanda.reading.read import Extractor, Said
from servanda.reading.text.article import files_in, name_of
from servanda.reading.text.tally import Tally, tally_of

__all__ = ["Store"]

_VERSION = "3"
"""Raise it when reading changes: what an older reader wrote is then read again."""

_TABLES = """
create table if not exists about (key text primary key, value text not null);
create table if not exists files (
    path text primary key, size integer not null, changed integer not null,
    sha256 text not null, document text not null);
create table if not exists documents (
    id text primary key, text_sha256 text not null, same_as text, outlet text not null,
    signature blob, said blob not null);
create index if not exists copies on documents (same_as) where same_as is not null;
create table if not exists bands (key text not null, document text not null);
create index if not exists meeting on bands (key);
"""


class Store:
    """A file that keeps what was read; open it with `with`.

    Every document is written whole or not at all, so a killed run loses at most the one it was
    reading; the next run skips files whose size and time, or bytes, have not changed.

    Raises `InputError` where `path` is no store or cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.tally = Tally()
        """The paragraphs read and left out since the store was opened."""
        self._begun: set[str] = set()
        self._files: dict[Path, tuple[str, int, int, str]] = {}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, isolation_level=None)
            self._db.execute("pragma journal_mode = wal")
            self._db.execute("pragma synchronous = normal")
            self._db.executescript(_TABLES)
        except (sqlite3.Error, OSError) as fault:
            raise InputError(
                f"{path} is no store of what was read ({fault}); name another"
            ) from None
        self._forget_older_reading()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _forget_older_reading(self) -> None:
        row = self._db.execute("select value from about where key = 'version'").fetchone()
        if row and row[0] == _VERSION:
            return  # who only looks leaves the file as it was
        if row:
            self._forget()
        self._db.execute("insert or replace into about values ('version', ?)", (_VERSION,))

    def _forget(self) -> None:
        for table in ("files", "documents", "bands"):
            self._db.execute(f"delete from {table}")

    # reading

    @property
    def careful(self) -> bool:
        """Say whether what is kept was read with the encoder (`read_many`)."""
        row = self._db.execute("select value from about where key = 'careful'").fetchone()
        return bool(row and row[0] == "yes")

    def _be_careful(self) -> None:
        """Forget what was read without the encoder, and read with it from now on."""
        self._forget()
        self._db.execute("insert or replace into about values ('careful', 'yes')")

    def read(
        self,
        paths: Iterable[Path | str],
        *,
        careful: bool = False,
        published: Mapping[str, date] | None = None,
        extract: Extractor | None = None,
    ) -> Iterator[tuple[Path, str]]:
        """Read what is new in `paths`, yielding each path with what became of it.

        Outcomes are `read`, `skipped` (read before), `copy` (of a story kept already; its outlet
        is added to that one) and `unread: why`. Many are read on all cores, few held at a time.
        `careful`: with the encoder (`read_many`); what was kept without it is forgotten and read
        again, and a store that holds careful readings goes on with them.
        """
        if careful and not self.careful:
            self._be_careful()
        jobs = (self._job(path, published or {}) for path in files_in(map(Path, paths)))
        for job, said in read_many(jobs, careful=self.careful, extract=extract):
            if said is None:
                yield job.path, job.done
            else:
                self._begun.discard(said.source.id)
                if not said.unread:
                    self.tally += tally_of(said.text, said.blocks)
                yield job.path, self._keep(job.path, said)

    def _job(self, path: Path, published: Mapping[str, date]) -> Job:
        """Return how to read a file, which is not at all where what it holds was read before."""
        key, name = _key(path), name_of(path)
        size, changed = _state(path)
        known = self._db.execute(
            "select size, changed, sha256, document from files where path = ?", (key,)
        ).fetchone()
        if known and known[:2] == (size, changed):
            return Job(path, done="skipped")
        file = (key, size, changed, _hash(path))
        if known and known[2] == file[3]:
            row = (*file, known[3])
            self._db.execute("insert or replace into files values (?, ?, ?, ?, ?)", row)
            return Job(path, done="skipped")
        self._files[path] = file  # as it was before it is read, should it change meanwhile
        if known:
            return Job(path, known[3], published.get(known[3]))
        kept = self._db.execute("select 1 from documents where id = ?", (name,)).fetchone()
        taken = bool(kept) or name in self._begun
        self._begun.add(name)
        return Job(path, published=published.get(name), taken=taken)

    def _keep(self, path: Path, said: Said) -> str:
        id, outlet = said.source.id, outlet_of(said.source)
        found = None if said.unread else signature(said.text)
        same = self._copy_of(id, found) if found is not None else None
        if same:
            said = Said(said.source, said.text, unread=f"a copy of {same}")
        file = self._files.pop(path)
        if not file[3]:
            return f"unread: {said.unread}"  # not kept: it may be readable next time
        blob = zlib.compress(json.dumps(to_plain(said), ensure_ascii=False).encode(), 3)
        self._db.execute("begin immediate")
        with self._db:
            self._db.execute("delete from bands where document = ?", (id,))
            self._db.execute(
                "insert or replace into documents values (?, ?, ?, ?, ?, ?)",
                (id, said.source.text_sha256, same, outlet,
                 found.tobytes() if found is not None else None, blob),
            )  # fmt: skip
            if found is not None and not same:
                pairs = [(key, id) for key in bands_of(found)]
                self._db.executemany("insert into bands values (?, ?)", pairs)
            self._db.execute("insert or replace into files values (?, ?, ?, ?, ?)", (*file, id))
        return "copy" if same else (f"unread: {said.unread}" if said.unread else "read")

    def _copy_of(self, id: str, found: np.ndarray) -> str | None:
        near: dict[str, np.ndarray] = {}
        for key in bands_of(found):
            rows = self._db.execute(
                "select d.id, d.signature from bands b join documents d on d.id = b.document "
                "where b.key = ? and d.id != ? order by b.rowid desc limit ?",
                (key, id, MOST_COMPARED),
            )
            near |= {other: np.frombuffer(stored, np.uint64) for other, stored in rows}
        same = first_alike(found, list(near.values()))
        return None if same is None else list(near)[same]

    # what was read

    def documents(self) -> Iterator[Said]:
        """Yield what was read, in order of name, copies left out and their outlets listed."""
        rows = self._db.execute("select id, said from documents where same_as is null order by id")
        for id, blob in rows:
            said = from_plain(Said, json.loads(zlib.decompress(blob)))
            outlets = self._outlets(id)
            if len(outlets) > 1:
                said = replace(said, source=replace(said.source, outlets=outlets))
            yield said

    def _outlets(self, id: str) -> tuple[str, ...]:
        rows = self._db.execute(
            "select outlet from documents where id = ? or same_as = ? "
            "order by same_as is not null, id",
            (id, id),
        )
        return tuple(dict.fromkeys(row[0] for row in rows))

    def document(self, id: str) -> Said:
        """Return what was read in one document; raises `InputError` for an unknown name."""
        row = self._db.execute("select said from documents where id = ?", (id,)).fetchone()
        if not row:
            raise InputError(f"no document called {id!r} was read; `servanda read` its file first")
        return from_plain(Said, json.loads(zlib.decompress(row[0])))

    def __len__(self) -> int:
        row = self._db.execute("select count(*) from documents where same_as is null").fetchone()
        return int(row[0])


def _key(path: Path) -> str:
    """Return a file's whole path, bytes that are no UTF-8 spelled out."""
    try:
        whole = path.resolve()
    except (OSError, RuntimeError):  # links that lead round in a circle
        whole = path.absolute()
    return str(whole).encode("utf-8", "backslashreplace").decode()


def _state(path: Path) -> tuple[int, int]:
    """Return the size and time of a file, -1 for one that is gone or out of reach."""
    try:
        stat = path.stat()
    except OSError:
        return -1, -1
    return stat.st_size, stat.st_mtime_ns


def _hash(path: Path) -> str:
    """Return the hash of a file's bytes, empty where it cannot be opened."""
    hashed = sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                hashed.update(chunk)
    except OSError:
        return ""
    return hashed.hexdigest()
