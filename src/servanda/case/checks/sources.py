"""Quotations stand word for word in their sources, and sources lie in the case's folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from pathlib import PurePosixPath, PureWindowsPath

from servanda.case.expected_at import nearest
from servanda.case.fault_messages import printable, shown
from servanda.case.keys.case import Case
from servanda.case.parts import citations_in
from servanda.case.problem import Path, Problem
from servanda.evidence.quotes import Nearest, QuoteFinder

__all__ = ["SourceTexts", "UnreadableError", "quotes_are_verbatim"]

_MOST_BYTES = 20_000_000
_CLOSE = 0.5
_LONGEST_PASSAGE = 200


class UnreadableError(Exception):
    """A source whose text cannot be had: what is wrong, and what to do."""


@dataclass
class SourceTexts:
    """The texts of a case's sources, each read once, from inside the case's folder alone."""

    folder: FilePath
    _texts: dict[str, QuoteFinder] = field(default_factory=dict)

    def finder(self, file: str) -> QuoteFinder:
        """Return what finds quotations in `file`, a path below the case's folder."""
        if file not in self._texts:
            self._texts[file] = QuoteFinder(self._text(file))
        return self._texts[file]

    def _text(self, file: str) -> str:
        if PurePosixPath(file).is_absolute() or PureWindowsPath(file).anchor or "\0" in file:
            raise UnreadableError(
                f"{shown(file)} is no path below the case's folder", "write `sources/NAME.md`"
            )
        try:
            return self._text_of((self.folder / file).resolve(), file)
        except (OSError, RuntimeError) as error:
            reason = getattr(error, "strerror", None) or "it cannot be opened"
            raise UnreadableError(f"{shown(file)}: {reason}", "check the file") from None

    def _text_of(self, place: FilePath, file: str) -> str:
        if not place.is_relative_to(self.folder.resolve()):
            raise UnreadableError(
                f"{shown(file)} leads out of the case's folder", "copy the source into sources/"
            )
        if not place.is_file():
            raise UnreadableError(f"there is no file {shown(file)}", self._advice(file))
        with place.open("rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
        if len(data) > _MOST_BYTES or b"\0" in data:
            raise UnreadableError(f"{shown(file)} is no text", "give the text of the source")
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise UnreadableError(
                f"{shown(file)} is no text in UTF-8", "save its text as UTF-8"
            ) from None

    def _advice(self, file: str) -> str:
        root = self.folder.resolve()
        there = [
            each.relative_to(root).as_posix()
            for each in sorted((root / "sources").glob("*"))
            if each.is_file()
        ]
        near = nearest(file, there)
        return f"write `{near}`" if near else "put the source's text there, or mend the path"


def quotes_are_verbatim(case: Case, folder: FilePath) -> Iterator[Problem]:
    """Yield sources that cannot be read, and quotations that do not stand in them."""
    texts = SourceTexts(folder)
    readable: dict[str, QuoteFinder] = {}
    for name, source in case.sources.items():
        if not source.file:
            continue
        try:
            readable[name] = texts.finder(source.file)
        except UnreadableError as error:
            yield Problem(("sources", name, "file"), *error.args)
    for path, citation in citations_in(case):
        if citation.source in readable and not set(citation.quote) <= {"?"}:
            found = readable[citation.source].find(citation.quote)
            if isinstance(found, Nearest):
                file = case.sources[citation.source].file
                yield _absent((*path, "quote"), citation.quote, file, found)


def _absent(path: Path, quote: str, file: str, found: Nearest) -> Problem:
    passage = printable(found.passage, _LONGEST_PASSAGE)
    if found.likeness < _CLOSE or not passage:
        return Problem(
            path, f"{shown(quote)} does not stand in {file}, nor anything like it", "quote it anew"
        )
    return Problem(path, f"{shown(quote)} does not stand in {file}", f"nearest is: “{passage}”")
