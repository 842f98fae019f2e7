"""Numbers that a case leaves open: listed for a person to fill in, beside what is usual."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Mapping
from typing import Any

from servanda.case.change import with_values
from servanda.case.keys.case import Case, numbers_in
from servanda.case.keys.key import declared
from servanda.case.keys.number import Quantity
from servanda.case.names import group_of, name_of, watch_of
from servanda.drafting.gaps import in_order_of_weight
from servanda.errors import InputError
from servanda.quantity import ICD_203, Gap

__all__ = ["gaps_of", "with_gaps_filled"]

WIDER = 3.0
"""How far beyond the usual a wide range reaches, on either side, where nothing bounds it."""
_FIGURE = re.compile(r"\d+(?:\.\d+)?")


def gaps_of(case: Case) -> list[dict[str, Any]]:
    """Return every number that is still `?`, those that move a verdict most first.

    Each with its name, its unit, an example of what may stand there, the words that may, what to
    watch, and a range so wide that nobody would call it knowledge.
    """
    open_ones = {path: each for path, each in numbers_in(case) if isinstance(each.form, Gap)}
    return [
        {
            "path": path,
            "label": name_of(case, path),
            "group": group_of(case, path),
            "watch": watch_of(case, path),
            "unit": open_ones[path].unit,
            "example": _example(case, path),
            "words": list(ICD_203) if open_ones[path].unit in ("share", "probability") else [],
            "wide": _wide(open_ones[path], _example(case, path)),
        }
        for path in in_order_of_weight(open_ones)
    ]


def _example(case: Case, path: str) -> str:
    """Return what the key gives as an example, where that is a number or a range."""
    part: Any = case
    for name in path.split("."):
        fields = getattr(type(part), "model_fields", {})
        field = next((f for n, f in fields.items() if (f.alias or n) == name), None)
        if field is not None:
            said = declared(field)
            example = said.example if said else ""
            if example and not example.startswith(("{", "[")):
                return example
            part = getattr(part, next(n for n, f in fields.items() if (f.alias or n) == name))
        elif isinstance(part, Mapping) and name in part:
            part = part[name]
        else:
            return ""
    return ""


def _wide(number: Quantity, example: str) -> str:
    """Return a range that leaves nearly everything open: all of a share, threefold the usual."""
    if math.isfinite(number.low) and math.isfinite(number.high):
        width = number.high - number.low
        return f"{number.low + 0.05 * width:g} to {number.low + 0.95 * width:g}"
    figures = [float(each) for each in _FIGURE.findall(example)]
    if not figures or min(figures) <= 0.0 or number.low < 0.0:
        return "0.3 to 3"
    tail = example[[m.end() for m in _FIGURE.finditer(example)][-1] :]
    return f"{min(figures) / WIDER:.3g} to {max(figures) * WIDER:.3g}{tail}"


def with_gaps_filled(case: Case, values: Mapping[str, Any], by: str, *, wide: bool = False) -> Case:
    """Return the case with numbers filled in that were open, as somebody's judgement.

    `values`: by path, what is written: a range, a number, a word. `wide`: whether all that are
    left get a range that leaves nearly everything open.

    Raises: InputError for what is no gap, cannot stand there, or is nobody's judgement.
    """
    gaps = {each["path"]: each for each in gaps_of(case)}
    who = " ".join(by.split())[:120]
    if not who:
        raise InputError("by: a number is somebody's judgement; say whose")
    today = datetime.date.today()
    filled: dict[str, Any] = {}
    for path, text in values.items():
        if path not in gaps:
            raise InputError(f"`{path[:120]}` is not open; take one that is still `?`")
        if " ".join(str(text).split()):
            filled[path] = _judged(" ".join(str(text).split())[:200], who, today,
                                   "A first estimate.")  # fmt: skip
    if wide:
        why = "Nothing is known of it yet: a wide range, until somebody judges it."
        for path, each in gaps.items():
            filled.setdefault(path, _judged(each["wide"], who, today, why))
    if not filled:
        raise InputError("nothing was filled in; write a number, a range or a word")
    return with_values(case, filled)


def _judged(text: str, by: str, day: datetime.date, why: str) -> dict[str, Any]:
    return {"value": text, "judgement": {"by": by, "date": day, "why": why}}
