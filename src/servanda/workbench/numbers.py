"""The uncertain numbers of a case, as somebody takes hold of them."""

from __future__ import annotations

import math
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from servanda.base_rates import BASE_RATES, STANDINGS, base_rate
from servanda.case.keys.number import Quantity
from servanda.case.names import group_of, name_of, watch_of
from servanda.case.number_words import in_words
from servanda.case.text.written import written_form
from servanda.engine.live import Live
from servanda.errors import InputError, named
from servanda.explore.proposal_study import stated_range
from servanda.quantity import ICD_203, BaseRate, Gap, Interval, Mixture, Point
from servanda.workbench.journal import Patch
from servanda.workbench.rows import real

__all__ = ["influence_of", "numbers_of"]

WEIGHED = 500
"""Worlds from which is told how much a number matters: those of the first verdicts."""


def numbers_of(live: Live, patch: Patch, proposal: str | None) -> list[dict[str, Any]]:
    """Return every number that may be moved, those that matter most for what is shown first.

    How much one matters is by how much signing and holding five years differ between the third of
    the worlds in which it is largest and that in which it is smallest, added up over the proposals
    that are shown. Those that no such proposal is computed from come last.
    """
    if proposal is not None:
        named(proposal, live.case.proposals, "proposal")
    weights = influence_of(live, proposal)
    rows = [_row(live, path, number, patch, weights.get(path)) for path, number in
            live.numbers.items()]  # fmt: skip
    return sorted(
        rows, key=lambda row: -1.0 if row["influence"] is None else -2.0 - row["influence"]
    )


_KNOWN: WeakKeyDictionary[Live, dict[str | None, dict[str, float]]] = WeakKeyDictionary()
"""How much numbers matter, as long as the case they are of is at hand."""


def influence_of(live: Live, proposal: str | None) -> dict[str, float]:
    """Return how much each number matters for a proposal, or for all of them together."""
    known = _KNOWN.setdefault(live, {})
    if proposal not in known:
        known[proposal] = _influence(live, proposal)
    return known[proposal]


def _influence(live: Live, proposal: str | None) -> dict[str, float]:
    if proposal is None:
        total: dict[str, float] = {}
        for name in live.case.proposals:
            for path, moved in influence_of(live, name).items():
                total[path] = total.get(path, 0.0) + moved
        return total
    columns, read = live.columns(proposal, WEIGHED), live.reads(proposal).signing
    outcomes = np.stack([np.nan_to_num(columns[each]) for each in ("signed", "would_hold_5")])
    return {
        path: 0.0 if number.is_certain else _moved(live, path, outcomes)
        for path, number in live.numbers.items()
        if path in read
    }


def _moved(live: Live, path: str, outcomes: Any) -> float:
    values = live.first(WEIGHED).values(path)
    order = np.argsort(values, kind="stable")
    third = max(len(order) // 3, 1)
    low, high = outcomes[:, order[:third]], outcomes[:, order[-third:]]
    return float(np.abs(high.mean(axis=1) - low.mean(axis=1)).sum())


def _row(
    live: Live, path: str, number: Quantity, patch: Patch, influence: float | None
) -> dict[str, Any]:
    case, form = live.case, number.form
    low, middle, high = _ends(number)
    now_low, now_high = patch.get(path, (low, high))
    cite = number.cite[0] if number.cite else None
    step = _step(low, high)
    least, most = _least(number, low, step), _most(number, high, step)
    is_share = (number.unit, number.high) == ("share", 1.0)
    group = group_of(case, path)
    return {
        "path": path,
        "label": name_of(case, path),
        "group": group,
        "where_in_words": group,
        "in_words": in_words(number),
        "plain": _plain(form),
        "low": low,
        "middle": middle,
        "high": high,
        "now_low": now_low,
        "now_high": now_high,
        "at_least": least,
        "at_most": most,
        **_scale(number, (low, high), (now_low, now_high), (least, most)),
        "unit": number.unit,
        "basis": number.basis,
        "source": case.sources[cite.source].title if cite and cite.source in case.sources else None,
        "source_id": cite.source if cite else None,
        "quote": cite.quote if cite else None,
        "by": number.judgement.by if number.judgement else None,
        "note": number.note or (number.judgement.why if number.judgement else None),
        "watch": watch_of(case, path),
        "step": step,
        "words": [{"word": w, "low": a, "high": b} for w, (a, b) in ICD_203.items()]
        if is_share
        else [],
        "base_rates": _base_rates(number, path),
        "influence": influence,
        "editable": not isinstance(form, Gap),
        "why_not": "it is still `?` in the file" if isinstance(form, Gap) else None,
        "replaces": "several views" if isinstance(form, Mixture) else None,
    }


def _ends(number: Quantity) -> tuple[float, float, float]:
    low, middle, high = stated_range(number)
    if isinstance(number.form, Interval):
        return number.form.low, middle, number.form.high
    if isinstance(number.form, Point):
        return number.form.value, number.form.value, number.form.value
    return low, middle, high


def _plain(form: Any) -> str:
    written = written_form(form)
    return written if isinstance(written, str) else repr(written).replace("'", "")


def _step(low: float, high: float) -> float:
    """Return a step of a handle: a power of ten, some hundred of them across the range.

    >>> _step(0.2, 0.5), _step(3.0, 3.0)
    (0.001, 0.01)
    """
    width = high - low if high > low else max(abs(high), 1.0) * 0.5
    return float(10.0 ** math.floor(math.log10(width / 100.0))) if width > 0.0 else 0.01


def _least(number: Quantity, low: float, step: float) -> float | None:
    """Return the least an end may be: a range cannot begin at the limit of what there is."""
    return min(number.low + step, low) if math.isfinite(number.low) else None


def _most(number: Quantity, high: float, step: float) -> float | None:
    return max(number.high - step, high) if math.isfinite(number.high) else None


def _scale(
    number: Quantity,
    stated: tuple[float, float],
    now: tuple[float, float],
    limits: tuple[float | None, float | None],
) -> dict[str, Any]:
    """Return the ends of the track on which a handle runs, and whether it is one of factors."""
    low, high = min(stated[0], now[0]), max(stated[1], now[1])
    least, most = limits
    factors = number.low == 0.0 and low > 0.0 and high / low >= 20.0
    if least is not None and most is not None:
        start, stop = least, most
    elif factors:
        start, stop = low / 4.0, high * 4.0
    else:
        reach = max(high - low, abs(high) * 0.5, 1e-6) * 1.5
        start, stop = low - reach, high + reach
    start = start if least is None else max(start, least)
    stop = stop if most is None else min(stop, most)
    return {"scale_low": real(start), "scale_high": real(stop), "log": bool(factors and start > 0)}


def _base_rates(number: Quantity, path: str) -> list[dict[str, Any]]:
    """Return the base rates that may stand here: of the same unit and called like the number."""
    last = path.rsplit(".", 1)[-1].split("_")[0]
    held = number.form.name if isinstance(number.form, BaseRate) else number.base_rate or ""
    stem = held.split("_")[0] if held else ""
    found = []
    for name, entry in BASE_RATES.items():
        akin = name == held or (stem and name.startswith(stem)) or name.startswith(last)
        if not akin or entry.unit != number.unit:
            continue
        try:
            ends = stated_range(number.model_copy(update={"form": BaseRate(base_rate(name).name)}))
        except InputError:
            continue
        found.append(
            {"name": name, "low": ends[0], "high": ends[2], "meaning": entry.meaning,
             "citation": "; ".join(entry.references), "standing": STANDINGS[entry.access]}
        )  # fmt: skip
    return found
