"""What the kernel is given and what it tells, for some of the worlds of a chunk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace

import numpy as np
import numpy.typing as npt

from servanda.engine.contract import Deal, Outcomes, Worlds
from servanda.engine.war_tables import WarTables

__all__ = ["joined", "some_of_deal", "some_tables", "some_worlds"]

Places = slice | npt.NDArray[np.intp]
"""Some of the worlds of a chunk."""

SHARED = ("phase", "payment_block", "response_from")
"""What of a deal is the same in all worlds."""

_BY_WORLD = tuple(each.name for each in fields(Deal) if each.name not in SHARED)


def joined(parts: Sequence[Outcomes]) -> Outcomes:
    """Return the outcomes of parts of the worlds as those of all."""
    if len(parts) == 1:
        return parts[0]
    return Outcomes(
        *(np.concatenate([getattr(each, f.name) for each in parts]) for f in fields(Outcomes))
    )


def some_worlds(worlds: Worlds, some: Places) -> Worlds:
    """Return some of the worlds."""
    return Worlds(
        worlds.party[some], worlds.world[some], worlds.cost_nodes[some], worlds.node_weights
    )


def some_tables(tables: WarTables, some: Places) -> WarTables:
    """Return the tables of some of the worlds."""
    return WarTables(*(table[some] for table in tables))


def some_of_deal(deal: Deal, some: Places) -> Deal:
    """Return the deal in some of its worlds."""
    return replace(deal, **{name: getattr(deal, name)[some] for name in _BY_WORLD})
