"""Compile a numerical kernel to machine code, with its type signature kept for the type checker."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
from numba.core.caching import FunctionCache, IndexDataCacheFile

__all__ = ["compiled"]

Kernel = TypeVar("Kernel", bound=Callable[..., object])


@cache
def _digest_of_kernels() -> str:
    """Return a digest of every file of this package that holds a kernel."""
    digest = hashlib.blake2b(digest_size=8)
    for source in sorted(Path(__file__).parent.rglob("*.py")):
        text = source.read_bytes()
        if b"@compiled" in text:
            digest.update(text)
    return digest.hexdigest()


class _MachineCode(FunctionCache):  # type: ignore[misc]
    """Machine code kept from run to run, where there is room for it.

    The compiler's own cache looks at a kernel's file alone: a kernel that calls one of another
    file would keep the old code of that one after it has changed, and give old digits. And it
    stops the run where the disk is full or a file of the cache is damaged, though all that is lost
    is the time of compiling.
    """

    def __init__(self, kernel: Callable[..., object]) -> None:
        super().__init__(kernel)
        self._cache_file = IndexDataCacheFile(
            cache_path=self._cache_path,
            filename_base=self._impl.filename_base,
            source_stamp=(self._impl.locator.get_source_stamp(), _digest_of_kernels()),
        )

    def load_overload(self, signature: Any, target: Any) -> Any:
        with suppress(OSError, EOFError, pickle.PickleError, ValueError):
            return super().load_overload(signature, target)
        return None

    def save_overload(self, signature: Any, made: Any) -> None:
        with suppress(OSError):
            super().save_overload(signature, made)


def compiled(kernel: Kernel) -> Kernel:
    """Compile `kernel` on first use, keep the machine code, and release the interpreter lock.

    Where it cannot be kept (an installation nobody may write to, and no home), every run compiles
    anew: slower, to the same digits. Division by zero gives an infinity or NaN as in NumPy;
    arithmetic is never reordered, so that a world's digits do not depend on how the worlds were
    split or on the number of threads.
    """
    made = numba.njit(nogil=True, error_model="numpy")(kernel)
    with suppress(RuntimeError, OSError):  # no place for it
        made._cache = _MachineCode(kernel)
    return cast(Kernel, made)
