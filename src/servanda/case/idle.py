"""What a case says without effect: its place, and what would give it one."""

from __future__ import annotations

from dataclasses import dataclass

from servanda.case.problem import Path

__all__ = ["Idle"]


@dataclass(frozen=True)
class Idle:
    """Something a case says that has no effect in it: where it stands, and what would give it."""

    path: Path
    says: str

    @property
    def name(self) -> str:
        """Return its place as a dotted path."""
        return ".".join(map(str, self.path))

    def covers(self, number: str) -> bool:
        """Return whether a number stands at this place or below it."""
        return number == self.name or number.startswith(f"{self.name}.")
