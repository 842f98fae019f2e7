"""What tabling a proposal does to the war: its expected length with and without the offer."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.results import ProposalResult, WarMonths
from servanda.explore.finding import Row
from servanda.report.annex.side_by_side import share_cell
from servanda.report.blocks import Block, Figure, Group, Paragraph, Prose, Section, Table, prose
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
    head = ("Proposal", "Without", "With the offer", "Change", "If it stands", "If it lapses",
            "Lengthens", "Shortens")  # fmt: skip
    rows = tuple(_row(result) for result in results)
    caption = (
        "Months: middle of the worlds, and 5% to 95%. Lengthens, shortens: by more than a tenth of "
        "a month."
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
            *_learning(results),
        ),
    )


def _row(result: ProposalResult) -> tuple[Prose, ...]:
    months: WarMonths = result.war_months
    return (
        prose(result.title),
        prose(spread_text(months.without)),
        prose(spread_text(months.with_offer)),
        prose(spread_text(months.change, "months", signed=True)),
        prose(spread_text(months.standing)),
        prose(spread_text(months.lapsing)),
        share_cell(months.lengthens),
        share_cell(months.shortens),
    )


def _learning(results: tuple[ProposalResult, ...]) -> Iterator[Block]:
    """Yield the length of the war between sides that disagree about it and learn, where known."""
    rows = tuple(
        (
            prose(result.title),
            prose(spread_text(result.learning.standing)),
            prose(spread_text(result.learning.lapsing)),
        )
        for result in results
        if result.learning
    )
    if rows:
        lead = (
            "The two sides expect different things of the front. Where each changes its mind as "
            "the front moves, the war lasts this long before both would rather sign:"
        )
        head = ("Proposal", "If it stands, months", "If it lapses, months")
        table = Table(head, rows, style="shares")
        yield Group(prose("If the sides learn from the fighting"), (Paragraph(prose(lead)), table))


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
        note="Middle of the worlds, and 5% to 95%.",
    )
