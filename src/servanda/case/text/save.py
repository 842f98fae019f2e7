"""Writing a case back: comments are kept, and no file is ever left half written."""

from __future__ import annotations

import contextlib
import io
import os
import re
import secrets
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from servanda.case.fingerprint import case_hash
from servanda.case.keys.case import Case
from servanda.case.load import file_of, load, parse
from servanda.case.text.patch import patched
from servanda.case.text.written import written
from servanda.errors import CaseError, InputError

__all__ = ["case_text", "save", "write_whole"]


def save(case: Case, path: str | os.PathLike[str]) -> Path:
    """Write `case` to `path`, a folder or a file, and return the file.

    Where a case stands there already, only what differs is changed: its comments, its order and
    its notation stay. The file is replaced in one step, so whoever stops this midway finds either
    the old file or the new one.

    Raises: CaseError where the case that stands there has faults; InputError where the file cannot
    be written, or could not be changed without changing what it says elsewhere.
    """
    file = file_of(path)
    if not file.exists():
        text = case_text(case)
    else:
        before = load(file)
        if case_hash(before) == case_hash(case):
            return file
        with file.open(encoding="utf-8-sig", newline="") as stream:
            text = _changed(stream.read(), written(before), case)
    _raise_unless_it_says(text, case, file)
    write_whole(file, text)
    return file


def case_text(case: Case) -> str:
    """Return a case as the text of a new case file.

    >>> from servanda.case.keys.dispute import Front
    >>> front = Front.model_validate({"issue": "isle", "held": "20%", "step": 0.1})
    >>> print(_text_of(written(front)))
    issue: isle
    held: 0.2
    step: 0.1
    """
    return _text_of(written(case))


def _writer(text: str = "") -> YAML:
    """Return a YAML writer that indents lists as `text` does."""
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 100_000
    yaml.allow_unicode = True
    match = re.search(r"^( *)[\w\"'-]+:[ ]*(?:#.*)?\r?\n( *)- ", text, re.MULTILINE)
    offset = len(match.group(2)) - len(match.group(1)) if match else 2
    yaml.indent(mapping=2, sequence=offset + 2, offset=offset)
    return yaml


def _text_of(data: Any, like: str = "") -> str:
    stream = io.StringIO()
    _writer(like).dump(data, stream)
    return stream.getvalue()


def _changed(text: str, before: Any, case: Case) -> str:
    """Return `text`, which says `before`, so that it says what `case` does.

    Writing a file anew moves brackets and blanks even where nothing changed, so the lines that
    differ between the file written anew before and after the change are put into the file as it is.
    """
    ending = "\r\n" if "\r\n" in text else "\n"
    text = text.replace("\r\n", "\n")
    unchanged = _text_of(_writer().load(text), like=text)
    after = written(case, like=before)
    changed = _text_of(_merged(_writer().load(text), before, after), like=text)
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


def write_whole(file: Path, text: str) -> None:
    """Write `text` to `file` in one step: a reader finds the old file or the new, never a part."""
    target = file.resolve()
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666)
        with open(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(handle)
        if target.exists():
            part.chmod(target.stat().st_mode)
        part.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        raise InputError(
            f"{file}: it cannot be written ({error.strerror}); check the folder and its rights"
        ) from None
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Have the folder's entry written too, where the system allows it."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
