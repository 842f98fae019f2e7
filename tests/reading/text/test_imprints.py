"""Who printed an excerpt, by what was pasted with it."""

from __future__ import annotations

import pytest

from servanda.reading.text.article import document_from_text

BODY = (
    "The two sides met in the capital on Thursday and agreed on all of the points that had kept "
    "them apart for so long, and the delegations went home by night over the pass."
)


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        (f"Truce holds | The Harbour Post\n\nMay 3, 2024\n\n{BODY}", "The Harbour Post"),
        (f"Truce holds - BBC News\n\n3 May 2024\n\n{BODY}", "BBC News"),
        (f"Truce holds\n\n3 May 2024\n\n{BODY}\n\nSource: Harbour Days", "Harbour Days"),
        (f"Title: Truce holds\nSource: Harbour Days\nDate: 3 May 2024\n\n{BODY}", "Harbour Days"),
        (f"Truce holds\n\nhttps://www.aljazeera.com/news/2024/5/3/truce\n\n{BODY}", "Al Jazeera"),
        (f"Truce holds\n\n3 May 2024\n\n{BODY}\n\n© 2024 Harbour Days. All rights reserved.",
         "Harbour Days"),
        (f"(Reuters) - {BODY}", "Reuters"),
        (f"OSLO (AP) — {BODY}", "AP"),
        (f"From The Harbour Post, May 3, 2024:\n\n{BODY}", "The Harbour Post"),
        (f"[The Harbour Post, 3 May 2024]\n\n{BODY}", "The Harbour Post"),
        (f"Truce holds in the north\n\n3 May 2024\n\n{BODY}", ""),
        (f"Truce holds - for now\n\n3 May 2024\n\n{BODY}", ""),
    ],
)  # fmt: skip
def test_who_printed_it(text: str, publisher: str) -> None:
    assert document_from_text(text).source.publisher == publisher
