"""The rows of a figure as a table, for readers and formats that have no pictures."""

from __future__ import annotations

from servanda.explore.finding import COLUMNS
from servanda.report.blocks import Figure, Table, prose
from servanda.report.number_words import number
from servanda.report.number_words import percent as percent_of

__all__ = ["cell_text", "figure_table"]


def figure_table(figure: Figure) -> Table:
    """Return the rows of a figure, the columns of its shape first."""
    seen = dict.fromkeys((*COLUMNS[figure.shape], *(key for row in figure.rows for key in row)))
    columns = [name for name in seen if any(row.get(name) is not None for row in figure.rows)]
    head = tuple(figure.labels.get(name, name.replace("_", " ")) for name in columns)
    rows = tuple(
        tuple(prose(cell_text(row.get(name), figure.percent)) for name in columns)
        for row in figure.rows
    )
    return Table(head, rows, style="shares" if figure.shape == "table" else "")


def cell_text(value: object, percent: bool = False) -> str:
    """Return a cell of a finding as a table shows it.

    >>> cell_text(None), cell_text(True), cell_text(0.12345), cell_text(0.5, percent=True)
    ('–', 'yes', '0.123', '50%')
    """
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and percent:
        return percent_of(value) if 0.0 <= value <= 1.0 else f"{100 * value:.3g}%"
    return number(value, 3) if isinstance(value, int | float) else str(value)
