"""Tables given where articles are read: which data set they are, and what would read them."""

from __future__ import annotations

import csv
import json
import re
from itertools import islice

__all__ = ["table_kind"]

_DATA_SETS = (
    (
        {"event_id_cnty", "event_date", "event_type"},
        "of events (ACLED): `servanda import` makes places that changed hands of it",
    ),
    (
        {"agtid", "agt", "dat"},
        "of peace agreements (PA-X): `servanda import` makes entries of the case's `record` of it",
    ),
    (
        {"pa_name", "pa_date"},
        "of peace agreements (UCDP): `servanda import` makes the case's `record` of it",
    ),
    (
        {"dyad_name", "best", "date_start"},
        "of events (UCDP GED): `servanda import` makes deaths by month and stops of it",
    ),
    (
        {"date", "areakm2"},
        "of areas by day: `servanda import` makes the case's `war.trend` and `war.swing` of it",
    ),
    ({"conflict_id", "year"}, "of conflict years (UCDP): it tells how long such wars last"),
    ({"globaleventid", "sqldate"}, "of events (GDELT), which nothing here reads"),
    ({"cowcode", "year"}, "of state years (Correlates of War)"),
)
_NAME = re.compile(r"[\w .()/%#-]{1,60}")
_LINES = 12
_SENTENCE = re.compile(r"[a-z]{2,}[.!?][\"”’]?\s*\Z")


def table_kind(text: str, name: str = "") -> str:
    """Return what table a text is and what would read it, an empty string where it is none.

    A table has three columns or more, names in its first row, and rows of as many fields.

    >>> table_kind("event_id_cnty,event_date,event_type,notes\\nA1,2024-05-03,Battles,None\\n")[:38]
    'a table of events (ACLED): `servanda i'
    >>> table_kind("Talks in Oslo\\n\\nThey met, and agreed, and left.")
    ''
    """
    if name.lower().endswith((".json", ".geojson", ".jsonl", ".ndjson")) or text[:1] in "[{":
        return _json_kind(text, name)
    columns = _columns(text[:200_000], name)
    if not columns:
        return ""
    has = {column.strip().lower().strip('"') for column in columns}
    known = next((what for needed, what in _DATA_SETS if needed <= has), "")
    if known:
        return f"a table {known}; articles are read as .txt, .html, .md, .pdf or .docx"
    return (
        f"a table ({', '.join(list(columns)[:3])}, …), not an article; a spreadsheet, R or pandas"
        " reads it; articles are read as .txt, .html, .md, .pdf or .docx"
    )


def _columns(text: str, name: str) -> list[str]:
    """Return the names of a table's columns, none where a text is no table."""
    lines = list(
        islice((line for line in text.lstrip("\ufeff").splitlines() if line.strip()), _LINES)
    )
    if not lines:
        return []
    sign = max(",;\t|", key=lines[0].count)
    least = 2 if name.lower().endswith((".csv", ".tsv", ".tab")) else 3
    if lines[0].count(sign) + 1 < least or _SENTENCE.search(lines[0]):
        return []
    try:
        rows = list(csv.reader(lines, delimiter=sign, strict=True))
    except csv.Error:
        rows = [line.split(sign) for line in lines]
    head, rest = rows[0], rows[1:]
    named = all(_NAME.fullmatch(cell.strip()) for cell in head) and len(set(head)) == len(head)
    listed = name.lower().endswith((".csv", ".tsv", ".tab"))
    alike = sum(len(row) == len(head) for row in rest)
    columns = [cell.strip() for cell in head]
    if not named:
        return []
    if listed or any(needed <= {c.lower() for c in columns} for needed, _ in _DATA_SETS):
        return columns
    tight = not any(cell.startswith(" ") for cell in head)
    return columns if tight and len(rest) > 1 and alike >= 0.8 * len(rest) else []


def _json_kind(text: str, name: str) -> str:
    """Say that a text is data in JSON, where it is."""
    first = text.lstrip("\ufeff").split("\n", 1)[0] if name.lower().endswith("l") else text
    try:
        data = json.loads(first)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(data, dict | list):
        return ""
    return (
        "data in JSON, not an article; R or pandas reads it; articles are read as .txt, .html, .md,"
        " .pdf or .docx"
    )
