"""The numbers of a chunk of worlds, read by the names under which the case file writes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from servanda.arrays import Floats
from servanda.case.keys.case import Case
from servanda.case.keys.number import PerPerceiver, Quantity

__all__ = ["Draws", "Readings"]


class Draws(Protocol):
    """The worlds of a chunk: the value of every named number in each of them."""

    @property
    def numbers(self) -> Mapping[str, Quantity]:
        """Return the numbers of the case, by name."""
        ...

    def values(self, name: str) -> Floats:
        """Return the number called `name` in every world."""
        ...

    def certain(self, name: str) -> float | None:
        """Return the number called `name` if it is the same in every world."""
        ...

    def event(self, name: str) -> Floats:
        """Return uniform draws for something that happens or not."""
        ...


@dataclass(frozen=True)
class Readings:
    """What a chunk of `worlds` worlds says of the numbers of a case."""

    case: Case
    draws: Draws
    worlds: int

    def number(self, path: str) -> Floats:
        """Return the number called `path` in every world: shape (worlds,)."""
        values = np.asarray(self.draws.values(path), dtype=np.float64)
        return values if values.ndim else np.full(self.worlds, values)

    def constant(self, value: float) -> Floats:
        """Return the same number in every world."""
        return np.full(self.worlds, value)

    def number_or(self, path: str, stated: Quantity | None, otherwise: float) -> Floats:
        """Return a number that the case may leave out, `otherwise` where it does."""
        return self.constant(otherwise) if stated is None else self.number(path)

    def seen_by(self, who: str, path: str, views: PerPerceiver[Any]) -> Floats:
        """Return what `who` believes the number at `path` to be."""
        return self.number(path + views.name_of(who))

    def of_party(
        self, path: str, stated: Mapping[str, Quantity], party: str, side: str
    ) -> Floats | None:
        """Return what a mapping of parties or sides says of `party`, None where it says nothing."""
        for key in (party, side):
            if key in stated:
                return self.number(f"{path}.{key}")
        return None
