"""Results as plain tables: one row a proposal, a party, a year, an assumption, a quotation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from servanda.engine.results import Share, Spread
from servanda.explore.finding import Cell
from servanda.report.material import Material
from servanda.report.number_words import likelihood

__all__ = ["tables_of"]

PlainRow = dict[str, Cell]


def tables_of(material: Material) -> dict[str, list[PlainRow]]:
    """Return the tables by name, each a list of rows with the same columns; empty ones left out."""
    tables = {
        "proposals": list(_proposals(material)),
        "parties": list(_parties(material)),
        "holding": list(_holding(material)),
        "assumptions": list(_assumptions(material)),
        "quotations": [] if material.public else list(_quotations(material)),
        "findings": list(_findings(material)),
        "finding_rows": list(_finding_rows(material)),
    }
    return {name: rows for name, rows in tables.items() if rows}


def _share(name: str, share: Share | None) -> PlainRow:
    known = share is not None and share.worlds > 0
    return {
        name: share.share if known and share else None,
        f"{name}_se": share.se if known and share else None,
        f"{name}_word": likelihood(share) if known else None,
    }


def _spread(name: str, spread: Spread | None) -> PlainRow:
    values = (spread.p5, spread.p50, spread.p95) if spread else (None, None, None)
    return {f"{name}_{q}": v for q, v in zip(("5", "50", "95"), values, strict=True)}


def _proposals(material: Material) -> Iterator[PlainRow]:
    for result in material.assessment.proposals:
        months = result.war_months
        yield {
            "proposal": result.id,
            "title": result.title,
            "verdict": result.verdict.word,
            "firmness": result.verdict.firmness,
            **_share("signed", result.signed),
            **_share("holds_5y", result.holds[5]),
            **_share("would_hold_5y", result.would_hold[5]),
            **_share("signed_and_holds_5y", result.signed_and_holds_5y),
            **_spread("war_months_without", months.without),
            **_spread("war_months_with_offer", months.with_offer),
            **_spread("war_months_change", months.change),
            **_share("lengthens", months.lengthens),
            **_share("shortens", months.shortens),
        }


def _parties(material: Material) -> Iterator[PlainRow]:
    for result in material.assessment.proposals:
        for party in result.parties:
            yield {
                "proposal": result.id,
                "party": party.id,
                "name": party.name,
                "modelled": party.modelled,
                **_share("consents", party.share),
                **_share("alone_in_the_way", party.blocks),
                **_spread("margin", party.margin),
            }


def _holding(material: Material) -> Iterator[PlainRow]:
    for result in material.assessment.proposals:
        for year in result.would_hold:
            yield {
                "proposal": result.id,
                "year": year,
                **_share("holds", result.holds[year]),
                **_share("would_hold", result.would_hold[year]),
            }


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
