"""Who blocks and why: each party's consent, its margin, and the assumptions it turns on."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.case.names import name_of
from servanda.engine.result_parts import PartyResult
from servanda.engine.results import ProposalResult
from servanda.explore.finding import Row
from servanda.explore.questions.why import Assumption, Reason
from servanda.report.annex.side_by_side import share_cell
from servanda.report.blocks import (
    Block,
    Bullets,
    Details,
    Figure,
    Paragraph,
    Prose,
    Quote,
    Run,
    Section,
    Table,
    prose,
)
from servanda.report.material import Material
from servanda.report.number_words import (
    chance,
    likelihood,
    number,
    percent,
    share_text,
    spread_text,
)
from servanda.sentences import listed

__all__ = ["blockers"]

_ALONE = 0.005
"""Share of worlds from which standing alone in the way is told."""

_QUOTED, _TOLD = 3, 6

_FIRST = 2
_NEARLY_ALL = 0.95
"""A side that consents in more worlds than this is in nobody's way."""


def blockers(material: Material) -> Section:
    """Return, per proposal, who consents how often, who alone stands in the way, and why."""
    lead = (
        "Consent of a belligerent follows from what the deal and the war are worth to it; that of "
        "others is the probability the case states. “Alone in the way” counts the worlds in which "
        "everyone else whose consent is needed gives it."
    )
    parts = [
        Details(
            f"{result.title}: {_short(result)}",
            tuple(_why(material, result)),
            open=index == 0,
            printed=False,
        )
        for index, result in enumerate(material.assessment.proposals)
    ]
    blocks: tuple[Block, ...] = (Paragraph(prose(lead)), _overview(material), *parts)
    return Section("blockers", "Who blocks, and why", blocks)


def _overview(material: Material) -> Table:
    """Return one row a proposal: who refuses, who stands alone, and what it turns on for them."""
    rows = tuple(
        (
            prose(result.title),
            prose(_short(result)),
            prose(_turns_on(material, result)),
        )
        for result in material.assessment.proposals
    )
    return Table(("Proposal", "In the way", "What that turns on"), rows, style="shares")


def _turns_on(material: Material, result: ProposalResult) -> str:
    """Return the assumptions that separate a side's consent from its refusal, nearest first."""
    parts = []
    for reason in material.reasons.get(result.id, ()):
        if reason.party.modelled == "value" and reason.party.share.share < _NEARLY_ALL:
            told = [
                f"“{name_of(material.case, a.path)}” is {'more' if a.separation > 0 else 'less'}"
                for a in reason.assumptions[:_FIRST]
                if a.signs and a.refuses
            ]
            if told:
                parts.append(f"{reason.party.name} consents where {listed(told)}")
    return "; ".join(parts) or "no single assumption"


def _short(result: ProposalResult) -> str:
    alone = [p for p in result.parties if p.blocks.share > _ALONE]
    if alone:
        first = max(alone, key=lambda p: p.blocks.share)
        return (
            f"{first.name} consents in {percent(first.share.share)} of worlds, and alone stands in "
            f"the way in {percent(first.blocks.share)}"
        )
    refusing = [p.name for p in result.parties if p.share.share < 0.5]
    if refusing:
        shown = refusing[:4] + ([f"{len(refusing) - 4} more"] if len(refusing) > 4 else [])
        return f"refused in most worlds by {listed(shown)}"
    return "no one party stands in the way"


def _why(material: Material, result: ProposalResult) -> Iterator[Block]:
    groups = _grouped(material, result)
    head = ("Party", "Consents", "Alone in the way", "Worth more than fighting on by")
    yield Table(head, tuple(_party_row(parties) for parties in groups), style="shares")
    rows: tuple[Row, ...] = tuple(
        {"label": p.name, "low": p.margin.p5, "middle": p.margin.p50, "high": p.margin.p95}
        for p in result.parties
        if p.margin
    )
    if rows:
        yield Figure(
            id=f"fig-margin-{result.id}",
            title=f"What {result.title} is worth to each side beyond fighting on",
            shape="interval",
            rows=rows,
            labels={"axis": "1 = total victory for ever; a side signs where this is 0 or more"},
            note="Median of the worlds, and 5% to 95%.",
        )
    told = material.reasons.get(result.id, ())
    for reason in told:
        if reason.party.modelled == "value":
            yield from _reason(material, reason)
    stated = {r.party.id: r for r in told if r.party.modelled != "value"}
    alone = [g for g in groups if g[0].id in stated and g[0].blocks.share > _ALONE]
    if alone:
        yield from _stated(material, [(g, stated[g[0].id]) for g in alone[:_TOLD]])


