"""A name for what a case says, whatever its comments and the order of its keys."""

from __future__ import annotations

import hashlib
import json

from servanda.case.schema import Case

__all__ = ["case_hash"]


def case_hash(case: Case) -> str:
    """Return 16 hexadecimal digits that change when anything the case says changes.

    The order of lists counts; that of mappings does not, save that of issues and proposals, in
    which results are printed.
    """
    said = json.dumps(case.model_dump(mode="json", by_alias=True), sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:16]
