"""A case to begin from: one of the library, as it was coded, to be written over."""

from __future__ import annotations

import os
from pathlib import Path

from servanda.case.json_schema import SCHEMA_FILE, json_schema_text
from servanda.case.load import CASE_FILE
from servanda.errors import InputError
from servanda.saving import save_files
from servanda.settlements.library import Settlement, library, shelf

__all__ = ["begin_like"]


def begin_like(folder: str | os.PathLike[str], settlement: str) -> list[Path]:
    """Write the case of a settlement of the library into `folder`, and return the files written.

    They are `case.yaml`, as it was coded at the information of its day and headed by what it is,
    and the JSON Schema for editors. What became of the settlement is not among them.

    Raises: InputError for a settlement that there is not, or where the folder holds one of the
    files already; then nothing is written.
    """
    home = Path(folder)
    if home.exists() and not home.is_dir():
        raise InputError(f"{home}: this is a file; name a folder to make")
    chosen: Settlement = library()[settlement]
    with shelf() as place:
        text = (place / chosen.id.partition("/")[0] / CASE_FILE).read_text(encoding="utf-8")
    files = {home / SCHEMA_FILE: json_schema_text(), home / CASE_FILE: _headed(chosen, text)}
    save_files(files, fresh=True)
    return sorted(files)


def _headed(chosen: Settlement, text: str) -> str:
    return (
        f"# Begun from the library of settlements: {chosen.id}. Write over it: the parties, the\n"
        "# terms, every number. Its ranges are one coder's judgements about another war, from\n"
        "# memory; a range that you keep, keep with a reason of your own. `servanda library show\n"
        f"# {chosen.id}` tells what became of it.\n{text}"
    )
