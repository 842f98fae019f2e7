"""The uncertain numbers of a case, as somebody takes hold of them."""

from __future__ import annotations

import math
from typing import Any

from servanda.case.keys.number import Quantity
from servanda.case.names import group_of, name_of, watch_of
from servanda.case.number_words import in_words
from servanda.engine.live import Live
from servanda.errors import named
from servanda.explore.proposal_study import stated_range
from servanda.quantity import ICD_203, Interval
from servanda.workbench.journal import Patch

__all__ = ["numbers_of"]


def numbers_of(live: Live, patch: Patch, proposal: str | None) -> list[dict[str, Any]]:
    """Return every number that may be moved, those that matter most for what is shown first."""
    if proposal is not None:
        named(proposal, live.case.proposals, "proposal")
    return [_row(live, path, number, patch) for path, number in live.numbers.items()]


def _row(live: Live, path: str, number: Quantity, patch: Patch) -> dict[str, Any]:
    case = live.case
    low, middle, high = stated_range(number)
    if isinstance(number.form, Interval):
        low, high = number.form.low, number.form.high
    now_low, now_high = patch.get(path, (low, high))
    cite = number.cite[0] if number.cite else None
    least, most = _bound(number.low), _bound(number.high)
    is_share = (number.unit, number.high) == ("share", 1.0)
    return {
        "path": path,
        "label": name_of(case, path),
        "where_in_words": group_of(case, path),
        "in_words": in_words(number),
        "low": low,
        "middle": middle,
        "high": high,
        "now_low": now_low,
        "now_high": now_high,
        "at_least": least,
        "at_most": most,
        "unit": number.unit,
        "basis": number.basis,
        "source": cite.source if cite else None,
        "quote": cite.quote if cite else None,
        "note": number.note or (number.judgement.why if number.judgement else None),
        "watch": watch_of(case, path),
        "step": _step(low, high),
        "words": [{"word": w, "low": a, "high": b} for w, (a, b) in ICD_203.items()]
        if is_share
        else [],
        "base_rates": [],
        "influence": None,
    }


def _bound(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _step(low: float, high: float) -> float:
    """Return a step of a handle: a power of ten, some hundred of them across the range.

    >>> _step(0.2, 0.5), _step(3.0, 3.0)
    (0.001, 0.01)
    """
    width = high - low if high > low else max(abs(high), 1.0) * 0.5
    return float(10.0 ** math.floor(math.log10(width / 100.0))) if width > 0.0 else 0.01
