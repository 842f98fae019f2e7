"""What to try next: the smallest change of a proposal that was assessed again as a proposal."""

from __future__ import annotations

from servanda.explore.finding import Cell, Finding
from servanda.explore.packages.deal_search import Deals
from servanda.explore.packages.next_step import Step, next_step
from servanda.explore.packages.repairs import Repairs, told, told_shortly

__all__ = ["EXPLORATION", "next_step_finding"]

EXPLORATION = "next step"

NONE = (
    "No change of few terms to any proposal surely raises the share of worlds in which it is "
    "signed and holds five years: what stands in the way is not in the terms that were searched."
)


def next_step_finding(found: Deals, section: str) -> Finding:
    """Say which proposal to put forward with which change, and what that gives."""
    repairs = list(found.mended)
    if found.start is not None and found.start.proposal:
        repairs.append(Repairs(found.start.proposal, found.start, found.repairs))
    step = next_step(repairs)
    rows: tuple[dict[str, Cell], ...] = (_row(found, step),) if step is not None else ()
    return Finding(
        EXPLORATION,
        "What is the smallest change worth trying?",
        NONE if step is None else _claim(found, step),
        "table",
        rows,
        found.provenance("fewest changed terms that surely help; each a written proposal"),
        (found.sure,),
        found=bool(rows),
        section=section,
        percent=True,
        labels={
            "changes": "terms changed",
            "what": "change",
            "signed now": "signed",
            "signed then": "signed, once changed",
            "stops now": "stops the fighting",
            "stops then": "stops the fighting, once changed",
            "holds now": "signed and holds 5 y",
            "holds then": "signed and holds 5 y, once changed",
            "consent": "consent, once changed",
        },
    )


def _claim(found: Deals, step: Step) -> str:
    title = found.space.case.proposals[step.start.proposal].title
    if not step.changes:
        return f"“{title}” works as it is: it is signed and holds five years in {_share(step)}."
    before = step.start.gives["holds_5"]
    count = len(step.changes)
    return (
        f"“{title}” with {count} term{'s' if count > 1 else ''} changed "
        f"({told_shortly(step.changes)}) would be signed and hold five years in {_share(step)} "
        f"instead of {before:.1%}."
    )


def _share(step: Step) -> str:
    return f"{step.package.gives['holds_5']:.1%} of worlds"


def _row(found: Deals, step: Step) -> dict[str, Cell]:
    case, before, after = found.space.case, step.start.gives, step.package.gives
    parties = sorted(case.parties, key=case.name_of)
    return {
        "proposal": case.proposals[step.start.proposal].title,
        "changes": len(step.changes),
        "what": told(step.changes) or "none needed",
        "signed now": before["signed"],
        "signed then": after["signed"],
        "stops now": before["stops"],
        "stops then": after["stops"],
        "holds now": before["holds_5"],
        "holds then": after["holds_5"],
        "worlds": step.package.worlds,
        "consent": ", ".join(
            f"{case.name_of(party)} {after[f'accepts.{party}']:.0%}"
            f" (now {before[f'accepts.{party}']:.0%})"
            for party in parties
        ),
    }
