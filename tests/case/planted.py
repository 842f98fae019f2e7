"""A case with one fault planted, as the checks see it."""

from __future__ import annotations

from typing import Any

from servanda.case.keys.case import Case


def planted(case: Case, path: str, value: Any) -> Case:
    """Return the case with another value at a dotted path; None takes the entry away."""
    raw = case.model_dump(mode="python", by_alias=True)
    *above, last = path.split(".")
    body: Any = raw
    for key in above:
        body = body[int(key)] if isinstance(body, list | tuple) else body[key]
    if value is None and isinstance(body, dict):
        del body[last]
    else:
        body[last] = value
    return Case.model_validate(raw)
