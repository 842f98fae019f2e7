"""Rooms that are verbs too: `servanda.report` holds modules, and `servanda.report(case)` reports.

The package is called by the name of its verb; what the call does is in `servanda.door`.
"""

from __future__ import annotations

import inspect
import sys
from importlib import import_module
from types import ModuleType
from typing import Any

__all__ = ["callable_room"]


class _Room(ModuleType):
    """A package that can be called: the call goes through the door."""

    def __call__(self, *values: Any, **named: Any) -> Any:
        return self._verb(*values, **named)

    @property
    def _verb(self) -> Any:
        name = self.__name__.rpartition(".")[2]
        door = import_module("servanda.door").DOOR
        return getattr(import_module(f"servanda.door.{door[name]}"), name)

    @property
    def __signature__(self) -> inspect.Signature:
        return inspect.signature(self._verb)


def callable_room(name: str) -> None:
    """Make the package called `name` callable; it says so in its own `__init__`.

    >>> import servanda.report
    >>> "output" in inspect.signature(servanda.report).parameters
    True
    """
    sys.modules[name].__class__ = _Room
