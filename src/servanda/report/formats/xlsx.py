"""The results as one workbook, a sheet a table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from servanda.escaping.xlsx_cells import workbook
from servanda.report.material import Material
from servanda.report.rows import tables_of

__all__ = ["xlsx_files"]

WIDE = ("title", "verdict", "sentence", "claim", "question", "quote", "why", "text", "carries")


def xlsx_files(material: Material, stem: Path) -> Mapping[Path, bytes]:
    """Return `STEM.xlsx`: the tables that CSV has in files of their own, text to the letter.

    Raises: MissingExtraError where openpyxl is not installed.
    """
    return {stem.with_name(f"{stem.name}.xlsx"): workbook(tables_of(material), WIDE)}
