"""Records to and from plain JSON values."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from servanda.evidence.records import Dating, Source, Speaker, Statement
from servanda.evidence.span import Span
from servanda.reading.many.plain_values import from_plain, to_plain


@dataclass(frozen=True)
class Pair:
    """A record with a pair of unlike things."""

    both: tuple[int, str] = (1, "a")
    day: date | None = None


def test_a_record_comes_back_through_json() -> None:
    said = Statement("d", (Span(0, 1),), (), (Span(3, 9), Span(12, 15)), "mixed", "words",
                     Speaker("A", "Å", also=("B",)), said_on=Dating(Span(1, 2), None))  # fmt: skip
    for record in (said, Source("d", published=date(2025, 3, 1), outlets=("x", "y")), Pair()):
        plain = json.loads(json.dumps(to_plain(record)))
        assert from_plain(type(record), plain) == record
    assert to_plain(Pair(day=date(2025, 3, 1))) == {"both": [1, "a"], "day": "2025-03-01"}
    assert from_plain(Pair, None) is None
