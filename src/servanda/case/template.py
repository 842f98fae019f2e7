"""A first case to write over: what `servanda new` puts into a folder."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path

from servanda.case.json_schema import SCHEMA_FILE, json_schema_text
from servanda.case.load import CASE_FILE
from servanda.case.text.save import write_whole
from servanda.errors import InputError

__all__ = ["begin", "first_brief", "first_case"]


def first_case() -> str:
    """Return the text of the case file that a new case begins with.

    >>> from servanda.case.load import parse
    >>> list(parse(first_case()).proposals)
    ['truce', 'pact_for_harbour']
    """
    return (files("servanda") / "case" / "new" / "case.yaml").read_text(encoding="utf-8")


def first_brief() -> str:
    """Return the text of the source that the first case quotes."""
    return (files("servanda") / "case" / "new" / "brief.md").read_text(encoding="utf-8")


def begin(folder: str | os.PathLike[str]) -> list[Path]:
    """Write a first case into `folder`, and return the files written.

    They are `case.yaml` with comments, a source that it quotes, and the JSON Schema with which
    editors complete and explain its keys.

    Raises: InputError where the folder holds one of them already; then nothing is written.
    """
    home = Path(folder)
    if home.exists() and not home.is_dir():
        raise InputError(f"{home}: this is a file; name a folder to make")
    texts = {
        home / "sources" / "brief.md": first_brief(),
        home / SCHEMA_FILE: json_schema_text(),
        home / CASE_FILE: first_case(),
    }
    for file in texts:
        if file.exists():
            raise InputError(f"{file}: this is there already; name another folder, or remove it")
    for file, text in texts.items():
        write_whole(file, text)
    return sorted(texts)
