"""Tables as CSV on standard output, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["print_csv"]


def print_csv(rows: Sequence[Mapping[str, Any]]) -> None:
    """Print rows that share their columns; text that would run as a formula is made harmless."""
    from servanda.report.formats.csv import safe_cell

    if not rows:
        return
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(rows[0])
    writer.writerows([safe_cell(cell) for cell in row.values()] for row in rows)
