"""Writing a case back: comments are kept, and no file is ever left half written."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from servanda.case.fingerprint import case_hash
from servanda.case.keys.case import Case
from servanda.case.load import file_of, load, parse
from servanda.case.text.patch import patched
from servanda.case.text.written import written
from servanda.case.text.yaml_text import text_of, writer
from servanda.case.upgrade import upgraded
from servanda.errors import CaseError, InputError
from servanda.saving import update_file

__all__ = ["case_text", "changed_text", "save"]


def save(case: Case, path: str | os.PathLike[str]) -> Path:
    """Write `case` to `path`, a folder or a file, and return the file.

    Where a case stands there already, only what differs is changed: its comments, its order and
    its notation stay; a file of version 1 becomes one of version 2. The file is replaced in one
    step, so whoever stops this midway finds either the old file or the new one.

    Raises: CaseError where the case that stands there has faults; InputError where the file cannot
    be written, or could not be changed without changing what it says elsewhere.
    """
    file = file_of(path)
    update_file(file, lambda before: _files(file, before, case))
    return file


def _files(file: Path, before: bytes | None, case: Case) -> dict[Path, str | bytes]:
    """Return the file to write so that it says what `case` does: none where it does already."""
    if before is None:
        text = case_text(case)
        _raise_unless_it_says(text, case, file)
        return {file: text}
    if case_hash(load(file)) == case_hash(case):
        return {}
    return {file: changed_text(case, file, before.decode("utf-8-sig"))}


def changed_text(case: Case, file: Path, before: str) -> str:
    """Return the text of a case file, changed so that it says what `case` does.

    `before` is what stands in `file`; its comments, its order and its notation stay.

    Raises: CaseError where it has faults; InputError as `save`.
    """
    there, _ = upgraded(before, str(file))
    text = _changed(there, written(parse(there, str(file))), case)
    _raise_unless_it_says(text, case, file)
    return text


def case_text(case: Case) -> str:
    """Return a case as the text of a new case file.

    >>> from servanda.case.keys.war import Front
    >>> front = Front.model_validate({"issue": "isle", "held": "20%"})
    >>> print(text_of(written(front)))
    issue: isle
    held: 0.2
    """
    return text_of(written(case))


def _changed(text: str, before: Any, case: Case) -> str:
    """Return `text`, which says `before`, so that it says what `case` does.

    Writing a file anew moves brackets and blanks even where nothing changed, so the lines that
    differ between the file written anew before and after the change are put into the file as it is.
    """
    ending = "\r\n" if "\r\n" in text else "\n"
    text = text.replace("\r\n", "\n")
    unchanged = text_of(writer().load(text), like=text)
    after = written(case, like=before)
    changed = text_of(_merged(writer().load(text), before, after), like=text)
    found = patched(text, unchanged, changed)
    found = found if _says(found, case) else changed
    return found.replace("\n", ending)


def _merged(node: Any, before: Any, after: Any) -> Any:
    """Return a tree that says `after`, made of one that says `before` by changing the least."""
    if before == after:
        return node
    if isinstance(node, CommentedMap) and isinstance(before, dict) and isinstance(after, dict):
        for key in before.keys() - after.keys() & node.keys():
            del node[key]
        for key, entry in after.items():
            if key not in before or before[key] != entry:
                node[key] = _merged(node.get(key), before.get(key), entry)
        return node
    lists = isinstance(node, CommentedSeq) and isinstance(before, list) and isinstance(after, list)
    if lists and len(node) == len(before) == len(after):
        for number, entry in enumerate(after):
            node[number] = _merged(node[number], before[number], entry)
        return node
    return after


def _says(text: str, case: Case) -> bool:
    with contextlib.suppress(CaseError):
        return case_hash(parse(text)) == case_hash(case)
    return False


def _raise_unless_it_says(text: str, case: Case, file: Path) -> None:
    """Raise where `text` is not what `case` says, before anything is written."""
    try:
        if case_hash(parse(text, str(file))) == case_hash(case):
            return
    except CaseError as error:
        raise InputError(f"the case would have faults, so it was not written:\n{error}") from None
    raise InputError(
        f"{file}: it cannot be changed in place, for parts of it are shared by `&` and `*`; write "
        "those parts out, or save under another name"
    )
