"""Where the workbench keeps what it keeps, in the folder of a case."""

from __future__ import annotations

from pathlib import Path

__all__ = ["FIRST", "JOURNAL", "SCENARIOS", "TYPED"]

SCENARIOS = Path("scenarios.yaml")
JOURNAL = Path(".servanda") / "workbench.json"
TYPED = Path(".servanda") / "typed.yaml"
"""The text of the case as it was typed and not yet saved."""
FIRST = Path(".servanda") / "first.json"
"""The first verdicts, as they were when the case was last opened."""
