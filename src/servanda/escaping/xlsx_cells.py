"""Workbooks for spreadsheets: text is text, and is never run as a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from servanda.errors import MissingExtraError
from servanda.escaping.hidden import visible

__all__ = ["workbook"]

_MOST = 32_767
"""Characters that a cell may hold."""
_FIXED = datetime(2000, 1, 1)
"""The day a workbook says it was made: the same rows give the same bytes."""


def workbook(
    sheets: Mapping[str, Iterable[Mapping[str, object]]], wide: Sequence[str] = ()
) -> bytes:
    """Return a workbook with a sheet for each table, headings in bold and kept in sight.

    Text stays to the letter: a cell that holds text is marked as such, so that `=1+1` is shown and
    not computed. `wide` names columns of long text.

    Raises: MissingExtraError where openpyxl is not installed.
    """
    try:
        import openpyxl
        from openpyxl.styles import Alignment, Font
        from openpyxl.utils import get_column_letter
    except ImportError:
        raise MissingExtraError("A workbook (.xlsx)", "sheets") from None
    book = openpyxl.Workbook()
    book.remove(book.active)
    book.properties.created = book.properties.modified = _FIXED
    for name, rows in sheets.items():
        sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", name)[:31])
        listed = list(rows)
        headings = list(dict.fromkeys(key for row in listed for key in row))
        for place, heading in enumerate(headings, start=1):
            _put(sheet.cell(1, place), heading)
            sheet.cell(1, place).font = Font(bold=True)
            width = 48 if heading in wide else 18
            sheet.column_dimensions[get_column_letter(place)].width = width
        for line, row in enumerate(listed, start=2):
            for place, heading in enumerate(headings, start=1):
                _put(sheet.cell(line, place), row.get(heading))
                if heading in wide:
                    sheet.cell(line, place).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.freeze_panes = "A2"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _put(cell: object, value: object) -> None:
    """Set a cell: numbers and truth values as they are, all else as text."""
    if value is None or (isinstance(value, float) and value != value):
        return
    if isinstance(value, bool | int | float):
        cell.value = value  # type: ignore[attr-defined]
        return
    cell.value = visible(str(value))[:_MOST]  # type: ignore[attr-defined]
    cell.data_type = "s"  # type: ignore[attr-defined]
