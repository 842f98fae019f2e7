"""Numbers as prose puts them."""

from __future__ import annotations

from collections.abc import Sequence

from servanda.case.keys.number import Quantity
from servanda.quantity import BaseRate, Family, Form, Gap, Interval, Mixture, Point, Word

__all__ = ["form_in_words", "in_a_row", "in_words"]


def in_words(number: Quantity) -> str:
    """Return a number as prose puts it, in its unit.

    >>> from servanda.case.keys.number import Months, Pace, Share
    >>> in_words(Share.model_validate("0.2 to 0.35")), in_words(Pace.model_validate(0.002))
    ('20 to 35%', '0.2% a month')
    >>> in_words(Months.model_validate({"lognormal": ["1 year", 0.3]}))
    'about 12 months'
    """
    return form_in_words(number.form, number.unit)


def form_in_words(form: Form, unit: str) -> str:
    """Return what is believed of a number as prose puts it, in the unit of its place."""
    if isinstance(form, Point):
        return _with_unit(_digits(form.value, unit), unit)
    if isinstance(form, Interval):
        ends = f"{_digits(form.low, unit)} to {_digits(form.high, unit)}"
        return _with_unit(ends, unit)
    if isinstance(form, Word):
        return form.word
    if isinstance(form, Gap):
        return "not known yet"
    if isinstance(form, BaseRate):
        return f"the base rate “{form.name.replace('_', ' ')}”"
    if isinstance(form, Mixture):
        return " or ".join(form_in_words(part, unit) for part in form.parts)
    return _family_in_words(form, unit)


def _family_in_words(form: Family, unit: str) -> str:
    if form.name in ("uniform", "loguniform", "triangular"):
        low, high = (_digits(end, unit) for end in (form.parameters[0], form.parameters[-1]))
        return f"between {_with_unit(f'{low} and {high}', unit)}"
    middle = form.parameters[0]
    if form.name == "beta":
        middle = middle / sum(form.parameters)
    return f"about {_with_unit(_digits(middle, unit), unit)}"


def _digits(value: float, unit: str) -> str:
    if unit in ("share", "share per month"):
        return f"{100 * value:.3g}"
    return f"{value:,.3g}" if abs(value) < 1000 else f"{value:,.0f}"


def _with_unit(digits: str, unit: str) -> str:
    words = {
        "share": "%",
        "share per month": "% a month",
        "per year": " a year",
        "months": " months",
        "thousand troops": " thousand troops",
    }
    return digits + words.get(unit, "")


def in_a_row(names: Sequence[str]) -> str:
    """Return names as a sentence lists them.

    >>> in_a_row(["A", "B", "C"])
    'A, B and C'
    """
    if len(names) <= 1:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
