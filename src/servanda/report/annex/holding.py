"""What makes a deal fail later: how long each would hold, and the commitment problem."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from servanda.engine.results import ProposalResult, Share
from servanda.explore.finding import Row
from servanda.kinds_of_war.shrunk import shrinkage
from servanda.report.annex.changes import finding_blocks, of_shapes
from servanda.report.annex.side_by_side import share_cell
from servanda.report.blocks import Block, Figure, Grid, Group, Paragraph, Section, Table, prose
from servanda.report.material import Material
from servanda.report.number_words import FEW, range_text, spread_text

__all__ = ["hold_figure", "holding"]


def holding(material: Material) -> Section:
    """Return the survival of each deal over ten years."""
    results = material.assessment.proposals
    lead = (
        "A deal holds while no armed party does better by breaking it, and any may. The solid line "
        "is the share still standing among the worlds that sign, by those who sign it; the dashed "
        "one is that among all worlds, as if it had been signed in each. Beside the verdict stands "
        "how often past deals of its kind held: read the one with the other."
    )
    head = ("Proposal", "Kind", "Holds 5 y if signed", "Past ones of its kind",
            "Shrunk to its kind", "Would hold 1 y",
            "5 y", "10 y", "Somebody could not commit")  # fmt: skip
    rows = tuple(
        (
            prose(result.title),
            prose(result.kind.replace("_", " ")),
            share_cell(result.holds[5]),
            prose(_past(result)),
            prose(range_text(result.holds_shrunk) if result.holds_shrunk else "–"),
            *(share_cell(result.would_hold[year]) for year in (1, 5, 10)),
            share_cell(result.commitment_problem),
        )
        for result in results
    )
    caption = (
        "“Holds if signed”: among the worlds that sign, by those who sign. “Past ones”: share of "
        "past papers of the kind that held five years, and its 90% interval over countries or "
        "pairs of states. “Shrunk to its kind”: holds if signed, drawn towards that rate, "
        f"with about its 90% range; {shrinkage().sentence}. "
        "“Would hold”: over all worlds, signed or not, as if it had been signed. "
        "“Somebody could not commit”: one who signs would rather break it later."
    )
    beside = finding_blocks(of_shapes(material, ("survival curve",)), "holding")
    return Section(
        "holding",
        "What makes it fail later",
        (
            Paragraph(prose(lead)),
            Grid(tuple(hold_figure(result) for result in results)),
            Table(head, rows, caption, style="shares"),
            *_breakers(results),
            *beside,
        ),
    )


def _past(result: ProposalResult) -> str:
    held = result.kind_holds.get(5)
    if held is None:
        return "–"
    return f"{held.p50:.0%} ({held.p5:.0%} to {held.p95:.0%}, of {held.worlds})"


def _breakers(results: tuple[ProposalResult, ...]) -> Iterator[Block]:
    """Yield who would break each deal that some worlds sign, how often, and when it tempts most."""
    rows = tuple(
        (
            prose(result.title),
            prose(party.name if party.inside else f"{party.name} (outside it)"),
            *(share_cell(party.breaks.get(year)) for year in (1, 5, 10)),
            prose(spread_text(party.temptation_month)),
            share_cell(party.bad_faith.get(0)),
        )
        for result in results
        for party in result.armed
        if (first := party.breaks.get(5)) and first.worlds >= FEW
    )
    if rows:
        head = ("Proposal", "Who", "Breaks it within 1 y", "5 y", "10 y", "Most tempted in month",
                "Signed in bad faith")  # fmt: skip
        caption = (
            "Among the worlds that sign: the chance that this party is the one that ends it by "
            "then."
        )
        yield Group(
            prose("Who would break it, and when"), (Table(head, rows, caption, style="shares"),)
        )


def hold_figure(result: ProposalResult) -> Figure:
    """Return the curve of how long a deal holds."""
    rows: list[Row] = []
    signs = result.holds[1]
    if signs and signs.worlds >= FEW:
        rows += [
            _point("if signed", year, share)
            for year, share in result.holds.items()
            if share and year <= 10
        ]
    rows += _curve("all worlds", result.would_hold)
    first: list[Row] = [
        {"series": name, "years": 0, "share": 1.0, "low": 1.0, "high": 1.0}
        for name in dict.fromkeys(str(row["series"]) for row in rows)
    ]
    return Figure(
        id=f"fig-holds-{result.id}",
        title=result.title,
        shape="survival curve",
        rows=tuple(first + rows),
        labels={"series": "among", "years": "years", "share": "still standing"},
        note=f"Share of worlds in which {result.title} still stands, over ten years.",
        percent=True,
        small=True,
    )


def _curve(series: str, shares: Mapping[int, Share | None]) -> list[Row]:
    """Return the points of a curve over ten years."""
    return [_point(series, year, share) for year, share in shares.items() if share and year <= 10]


def _point(series: str, year: int, share: Share) -> Row:
    return {
        "series": series,
        "years": year,
        "share": share.share,
        "low": max(0.0, share.share - 2 * share.se),
        "high": min(1.0, share.share + 2 * share.se),
    }
