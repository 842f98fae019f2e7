"""What must hold of a case beyond the form of each of its parts, in the order it is checked.

Each check takes a case and yields what is wrong with it; a new one is a file and a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from servanda.case.checks.names import names_are_declared
from servanda.case.schema import Case
from servanda.case.wording import Problem

__all__ = ["CHECKS", "Check"]

Check = Callable[[Case], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (names_are_declared,)
