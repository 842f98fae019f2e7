"""Compile a numerical kernel to machine code, with its type signature kept for the type checker.

Machine code is kept between runs. The compiler takes kept code for fresh as long as the kernel's
own file is unchanged; but a kernel also contains the code of those it calls, and the constants it
imports. Here code is fresh as long as no file of the package that the kernel's file imports,
directly or through others, has changed. Nothing is deleted: stale code is written over.
"""

from __future__ import annotations

import hashlib
import pickle
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

import servanda.special  # noqa: F401 — before the compiler, which loads SciPy with all it has

import numba  # isort: skip
from numba.core import caching  # isort: skip

__all__ = ["compiled", "compiled_apart", "compiled_within", "sources_of"]

Kernel = TypeVar("Kernel", bound=Callable[..., object])

_UNREADABLE = (OSError, EOFError, pickle.PickleError, ValueError, LookupError, AttributeError)
"""What reading a damaged file of machine code may raise."""

_TOP = Path(__file__).resolve().parent
_IMPORTS = re.compile(
    rf"^from ({_TOP.name}[\w.]*|\.[\w.]*) import (\([^)]*\)|[^\n]*)|^import ({_TOP.name}[\w.]*)",
    re.MULTILINE,
)


def compiled(kernel: Kernel) -> Kernel:
    """Compile `kernel` on first use, keep the machine code, and release the interpreter lock.

    Division by zero gives an infinity or NaN as in NumPy; arithmetic is never reordered, so that a
    world's digits do not depend on how the worlds were split or on the number of threads. Where no
    folder can be written to, nothing is kept and each process compiles for itself.
    """
    return _kept(kernel, numba.njit(nogil=True, error_model="numpy")(kernel))


def _kept(kernel: Kernel, dispatcher: Any) -> Kernel:
    """Return a compiled kernel whose machine code is kept between runs."""
    with suppress(RuntimeError, OSError):  # no folder to keep it in, or no source file to stamp
        dispatcher._cache = _Cache(kernel)
    return cast(Kernel, dispatcher)


def compiled_apart(kernel: Kernel) -> Kernel:
    """Compile a kernel whose arrays never overlap, save those that it only reads.

    The compiler may then work worlds side by side without asking first, at every loop, whether what
    it writes is what it reads: twice as fast where loops are short. What is handed over must keep
    the promise: rows of one array are apart, an array and a row of it are not.
    """
    dispatcher: Any = compiled(kernel)
    if hasattr(dispatcher, "_compiler"):  # not where compiling is switched off
        dispatcher._compiler._customize_flags = _apart
    return cast(Kernel, dispatcher)


def compiled_within(kernel: Kernel) -> Kernel:
    """Compile a kernel as a part of those that call it, as if it were written there.

    For what is called once a world or more often and takes tuples of arrays: to hand over some
    dozens of arrays, each counted in and out, costs more than most such kernels take. No digit
    changes: arithmetic is never reordered.
    """
    return _kept(kernel, numba.njit(nogil=True, error_model="numpy", forceinline=True)(kernel))


def _apart(flags: Any) -> Any:
    flags.noalias = True
    return flags


@cache
def sources_of(file: Path) -> tuple[Path, ...]:
    """Return the files of the package that a file's machine code may depend on, itself among them.

    >>> names = [path.name for path in sources_of(_TOP / "formulas" / "hold_in_lanes.py")]
    >>> "hold.py" in names, "case.py" in names
    (True, False)
    """
    found = {file}
    waiting = [file]
    while waiting:
        for path in _imported(waiting.pop()):
            if path not in found:
                found.add(path)
                waiting.append(path)
    return tuple(sorted(found))


@cache
def _imported(file: Path) -> tuple[Path, ...]:
    """Return the files of the package that a file imports at its top, indented lines left out."""
    found: dict[Path, None] = {}
    for module, names, plain in _IMPORTS.findall(file.read_text(encoding="utf-8")):
        place = _place_of(module or plain, file)
        for each in (place, *(place / name for name in re.findall(r"\w+", names))):
            found |= dict.fromkeys(_files_at(each))
    return tuple(found)


def _place_of(module: str, file: Path) -> Path:
    """Return where a module lies, without its ending; one named by dots lies near the file."""
    if not module.startswith("."):
        return _TOP.joinpath(*module.split(".")[1:])
    name = module.lstrip(".")
    folder = file.parents[len(module) - len(name) - 1]
    return folder.joinpath(*name.split(".")) if name else folder


def _files_at(place: Path) -> Iterator[Path]:
    for path in (place.with_name(f"{place.name}.py"), place / "__init__.py"):
        if place != _TOP and path.is_file():
            yield path


@cache
def _stamp(file: Path) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for path in sources_of(file):
        digest.update(path.read_bytes())
    return digest.hexdigest()


class _StampedByAllSources:
    """A place for machine code that is fresh as long as no file it depends on has changed."""

    _py_file: str

    def get_source_stamp(self) -> str:
        return _stamp(Path(self._py_file).resolve())


class _Given(_StampedByAllSources, caching.UserProvidedCacheLocator): ...  # type: ignore[misc]


class _Beside(_StampedByAllSources, caching.InTreeCacheLocator): ...  # type: ignore[misc]


class _OfUser(_StampedByAllSources, caching.UserWideCacheLocator): ...  # type: ignore[misc]


class _Places(caching.CompileResultCacheImpl):  # type: ignore[misc]
    _locator_classes = (_Given, _Beside, _OfUser)


class _Cache(caching.FunctionCache):  # type: ignore[misc]
    """Machine code kept where there is room: a full disk or a damaged file costs time alone."""

    _impl_class = _Places

    def load_overload(self, signature: Any, target: Any) -> Any:
        try:
            return super().load_overload(signature, target)
        except _UNREADABLE:
            with suppress(OSError):
                self.flush()  # what is written next begins anew
            return None

    def save_overload(self, signature: Any, made: Any) -> None:
        with suppress(*_UNREADABLE):
            super().save_overload(signature, made)
