"""A table as somebody saved it: CSV with commas or semicolons, or a sheet of a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from servanda.errors import InputError, MissingExtraError
from servanda.escaping.csv_cells import read_back

__all__ = ["Row", "Table", "day_of", "number_of", "read_tables"]

MOST_BYTES = 400_000_000
_DAYS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d-%B-%Y", "%d/%m/%Y", "%Y-%m-%d %H:%M:%S",
         "%Y-%m-%d %H:%M:%S.%f")  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One row: its line in the file, and its cells by column, as text."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True)
class Table:
    """A table: the file and sheet it stands in, its columns in order, its rows."""

    file: Path
    sheet: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def at(self, row: Row) -> str:
        """Return where a row stands, as messages name it."""
        return f"{self.file}{f' ({self.sheet})' if self.sheet else ''}:{row.line}"


def read_tables(path: Path) -> list[Table]:
    """Return the tables of a file: one of a CSV file, one a sheet of a workbook.

    Raises: InputError for a file that is no table; MissingExtraError for a workbook where openpyxl
    is not installed.
    """
    if path.suffix.lower() == ".xlsx":
        return _sheets(path)
    if path.suffix.lower() in {".xls", ".ods", ".dta", ".rds", ".sav", ".parquet", ".json"}:
        raise InputError(
            f"{path}: `{path.suffix}` is not read here; save the table as .xlsx, or .csv in UTF-8"
        )
    return [_csv(path, _text(path))]


def _text(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from None
    if len(data) > MOST_BYTES:
        raise InputError(f"{path}: it is larger than 400 MB; keep the rows of this war alone")
    if b"\0" in data[:4000]:
        raise InputError(f"{path}: this is no text; save the table as .csv in UTF-8, or as .xlsx")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{path}: this is no CSV file in UTF-8; save it as such") from None


def _csv(path: Path, text: str) -> Table:
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(10_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    began = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((began, cells))
            began = reader.line_num + 1
    except csv.Error as error:
        raise InputError(f"{path}:{reader.line_num}: this is no CSV: {error}") from None
    return _made(path, "", rows)


def _made(path: Path, sheet: str, rows: Sequence[tuple[int, Sequence[str]]]) -> Table:
    if len(rows) < 2:
        raise InputError(f"{path}: it has no row below its headings")
    columns = tuple(name.strip() for name in rows[0][1])
    twice = next((name for name in columns if name and columns.count(name) > 1), None)
    if twice:
        raise InputError(f"{path}: two columns are called `{twice}`; rename one")
    made = []
    for line, cells in rows[1:]:
        if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
            raise InputError(
                f"{path}:{line}: {len(cells)} cells under {len(columns)} headings; "
                "put quotes around a cell that holds the sign between cells"
            )
        filled = zip(columns, cells, strict=False)
        made.append(Row(line, {name: read_back(cell.strip()) for name, cell in filled if name}))
    return Table(path, sheet, tuple(name for name in columns if name), tuple(made))


def _sheets(path: Path) -> list[Table]:
    try:
        import openpyxl
    except ImportError:
        raise MissingExtraError("A workbook (.xlsx)", "sheets") from None
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from None
    except Exception as error:  # noqa: BLE001  # whatever a damaged archive raises
        raise InputError(f"{path}: this is no workbook that can be opened ({error})") from None
    tables = []
    for sheet in book.worksheets:
        listed = enumerate(sheet.iter_rows(values_only=True), start=1)
        told = ((line, [_shown(cell) for cell in cells]) for line, cells in listed)
        rows = [(line, cells) for line, cells in told if any(cell.strip() for cell in cells)]
        if len(rows) > 1:
            tables.append(_made(path, sheet.title, rows))
    book.close()
    if not tables:
        raise InputError(f"{path}: none of its sheets has a row below its headings")
    return tables


def _shown(cell: object) -> str:
    """Return a cell of a workbook as the text it would be in a CSV file."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)


def day_of(text: str) -> date | None:
    """Return the day that a cell names, None where it names none.

    Day first where the notation leaves it open, as PA-X writes it.

    >>> day_of("16 May 2025"), day_of("21/11/1995"), day_of("2024-02-30")
    (datetime.date(2025, 5, 16), datetime.date(1995, 11, 21), None)
    """
    for form in _DAYS:
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    return None


def number_of(text: str) -> float | None:
    """Return the number in a cell, None where there is none; thousands may be parted by commas."""
    try:
        value = float(text.replace(",", "").replace("\u00a0", "").strip())
    except ValueError:
        return None
    return value if abs(value) < float("inf") else None
