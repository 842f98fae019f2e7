"""Verdicts as the page is given them: the names, columns and words of the report, as plain data."""

from __future__ import annotations

import math
from typing import Any

from servanda.case.keys.case import Case
from servanda.engine.kind_rates import shrunk_holds
from servanda.engine.live_verdict import Consent, LiveVerdict
from servanda.engine.result_parts import WarMonths
from servanda.engine.shares import FEW, Share, Spread
from servanda.engine.verdict import effect_of
from servanda.kinds_of_war.shrunk import shrinkage
from servanda.report.number_words import share_text, spread_text

__all__ = ["Row", "moving_row", "real", "row_of", "share_row", "spread_row"]

Row = dict[str, Any]


def real(value: float | None) -> float | None:
    """Return a number as JSON has it: None where it is none.

    >>> real(0.5), real(float("nan"))
    (0.5, None)
    """
    return value if value is not None and math.isfinite(value) else None


def share_row(share: Share | None) -> Row | None:
    """Return a share with the bounds that its error leaves, and its word; None where not known.

    >>> row = share_row(Share(0.5, 0.01, 2_000))
    >>> row["words"], row["text"]
    ('roughly even', '50% ±2.0')
    """
    if share is None or not share.worlds:
        return None
    row: Row = {
        "share": share.share,
        "se": real(share.se),
        "low": real(share.lowest),
        "high": real(share.highest),
        "words": share.likelihood,
        "text": share_text(share),
        "worlds": share.worlds,
    }
    if share.worlds < FEW:
        row |= {"share": None, "low": None, "high": None, "text": "–",
                "why_none": share.likelihood}  # fmt: skip
    return row


def spread_row(spread: Spread | None, unit: str = "", signed: bool = False) -> Row | None:
    """Return where a quantity lies over the worlds; None where it could not be computed."""
    if spread is None:
        return None
    text = spread_text(spread, unit, signed)
    return {"low": spread.p5, "median": spread.p50, "high": spread.p95, "text": text}


def row_of(case: Case, verdict: LiveVerdict, was: LiveVerdict | None = None) -> Row:
    """Return the row of a proposal; what it cannot know yet is None.

    `was` is the row of the case as its file says it, where edits stand against it.
    """
    row: Row = {
        "name": verdict.id,
        "title": verdict.title,
        "chip": verdict.verdict.word,
        "firmness": verdict.verdict.firmness,
        "verdict": verdict.verdict.sentence,
        "signed": share_row(verdict.signed),
        "consents": [_consent(each) for each in verdict.consents],
        "stops": share_row(verdict.stops_fighting),
        "holds": {str(year): share_row(verdict.holds.get(year)) for year in (1, 5, 10)},
        "war": _war(verdict.war),
        "kind": verdict.kind,
        "kind_rate": {
            str(year): {"share": past.p50, "low": past.p5, "high": past.p95, "papers": past.worlds}
            for year, past in verdict.kind_holds.items()
        },
        "holds_shrunk": _shrunk(verdict),
        "said": _said(case, verdict),
        "robust": None,
        "untried": verdict.untried,
        "approximate": verdict.approximate,
    }
    return {**row, "was": None if was is None else row_of(case, was)}


def moving_row(case: Case, verdict: LiveVerdict, was: LiveVerdict) -> Row:
    """Return what of a row moves with a range: the rest is that of `was`, which the page has.

    Of those who consent, those who fight and whose share is another than it was; of public answers,
    in their order, whether the model agrees.
    """
    before = {each.id: each.share for each in was.consents}
    return {
        "name": verdict.id,
        "chip": verdict.verdict.word,
        "firmness": verdict.verdict.firmness,
        "verdict": verdict.verdict.sentence,
        "signed": share_row(verdict.signed),
        "consents": [
            _consent(each)
            for each in verdict.consents
            if each.id in case.parties or not _same(each.share, before[each.id])
        ],
        "stops": share_row(verdict.stops_fighting),
        "holds": {str(year): share_row(verdict.holds.get(year)) for year in (1, 5, 10)},
        "holds_shrunk": _shrunk(verdict),
        "agrees": [said.agrees for said in verdict.statements],
        "untried": verdict.untried,
        "approximate": verdict.approximate,
        "war": None,
    }


def _same(one: Share, other: Share) -> bool:
    """Return whether two shares are the same but for the rounding of their sums."""
    return one.worlds == other.worlds and (not one.worlds or abs(one.share - other.share) < 1e-9)


def _consent(each: Consent) -> Row:
    return {"actor": each.id, "name": each.name, **(share_row(each.share) or {"share": None})}


def _shrunk(verdict: LiveVerdict) -> Row | None:
    """Return holding five years once signed, drawn towards the rate of its kind.

    `shown` says whether that was shown to beat the rate on papers that had not been fitted.
    """
    found = shrunk_holds(verdict.holds.get(5), verdict.kind)
    if found is None:
        return None
    return {"share": found.p50, "low": found.p5, "high": found.p95, "shown": shrinkage().shown}


def _war(war: WarMonths | None) -> Row | None:
    if war is None:
        return None
    return {
        "months_with": spread_row(war.with_offer, "months"),
        "months_without": spread_row(war.without, "months"),
        "change": spread_row(war.change, "months", signed=True),
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
