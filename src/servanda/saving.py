"""Saving files: whole or not at all, several together, and never over what another run wrote.

Every file that servanda keeps for somebody is saved here. What is to be written goes to files of
its own beside the targets, is forced to the disk, and takes the targets' places under a lock on
their folders; a run that dies leaves the old files, and the next one that saves there clears what
it left behind.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import TracebackType

from servanda.errors import InputError

__all__ = ["LOCK", "Transaction", "cannot_write", "save_files", "update_file"]

LOCK = ".servanda.lock"
"""The file that is locked while files of its folder are replaced; it goes when nobody waits."""

_PATIENCE = 60.0
"""Seconds to wait for another run that is saving in the same folder."""

_NO_LOCKS = {errno.ENOSYS, errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP}
"""What a file system says that knows no locks; there, files are replaced whole all the same."""


class Transaction:
    """Files that take their places together when the `with` block ends well.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, Transaction() as saving:
    ...     saving.write(Path(folder, "a.txt"), "one")
    ...     saving.write(Path(folder, "b.txt"), b"two")

    Raises: InputError where a file cannot be written; then every file is what it was.
    """

    def __init__(self) -> None:
        self._parts: dict[Path, _Part] = {}

    def __enter__(self) -> Transaction:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None and self._parts:
                with _locked({part.target.parent for part in self._parts.values()}):
                    self._land()
        finally:
            for part in reversed(self._parts.values()):
                part.discard()
            self._parts.clear()

    def write(self, path: Path, content: str | bytes, *, fresh: bool = False) -> None:
        """Have `path` hold `content` when the transaction ends, text as UTF-8.

        `fresh` refuses where the file is there already.
        """
        part = self.part(path, fresh=fresh)
        data = content.encode("utf-8", "replace") if isinstance(content, str) else content
        with _told(path):
            part.write_bytes(data)

    def part(self, path: Path, *, fresh: bool = False) -> Path:
        """Return the file to write to, which becomes `path` when the transaction ends."""
        with _told(path):
            target = path.resolve()
            if target not in self._parts:
                self._parts[target] = _Part(path, target, fresh)
            return self._parts[target].path

    def _land(self) -> None:
        """Put every file in its place, or none; the folders are locked."""
        parts = list(self._parts.values())
        for part in parts:
            part.ready()
            _clear_stale(part.target)
        for number, part in enumerate(parts):
            try:
                part.land(keeps_old=len(parts) > 1)
            except OSError as error:
                for landed in reversed(parts[: number + 1]):
                    landed.take_back()
                raise cannot_write(part.shown, error) from None
        for folder in {part.target.parent for part in parts}:
            _sync_folder(folder)


class _Part:
    """What is to become a file: a file of its own beside it, locked for as long as it is wanted."""

    def __init__(self, shown: Path, target: Path, fresh: bool) -> None:
        self.shown, self.target, self._fresh = shown, target, fresh
        _refuse_what_is_no_file(shown, target)
        self._refuse_what_is_there()
        self._made = _make_folders(target.parent)
        self.path = target.with_name(f"{_stem(target)}{secrets.token_hex(6)}.part")
        self._old = self.path.with_suffix(".old")
        self._landed = False
        flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0)
        self._handle: int | None = os.open(self.path, flags, 0o666)
        with contextlib.suppress(OSError):
            _lock(self._handle)

    def _refuse_what_is_there(self) -> None:
        if self._fresh and self.target.exists():
            raise InputError(f"{self.shown}: this is there already; name another, or remove it")

    def ready(self) -> None:
        """Have the content on the disk, with the rights of the file that it replaces."""
        with _told(self.shown):
            self._refuse_what_is_there()
            with self.path.open("rb+") as stream:
                os.fsync(stream.fileno())
            if self.target.exists():
                self.path.chmod(stat.S_IMODE(self.target.stat().st_mode))

    def land(self, keeps_old: bool) -> None:
        self._release()
        if keeps_old and self.target.exists():
            try:
                os.link(self.target, self._old)
            except OSError:  # a file system without hard links
                shutil.copy2(self.target, self._old)
        os.replace(self.path, self.target)
        self._landed = True

    def take_back(self) -> None:
        """Have the target be what it was before `land`."""
        with contextlib.suppress(OSError):
            if self._old.exists():
                os.replace(self._old, self.target)
            elif self._landed:
                self.target.unlink()
            self._landed = False

    def discard(self) -> None:
        self._release()
        for left in (self.path, self._old):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)
        if not self._landed:
            with contextlib.suppress(OSError):  # others may have put something there meanwhile
                for folder in self._made:
                    folder.rmdir()

    def _release(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def save_files(files: Mapping[Path, str | bytes], *, fresh: bool = False) -> None:
    """Write files that belong together: all of them, or none.

    `fresh` refuses where one of them is there already.

    Raises: InputError where one cannot be written.
    """
    with Transaction() as saving:
        for path, content in files.items():
            saving.write(path, content, fresh=fresh)


def update_file(path: Path, change: Callable[[bytes | None], Mapping[Path, str | bytes]]) -> None:
    """Read a file, change it and write it, so that two who do so at once lose nothing.

    `change` is given what stands in `path` now (None where it is not there) while nobody else can
    save in its folder, and returns the files to write, all of that folder; none leaves all as it
    is.

    Raises: InputError where the file cannot be read or written; whatever `change` raises.
    """
    with _told(path):
        target = path.resolve()
        _refuse_what_is_no_file(path, target)
        target.parent.mkdir(parents=True, exist_ok=True)
    saving = Transaction()
    try:
        with _locked({target.parent}):
            with _told(path):
                before = target.read_bytes() if target.exists() else None
            for file, content in change(before).items():
                saving.write(file, content)
            saving._land()
    finally:
        for part in saving._parts.values():
            part.discard()


def _refuse_what_is_no_file(shown: Path, target: Path) -> None:
    if target.exists() and not target.is_file():
        raise InputError(f"{shown}: this is no ordinary file; name another file to write")


def cannot_write(path: Path, error: OSError) -> InputError:
    """Return what to tell somebody whose file cannot be written.

    >>> print(cannot_write(Path("memo.html"), OSError(28, "No space left on device")))
    memo.html: it cannot be written: the disk is full (No space left on device); make room, or
    write elsewhere
    """
    reason = error.strerror or str(error)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        said, mend = f"the disk is full ({reason})", "make room, or write elsewhere"
    elif error.errno == errno.EFBIG:
        said, mend = f"it is larger than a file may be here ({reason})", "write elsewhere"
    elif error.errno == errno.EROFS:
        said, mend = f"nothing can be written there ({reason})", "write elsewhere"
    else:
        said, mend = reason, "check the folder and its rights"
    return InputError(f"{path}: it cannot be written: {said}; {mend}")


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what the system says of a file into what its owner can mend."""
    try:
        yield
    except OSError as error:
        raise cannot_write(path, error) from None
    except (ValueError, RuntimeError) as error:  # a NUL in a name; links that lead round
        raise InputError(f"{path!s}: no file can be called that ({error}); name another") from None


