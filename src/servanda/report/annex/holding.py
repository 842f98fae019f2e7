"""What makes a deal fail later: how long each would hold, and the commitment problem."""

from __future__ import annotations

from servanda.engine.results import ProposalResult, Share
from servanda.explore.finding import Row
from servanda.report.annex.changes import finding_blocks, of_shapes
from servanda.report.annex.side_by_side import share_cell
from servanda.report.blocks import Figure, Grid, Paragraph, Section, Table, prose
from servanda.report.material import Material
from servanda.report.number_words import FEW

__all__ = ["holding"]


def holding(material: Material) -> Section:
    """Return the survival of each deal over ten years."""
    results = material.assessment.proposals
    lead = (
        "A deal holds while neither side does better by breaking it. The solid line is the share "
        "still standing among the worlds that sign; the dashed one is that among all worlds, as "
        "if it had been signed in each. They part where those who sign are those for whom it "
        "would last, or those for whom it would not."
    )
    head = ("Proposal", "Would hold 1 y", "5 y", "10 y", "Neither could commit")
    rows = tuple(
        (
            prose(result.title),
            *(share_cell(result.would_hold[year]) for year in (1, 5, 10)),
            share_cell(result.commitment_problem),
        )
        for result in results
    )
    caption = (
        "“Would hold”: over all worlds, signed or not. “Neither could commit”: worlds in which "
        "some deal beats war for both, yet no promise to keep it is believable."
    )
    beside = finding_blocks(of_shapes(material, ("survival curve",)), "holding")
    return Section(
        "holding",
        "What makes it fail later",
        (
            Paragraph(prose(lead)),
            Grid(tuple(_figure(result) for result in results)),
            Table(head, rows, caption, style="shares"),
            *beside,
        ),
    )


def _figure(result: ProposalResult) -> Figure:
    rows: list[Row] = []
    signs = result.holds[1]
    if signs and signs.worlds >= FEW:
        rows += [_point("if signed", year, share) for year, share in result.holds.items() if share]
    rows += [
        _point("all worlds", year, share) for year, share in result.would_hold.items() if share
    ]
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


def _point(series: str, year: int, share: Share) -> Row:
    return {
        "series": series,
        "years": year,
        "share": share.share,
        "low": max(0.0, share.share - 2 * share.se),
        "high": min(1.0, share.share + 2 * share.se),
    }
