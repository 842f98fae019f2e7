"""What a search of deals says: the frontier, the smallest repair, what is traded, the zone."""

from __future__ import annotations

from collections.abc import Mapping

from servanda.case.keys.case import Proposal
from servanda.explore.ask import CaseStudy, Page, Question
from servanda.explore.finding import Cell, Finding
from servanda.explore.packages.deal_search import Deals, Package, Trade, Zone, deals
from servanda.explore.packages.repairs import Repairs, told, told_shortly
from servanda.explore.packages.search import LADDER
from servanda.explore.packages.zone import LINES
from servanda.explore.questions.next_step import next_step_finding

__all__ = ["DEALS", "deal_findings", "explore_deals"]

SECTION = "deals"

CAVEATS = (
    "Guarantees come with the consent rule, phases and options of the proposals that offer them; "
    "a package bears every political cost of the terms it settles, the dearest for each party.",
    "Each package shown was written as a proposal and assessed like those on the table.",
    "Whether a side's consent counts in law changes who signs, not whether the fighting stops; "
    "expiry of the offer changes only how long the war lasts.",
)
SMALL = 0.002
"""A mean gain below this, on the scale of total victory, is no gain."""


def deal_findings(found: Deals) -> list[Finding]:
    """Say what a search of deals found, one finding a question."""
    findings = [_frontier(found)]
    if found.start is not None:
        findings.append(_repair(found, found.start))
    if found.mended:
        findings.append(_mended(found))
    findings += [next_step_finding(found, SECTION)] if found.mended or found.start else []
    return [*findings, _trades(found), _zone(found)]


def explore_deals(study: CaseStudy) -> list[Finding]:
    """Search the packages of a case, and the smallest repair of each proposal asked about."""
    one = study.proposals[0] if len(study.proposals) == 1 else None
    return deal_findings(
        deals(
            study.case,
            worlds=study.worlds,
            seed=study.seed,
            proposal=one,
            mend=() if one else study.proposals,
        )
    )


def _frontier(found: Deals) -> Finding:
    best = found.best
    holds, stops = best.gives["holds_5"], best.gives["stops"]
    number = max(found.likely, found.working)
    count = f"{number:,} package{'s' if number != 1 else ''}"
    if found.working:
        would = f"{count} would be signed and hold five years in half of the worlds or more"
        lead = f"{would}; the best: {best.says}"
    else:
        lead = (
            "No package in this space would be signed and hold five years in half of the worlds; "
            f"the nearest: {best.says}"
        )
    rows = [
        _package_row(found, package, on)
        for package, on in zip(found.packages, found.on_frontier, strict=True)
    ]
    case, left = found.space.case, found.space.left_out
    caveats: tuple[str, ...] = (found.sure, *CAVEATS)
    if left:
        caveats += (f"No proposal offers {', '.join(left)}: whose consent it needs is not said.",)
    return Finding(
        "deals",
        "Which packages would be signed and would hold?",
        f"{lead} (fighting stops in {stops:.0%} of worlds, and has not resumed after five years in "
        f"{holds:.0%}).",
        "frontier",
        tuple(rows),
        found.provenance("every package on the same worlds; those nothing beats in four aims"),
        caveats,
        found=bool(found.working),
        section=SECTION,
        labels={
            "x": "signed and fighting stops",
            "y": "and holds five years",
            "costs": "political costs borne, by party",
            **{
                f"gain.{party}": f"gain of {case.name_of(party)} over fighting on (median)"
                for party in case.parties
            },
        },
    )


def _package_row(found: Deals, package: Package, on: bool) -> dict[str, Cell]:
    """Return a row for a package or a proposal on the table."""
    gives, case = package.gives, found.space.case
    row: dict[str, Cell] = {
        "label": package.says,
        "x": gives["stops"],
        "y": gives["holds_5"],
        "on_frontier": on,
        "group": "on the table" if package.proposal else "package",
    }
    row |= {f"gain.{party}": gives[f"gain.{party}"] for party in case.parties}
    return row | {"costs": _costs(found, package), "worlds": package.worlds}


def _costs(found: Deals, package: Package) -> str:
    """Say which political costs a package bears, and from which proposal each comes."""
    case = found.space.case
    if package.proposal:
        return "its own"
    said = [
        f"{case.name_of(party)} as in {name}"
        for party, (name, _) in found.space.priced(package.choice).items()
    ]
    return "; ".join(said) or "none"


