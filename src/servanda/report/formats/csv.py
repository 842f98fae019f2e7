"""The results as CSV, one file a table, safe to open in a spreadsheet."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

from servanda.escaping.csv_cells import csv_writer
from servanda.report.material import Material
from servanda.report.rows import tables_of

__all__ = ["csv_files"]

_BOM = "\ufeff"


def csv_files(material: Material, stem: Path) -> Mapping[Path, bytes]:
    """Return `STEM-proposals.csv` and its like.

    UTF-8 with a byte-order mark, since spreadsheets guess wrong without one; no text in it is run
    as a formula (`servanda.escaping.csv_cells`).
    """
    files = {}
    for name, rows in tables_of(material).items():
        text = io.StringIO()
        writer = csv_writer(text)
        writer.writerow(rows[0])
        for row in rows:
            writer.writerow(row.values())
        files[stem.with_name(f"{stem.name}-{name}.csv")] = (_BOM + text.getvalue()).encode()
    return files
