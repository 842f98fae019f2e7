"""The results as CSV, one file a table, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from servanda.explore.finding import Cell
from servanda.report.control_characters import visible
from servanda.report.material import Material
from servanda.report.rows import tables_of

__all__ = ["csv_files", "safe_cell"]

_BOM = "\ufeff"


def csv_files(material: Material, stem: Path) -> Mapping[Path, bytes]:
    """Return `STEM-proposals.csv` and its like.

    UTF-8 with a byte-order mark, since spreadsheets guess wrong without one. Text that a
    spreadsheet would run as a formula gets an apostrophe in front.
    """
    files = {}
    for name, rows in tables_of(material).items():
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(rows[0])
        writer.writerows([safe_cell(cell) for cell in row.values()] for row in rows)
        files[stem.with_name(f"{stem.name}-{name}.csv")] = (_BOM + text.getvalue()).encode()
    return files


def safe_cell(cell: Cell) -> Cell:
    """Return a cell as it may stand in a spreadsheet.

    >>> safe_cell("=1+1"), safe_cell("truce"), safe_cell(-0.5)
    ("'=1+1", 'truce', -0.5)
    """
    if not isinstance(cell, str):
        return cell
    shown = visible(cell)
    return f"'{shown}" if shown[:1] in ("=", "+", "-", "@", "\t", "\r") else shown
