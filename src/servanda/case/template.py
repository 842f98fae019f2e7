"""A first case to write over: what `servanda new` puts into a folder."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path

from servanda.case.json_schema import SCHEMA_FILE, json_schema_text
from servanda.case.load import CASE_FILE
from servanda.errors import InputError
from servanda.saving import save_files

__all__ = ["KINDS", "begin", "first_brief", "first_case"]


KINDS = ("interstate", "civil", "ceasefire", "secession", "no_front")
"""The kinds of conflict for which there is a first case."""


def first_case(kind: str = "interstate") -> str:
    """Return the text of the case file that a new case of a kind begins with.

    Raises: InputError naming the kinds there are.

    >>> from servanda.case.load import parse
    >>> list(parse(first_case()).proposals), list(parse(first_case("no_front")).parties)
    (['truce', 'pact_for_harbour'], ['government', 'league', 'brigade'])
    """
    return _text("how_to_write.yaml") + _text(f"{_known(kind)}.yaml")


def first_brief(kind: str = "interstate") -> str:
    """Return the text of the source that the first case of a kind quotes."""
    return _text(f"{_known(kind)}.md")


def _known(kind: str) -> str:
    if kind not in KINDS:
        raise InputError(f"there is no first case of the kind {kind!r}; ask for {', '.join(KINDS)}")
    return kind


def _text(name: str) -> str:
    return (files("servanda") / "case" / "new" / name).read_text(encoding="utf-8")


def begin(folder: str | os.PathLike[str], kind: str = "interstate") -> list[Path]:
    """Write a first case of a `kind` of conflict into `folder`, and return the files written.

    They are `case.yaml` with comments, a source that it quotes, and the JSON Schema with which
    editors complete and explain its keys.

    Raises: InputError for a kind that there is not, or where the folder holds one of the files
    already; then nothing is written.
    """
    home = Path(folder)
    if home.exists() and not home.is_dir():
        raise InputError(f"{home}: this is a file; name a folder to make")
    texts = {
        home / "sources" / "brief.md": first_brief(kind),
        home / SCHEMA_FILE: json_schema_text(),
        home / CASE_FILE: first_case(kind),
    }
    save_files(texts, fresh=True)
    return sorted(texts)
