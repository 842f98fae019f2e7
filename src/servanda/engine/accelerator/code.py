"""Kernels of the processor made again for an accelerator, with everything they call.

A kernel is written once. Here its Python source is taken as it stands, and every kernel that it
calls by name is exchanged for the same made for the device; few functions have a stand-in, because
the device knows them by another name or means something else by theirs.
"""

from __future__ import annotations

import dis
from collections.abc import Callable, Mapping
from types import FunctionType
from typing import Any

from numba.core.dispatcher import Dispatcher

__all__ = ["DeviceCode", "greater", "less"]

Code = Callable[..., Any]

_PACKAGE = __name__.split(".")[0]


def greater(a: Any, b: Any, c: Any = None, d: Any = None) -> Any:
    """Return the greatest of two to four numbers as `max` of the processor does, NaN among them.

    That of a device takes the number where one is NaN, and 0.0 where the other is -0.0.

    >>> greater(float("nan"), 1.0), greater(1.0, float("nan")), greater(1.0, 3.0, 2.0)
    (nan, 1.0, 3.0)
    """
    most = b if b > a else a
    if c is not None:
        most = c if c > most else most
    if d is not None:
        most = d if d > most else most
    return most


def less(a: Any, b: Any, c: Any = None, d: Any = None) -> Any:
    """Return the least of two to four numbers as `min` of the processor does.

    >>> less(float("nan"), 1.0), less(1.0, float("nan")), less(3.0, 1.0, 2.0, 0.5)
    (nan, 1.0, 0.5)
    """
    least = b if b < a else a
    if c is not None:
        least = c if c < least else least
    if d is not None:
        least = d if d < least else least
    return least


class DeviceCode:
    """Makes kernels for a device; each is made once.

    Parameters: `made`, which turns a Python function into one that the device's code can call;
    `instead`, by what a kernel calls, a Python function to be made in its place; `left`, names of
    modules whose kernels stay those of the processor, as a simulator can call them.
    """

    def __init__(
        self,
        made: Callable[[FunctionType], Code],
        instead: Mapping[Any, Code],
        left: frozenset[str] = frozenset(),
    ) -> None:
        self._make, self._instead, self._left = made, instead, left
        self._made: dict[FunctionType, Code] = {}

    def of(self, kernel: Code) -> Code:
        """Return a kernel as the device's code calls it."""
        plain = _plain(kernel)
        if plain not in self._made:
            self._made[plain] = self._make(self.source(plain))
        return self._made[plain]

    def source(self, kernel: Code) -> FunctionType:
        """Return the Python function of a kernel, which calls what is made for the device."""
        plain = _plain(kernel)
        given = dict(plain.__globals__)
        called = {each.argval for each in dis.get_instructions(plain) if each.opname in _LOADS}
        for name in called:
            value: Any = given.get(name, _BUILTINS.get(name))
            if _has(self._instead, value):
                given[name] = self.of(self._instead[value])
            elif self._is_kernel(value):
                given[name] = self.of(value)
        found = FunctionType(plain.__code__, given, plain.__name__, plain.__defaults__)
        found.__module__, found.__qualname__ = plain.__module__, plain.__qualname__
        return found

    def _is_kernel(self, value: object) -> bool:
        """Return whether a value is a function of this package that a device must be given."""
        if not isinstance(value, Dispatcher | FunctionType):
            return False
        return value.__module__.startswith(f"{_PACKAGE}.") and value.__module__ not in self._left


_LOADS = ("LOAD_GLOBAL", "LOAD_NAME")

_BUILTINS: Mapping[str, Any] = {"max": max, "min": min}


def _plain(kernel: Code) -> FunctionType:
    """Return the Python function that was compiled, or the function itself."""
    of_compiled: Any = kernel
    found: FunctionType = getattr(of_compiled, "py_func", of_compiled)
    return found


def _has(there: Mapping[Any, Code], value: object) -> bool:
    """Return whether a value is a key; what cannot be one is none."""
    return value.__hash__ is not None and value in there
