"""How long an answer took, part by part."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Spent"]


@dataclass
class Spent:
    """Milliseconds that an answer took: making ready, settling, the war's length, words."""

    patch: float = 0.0
    kernel: float = 0.0
    war: float = 0.0
    words: float = 0.0

    @property
    def total(self) -> float:
        """Return all of them."""
        return self.patch + self.kernel + self.war + self.words