def _repair(found: Deals, start: Package) -> Finding:
    rows: list[dict[str, Cell]] = [
        {
            "changes": len(changes),
            "what": told(changes),
            "signed and fighting stops": package.gives["stops"],
            "and holds five years": package.gives["holds_5"],
            "worlds": package.worlds,
        }
        for changes, package in found.repairs
    ]
    return Finding(
        "deals",
        f"What is the smallest repair of “{start.says}”?",
        _repair_claim(found, start),
        "table",
        tuple(rows),
        found.provenance("fewest changed terms, then the least moved; same worlds"),
        (found.sure,),
        found=found.repair is not None,
        section=SECTION,
    )


def _repair_claim(found: Deals, start: Package) -> str:
    before = start.gives["holds_5"]
    if start.works:
        return f"None is needed: it is signed and holds five years in {before:.0%} of worlds."
    if found.repair is not None:
        changes, package = found.repair
        count = len(changes)
        return (
            f"{count} change{'s' if count > 1 else ''} would do it: {told_shortly(changes)}. It "
            f"would then be signed and hold five years in {package.gives['holds_5']:.0%} of worlds "
            f"instead of {before:.0%}."
        )
    if not found.repairs:
        return "No other package fits the case."
    changes, package = max(found.repairs, key=lambda each: each[1].gives["holds_5"])
    if package.gives["holds_5"] <= before:
        return f"No change helps: it holds in {before:.0%} of worlds, no package in more."
    return (
        "No change makes it signed and hold five years in half of the worlds. The best reachable "
        f"goes from {before:.0%} to {package.gives['holds_5']:.0%}: {told_shortly(changes)}."
    )


def _mended(found: Deals) -> Finding:
    """Say the smallest repair of each proposal, one row a proposal."""
    case = found.space.case
    rows: list[dict[str, Cell]] = []
    for each in found.mended:
        pick = each.smallest or each.best
        rows.append(
            {
                "proposal": case.proposals[each.proposal].title,
                "works": "as it is" if each.start.works else "repaired" if each.smallest else "no",
                "changes": 0 if each.start.works or pick is None else len(pick[0]),
                "what": _what(each),
                "holds now": each.start.gives["holds_5"],
                "holds then": pick[1].gives["holds_5"] if pick else each.start.gives["holds_5"],
            }
        )
    return Finding(
        "deals",
        "What is the smallest repair of each proposal?",
        _mended_claim(found.mended, case.proposals),
        "table",
        tuple(rows),
        found.provenance("fewest changed terms, then the least moved; same worlds"),
        (
            found.sure,
            f"Changes of up to {LADDER} terms were looked for from each proposal, and the best "
            "package whatever it changes.",
        ),
        found=any(each.smallest is not None or each.start.works for each in found.mended),
        labels={
            "works": "would be signed and hold",
            "changes": "terms changed",
            "what": "smallest repair, or the best reachable",
            "holds now": "signed and holds five years",
            "holds then": "once changed",
        },
        section=SECTION,
        percent=True,
    )


def _what(each: Repairs) -> str:
    if each.start.works:
        return "none needed"
    pick = each.smallest or each.best
    return told(pick[0]) if pick else "no change helps"


def _mended_claim(mended: tuple[Repairs, ...], proposals: Mapping[str, Proposal]) -> str:
    works = [each for each in mended if each.start.works]
    repaired = [each for each in mended if each.smallest and not each.start.works]
    if repaired:
        first = min(repaired, key=lambda each: len(each.smallest[0]) if each.smallest else 0)
        assert first.smallest is not None
        changes, package = first.smallest
        return (
            f"{len(repaired)} of {len(mended)} can be repaired; with least, "
            f"“{proposals[first.proposal].title}”: {told_shortly(changes)}. It would then "
            f"be signed and hold five years in {package.gives['holds_5']:.0%} of worlds instead of "
            f"{first.start.gives['holds_5']:.0%}."
        )
    if len(works) == len(mended):
        return "None is needed: each is signed and holds five years in half of the worlds or more."
    return (
        "No change to any of them makes it signed and hold five years in half of the worlds; the "
        "table gives the best that is reachable."
    )


def _trades(found: Deals) -> Finding:
    case = found.space.case
    ordered = sorted(
        found.trades, key=lambda each: -max(abs(each.gain(party)) for party in each.gains)
    )
    rows: list[dict[str, Cell]] = [
        {
            "term": each.term,
            "from": each.old,
            "to": each.new,
            **{f"gain.{party}": gain for party, gain in each.gains.items()},
            "stops": each.stops,
            "holds": each.holds,
        }
        for each in ordered
    ]
    return Finding(
        "deals",
        "What would each party trade?",
        _trade_claim(found),
        "table",
        tuple(rows),
        found.provenance("each changed package written as a proposal, paired worlds, mean change"),
        (
            f"Changes to: {found.base.says}.",
            "Gains count the chance that the deal is broken, and political costs; a dash is where "
            "the sign is not sure.",
        ),
        found=bool(rows),
        section=SECTION,
        labels={
            **{f"gain.{party}": f"gain of {case.name_of(party)}" for party in case.parties},
            "stops": "change in signed and fighting stops",
            "holds": "change in signed and holds five years",
        },
    )