def _make_folders(folder: Path) -> list[Path]:
    """Make a folder and those above it; return those that were not there, innermost first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _stem(target: Path) -> str:
    """Return how the names of a target's own files begin; names have at most 255 bytes."""
    name = target.name.encode("utf-8", "replace")[:120].decode("utf-8", "ignore")
    return f".{name}."


def _clear_stale(target: Path) -> None:
    """Remove the files that runs which died left beside a target: nobody has them locked."""
    begin = _stem(target)
    for left in target.parent.iterdir():
        if left.name.startswith(begin) and left.suffix in (".part", ".old"):
            with contextlib.suppress(OSError):
                _remove_unless_in_use(left)


def _remove_unless_in_use(left: Path) -> None:
    handle = os.open(left, os.O_RDWR)
    try:
        is_free = _lock(handle)
    finally:
        os.close(handle)
    if is_free:
        left.unlink()


@contextlib.contextmanager
def _locked(folders: set[Path]) -> Iterator[None]:
    """Lock folders, in one order whoever asks, so that two runs never wait for one another."""
    with contextlib.ExitStack() as held:
        for folder in sorted(folders):
            held.enter_context(_folder_locked(folder))
        yield


@contextlib.contextmanager
def _folder_locked(folder: Path) -> Iterator[None]:
    path = folder / LOCK
    until = time.monotonic() + _PATIENCE
    while (handle := _try_to_lock(path)) is None:
        if time.monotonic() > until:
            raise InputError(
                f"{folder}: another run of servanda has been saving here for {_PATIENCE:.0f} "
                f"seconds; wait for it, or stop it"
            )
        time.sleep(0.002 + 0.01 * secrets.randbelow(100) / 100)
    try:
        yield
    finally:
        # Removed while it is still locked: whoever waits sees that it is gone, and begins anew.
        with contextlib.suppress(OSError):
            path.unlink()
        os.close(handle)
        if os.name == "nt":  # where no open file can be removed
            with contextlib.suppress(OSError):
                path.unlink()


def _try_to_lock(path: Path) -> int | None:
    with _told(path.parent):
        flags = os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        try:
            handle = os.open(path, flags | os.O_RDWR, 0o666)
        except PermissionError:
            if not path.exists():
                raise
            if os.name == "nt":  # about to be removed by who held it
                return None
            handle = os.open(path, flags | os.O_RDONLY)  # left by another who works in this folder
        try:
            if _lock(handle) and _is_still(path, handle):
                return handle
        except OSError as error:
            if error.errno in _NO_LOCKS:
                return handle
            os.close(handle)
            raise
        os.close(handle)
        return None


def _is_still(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(path.lstat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _lock(handle: int) -> bool:
    """Lock an open file for this process, and return whether nobody else has it locked."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _sync_folder(folder: Path) -> None:
    """Have the folder's entries written too, where the system allows it."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
