"""Which data files are known by their headings, and what reads each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from servanda.errors import InputError, named
from servanda.exchange.agreements import pa_x, ucdp_agreements
from servanda.exchange.area_series import area_series, is_area_series
from servanda.exchange.asked import Asked
from servanda.exchange.events import acled, ucdp_ged
from servanda.exchange.piece import Piece
from servanda.exchange.table import Table, read_tables

__all__ = ["LAY_OUTS", "LayOut", "piece_of"]


@dataclass(frozen=True)
class LayOut:
    """A lay-out: its name, what it is, the headings it is known by, and what reads it."""

    name: str
    says: str
    needs: frozenset[str]
    read: Callable[[Table, Asked], Piece]

    def fits(self, table: Table) -> bool:
        """Whether a table has the headings."""
        return self.needs <= set(table.columns)


LAY_OUTS: tuple[LayOut, ...] = (
    LayOut(
        "acled", "ACLED events: places that changed hands",
        frozenset({"event_id_cnty", "event_date", "event_type", "sub_event_type", "actor1",
                   "actor2", "inter1", "inter2", "fatalities"}),
        acled,
    ),
    LayOut(
        "ged", "UCDP GED events: deaths by month, and stops",
        frozenset({"type_of_violence", "dyad_name", "side_a", "side_b", "date_start", "date_end",
                   "best", "high", "low"}),
        ucdp_ged,
    ),
    LayOut(
        "ucdp_agreements", "UCDP Peace Agreement Dataset: the record of promises",
        frozenset({"paid", "conflict_name", "actor_name", "pa_name", "pa_date", "ended",
                   "duration"}),
        ucdp_agreements,
    ),
    LayOut(
        "pax", "PA-X agreements: the record of promises, to be completed",
        frozenset({"PPName", "AgtId", "Agt", "Dat", "Status", "Stage", "Part"}),
        pa_x,
    ),
)  # fmt: skip
"""Lay-outs known by their headings; an area series is known by a day and an area."""

_ELSEWHERE = {
    ".gmcr": "a graph model; `servanda graph solve FILE` reads it",
    ".efg": "a game of Gambit; `servanda graph solve FILE` reads it",
    ".nfg": "a game of Gambit; `servanda graph solve FILE` reads it",
    ".yaml": "a case, perhaps; `servanda check FILE` reads it",
    ".yml": "a case, perhaps; `servanda check FILE` reads it",
    ".qdpx": "a REFI-QDA project; programs of qualitative analysis read it",
    ".dna": "a project of Discourse Network Analyzer, which reads it",
    **dict.fromkeys(
        (".txt", ".md", ".html", ".pdf", ".docx"), "an article; `servanda read FILE` reads it"
    ),
}


def piece_of(path: Path, asked: Asked, lay_out: str = "") -> Piece:
    """Return what a data file gives a case.

    Parameters: `lay_out`, the name of the lay-out; else the one its headings show.

    Raises: InputError for a file that no lay-out fits, with what each asks for.
    """
    if path.suffix.lower() in _ELSEWHERE:
        raise InputError(f"{path}: this is {_ELSEWHERE[path.suffix.lower()]}")
    tables = read_tables(path)
    for table in tables:
        found = _fitting(table, lay_out)
        if found:
            return found(table, asked)
    table = tables[0]
    raise InputError(
        f"{path}: no lay-out that is known has its headings ({', '.join(table.columns[:12])}"
        f"{', …' if len(table.columns) > 12 else ''}). Known are "
        + "; ".join(f"{each.says} ({_lacks(each, table)})" for each in LAY_OUTS)
        + "; areas by day (a column `date`, and one of areaKm2, area, km2)"
    )


def _lacks(lay_out: LayOut, table: Table) -> str:
    return "without " + ", ".join(sorted(lay_out.needs - set(table.columns)))


def _fitting(table: Table, wanted: str) -> Callable[[Table, Asked], Piece] | None:
    if wanted:
        known = {each.name: each for each in LAY_OUTS}
        if wanted == "areas":
            return area_series
        one = named(wanted, known, "lay-out", "--as")
        if not one.fits(table):
            raise InputError(f"{table.file}: it is {_lacks(one, table)}, which {one.says} has")
        return one.read
    for each in LAY_OUTS:
        if each.fits(table):
            return each.read
    return area_series if is_area_series(table) else None
