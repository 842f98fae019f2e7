"""A case fit to be shown: quotations and names of sources taken out, every number left in.

The whole public report is made from this case, so what is withheld cannot reach it by another way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from servanda.case.keys.case import Case
from servanda.case.load import parse
from servanda.case.parts import citations_in
from servanda.case.text.save import case_text
from servanda.case.text.written import written

__all__ = ["WITHHELD", "Redaction", "withheld"]

WITHHELD = "[withheld]"

_FREE_TEXT = {"note", "why", "summary", "title", "limits", "name", "by"}
_BRACKETED = re.compile(r"\([^)]*\)")
_WORD = re.compile(r"[^\W\d_][\w'’.-]+")


class Redaction:
    """Takes quotations and names of sources out of any text about a case."""

    def __init__(self, case: Case) -> None:
        self.names = {name: f"source_{i}" for i, name in enumerate(case.sources, start=1)}
        phrases = {citation.quote for _, citation in citations_in(case)}
        for source in case.sources.values():
            author = _BRACKETED.sub("", source.author).strip()
            surnames = [w for w in _WORD.findall(author)[-1:] if len(w) > 3]
            phrases |= {source.title, source.publisher, author, source.url, source.file, *surnames}
        kept = sorted((p for p in phrases if len(p) > 3), key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, kept)), re.IGNORECASE) if kept else None

    def __call__(self, text: str) -> str:
        """Return `text` with quotations and names of sources replaced."""
        return self._pattern.sub(WITHHELD, text) if self._pattern else text


def withheld(case: Case) -> tuple[Case, Redaction]:
    """Return the case without quotations and names of sources, and what takes them out of a text.

    Sources keep their date and grade under a number; what a number rests on stays visible, its
    wording does not. Every draw and so every digit of an assessment stays the same.
    """
    redact = Redaction(case)
    raw = written(case)
    raw["sources"] = {
        redact.names[name]: {
            "title": WITHHELD,
            "publisher": WITHHELD,
            **{key: body[key] for key in ("published", "grade") if key in body},
        }
        for name, body in raw.get("sources", {}).items()
    }
    body = {key: _cleaned(entry, key, redact) for key, entry in raw.items() if key != "sources"}
    ordered = {key: raw["sources"] if key == "sources" else body[key] for key in raw}
    return parse(case_text(Case.model_validate(ordered))), redact


def _cleaned(value: Any, key: str, redact: Redaction) -> Any:
    if key == "cite":
        return _each(value, lambda citation: _blanked(citation, redact))
    if isinstance(value, dict):
        return {name: _cleaned(entry, str(name), redact) for name, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(entry, key, redact) for entry in value]
    return redact(value) if isinstance(value, str) and key in _FREE_TEXT else value


def _each(value: Any, change: Callable[[Any], Any]) -> Any:
    return [change(entry) for entry in value] if isinstance(value, list | tuple) else change(value)


def _blanked(citation: Any, redact: Redaction) -> Any:
    return {"source": redact.names[citation["source"]], "quote": WITHHELD}
