"""Datelines and interview labels are no prose, and a dateline dates the article."""

from __future__ import annotations

from datetime import date

import pytest

from servanda.reading.text.article import document_from_text
from servanda.reading.text.openings import opening_of

OPENINGS = [
    ("JEDDAH, March 14, 2024 (Wire) - Sudan's army said no.", "dateline"),
    ("WASHINGTON (AP) — The president left.", "dateline"),
    ("BRUSSELS, 5 July 2023 — Allies met.", "dateline"),
    ("KYIV, Ukraine (AP) -- Shells fell.", "dateline"),
    ("Khartoum, 3 May 2024 – Both armies met.", "dateline"),
    ("BEIRUT — Shells fell.", "dateline"),
    ("Q: Why did it fail?", "label"),
    ("A: Because neither would yield.", "label"),
    ("A “Coalition of the Willing” met.", ""),
    ("NATO – the alliance of 32 – met.", ""),
    ("Peace talks in Doha - the third round - failed.", ""),
    ("Russia, which invaded in 2022, left.", ""),
]


@pytest.mark.parametrize(("text", "kind"), OPENINGS)
def test_openings(text: str, kind: str) -> None:
    assert opening_of(text)[1] == kind


def test_a_dateline_dates_the_article_and_is_not_read() -> None:
    text = "SEOUL, Jan. 17, 2024 — The North said on Tuesday that it would not return to talks."
    document = document_from_text(text, "a")
    assert document.source.published == date(2024, 1, 17)
    assert [b.span.of(text)[:9] for b in document.prose] == ["The North"]
