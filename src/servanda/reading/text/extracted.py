"""What a file gives: its text, what it says about itself, or why it was not read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = ["LARGEST", "Extracted", "as_date"]

LARGEST = 64 * 1024 * 1024
"""Bytes above which a file is refused: an article is a thousand times smaller."""


@dataclass(frozen=True)
class Extracted:
    """The text of a file and what the file says about itself; `unread` says why there is none."""

    text: str = ""
    title: str = ""
    author: str = ""
    publisher: str = ""
    url: str = ""
    published: date | None = None
    unread: str = ""
    from_file: bool = False
    """Author and day are those of the file, not the article's: what the text says comes first."""


def as_date(text: str) -> date | None:
    """Return the day an ISO date or time begins with, None where it is none.

    >>> as_date("2024-05-03T06:00:00Z")
    datetime.date(2024, 5, 3)
    """
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None