def _trade_claim(found: Deals) -> str:
    trades, case = found.trades, found.space.case
    if not trades:
        return "There is nothing to trade: the package has no term with another setting."
    parts = []
    for party in case.parties:
        most = max(trades, key=lambda each: each.gain(party))
        if most.gain(party) > SMALL:
            name = case.name_of(party)
            parts.append(f"{name} would gain most by {_change(most)} ({most.gain(party):+.3f}).")
    together = [each for each in trades if min(map(each.gain, case.parties)) > SMALL]
    if together:
        most = max(together, key=lambda each: min(map(each.gain, case.parties)))
        gains = ", ".join(f"{most.gain(party):+.3f}" for party in case.parties)
        who = "Both" if len(case.parties) == 2 else "All"
        parts.append(f"{who} would gain by {_change(most)} ({gains}).")
    parts += _exchanges(found)
    return " ".join(parts) or "No single change surely moves any party."


def _exchanges(found: Deals) -> list[str]:
    """Say, of two parties, by which change the one pays least for what the other gets."""
    case = found.space.case
    if len(case.parties) != 2:
        return []
    one, two = case.parties
    said = []
    for getter, payer in ((one, two), (two, one)):
        dear = [t for t in found.trades if t.gain(getter) > SMALL and t.gain(payer) < -SMALL]
        if dear:
            most = max(dear, key=lambda each: each.gain(getter) / -each.gain(payer))
            rate = most.gain(getter) / -most.gain(payer)
            said.append(
                f"{case.name_of(payer)} pays least for what {case.name_of(getter)} gets by "
                f"{_change(most)}: {rate:.1f} gained for 1 lost."
            )
    return said


def _change(trade: Trade) -> str:
    return f"{trade.term}: {trade.old} → {trade.new}"


def _zone(found: Deals) -> Finding:
    case, zone = found.space.case, found.zone
    method = f"{LINES} lines, each a written proposal; 5, 50 and 95% of worlds"
    if zone is None:
        return Finding(
            "deals",
            "Where is there room for a bargain, all else as in the package?",
            found.no_zone,
            "table",
            (),
            found.provenance(method),
            found=False,
            section=SECTION,
        )
    upper, lower = (_side(found, names) for names in (zone.upper, zone.lower))
    title = case.issues[case.front.issue].title
    rows: list[dict[str, Cell]] = []
    for label, spread in (
        (f"the least that {upper} would accept", zone.least),
        (f"the most that {lower} would leave it", zone.most),
    ):
        if spread is not None:
            low, middle, high = spread
            rows.append({"label": label, "low": low, "middle": middle, "high": high})
    nevers = [
        f"{name} would accept no line in {share:.0%} of worlds."
        for name, share in zip((upper, lower), zone.never.values(), strict=True)
        if share > 0.0
    ]
    return Finding(
        "deals",
        f"On {title}, where is there room for a bargain, all else as in the package?",
        _zone_claim(zone, upper, lower),
        "interval",
        tuple(rows),
        found.provenance(method),
        (f"All else: {found.base.says}.", *nevers),
        found=zone.open > 0.0,
        section=SECTION,
        labels={"axis": f"share of the territory left to {upper}"},
        percent=True,
    )


def _side(found: Deals, parties: tuple[str, ...]) -> str:
    """Return what a side is called: its parties by name."""
    return " and ".join(found.space.case.name_of(party) for party in parties)


def _zone_claim(zone: Zone, upper: str, lower: str) -> str:
    claim = f"In {zone.open:.0%} of worlds some line would suit both sides"
    if zone.least is None or zone.most is None:
        return f"{claim}."
    return (
        f"{claim}: at the median {upper} would accept no less than {zone.least[1]:.0%} "
        f"of the territory, and {lower} would leave it no more than {zone.most[1]:.0%}."
    )


DEALS = Question(
    "deals",
    "Which packages would be signed and would hold?",
    explore_deals,
    of="case",
    page=Page(
        SECTION,
        "Deals to explore",
        "Packages made of what the proposals offer: other settings of the same issues, other "
        "guarantees, other forces. Who would sign each, and whether it would hold, is computed as "
        "for the proposals themselves, on the same worlds.",
    ),
    unnamed="none",
    worlds=4_000,
)
