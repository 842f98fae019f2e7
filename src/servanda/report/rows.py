"""Results as plain tables: one row a proposal, a party, a year, an assumption, a quotation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from servanda.engine.result_columns import columns
from servanda.engine.results import Spread, flat
from servanda.explore.finding import Cell
from servanda.report.material import Material

__all__ = ["tables_of"]

PlainRow = dict[str, Cell]


def tables_of(material: Material) -> dict[str, list[PlainRow]]:
    """Return the tables by name, each a list of rows with the same columns; empty ones left out."""
    tables = {
        "proposals": material.assessment.rows(),
        "parties": list(_parties(material)),
        "holding": list(_holding(material)),
        "assumptions": list(_assumptions(material)),
        "quotations": [] if material.public else list(_quotations(material)),
        "findings": list(_findings(material)),
        "finding_rows": list(_finding_rows(material)),
    }
    return {name: rows for name, rows in tables.items() if rows}


def _spread(name: str, spread: Spread | None) -> PlainRow:
    values = (spread.p5, spread.p50, spread.p95) if spread else (None, None, None)
    return {f"{name}_{q}": v for q, v in zip(("5", "50", "95"), values, strict=True)}


def _parties(material: Material) -> Iterator[PlainRow]:
    for result in material.assessment.proposals:
        for party in result.parties:
            row: PlainRow = {"proposal": result.id}
            for column in columns("rows", of="party"):
                row |= flat(column, column.value(party))
            yield row


def _holding(material: Material) -> Iterator[PlainRow]:
    for result in material.assessment.proposals:
        for year in result.would_hold:
            row: PlainRow = {"proposal": result.id, "year": year}
            for column in columns("rows", of="year"):
                row |= flat(column, column.value(result)[year])
            yield row


def _assumptions(material: Material) -> Iterator[PlainRow]:
    for drawn in material.drawn:
        number = drawn.number
        cited = [str(material.quotations.of(citation).number) for citation in number.cite]
        yield {
            "number": drawn.path,
            "unit": number.unit,
            "written": number.text,
            **_spread("value", drawn.spread),
            "basis": number.basis,
            "quotations": " ".join(cited),
            "judgement_by": number.judgement.by if number.judgement else None,
            "why": number.judgement.why if number.judgement else number.note or None,
        }


def _quotations(material: Material) -> Iterator[PlainRow]:
    for quotation in material.quotations.all:
        source = material.case.sources[quotation.source]
        yield {
            "quotation": quotation.number,
            "source": source.title,
            "publisher": source.publisher,
            "published": source.published.isoformat(),
            "quote": quotation.quote,
            "carries": " ".join(quotation.used_by),
        }


def _findings(material: Material) -> Iterator[PlainRow]:
    for number, finding in enumerate(material.findings, start=1):
        yield {
            "finding": number,
            "exploration": finding.exploration,
            "question": finding.question,
            "claim": finding.claim,
            "found": finding.found,
            "shape": finding.shape,
            "rows": len(finding.rows),
            "method": finding.provenance.method,
            "worlds": finding.provenance.worlds,
        }


def _finding_rows(material: Material) -> Iterator[PlainRow]:
    """Yield every cell of every finding, a row each: findings do not share their columns."""
    for number, finding in enumerate(material.findings, start=1):
        for place, row in enumerate(finding.rows, start=1):
            for column, cell in row.items():
                known = isinstance(cell, int | float)
                yield {
                    "finding": number,
                    "row": place,
                    "column": column,
                    "number": float(cell) if isinstance(cell, int | float) else None,
                    "text": None if known or cell is None else str(cell),
                }


def columns_of(rows: list[PlainRow]) -> Mapping[str, list[Cell]]:
    """Return rows as columns."""
    return {name: [row[name] for row in rows] for name in rows[0]}
