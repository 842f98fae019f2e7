"""The kinds of arrays that pass between rooms, each named once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["Counts", "Flags", "Floats", "Ints", "Longs"]

Floats = npt.NDArray[np.float64]
"""Numbers of worlds, values, chances."""

Flags = npt.NDArray[np.bool_]
"""Where something is so."""

Ints = npt.NDArray[np.int32]
"""Numbers of states and moves."""

Longs = npt.NDArray[np.int64]
"""Counts that may be large, and places in long arrays."""

Counts = Longs
"""How many: months, steps, worlds."""
