"""One short name for what a case says, however it is written."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from servanda.case.keys.case import Case
from servanda.case.keys.number import Part, Quantity
from servanda.case.load import load

__all__ = ["case_hash"]


def case_hash(case: Case | str | os.PathLike[str]) -> str:
    """Return 16 hexadecimal digits (of a SHA-256) for what a case, or the case in a folder, says.

    Comments, the order of keys and the notation chosen (`20%` or `0.2`, `volunteer` or
    `{position: volunteer}`) leave it as it is; so does writing out a default. The order of the
    parties counts, for it says whose share a lone number is. Any change of a number, name, basis or
    quotation changes it. The texts of the sources are no part of it.

    >>> from servanda.case.keys.war import Front
    >>> one = Front.model_validate({"issue": "isle", "held": "20%"})
    >>> two = Front.model_validate({"held": 0.2, "issue": "isle"})
    >>> said(one) == said(two)
    True
    """
    read = case if isinstance(case, Case) else load(case)
    canonical = json.dumps(said(read), sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def said(value: Any) -> Any:
    """Return what `value` says as plain data in one notation, without what is left at default."""
    if isinstance(value, Part):
        return _said_by_part(value)
    if is_dataclass(value) and not isinstance(value, type):
        content = [said(getattr(value, field.name)) for field in fields(value)]
        return [type(value).__name__, *content]
    if isinstance(value, dict):
        return {str(key): said(entry) for key, entry in value.items()}
    if isinstance(value, tuple | list):
        return [said(entry) for entry in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float):
        return value + 0.0  # one zero, not two
    return value


def _said_by_part(part: Part) -> dict[str, Any]:
    found = {}
    for name, field in type(part).model_fields.items():
        if isinstance(part, Quantity) and name == "text":
            continue
        content = said(getattr(part, name))
        if field.is_required() or content != _default(type(part), name):
            found[name] = content
    if isinstance(part, Case):
        found["order"] = list(part.parties)
    return found


@cache
def _default(part: type[Part], name: str) -> Any:
    """Return what a part says where a key is left out; not to be written over."""
    return said(part.model_fields[name].get_default(call_default_factory=True))
