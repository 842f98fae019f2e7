"""What the results of a case rest on: papers behind the formulas, base rates, its own sources."""

from __future__ import annotations

import re

from servanda.base_rates import base_rate
from servanda.case.keys.case import Case, numbers_in
from servanda.formulas import MODELS
from servanda.quantity import BaseRate, Form, Mixture, Word

__all__ = ["cited_by", "source_entries"]


def cited_by(case: Case) -> set[str]:
    """Return the bibliography keys of every formula and base rate that an assessment uses."""
    keys = {source for model in MODELS for source in model.sources}
    for _, number in numbers_in(case):
        keys |= _cited_by_form(number.form)
        if number.base_rate:
            keys |= set(base_rate(number.base_rate).references)
    return keys


def _cited_by_form(form: Form) -> set[str]:
    if isinstance(form, Word):
        return {"ICD203"}
    if isinstance(form, BaseRate):
        entry = base_rate(form.name)
        return set(entry.references) | _cited_by_form(entry.form)
    if isinstance(form, Mixture):
        return set().union(*(_cited_by_form(part) for part in form.parts))
    return set()


def source_entries(case: Case) -> str:
    """Return the case's own sources as BibTeX."""
    entries = []
    for name, source in case.sources.items():
        fields = {
            "author": source.author or source.publisher,
            "title": source.title,
            "publisher": source.publisher,
            "year": str(source.published.year),
            "date": source.published.isoformat(),
            "url": source.url,
        }
        lines = [f"  {key} = {{{_plain(value)}}}," for key, value in fields.items() if value]
        entries.append("\n".join([f"@misc{{{name},", *lines, "}"]))
    return "\n\n".join(entries)


def _plain(text: str) -> str:
    """Return text without the characters that would end or escape a BibTeX field."""
    return re.sub(r"[{}\\]", "", text)
