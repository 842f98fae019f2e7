"""The numbers and stances of a case as a table to edit in a spreadsheet, and back again.

A row a number, a row a stance; what somebody changes in a row goes into the case, and a row left
as it was changes nothing, so that what is read back says to the digit what was written.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from servanda.case.change import with_values
from servanda.case.fingerprint import case_hash
from servanda.case.keys.case import Case, numbers_in
from servanda.case.keys.number import Quantity
from servanda.case.keys.parties import Stance
from servanda.case.names import name_of
from servanda.case.text.written import written, written_form
from servanda.errors import InputError
from servanda.escaping.csv_cells import csv_writer
from servanda.escaping.json_text import json_text
from servanda.escaping.xlsx_cells import workbook
from servanda.exchange.table import Table, read_tables

__all__ = ["Changes", "changes_in", "says_numbers", "sheet_files", "sheet_rows"]

PlainRow = dict[str, str]
_NUMBER = ("table", "case", "path", "name", "unit", "value")
_STANCE = ("table", "case", "path", "name", "position", "needs")
_BASIS = ("judged by", "judged on", "why", "base rate", "note")
WIDE = ("path", "name", "value", "why", "note", "quote")
POSITIONS = ("volunteer", "refuse", "conditional", "undeclared")


def sheet_rows(case: Case) -> dict[str, list[PlainRow]]:
    """Return the table of numbers and that of stances.

    The columns of what somebody edits are `value`, `position`, `needs` and those of the basis;
    `source` and `quote` stand as often as a row has citations.
    """
    stamp = case_hash(case)[:16]
    numbers = [
        {"table": "number", "case": stamp, "path": path, "name": name_of(case, path),
         "unit": number.unit or "number", **_of_number(number)}
        for path, number in numbers_in(case)
    ]  # fmt: skip
    stances = [
        {"table": "stance", "case": stamp, "path": path, "name": _stance_name(case, path),
         **_of_stance(stance)}
        for path, stance in _stances(case)
    ]  # fmt: skip
    return {name: rows for name, rows in (("numbers", numbers), ("stances", stances)) if rows}


def sheet_files(case: Case, path: Path) -> Mapping[Path, bytes]:
    """Return the table as a workbook (.xlsx), or as one CSV file (.csv).

    Raises: InputError for another ending; MissingExtraError where openpyxl is not installed.
    """
    tables = sheet_rows(case)
    if path.suffix.lower() == ".xlsx":
        return {path: workbook(tables, WIDE)}
    if path.suffix.lower() != ".csv":
        raise InputError(f"{path}: the numbers of a case are written as .xlsx or .csv; name one")
    rows = [row for each in tables.values() for row in each]
    headings = list(dict.fromkeys(key for row in rows for key in row))
    stream = io.StringIO()
    writer = csv_writer(stream)
    writer.writerow(headings)
    for row in rows:
        writer.writerow(row.get(key, "") for key in headings)
    return {path: ("\ufeff" + stream.getvalue()).encode()}


def _stances(case: Case) -> Iterator[tuple[str, Stance]]:
    for actor, body in case.actors.items():
        for member, stance in body.members.items():
            yield f"actors.{actor}.members.{member}", stance
    for proposal, offer in case.proposals.items():
        for actor, stance in offer.stances.items():
            yield f"proposals.{proposal}.stances.{actor}", stance


def _stance_name(case: Case, path: str) -> str:
    first, where, _, actor = path.split(".")
    if first == "actors":
        return f"{case.name_of(actor)}, as a member of {case.name_of(where)}"
    return f"{case.name_of(actor)} on {case.proposals[where].title}"


def _of_number(number: Quantity) -> PlainRow:
    form = written_form(number.form)
    if isinstance(form, dict):
        form = json_text(form)
    judged = number.judgement
    return {
        "value": str(form),
        "judged by": judged.by if judged else "",
        "judged on": judged.date.isoformat() if judged else "",
        "why": judged.why if judged else "",
        "base rate": number.base_rate or "",
        "note": number.note,
        **_citations(number),
    }


def _of_stance(stance: Stance) -> PlainRow:
    return {
        "position": stance.position,
        "needs": "" if stance.needs is None else str(stance.needs),
        "note": stance.note,
        **_citations(stance),
    }


def _citations(part: Quantity | Stance) -> PlainRow:
    cells: PlainRow = {}
    for number, each in enumerate(part.cite, start=1):
        ending = "" if number == 1 else f" {number}"
        cells |= {f"source{ending}": each.source, f"quote{ending}": each.quote}
    return cells


def says_numbers(path: Path) -> bool:
    """Whether a file is a table that `sheet_files` wrote."""
    if path.suffix.lower() not in (".csv", ".xlsx"):
        return False
    return any({"table", "case", "path"} <= set(table.columns) for table in read_tables(path))


@dataclass(frozen=True)
class Changes:
    """What a table changes in a case: the case as changed, and each change in words."""

    case: Case
    changed: tuple[tuple[str, str, str], ...]
    rows: int
    missing: int

    def __str__(self) -> str:
        lines = [f"{path}: {was} → {now}" for path, was, now in self.changed]
        end = f"{len(self.changed)} of {self.rows} rows changed"
        left = f"; {self.missing} rows of the case are not in it and stay" if self.missing else ""
        return "\n".join([*lines, f"{end}{left}."])

    def to_dict(self) -> dict[str, Any]:
        """Return it as `--json` prints it."""
        changed = [{"path": path, "was": was, "now": now} for path, was, now in self.changed]
        return {"changed": changed, "rows": self.rows, "missing": self.missing}


def changes_in(path: Path, case: Case) -> Changes:
    """Return a case changed as a table says.

    Raises: InputError with every row that cannot be used: a number that the case does not have, a
    column nobody knows, a value that cannot stand there; where the case has changed since the table
    was made; MissingExtraError where a workbook cannot be opened.
    """
    tables = [table for table in read_tables(path) if "path" in table.columns]
    if not tables:
        raise InputError(f"{path}: this is no table of numbers; `servanda export` makes one")
    before = {row["path"]: row for rows in sheet_rows(case).values() for row in rows}
    _refuse_columns(tables, path)
    stamp, faults, seen = case_hash(case)[:16], list[str](), dict[str, str]()
    values: dict[str, Any] = {}
    changed: list[tuple[str, str, str]] = []
    for table, row in ((each, row) for each in tables for row in each.rows):
        name, where = row["path"], table.at(row)
        if row["case"] != stamp:
            raise InputError(
                f"{where}: it was made from the case as it stood before ({row['case']}; it is now "
                f"{stamp}); export it anew, or take back what was changed since"
            )
        if name not in before or name in seen:
            why = f"stands there twice, first at {seen[name]}" if name in seen else "is in no case"
            faults.append(f"{where}: `{name}` {why}; take the row out")
            continue
        seen[name] = where
        old = before[name]
        new = {key: row[key] for key in (*old, *row.cells) if key not in ("name", "unit")}
        if all(new.get(key, "") == old.get(key, "") for key in new):
            continue
        try:
            value = _number(new) if old["table"] == "number" else _stance(new, case, name)
            with_values(case, {name: value})
        except InputError as error:
            faults.append(f"{where}: {error}")
            continue
        values[name] = value
        apart = [key for key in new if new.get(key, "") != old.get(key, "")]
        changed.append((name, _told(old, apart), _told(new, apart)))
    if faults:
        raise InputError("\n".join(faults))
    made = with_values(case, values) if values else case
    return Changes(made, tuple(changed), len(seen), len(before) - len(seen))


def _refuse_columns(tables: Sequence[Table], path: Path) -> None:
    for table in tables:
        for column in table.columns:
            base, _, number = column.rpartition(" ")
            cited = (base if number.isdigit() else column) in ("source", "quote")
            if not cited and column not in (*_NUMBER, *_STANCE, *_BASIS):
                raise InputError(
                    f"{path}: the column `{column}` is not known, and what stands in it would be "
                    "lost; take it out"
                )


def _told(row: Mapping[str, str], apart: Sequence[str]) -> str:
    return ", ".join(f"{key} {row.get(key) or 'nothing'}" for key in apart)


def _number(row: Mapping[str, str]) -> Any:
    """Return a number as a case file writes it, made of the cells of its row."""
    basis: dict[str, Any] = {}
    judged = {"by": row.get("judged by"), "date": row.get("judged on"), "why": row.get("why")}
    if any(judged.values()):
        lacking = [key for key, said in judged.items() if not said]
        if lacking:
            cells = {"by": "judged by", "date": "judged on", "why": "why"}
            raise InputError(f"{cells[lacking[0]]}: a judgement says who, when and why; fill it in")
        basis["judgement"] = judged
    if row.get("note"):
        basis["note"] = row["note"]
    basis |= _cited(row)
    value = _value(row.get("value", ""))
    if isinstance(value, dict) and set(value) == {"base_rate"}:
        return {**value, **basis}
    if row.get("base rate"):
        basis["base_rate"] = row["base rate"]
    return {"value": value, **basis} if basis else value


def _value(text: str) -> Any:
    """Return what a cell says: a number, or a mapping in the notation of a case file."""
    if not text:
        raise InputError("value: it is empty; write a number, a range, or `?` for a gap")
    if not text.startswith("{"):
        try:
            return float(text)
        except ValueError:
            return text
    try:
        found = YAML(typ="safe", pure=True).load(text)
    except YAMLError:
        found = None
    if not isinstance(found, dict):
        raise InputError(f"value: `{text[:60]}` cannot be read; write such as {{beta: [2, 8]}}")
    return found


def _stance(row: Mapping[str, str], case: Case, path: str) -> Any:
    """Return a stance as a case file writes it: what stands there, and the cells of its row."""
    held = dict(_stances(case))[path]
    if row["position"] not in POSITIONS:
        raise InputError(f"position: `{row['position']}`; write one of {', '.join(POSITIONS)}")
    made: dict[str, Any] = {"position": row["position"]}
    if row.get("needs"):
        if not row["needs"].isdigit():
            raise InputError(f"needs: `{row['needs']}` is no whole number")
        made["needs"] = int(row["needs"])
    given = held.model_fields_set
    if row["position"] == held.position:
        made |= {key: written(getattr(held, key)) for key in ("consents",) if key in given}
    made |= {key: written(getattr(held, key)) for key in ("troops", "name") if getattr(held, key)}
    return made | ({"note": row["note"]} if row.get("note") else {}) | _cited(row)


def _cited(row: Mapping[str, str]) -> dict[str, Any]:
    cited = []
    for key in sorted(key for key in row if key.partition(" ")[0] == "source" and row[key]):
        quote = row.get(key.replace("source", "quote"), "")
        if not quote:
            raise InputError(f"{key}: a source without a quote; fill in both, or neither")
        cited.append({"source": row[key], "quote": quote})
    return {"cite": cited} if cited else {}
