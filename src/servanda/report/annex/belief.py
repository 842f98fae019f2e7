"""Is the guarantee believed: what each side believes of it, beside what would have to be."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.result_parts import BeliefResult
from servanda.engine.results import ProposalResult, Spread
from servanda.explore.finding import Row
from servanda.report.annex.side_by_side import share_cell
from servanda.report.blocks import (
    Block,
    Bullets,
    Figure,
    Group,
    Paragraph,
    Run,
    Section,
    Table,
    prose,
)
from servanda.report.material import Material
from servanda.report.number_words import spread_text
from servanda.sentences import listed

__all__ = ["belief"]


def belief(material: Material) -> Section | None:
    """Return, for each proposal with a guarantee, belief against the belief that deters."""
    results = [r for r in material.assessment.proposals if r.belief is not None]
    if not results:
        return None
    lead = (
        "A guarantee deters where the party it is against believes in it at least as much as the "
        "threshold q*: the least belief that makes breaking the deal not worth it once all have "
        "regrouped. Where it is against several, the one whose belief falls shortest is told. "
        "Below the threshold it is a paper promise. Where even certainty would not deter, it is "
        "out of reach of any promise; where nothing need be believed, the deal enforces itself."
    )
    head = ("Proposal", "Enforces itself", "Deters", "Paper promise", "Out of reach")
    rows = tuple(
        (
            prose(result.title),
            *(share_cell(share) for share in (
                found.self_enforcing, found.deterred, found.paper, found.out_of_reach
            )),
        )
        for result in results
        if (found := result.belief)
    )  # fmt: skip
    return Section(
        "belief",
        "Is the guarantee believed?",
        (
            Paragraph(prose(lead)),
            Table(head, rows, style="shares"),
            *_spill_over(results),
            *_pictures(material, results),
        ),
    )


def _spill_over(results: list[ProposalResult]) -> Iterator[Block]:
    """Yield what breaking its word would cost the guarantor elsewhere, where the case says."""
    items = tuple(
        prose(Run(result.title, "strong"), f": {spread_text(result.spill_over)}")
        for result in results
        if result.spill_over
    )
    if items:
        lead = (
            "What breaking its word here would cost the guarantor through its other commitments, "
            "where its own victory for ever is worth 1 (middle, and 5% to 95% of worlds):"
        )
        yield Paragraph(prose(lead))
        yield Bullets(items)


def _pictures(material: Material, results: list[ProposalResult]) -> Iterator[Block]:
    """Yield a figure for each proposal; proposals of which the same is true share one."""
    alike: dict[tuple[tuple[str, ...], BeliefResult], list[ProposalResult]] = {}
    for result in results:
        if result.belief:
            names = material.case.proposals[result.id].guarantees
            alike.setdefault((names, result.belief), []).append(result)
    for (names, _), same in alike.items():
        titles = ", ".join(material.case.guarantees[name].title for name in names)
        rows = tuple(_rows(same[0]))
        if rows:
            figure = Figure(
                id=f"fig-belief-{same[0].id}",
                title=f"{titles}: belief that it would be honoured, and what would be needed",
                shape="interval",
                rows=rows,
                labels={"axis": "probability; a hollow dot lies beyond the axis"},
                note="Median of the worlds, and 5% to 95%.",
                percent=True,
                domain=(0.0, 1.0),
            )
            yield Group(prose(listed([result.title for result in same])), (figure,))


def _rows(result: ProposalResult) -> Iterator[Row]:
    """Yield what each whose breach a guarantee answers believes, and what would be needed."""
    for party in result.armed:
        if party.threshold is None or party.believed is None or party.believed.p95 <= 0.0:
            continue
        yield _bar(f"{party.name} believes", party.believed, "belief")
        yield _bar(f"{party.name}: needed to deter (q*)", party.threshold, "threshold")
    if result.belief and result.belief.analyst:
        yield _bar("the analyst believes", result.belief.analyst, "belief")


def _bar(label: str, spread: Spread, group: str) -> Row:
    return {
        "label": label, "low": spread.p5, "middle": spread.p50, "high": spread.p95, "group": group,
    }  # fmt: skip