def _grouped(material: Material, result: ProposalResult) -> list[list[PartyResult]]:
    """Return the parties, those together of whom the case says the same."""
    groups: dict[object, list[PartyResult]] = {}
    for party in result.parties:
        stance = material.case.stance_of(result.id, party.id)
        key: object = party.id
        if party.modelled != "value" and stance is not None:
            key = (stance.position, stance.needs, stance.consents.text, party.blocks.share > _ALONE)
        groups.setdefault(key, []).append(party)
    return sorted(groups.values(), key=lambda g: (-g[0].blocks.share, g[0].share.share))


def _party_row(parties: list[PartyResult]) -> tuple[Prose, ...]:
    first = parties[0]
    if len(parties) == 1:
        margin = spread_text(first.margin, signed=True) if first.margin else "as stated"
        return (
            prose(first.name), share_cell(first.share), prose(share_text(first.blocks)),
            prose(margin),
        )  # fmt: skip
    low, high = min(p.share.share for p in parties), max(p.share.share for p in parties)
    names = f"{len(parties)} who are alike: {listed([p.name for p in parties])}"
    middle = sorted(parties, key=lambda p: p.share.share)[len(parties) // 2]
    within = f"each between {percent(low)} and {percent(high)}"
    return (
        prose(names),
        (*share_cell(middle.share), Run(within, "below")),
        prose(f"at most {share_text(max(parties, key=lambda p: p.blocks.share).blocks)}"),
        prose("as stated"),
    )


def _stated(material: Material, groups: list[tuple[list[PartyResult], Reason]]) -> Iterator[Block]:
    """Yield what the case says of parties whose consent it states, those alike together."""
    items = []
    for parties, reason in groups:
        names = listed([party.name for party in parties])
        each = "each " if len(parties) > 1 else ""
        runs: list[str | Run] = [Run(names, "strong"), f": {each}{likelihood(parties[0].share)} "]
        runs.append("to consent, as the case states")
        for assumption in reason.assumptions:
            runs += _resting_on(material, assumption)
        items.append(prose(*runs))
    yield Bullets(tuple(items))
    yield from _quotes(material, [reason for _, reason in groups])


def _reason(material: Material, reason: Reason) -> Iterator[Block]:
    party = reason.party
    yield Paragraph(
        prose(
            Run(f"{party.name} ", "strong"),
            f"{chance(party.share, 'consent')}. {_condition(reason)}",
        )
    )
    items = tuple(_assumption(material, a) for a in reason.assumptions)
    if items:
        yield Bullets(items)
    elif party.modelled == "value":
        none = "No single assumption separates its consent from its refusal."
        yield Paragraph(prose(none), "small")
    yield from _quotes(material, [reason])


def _quotes(material: Material, reasons: list[Reason]) -> Iterator[Block]:
    """Yield the words that the reasons rest on, each once, where they may be shown."""
    if material.public:
        return
    quoted = dict.fromkeys(c for reason in reasons for a in reason.assumptions for c in a.cite)
    for citation in list(quoted)[:_QUOTED]:
        quotation = material.quotations.of(citation)
        source = material.case.sources[citation.source]
        credit = prose(
            Run(f"[{quotation.number}]", "cite", f"#{quotation.anchor}"),
            f" {source.title}, {source.published.isoformat()}",
        )
        yield Quote(citation.quote, credit)


def _condition(reason: Reason) -> str:
    margin = reason.party.margin
    if margin is None:
        return "That is what the case states."
    side = "more" if margin.p50 >= 0 else "less"
    return (
        f"To it the deal is worth {number(abs(margin.p50))} {side} than fighting on at the "
        f"median ({number(margin.p5)} to {number(margin.p95)} in 90% of worlds), where total "
        "victory for ever is worth 1; it signs where the difference is not below zero."
    )


def _assumption(material: Material, assumption: Assumption) -> Prose:
    label = name_of(material.case, assumption.path)
    runs: list[str | Run] = [Run(label, "", f"#n-{assumption.path}")]
    if assumption.signs and assumption.refuses:
        more = "more" if assumption.separation > 0 else "less"
        runs.append(
            f": it consents where this is {more} (median {number(assumption.signs.p50)} where it "
            f"consents, {number(assumption.refuses.p50)} where it refuses)"
        )
    return prose(*runs, *_resting_on(material, assumption))


def _resting_on(material: Material, assumption: Assumption) -> Iterator[str | Run]:
    yield " "
    yield Run(assumption.basis, f"basis {assumption.basis.replace(' ', '-')}")
    for citation in assumption.cite:
        quotation = material.quotations.of(citation)
        yield " "
        yield Run(f"[{quotation.number}]", "cite", f"#{quotation.anchor}")
