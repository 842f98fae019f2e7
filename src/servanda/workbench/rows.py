"""Verdicts as the page is given them: the names, columns and words of the report, as plain data."""

from __future__ import annotations

import math
from typing import Any

from servanda.case.keys.case import Case
from servanda.engine.live_verdict import LiveVerdict
from servanda.engine.results import WarMonths
from servanda.engine.shares import Share, Spread
from servanda.engine.verdict import effect_of

__all__ = ["row_of", "share_row", "spread_row"]

Row = dict[str, Any]


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None


def share_row(share: Share | None) -> Row | None:
    """Return a share with the bounds that its error leaves, and its word; None where not known.

    >>> share_row(Share(0.5, 0.01, 2_000))["words"]
    'roughly even'
    """
    if share is None or not share.worlds:
        return None
    return {
        "share": share.share,
        "se": _number(share.se),
        "low": _number(share.lowest),
        "high": _number(share.highest),
        "words": share.likelihood,
        "worlds": share.worlds,
    }


def spread_row(spread: Spread | None) -> Row | None:
    """Return where a quantity lies over the worlds; None where it could not be computed."""
    if spread is None:
        return None
    return {"low": spread.p5, "median": spread.p50, "high": spread.p95}


def row_of(case: Case, verdict: LiveVerdict) -> Row:
    """Return the row of a proposal; what a row cannot know yet is None."""
    return {
        "name": verdict.id,
        "title": verdict.title,
        "chip": verdict.verdict.word,
        "firmness": verdict.verdict.firmness,
        "verdict": verdict.verdict.sentence,
        "signed": share_row(verdict.signed),
        "consents": [
            {"actor": each.id, "name": each.name, **(share_row(each.share) or {"share": None})}
            for each in verdict.consents
        ],
        "stops": share_row(verdict.stops_fighting),
        "holds": {str(year): share_row(verdict.holds.get(year)) for year in (1, 5, 10)},
        "war": _war(verdict.war),
        "kind": verdict.kind,
        "kind_rate": {
            str(year): {"share": past.p50, "low": past.p5, "high": past.p95, "papers": past.worlds}
            for year, past in verdict.kind_holds.items()
        },
        "said": _said(case, verdict),
        "robust": {"firmness": verdict.verdict.firmness} if verdict.signed.worlds else None,
    }


def _war(war: WarMonths | None) -> Row | None:
    if war is None:
        return None
    return {
        "months_with": spread_row(war.with_offer),
        "months_without": spread_row(war.without),
        "change": spread_row(war.change),
        "lengthens": share_row(war.lengthens),
        "shortens": share_row(war.shortens),
        "words": effect_of(war),
    }


def _said(case: Case, verdict: LiveVerdict) -> list[Row]:
    """Return what parties answered in public, each beside what the model has them do."""
    answers = case.proposals[verdict.id].acceptance
    return [
        {
            "actor": said.party,
            "name": said.name,
            "act": said.answer,
            "condition": said.condition,
            "date": said.date or None,
            "reporter": said.reporter,
            "agrees": said.agrees,
            "sentence": said.sentence,
            "source": answer.cite[0].source if answer.cite else None,
            "quote": answer.cite[0].quote if answer.cite else None,
        }
        for said, answer in zip(verdict.statements, answers, strict=True)
    ]
