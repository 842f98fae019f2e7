"""A case as it stood at an earlier revision of the git repository that keeps it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from servanda.case.keys.case import Case
from servanda.case.load import CASE_FILE, load, parse
from servanda.errors import InputError

__all__ = ["load_version"]

_SECONDS = 30


def load_version(named: str) -> Case:
    """Return the case at a path, or as it stood at a revision: `talks`, `talks@HEAD~2`.

    Parameters
    ----------
    named : a folder with a case or its case file, and after the last `@` anything git understands
        as a revision (a tag, a branch, a hash, `HEAD~2`); a path that exists is taken as a path

    Raises
    ------
    InputError : git is not there, the folder is in no repository, it knows no such revision, or the
        case did not exist then
    CaseError : the case, as it stood, has faults

    Only the case file is taken from the revision; what its quotations stood in is not checked.

    >>> load_version("no/such/place@HEAD")
    Traceback (most recent call last):
    servanda.errors.InputError: no/such/place@HEAD: there is no folder or file no/such/place; give
    the case as it lies now, and after `@` the revision to take it from
    """
    path, at, revision = named.rpartition("@")
    if not at or not path or Path(named).exists():
        return load(named)
    here = Path(path)
    if not here.exists():
        raise InputError(
            f"{named}: there is no folder or file {path}; give the case as it lies now, and after "
            "`@` the revision to take it from"
        )
    folder, file = (here, CASE_FILE) if here.is_dir() else (here.parent, here.name)
    if not revision or revision.startswith("-") or ":" in revision:
        raise InputError(f"{named}: {revision!r} is no revision; write a tag, a hash, or HEAD~1")
    return parse(_shown(folder, file, revision, named), named)


def _shown(folder: Path, file: str, revision: str, named: str) -> str:
    """Return a file's text as git has it at a revision."""
    command = ["git", "-C", str(folder), "show", "--end-of-options", f"{revision}:./{file}"]
    try:
        made = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    except FileNotFoundError:
        raise InputError(f"{named}: git is not installed; give two folders instead") from None
    except subprocess.TimeoutExpired:
        raise InputError(f"{named}: git gave no answer in {_SECONDS} seconds") from None
    if made.returncode:
        why = made.stderr.decode(errors="replace").strip().split("\n")[0]
        raise InputError(
            f"{named}: git cannot show {file} at {revision!r} ({why}); `git log -- {file}` in "
            f"{folder} lists the revisions there are"
        )
    return made.stdout.decode("utf-8-sig", errors="replace")
