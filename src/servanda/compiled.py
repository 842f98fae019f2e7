"""Compile a numerical kernel to machine code, with its type signature kept for the type checker."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar, cast

import numba

__all__ = ["compiled"]

Kernel = TypeVar("Kernel", bound=Callable[..., object])


def _forget_outdated_machine_code(package: Path) -> None:
    """Delete cached machine code that was made from other sources than those of `package` now.

    The compiler's cache looks at a kernel's own file alone: a kernel that calls one of another
    file keeps the old code of that one after it has changed, and gives old digits.
    """
    sources = sorted(package.rglob("*.py"))
    digest = hashlib.blake2b(digest_size=8)
    for source in sources:
        text = source.read_bytes()
        if b"@compiled" in text:
            digest.update(text)
    stamp = package / "__pycache__" / f"kernels-{digest.hexdigest()}"
    if stamp.exists():
        return
    with suppress(OSError):
        for pattern in ("*.nbi", "*.nbc", "kernels-*"):
            for outdated in package.rglob(f"__pycache__/{pattern}"):
                outdated.unlink(missing_ok=True)
        stamp.parent.mkdir(exist_ok=True)
        stamp.touch()


_forget_outdated_machine_code(Path(__file__).parent)


def compiled(kernel: Kernel) -> Kernel:
    """Compile `kernel` on first use, cache the machine code, and release the interpreter lock.

    Division by zero gives an infinity or NaN as in NumPy; arithmetic is never reordered, so that a
    world's digits do not depend on how the worlds were split or on the number of threads.
    """
    return cast(Kernel, numba.njit(cache=True, nogil=True, error_model="numpy")(kernel))
