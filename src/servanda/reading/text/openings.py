"""What stands before the first word of a paragraph: datelines and the labels of an interview."""

from __future__ import annotations

import re

__all__ = ["opening_of"]

_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:uary|ruary|ch|il|e|y|ust|tember"
    r"|ober|ember)?\.?"
)
_DAY = rf"(?:{_MONTH} \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}} {_MONTH}(?:,? \d{{4}})?)"
_DATELINE = re.compile(
    r"(?:[A-ZÀ-Þ][A-ZÀ-Þ.’'-]+(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ.’'-]+){0,3}(?:, [A-Z][\w. ]{2,24}?)?"
    rf"(?:, {_DAY}| \([A-Z][\w /.-]{{1,24}}\)){{1,2}}"
    r"|[A-ZÀ-Þ]{3,}(?:[ /-][A-ZÀ-Þ]{3,}){0,3}(?:, [A-Z][\w. ]{2,24}?)?"
    rf"|[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){{0,2}}(?:, {_DAY})"
    r"(?: \([A-Z][\w /.-]{1,24}\))?|[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){0,2} \((?:AP|AFP|Reuters"
    r"|REUTERS|dpa|DPA|UPI|TASS|Xinhua)\))\s*(?:—|–|--|-)\s+(?=[A-ZÀ-Þ“\"])"
)
_LABEL = re.compile(r"(?:Q|A|Question|Answer|QUESTION|ANSWER)(?::|\.)\s+(?=[\w“\"])")


def opening_of(paragraph: str) -> tuple[int, str]:
    """Return how long the opening of a paragraph is, and its kind: `dateline`, `label` or none.

    >>> opening_of("SEOUL, Jan. 17, 2024 — North Korea said it would not talk.")
    (23, 'dateline')
    >>> opening_of("A: Because Turkey refused.")
    (3, 'label')
    """
    match = _DATELINE.match(paragraph)
    if match:
        return match.end(), "dateline"
    match = _LABEL.match(paragraph)
    return (match.end(), "label") if match else (0, "")
