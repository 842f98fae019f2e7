"""Compile a numerical kernel to machine code, with its type signature kept for the type checker."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

import numba

__all__ = ["compiled"]

Kernel = TypeVar("Kernel", bound=Callable[..., object])


def compiled(kernel: Kernel) -> Kernel:
    """Compile `kernel` on first use, cache the machine code, and release the interpreter lock.

    Division by zero gives an infinity or NaN as in NumPy; arithmetic is never reordered, so that a
    world's digits do not depend on how the worlds were split or on the number of threads.
    """
    return cast(Kernel, numba.njit(cache=True, nogil=True, error_model="numpy")(kernel))
