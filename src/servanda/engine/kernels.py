"""What works a chunk of worlds through: the processor's kernels, or others with their digits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from servanda.arrays import Flags, Floats
from servanda.engine.contract import Deal, Outcomes, Settings, Worlds
from servanda.engine.proposal import settle
from servanda.engine.war_tables import WarTables, fill_tables

__all__ = ["PROCESSOR", "Kernels"]


@dataclass(frozen=True)
class Kernels:
    """The two stages of an engine: war tables of worlds; a deal in worlds whose tables are made.

    fill_tables: as `war_tables.fill_tables`; settle: as `proposal.settle`.
    """

    fill_tables: Callable[[bool, Floats, Floats, Flags, WarTables], None]
    settle: Callable[[Worlds, WarTables, Deal, Settings, Floats | None, bool], Outcomes]


PROCESSOR = Kernels(fill_tables, settle)
