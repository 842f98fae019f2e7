"""Files that are data and no articles, told apart by name and by what stands in them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

__all__ = ["TABLE_SUFFIXES", "data_file", "tables_in"]

TABLE_SUFFIXES = frozenset({
    ".csv", ".tsv", ".tab", ".xlsx", ".xls", ".ods", ".parquet", ".feather", ".dta", ".sav",
    ".rds", ".rdata", ".jsonl", ".ndjson", ".geojson", ".sqlite", ".db",
})  # fmt: skip
"""Endings of tables."""

_PLAIN = frozenset({".csv", ".tsv", ".tab", ".txt", ""})
_MOST = 64_000
_LINES = 6

_EXPORTS = {
    "events of ACLED": ({"event_id_cnty"}, {"event_date", "sub_event_type"}),
    "events of UCDP GED": ({"dyad_new_id", "type_of_violence"}, {"type_of_violence", "best"}),
    "conflicts of UCDP": ({"conflict_id", "intensity_level"}, {"conflict_id", "ep_end"}),
    "agreements of UCDP": ({"pa_name", "pa_date"}, {"paid", "pa_type"}),
    "agreements of PA-X": ({"agtid", "agt"}, {"agtid", "pp"}),
    "events of GDELT": ({"globaleventid"}, {"sqldate", "eventcode"}),
    "events of ICEWS": ({"event id", "cameo code"}, {"event date", "cameo code"}),
    "disputes of the Correlates of War": ({"dispnum"}, {"ccode1", "ccode2"}),
}
"""Exports of the field by columns that give them away, any one of the sets."""


def data_file(path: Path) -> str:
    """Return what data a file holds (`a table`, `a table: events of ACLED`); empty for none.

    An ending of a table is believed unless the text is plainly prose; a `.txt` is looked into, for
    exports are saved under that ending too.
    """
    suffix = path.suffix.lower()
    if suffix not in TABLE_SUFFIXES | _PLAIN or not path.is_file():
        return ""
    if suffix not in _PLAIN:
        return "a table"
    head = _head(path)
    delimiter = _delimiter(head)
    if not delimiter:
        return ""
    columns = {name.strip(" \"'\ufeff").lower() for name in head[0].split(delimiter)}
    for name, signs in _EXPORTS.items():
        if any(sign <= columns for sign in signs):
            return f"a table: {name}"
    return "a table" if suffix in TABLE_SUFFIXES else ""


def tables_in(folder: Path) -> Iterable[Path]:
    """Yield the tables below a folder, by their endings; hidden ones are passed over."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.lower() in TABLE_SUFFIXES and not hidden and path.is_file():
            yield path


def _head(path: Path) -> list[str]:
    try:
        with path.open("rb") as stream:
            text = stream.read(_MOST).decode("utf-8", "replace")
    except OSError:
        return []
    return list(islice((line for line in text.splitlines() if line.strip()), _LINES))


def _delimiter(head: list[str]) -> str:
    """Return what parts the cells of the first line, if every further line has as many at least.

    A cell may hold the sign too, in quotes; prose rarely begins with a line of so many.
    """
    for delimiter in ("\t", ";", ",", "|"):
        first = head[0].count(delimiter) if head else 0
        names = head[0].split(delimiter) if head else []
        short = all(len(name.split()) <= 4 for name in names)
        if first >= 2 and short and all(line.count(delimiter) >= first for line in head[1:2]):
            return delimiter
    return ""
