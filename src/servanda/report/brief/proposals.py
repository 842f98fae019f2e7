"""The proposals in one table, and how long each would hold beside past settlements of its kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from servanda.engine.results import ProposalResult, Share
from servanda.explore.finding import Row
from servanda.report.blocks import Block, Figure, Paragraph, Prose, Run, Section, Table, prose
from servanda.report.brief.named import first_of, left_out
from servanda.report.material import Material
from servanda.report.number_words import FEW, percent, spread_text
from servanda.sentences import listed

__all__ = ["HEAD", "proposals"]

HEAD = ("Proposal", "Signed", "Consent of each party", "Stops the fighting",
        "Would hold 1/5/10\u00a0y", "Past ones of its kind", "War, where taken")  # fmt: skip
YEARS = (1, 5, 10)
TOLD = 4
"""Parties told one by one; of more, the armed ones and the least willing of the others."""

_CAPTION = (
    "Shares of worlds{}. Would hold: as if signed in every world. War, where taken: change of its "
    "length where the offer would be taken today; median, 5% to 95%."
)


_IN_BRACKETS = "; in brackets, weighed by answers and events so far"


def proposals(material: Material, most: int) -> Section:
    """Return the one table of the brief, and the picture of holding."""
    results = material.assessment.proposals
    shown = first_of(results, most)
    blocks: list[Block] = [
        Table(
            HEAD,
            tuple(_row(material, each) for each in shown),
            _CAPTION.format(_IN_BRACKETS if _is_weighable(material) else "") + _quiet(shown),
            style="shares brief",
        )
    ]
    if len(shown) < len(results):
        rest = left_out(len(results) - len(shown), "proposal", "proposals")
        blocks.append(Paragraph(prose(*rest), "small"))
    blocks.append(_picture(shown))
    return Section("brief-proposals", "The proposals side by side", tuple(blocks))


def _quiet(shown: Sequence[ProposalResult]) -> str:
    """Return from when past papers between states are counted, where such are told of."""
    if not any(each.kind == "interstate" and each.kind_holds for each in shown):
        return ""
    return " Past ones between states had stood a quiet year."


def _row(material: Material, result: ProposalResult) -> tuple[Prose, ...]:
    return (
        prose(Run(result.title, href=f"#{result.id}")),
        prose(Run(_share(result.signed), "strong"), _weighed(result)),
        prose(_consents(material, result)),
        prose(_share(result.stops_fighting)),
        prose(_over_years(result.would_hold)),
        prose(_past(result)),
        prose(_war(result)),
    )


def _is_weighable(material: Material) -> bool:
    """Return whether answers and events make something else of the shares that sign."""
    return any(each.signed_weighed is not None for each in material.assessment)


def _weighed(result: ProposalResult) -> str:
    found = result.signed_weighed
    return f" ({percent(found.share)})" if found is not None else ""


def _share(share: Share | None) -> str:
    return percent(share.share) if share is not None and share.worlds else "–"


def _over_years(shares: Mapping[int, Share | None]) -> str:
    held = (shares.get(year) for year in YEARS)
    return _beside(each.share if each is not None and each.worlds else None for each in held)


def _past(result: ProposalResult) -> str:
    held = (result.kind_holds.get(year) for year in YEARS)
    return _beside(each.p50 if each else None for each in held)


def _beside(shares: Iterable[float | None]) -> str:
    """Return shares of several years in one cell, the sign of percent once."""
    told = ["–" if each is None else percent(each).removesuffix("%") for each in shares]
    return "–" if set(told) == {"–"} else "/".join(told) + "%"


def _consents(material: Material, result: ProposalResult) -> str:
    """Return how often each consents, by name; of many, the least willing of the others."""
    parties = sorted(result.parties, key=lambda each: each.name)
    if not parties:
        return "nobody's is needed"
    if len(parties) <= TOLD:
        return ", ".join(f"{each.name} {percent(each.share.share)}" for each in parties)
    armed = [each for each in parties if each.id in material.case.parties]
    others = [each for each in parties if each not in armed]
    least = min(others, key=lambda each: each.share.share) if others else None
    told = [f"{each.name} {percent(each.share.share)}" for each in armed]
    if least is not None:
        told.append(f"{len(others)} others {percent(least.share.share)} or more each")
    return ", ".join(told)


def _war(result: ProposalResult) -> str:
    change = result.war_months.change_where_taken
    if change is None or change.worlds < FEW:
        return "taken in too few worlds"
    return spread_text(change, "months", signed=True)


def _picture(shown: Sequence[ProposalResult]) -> Figure:
    rows: list[Row] = []
    for result in shown:
        five = result.would_hold.get(5)
        if five is not None and five.worlds:
            rows.append(
                {
                    "label": result.title,
                    "low": max(0.0, five.share - 2 * five.se),
                    "middle": five.share,
                    "high": min(1.0, five.share + 2 * five.se),
                    "group": "would hold, if signed in every world",
                }
            )
        past = result.kind_holds.get(5)
        if past is not None:
            rows.append(
                {
                    "label": result.title,
                    "low": past.p5,
                    "middle": past.p50,
                    "high": past.p95,
                    "group": "past ones of its kind, with a 90% interval",
                }
            )
    kinds = listed(list(dict.fromkeys(each.kind.replace("_", " ") for each in shown if each.kind)))
    return Figure(
        id="fig-brief-holding",
        title="Would it still stand after five years? The model beside the record",
        shape="interval",
        rows=tuple(rows),
        labels={"axis": "share still standing after five years"},
        note=f"Share still standing after five years, beside past ones of its kind ({kinds}).",
        percent=True,
        domain=(0.0, 1.0),
    )
