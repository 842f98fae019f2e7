"""What the results of a case rest on: papers behind the formulas, base rates, its own sources."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from servanda.base_rates import base_rate
from servanda.case.keys.case import Case, numbers_in
from servanda.engine.called import called_by
from servanda.errors import InputError
from servanda.escaping.bibtex_fields import bibtex_entry
from servanda.quantity import BaseRate, Form, Mixture, Word

__all__ = ["cited_by", "source_entries"]


def cited_by(case: Case) -> dict[str, tuple[str, ...]]:
    """Return the bibliography keys that an assessment rests on, each with what of it rests on it.

    Formulas are those that a run of the case calls; base rates and words of likelihood are those
    that its numbers use. A case that cannot be assessed yet has no formulas.
    """
    found: dict[str, dict[str, None]] = {}

    def note(keys: Iterable[str], what: str) -> None:
        for key in keys:
            found.setdefault(key, {})[what] = None

    with suppress(InputError):
        for each in called_by(case):
            note(each.sources, each.name)
        note(("EfronMorris1975",), "holding shrunk to the rate of its kind")
    for path, number in numbers_in(case):
        note(_cited_by_form(number.form), path)
        if number.base_rate:
            note(base_rate(number.base_rate).references, f"base rate {number.base_rate}")
    return {key: tuple(found[key]) for key in sorted(found)}


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
    return "\n\n".join(
        bibtex_entry(
            "misc",
            name,
            {
                "author": source.author or source.publisher,
                "title": source.title,
                "publisher": source.publisher,
                "year": str(source.published.year),
                "date": source.published.isoformat(),
                "url": source.url,
            },
        )
        for name, source in case.sources.items()
    )
