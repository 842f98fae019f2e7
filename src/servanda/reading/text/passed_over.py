"""Files in a folder of articles that are none: what each is, and what would read it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from servanda.reading.text.article import SUFFIXES, leads_out, name_of, printable
from servanda.reading.text.decode import decode
from servanda.reading.text.given_tables import table_kind
from servanda.reading.text.word import other_archive

__all__ = ["empty_folders", "passed_over"]

_SAMPLE = 200_000
_KINDS = {
    ".rtf": "rich text; save it as .docx or .txt to read it",
    ".doc": "an old Word file; save it as .docx or .txt to read it",
    ".odt": "an OpenDocument file; save it as .docx or .txt to read it",
    ".epub": "a book; save its chapters as .html or .txt to read them",
    ".eml": "a mail; save its text as .txt to read it",
    ".msg": "a mail; save its text as .txt to read it",
    ".mhtml": "a saved page in parts; save it as .html to read it",
    ".mht": "a saved page in parts; save it as .html to read it",
    ".xls": "a table (a spreadsheet), not an article",
    ".qdpx": "a REFI-QDA project; programs of qualitative analysis read it",
    ".dna": "a project of Discourse Network Analyzer, which reads it",
    ".gmcr": "a graph model; `servanda graph solve` reads it",
    ".efg": "a game of Gambit; `servanda graph solve` reads it",
    ".nfg": "a game of Gambit; `servanda graph solve` reads it",
    ".yaml": "settings or a case; `servanda check` reads a case",
    ".yml": "settings or a case; `servanda check` reads a case",
    ".bib": "references; a reference manager reads them",
    ".ris": "references; a reference manager reads them",
}
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".tif", ".tiff", ".svg", ".bmp"})
_SOUNDS = frozenset({".mp3", ".mp4", ".wav", ".m4a", ".mov", ".avi", ".ogg", ".webm", ".mkv"})


def passed_over(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Yield the files of folders that are not read, and why, hidden ones apart."""
    for path in paths:
        if path.is_dir():
            root = path.resolve()
            for file in _files(path, root):
                if leads_out(file, root):
                    yield file, "a link out of the folder, not followed; name it to read it"
                elif file.suffix.lower() not in SUFFIXES:
                    yield file, kind_of(file)


def empty_folders(paths: Iterable[Path]) -> list[str]:
    """Return the names of the folders in `paths` in which no article lies."""
    return [printable(str(path)) for path in paths if path.is_dir() and not _holds_article(path)]


def _holds_article(folder: Path) -> bool:
    root = folder.resolve()
    return any(
        file.suffix.lower() in SUFFIXES and not leads_out(file, root)
        for file in _files(folder, root)
    )


def _files(folder: Path, root: Path) -> Iterator[Path]:
    """Yield the files below a folder, and the links out of `root`, which are not followed."""
    try:
        inside = sorted(folder.iterdir())
    except OSError:
        return
    for path in inside:
        if path.name.startswith("."):
            continue
        if leads_out(path, root):
            yield path
        elif path.is_dir():
            yield from () if path.is_symlink() else _files(path, root)
        elif path.is_file():
            yield path


def kind_of(file: Path) -> str:
    """Return what a file is that is no article, and what would read it."""
    suffix = file.suffix.lower()
    if suffix in _KINDS:
        return _KINDS[suffix]
    if suffix in _PICTURES:
        return "a picture; what it says must be typed or recognised first"
    if suffix in _SOUNDS:
        return "a recording; save its transcript as .txt to read it"
    try:
        with file.open("rb") as opened:
            data = opened.read(_SAMPLE)
        if data.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(file) as archive:
                return other_archive(set(archive.namelist()))
    except (OSError, zipfile.BadZipFile):
        return "it cannot be opened"
    kind = table_kind(decode(data)[0], file.name) if b"\x00" not in data[:2000] else ""
    if kind:
        return kind
    known = f"`{printable(suffix)}`" if suffix else "no ending"
    return f"{known} is no ending of articles; name {name_of(file)} outright to read it as text"
