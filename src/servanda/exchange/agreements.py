"""Past agreements (PA-X, UCDP Peace Agreement Dataset): the record of promises.

UCDP says whether an agreement ended and not who ended it; PA-X says neither. So an agreement that
stands becomes a promise kept, and all others are shown as entries that somebody must complete.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from servanda.errors import InputError
from servanda.exchange.asked import Asked, Who
from servanda.exchange.piece import Piece, Writing, counted
from servanda.exchange.table import Row, Table, day_of, number_of

__all__ = ["pa_x", "ucdp_agreements"]


def ucdp_agreements(table: Table, asked: Asked) -> Piece:
    """Return the agreements between parties of the case: kept where they have not ended.

    Raises: InputError where `ended` is neither 0 nor 1, or no agreement is theirs.
    """
    writing = Writing(
        "UCDP peace agreements", table.file, "ucdp_agreements",
        "Peace agreements, UCDP Peace Agreement Dataset", "Uppsala Conflict Data Program",
    )  # fmt: skip
    who, out = Who(asked), Counter[str]()
    asked.case_for(f"{table.file}: whose agreements are wanted")
    table = _known_then(table, asked, "pa_date", writing)
    for row in table.rows:
        parties = _parties(row["actor_name"], ",", who)
        if len(parties) < 2:
            out[row["conflict_name"] or "no conflict named"] += 1
            continue
        if row["ended"] and number_of(row["ended"]) not in (0.0, 1.0):
            raise InputError(f"{table.at(row)}: ended is `{row['ended']}`, and 0 and 1 are known")
        sentence = (
            f"{row['pa_name']}, signed {row['pa_date']} by {row['actor_name']} "
            f"(paid {row['paid']}, line {row.line}): {_fate(row, asked)}."
        )
        year = _year(table, row, "pa_date")
        _enter(writing, asked, row, row["pa_name"], year, parties, sentence)
    _tell(writing, table, asked, out, who)
    writing.say(
        "Where `ended` is empty, no end is given, and the agreement counts as standing; the data "
        "set knows no end after its own year.",
        "UCDP counts an agreement as ended when a signatory no longer recognises it or fights "
        "again; it does not say who.",
    )
    return writing.made()


def pa_x(table: Table, asked: Asked) -> Piece:
    """Return the agreements between parties of the case as entries to be completed.

    PA-X holds what was signed, and no outcome; nothing of it is written into a case by itself.

    Raises: InputError where no agreement is theirs.
    """
    writing = Writing(
        "PA-X agreements", table.file, "pa_x", "Peace agreements, PA-X download",
        "PA-X Peace Agreements Database",
    )  # fmt: skip
    who, out = Who(asked), Counter[str]()
    asked.case_for(f"{table.file}: whose agreements are wanted")
    table = _known_then(table, asked, "Dat", writing)
    for row in table.rows:
        parties = _parties(row["Part"], ";", who)
        status = row["Status"].casefold()
        if len(parties) < 2:
            out[row["PPName"] or "no process named"] += 1
        elif "signed" not in status and "agreed" not in status:
            out[f"status “{row['Status']}”"] += 1
        else:
            sentence = (
                f"{row['Agt']}, {row['Dat']}, {row['Status']}, stage {row['Stage']} "
                f"(AgtId {row['AgtId']}, line {row.line})."
            )
            year = _year(table, row, "Dat")
            _enter(writing, asked, row, row["Agt"], year, parties, sentence, known=False)
    _tell(writing, table, asked, out, who)
    writing.say("PA-X says what was agreed and by whom, and not whether it was kept.")
    return writing.made()


def _known_then(table: Table, asked: Asked, column: str, writing: Writing) -> Table:
    """Return the agreements that the case can know of, and date the source by the last of them."""
    rows = tuple(row for row in table.rows if (day_of(row[column]) or date.min) <= asked.until)
    writing.say(asked.told_until(len(table.rows) - len(rows), "agreements"))
    writing.published = max((day for row in rows if (day := day_of(row[column]))), default=date.min)
    return replace(table, rows=rows)


def _ended(row: Row, asked: Asked) -> bool:
    """Whether an agreement had ended by the day of the case."""
    day = day_of(row["duration"])
    return number_of(row["ended"]) == 1.0 and (day is None or day <= asked.until)


def _enter(
    writing: Writing,
    asked: Asked,
    row: Row,
    title: str,
    year: int,
    parties: Sequence[str],
    sentence: str,
    known: bool = True,
) -> None:
    """Enter an agreement into the record, or among what must be completed."""
    cite = writing.cite(sentence[:2000])
    ended = _ended(row, asked)
    kind = "ceasefire" if re.search(r"cease-?\s?fire|truce|cessation", title, re.I) else "other"
    kept: Any = "?" if ended or not known else True
    alike: Any = "?"
    if asked.alike:
        note = "Put alike for all agreements of the file by whoever imported it."
        alike = {"value": asked.alike, "note": note}
    conduct = {
        party: {"ledger": "compliance", "kept": kept, "similarity": alike, "cite": cite}
        for party in parties
    }
    finished = day_of(row["duration"]) if ended else None
    entry: dict[str, Any] = {"title": title, "year": year}
    entry |= {"ended": finished.year} if finished else {}
    entry |= {"kind": kind, "conduct": conduct}
    name = f"record.{_name(title, year, writing)}"
    (writing.open if kept == "?" else writing.values)[name] = entry


def _name(title: str, year: int, writing: Writing) -> str:
    """Return a name for an entry of the record that no other has."""
    words = "_".join(re.findall(r"[a-z0-9]+", title.casefold()))[:40].strip("_")
    base = f"{words if words[:1].isalpha() else f'agreement_{words}'}_{year}"
    taken = {path.split(".")[1] for path in (*writing.values, *writing.open)}
    name, number = base, 2
    while name in taken:
        name, number = f"{base}_{number}", number + 1
    return name


def _parties(names: str, sign: str, who: Who) -> list[str]:
    """Return the actors of the case among those who signed, each once."""
    found = (who(each) for each in re.split(rf"[{sign}\n]", names))
    return list(dict.fromkeys(each for each in found if each))


def _year(table: Table, row: Row, column: str) -> int:
    day = day_of(row[column])
    if day is None:
        raise InputError(f"{table.at(row)}: {column} is `{row[column]}`; write 2025-01-31")
    return day.year


def _fate(row: Row, asked: Asked) -> str:
    """Say what became of an agreement by the day of the case."""
    day = day_of(row["duration"])
    if _ended(row, asked):
        return f"ended {day or ''}".strip()
    return "had not ended" if row["ended"] else "no end is given"


def _tell(writing: Writing, table: Table, asked: Asked, out: Counter[str], who: Who) -> None:
    found = len(writing.values) + len(writing.open)
    if not found:
        raise InputError(
            f"{table.file}: no agreement is between two parties or actors of the case; left out: "
            f"{counted(out)}; say what the file calls them with "
            "--name 'Government of Norland=norland'"
        )
    writing.say(
        f"{found} of {len(table.rows)} agreements are between actors of the case: "
        f"{len(writing.values)} written as kept, {len(writing.open)} to be completed.",
        f"Left out: {counted(out)}." if out else "",
        who.told(),
        ""
        if asked.alike
        else "How much each is like the present case is a gap, `?`, for no file says it; fill each "
        "in, or give one range for all with --alike.",
    )
