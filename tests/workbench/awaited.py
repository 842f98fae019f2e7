"""What a coroutine comes to, though a loop may run in this thread already (a browser's does)."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from servanda.threads import aside

T = TypeVar("T")


def awaited(coroutine: Coroutine[Any, Any, T]) -> T:
    return aside(lambda: asyncio.run(coroutine))
