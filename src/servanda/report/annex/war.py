"""What tabling a proposal does to the war: its expected length with and without the offer."""

from __future__ import annotations

from servanda.engine.result_parts import WarMonths
from servanda.engine.results import ProposalResult
from servanda.explore.finding import Row
from servanda.report.annex.side_by_side import share_cell
from servanda.report.blocks import Figure, Paragraph, Prose, Section, Table, prose
from servanda.report.material import Material
from servanda.report.number_words import share_text, spread_text

__all__ = ["war"]


def war(material: Material) -> Section:
    """Return months of war without and with each offer, and how the change is spread."""
    results = material.assessment.proposals
    menu = [material.case.proposals[p].title for p in material.case.war.settles_anyway]
    lead = (
        "Expected months of war from now, in each world. Without the offer the war ends by "
        "victory, by itself, or by what is on the table anyway"
        + (f" ({', '.join(menu)})" if menu else "")
        + ". An offer that can be had later makes waiting worth more, and can lengthen the war; "
        "one that lapses cannot be waited for."
    )
    head = ("Proposal", "Without", "With the offer", "Change", "Change where taken",
            "If it stands", "If it lapses", "Lengthens", "Shortens")  # fmt: skip
    rows = tuple(_row(result) for result in results)
    caption = (
        "Months: median of the worlds, and 5% to 95%. Change where taken: in the worlds in which "
        "the offer would be taken today. Lengthens, shortens: by more than a tenth of a month."
    )
    over = results[0].war_months.already_over
    notes = (
        (Paragraph(prose(
            f"In {share_text(over)} of worlds what is on the table anyway would end the war at "
            "once. As it goes on, these worlds speak against the numbers that make them."
        ), "small"),)
        if over.worlds and over.share > 0.005
        else ()
    )  # fmt: skip
    return Section(
        "war",
        "What tabling it does to the war",
        (
            Paragraph(prose(lead)),
            Table(head, rows, caption, style="shares"),
            *notes,
            _picture(results),
        ),
    )


def _row(result: ProposalResult) -> tuple[Prose, ...]:
    months: WarMonths = result.war_months
    return (
        prose(result.title),
        prose(spread_text(months.without)),
        prose(spread_text(months.with_offer)),
        prose(spread_text(months.change, "months", signed=True)),
        prose(spread_text(months.change_where_taken, "months", signed=True)),
        prose(spread_text(months.standing)),
        prose(spread_text(months.lapsing)),
        share_cell(months.lengthens),
        share_cell(months.shortens),
    )


def _picture(results: tuple[ProposalResult, ...]) -> Figure:
    rows: list[Row] = [
        {"label": r.title, "low": c.p5, "middle": c.p50, "high": c.p95}
        for r in results
        if (c := r.war_months.change)
    ]
    return Figure(
        id="fig-war",
        title="Change of the expected length of the war if the proposal is tabled",
        shape="interval",
        rows=tuple(rows),
        labels={"axis": "months; below zero the war is shorter"},
        note="Median of the worlds, and 5% to 95%.",
    )
