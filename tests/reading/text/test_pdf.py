"""Lines of a page join to paragraphs, whatever one of them is as wide as."""

from __future__ import annotations

import pytest

from servanda.reading.text.pdf import _unwrapped

COLUMN = (
    "Germany refused to send troops to Ukraine,\nOlena Koval said on Friday in Geneva. The\n"
    "foreign ministers of the two sides met for a\nsecond day, and officials described the mood.\n"
    "Italy will not send troops to Ukraine, Marco\nBianchi said. The government in Rome has\n"
    "repeatedly underlined that its constitution does\nnot allow it."
)
WIDE = [
    "Working paper of the centre for the study of armed conflict, " * 3,
    "Year    Parties    Guarantor    Troops    Monitors    Outcome    Source    Notes    Page",
]


@pytest.mark.parametrize("wide", WIDE)
@pytest.mark.parametrize("last", [True, False], ids=["footer", "title"])
def test_a_wide_line_unmakes_no_paragraph(wide: str, last: bool) -> None:
    narrow = _unwrapped(COLUMN).split("\n\n")
    page = f"{COLUMN}\n{wide}" if last else f"{wide}\n{COLUMN}"
    assert [p for p in _unwrapped(page).split("\n\n") if p != wide.strip()] == narrow
    assert any("Olena Koval said on Friday in Geneva. The foreign" in p for p in narrow)


def test_short_lines_stay_apart() -> None:
    assert (
        _unwrapped("Talks stall\nThe mood was cold and the road was shut for days.").count("\n\n")
        == 1
    )
