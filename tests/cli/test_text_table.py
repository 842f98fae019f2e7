"""Tables of text: never wider than asked, numbers at the right, long words broken."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from servanda.cli.text_table import Line, table_lines

WORDS = some.text(some.sampled_from("ab ct-éß"), min_size=1, max_size=60)


@given(
    rows=some.lists(some.tuples(WORDS, some.floats(0, 1e6).map("{:.3g}".format)), min_size=1),
    detail=WORDS,
    width=some.sampled_from([60, 80, 100, 120]),
)
def test_no_line_is_wider_and_no_word_is_lost(
    rows: list[tuple[str, str]], detail: str, width: int
) -> None:
    lines = [Line(row, (detail,)) for row in rows]
    made = list(table_lines(["label", "share of worlds"], lines, [False, True], width))
    assert max(map(len, made)) <= width
    text = "".join("".join(made).split())
    for _, number in rows:
        assert number in text
    assert text.count("".join(detail.split())) >= (1 if detail.strip() else 0)


def test_numbers_stand_at_the_right_and_headings_at_the_bottom() -> None:
    lines = [Line(("a", "1")), Line(("b", "22222"))]
    made = list(table_lines(["label", "share of worlds"], lines, [False, True], 80))
    assert made == [
        "        share",
        "           of",
        "label  worlds",
        "─────────────",
        "a           1",
        "b       22222",
    ]
