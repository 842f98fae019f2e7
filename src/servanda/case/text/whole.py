"""Files written in one step."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from servanda.errors import InputError

__all__ = ["write_whole"]


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
