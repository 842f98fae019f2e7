"""Proposals side by side: signed, holds, both, and what tabling each does to the war."""

from __future__ import annotations

import re

from servanda.engine.result_columns import ResultColumn, telling
from servanda.engine.results import ProposalResult, Share
from servanda.explore.finding import Row
from servanda.report.annex.key_judgements import verdict_run
from servanda.report.blocks import Figure, Group, Paragraph, Prose, Run, Section, Table, prose
from servanda.report.material import Material
from servanda.report.number_words import FEW, chance, likelihood, share_text, value_text
from servanda.report.weighed import weighed_sentence
from servanda.sentences import plural

__all__ = ["share_cell", "side_by_side"]


def side_by_side(material: Material) -> Section:
    """Return the table of verdicts, its picture, and each proposal in a sentence."""
    results = material.assessment.proposals
    shown = telling("report", results)
    head = tuple(re.sub(" y$", "\u00a0y", column.heading.capitalize()) for column in shown)
    rows = tuple(tuple(_cell(column, result) for column in shown) for result in results)
    # A paper can be signed without a belligerent; the column is shown only where that matters.
    apart = any(column.name == "stops_fighting" for column in shown)
    return Section(
        "proposals",
        "Proposals side by side",
        (
            Table(head, rows, _CAPTION + (_STOPS if apart else ""), style="shares"),
            _picture(results),
            *(
                Group(prose(r.title, " ", verdict_run(r)), _described(material, r), r.id)
                for r in results
            ),
        ),
    )


_CAPTION = (
    "Shares of worlds ± two standard errors, in percentage points. “Holds” is among the worlds "
    "that sign. War: change of its expected length if the proposal is tabled; median, and 5% to "
    "95% of worlds."
)


_STOPS = (
    " Stops the fighting: it is signed and both belligerents prefer it to fighting on; “holds” "
    "counts only such worlds as standing."
)


def _cell(column: ResultColumn, result: ProposalResult) -> Prose:
    """Return the cell of a declared column; the title leads to what is said of the proposal."""
    value = column.value(result)
    if column.name == "title":
        return prose(Run(result.title, href=f"#{result.id}"))
    return share_cell(value) if column.kind == "share" else prose(value_text(column, value))


def share_cell(share: Share | None) -> Prose:
    """Return a share with its word of likelihood below it."""
    if share is None:
        return prose("–", Run("no world signs", "below"))
    if 0 < share.worlds < FEW:
        return prose("–", Run(f"{plural(share.worlds, 'world')} sign: too few", "below"))
    return prose(Run(share_text(share), "strong"), Run(likelihood(share), "below"))


def _picture(results: tuple[ProposalResult, ...]) -> Figure:
    rows: list[Row] = []
    for result in results:
        for group, share in (
            ("signed", result.signed),
            ("signed and holds five years", result.signed_and_holds_5y),
        ):
            if share.worlds:
                rows.append(
                    {
                        "label": result.title,
                        "low": max(0.0, share.share - 2 * share.se),
                        "middle": share.share,
                        "high": min(1.0, share.share + 2 * share.se),
                        "group": group,
                    }
                )
    return Figure(
        id="fig-proposals",
        title="Signed, and signed and holding for five years",
        shape="interval",
        rows=tuple(rows),
        labels={"axis": "share of worlds"},
        note="Share of worlds in which each proposal is signed, and in which it is signed and "
        "holds for five years.",
        percent=True,
        domain=(0.0, 1.0),
    )


def _described(material: Material, result: ProposalResult) -> tuple[Paragraph, ...]:
    body = material.case.proposals[result.id]
    cites = tuple(
        Run(f"[{q.number}]", "cite", f"#{q.anchor}")
        for q in (material.quotations.of(citation) for citation in body.cite)
    )
    lead: list[str | Run] = [body.summary, " "] if body.summary else []
    said = [Paragraph(prose(*lead, *cites))] if lead or cites else []
    verdict = f"It {chance(result.signed, 'be signed')}."
    holds = result.holds[5]
    if result.signed.share - result.stops_fighting.share > 0.005:
        verdict += (
            f" In {share_text(result.stops_fighting)} of worlds that stops the fighting; in the "
            "others a belligerent would fight on."
        )
    if holds and holds.worlds >= FEW:
        verdict += f" Once signed it {chance(holds, 'hold for five years')}."
    elif holds:
        many = plural(holds.worlds, "world")
        verdict += f" It is signed in {many}, too few to say whether it would hold."
    weighed = weighed_sentence(material.assessment.evidence, result.signed_weighed)
    verdict += f" {weighed}" if weighed else ""
    notes = [Paragraph(prose(body.note), "small")] if body.note else []
    waits = result.signed_smallest
    if waits and waits.worlds and abs(waits.share - result.signed.share) > 0.005:
        notes.append(Paragraph(prose(
            f"If those who wait for others to come forward wait for each other, it is signed in "
            f"{share_text(waits)} of worlds instead."
        ), "small"))  # fmt: skip
    for advice, share in result.not_computed.items():
        notes.append(Paragraph(prose(
            Run("Not computed ", "strong"), f"in {share_text(share)} of worlds: {advice}."
        ), "small"))  # fmt: skip
    return (*said, Paragraph(prose(verdict)), *notes)
