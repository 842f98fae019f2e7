"""What a report consists of, and how much of it a reader reads."""

from __future__ import annotations

from servanda.report.blocks import (
    Bullets,
    Details,
    Figure,
    Grid,
    Group,
    Listing,
    Paragraph,
    Quote,
    Run,
    Section,
    Table,
    prose,
    words_in,
)  # fmt: skip


def test_plain_strings_are_runs_and_runs_stay() -> None:
    strong = Run("so", "strong")
    assert prose("It is ", strong) == (Run("It is "), strong)


def test_words_are_counted_where_a_reader_meets_them() -> None:
    figure = Figure("f", "Two words", "table", ())
    blocks = (
        Paragraph(prose("one two three")),  # 3
        Bullets((prose("four"), prose("five six"))),  # 3
        Table(("a b",), ((prose("c"),),), "d e"),  # 5
        Quote("said so", prose("by him")),  # 4
        Grid((figure, figure)),  # 4
        Group(prose("a heading"), (Paragraph(prose("x")),)),  # 3
        Details("opens when asked", (Paragraph(prose("many words nobody sees at first")),)),  # 3
        Listing("code that is copied"),  # 0
    )
    assert words_in([Section("s", "A title", blocks)]) == 2 + 25
    assert words_in([Section("s", "T", (Figure("f", "T", "table", (), captioned=False),))]) == 1
