"""Tables as CSV on standard output, safe to open in a spreadsheet."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any

from servanda.escaping.csv_cells import CsvWriter

__all__ = ["print_csv"]


def print_csv(rows: Sequence[Mapping[str, Any]]) -> None:
    """Print rows that share their columns; text that would run as a formula is made harmless."""
    if not rows:
        return
    writer = CsvWriter(sys.stdout, "\n")
    writer.writerow(rows[0])
    for row in rows:
        writer.writerow(row.values())
