"""Every kind of error is told from the others."""

from __future__ import annotations

import pytest

from servanda.reading.error_kinds import ERROR_KINDS, error_kinds
from servanda.reading.grammar.attribution import Attribution
from servanda.reading.quality import Annotated

TEXT = "Ms Roe said the plan for peace would not hold for long. Acme knew. He left."


def marked(source: str, content: str) -> Attribution:
    spans = [((TEXT.index(w), TEXT.index(w) + len(w)),) if w else () for w in (source, content)]
    return Attribution(spans[0], (), spans[1], "indirect", 1.0)


GOLD = marked("Ms Roe", "the plan for peace would not hold")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([GOLD], {"found": 1}),
        ([], {"nothing found there": 1}),
        ([marked("Ms Roe", TEXT[12:-1])], {"content too long": 1}),
        ([marked("Ms Roe", "the plan")], {"content too short": 1}),
        ([marked("Ms Roe", "would not hold for long. Acme")], {"content shifted": 1}),
        ([marked("Acme", "the plan for peace would not hold")], {"source wrong": 1}),
        ([marked("", "the plan for peace would not hold")], {"source missed": 1}),
        ([GOLD, marked("", "left")], {"found": 1, "found where none is": 1}),
    ],
)
def test_error_kinds(found: list[Attribution], expected: dict[str, int]) -> None:
    counts = error_kinds([Annotated("x", TEXT, (GOLD,), ())], {"x": found})
    assert {name: n for (_, name), n in counts.items()} == expected
    assert set(expected) <= set(ERROR_KINDS)


def test_a_source_where_none_is() -> None:
    gold = Annotated("x", TEXT, (marked("", "the plan for peace would not hold"),), ())
    assert error_kinds([gold], {"x": [GOLD]})["indirect", "source where none is"] == 1
