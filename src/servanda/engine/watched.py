"""Worlds that tell which numbers of a case somebody has read."""

from __future__ import annotations

from servanda.arrays import Floats
from servanda.case.keys.number import Quantity
from servanda.worlds.sample import Worlds

__all__ = ["WATCHED", "Noted", "Watched"]

WATCHED = 16
"""Worlds that are watched: what is read depends on no draw."""


class Noted(dict[str, Quantity]):
    """Numbers by path that note which of them were looked up.

    >>> noted = Noted({"war.swing": None, "war.trend": None})
    >>> noted["war.swing"], "war.trend" in noted, noted.read
    (None, True, {'war.swing'})
    """

    def __init__(self, numbers: dict[str, Quantity]) -> None:
        super().__init__(numbers)
        self.read: set[str] = set()

    def __getitem__(self, path: str) -> Quantity:
        self.read.add(path)
        return super().__getitem__(path)


class Watched(Worlds):
    """The first few worlds, which note the numbers asked for, be they drawn already or not."""

    @classmethod
    def like(cls, drawn: Worlds) -> Watched:
        """Return what is to be watched of the worlds of a case."""
        return cls(Noted(dict(drawn.numbers)), drawn.together, drawn.seed, 0, WATCHED)

    @property
    def read(self) -> set[str]:
        """Return the numbers read so far; it may be changed."""
        assert isinstance(self.numbers, Noted)
        return self.numbers.read

    def values(self, name: str) -> Floats:
        """Return a number in every world, and note that it was asked for."""
        self._number(name)
        return super().values(name)
