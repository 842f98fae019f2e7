"""A number as an analyst writes it: a point, a range, a likelihood word, a distribution, a mixture.

    0.3                       a point
    0.2 to 0.5                a 90% interval: 5% below, 5% above
    20% to 50%                the same
    3 to 6 months             with a unit
    likely                    an ICD 203 band
    {beta: [2, 8]}            a distribution: uniform, loguniform, normal, lognormal, triangular too
    {mix: {a: {weight: 2, value: 0.1 to 0.2}, b: {weight: 1, value: unlikely}}}
    {base_rate: alliance_honour}
    "?"                       not known yet: a gap for the analyst to fill
    {value: 0.2 to 0.5, unit: per year, cite: {source: brief, quote: "..."}}

What the number is (its unit, the range it must lie in) is said by the place where it stands in the
case. Two quantities are never compared with `<` or `==` as if they were numbers.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from servanda.errors import InputError

__all__ = [
    "FAMILIES",
    "ICD_203",
    "BaseRate",
    "Family",
    "Form",
    "Gap",
    "Interval",
    "Mixture",
    "Point",
    "Word",
    "convert",
    "icd_word",
    "parse_form",
    "points",
]

ICD_203: dict[str, tuple[float, float]] = {
    "almost no chance": (0.01, 0.05),
    "very unlikely": (0.05, 0.20),
    "unlikely": (0.20, 0.45),
    "roughly even": (0.45, 0.55),
    "likely": (0.55, 0.80),
    "very likely": (0.80, 0.95),
    "almost certain": (0.95, 0.99),
}
"""The likelihood words of Intelligence Community Directive 203 and their bands [@ICD203, sec. D.6].

The outermost bands start at 0.01 and end at 0.99 as the directive prints them."""

_SYNONYMS = {
    "remote": "almost no chance",
    "highly improbable": "very unlikely",
    "improbable": "unlikely",
    "roughly even chance": "roughly even",
    "even chance": "roughly even",
    "probable": "likely",
    "highly probable": "very likely",
    "nearly certain": "almost certain",
}

FAMILIES: dict[str, tuple[str, ...]] = {
    "uniform": ("low", "high"),
    "loguniform": ("low", "high"),
    "normal": ("mean", "standard deviation"),
    "lognormal": ("median", "standard deviation of the logarithm"),
    "beta": ("a", "b"),
    "triangular": ("low", "mode", "high"),
}
"""The distributions a quantity may name, with their parameters in order."""


@dataclass(frozen=True, eq=True)
class Point:
    """One number, held for certain."""

    value: float
    notation: ClassVar[str] = "point"


@dataclass(frozen=True)
class Interval:
    """A 90% interval: the quantity lies below `low`, and above `high`, in 5% of worlds each."""

    low: float
    high: float
    notation: ClassVar[str] = "interval"


@dataclass(frozen=True)
class Word:
    """A likelihood word of ICD 203: any probability of its band, all alike."""

    word: str
    notation: ClassVar[str] = "word"


@dataclass(frozen=True)
class Family:
    """A named distribution with its parameters in the order of `FAMILIES`."""

    name: str
    parameters: tuple[float, ...]
    notation: ClassVar[str] = "distribution"


@dataclass(frozen=True)
class BaseRate:
    """A named base rate from the literature."""

    name: str
    notation: ClassVar[str] = "base rate"


@dataclass(frozen=True)
class Gap:
    """Not known yet: `servanda check` lists it, and nothing is assessed until it is filled."""

    notation: ClassVar[str] = "gap"


@dataclass(frozen=True)
class Mixture:
    """Rival views of one quantity, each true in its share of the worlds."""

    names: tuple[str, ...]
    weights: tuple[float, ...]
    parts: tuple[Form, ...]
    notation: ClassVar[str] = "mixture"


Form = Point | Interval | Word | Family | BaseRate | Mixture | Gap

_LONGEST = 120
"""No number needs more characters, and longer ones make the patterns below slow."""

_NUMBER = r"[-+]?(?:[1-9]\d{0,2}(?:,\d{3})+(?![\d,])|\d+(?:_\d+)*)?(?:\.\d*)?(?:[eE][-+]?\d+)?"
_SINGLE = re.compile(rf"^(?=[-+]?\.?\d)({_NUMBER})\s*(%?)\s*(?![\d.,])(.*)$")

_UNITS: dict[str, tuple[str, float]] = {
    "per month": ("rate", 12.0),
    "/month": ("rate", 12.0),
    "a month": ("rate", 12.0),
    "per year": ("rate", 1.0),
    "/year": ("rate", 1.0),
    "a year": ("rate", 1.0),
    "month": ("time", 1.0),
    "months": ("time", 1.0),
    "year": ("time", 12.0),
    "years": ("time", 12.0),
    "week": ("time", 12.0 * 7.0 / 365.25),
    "weeks": ("time", 12.0 * 7.0 / 365.25),
    "day": ("time", 12.0 / 365.25),
    "days": ("time", 12.0 / 365.25),
    "troops": ("force", 0.001),
    "thousand troops": ("force", 1.0),
    "thousand": ("force", 1.0),
    "million troops": ("force", 1000.0),
    "share": ("share", 1.0),
    "probability": ("share", 1.0),
    "percent": ("share", 0.01),
    "percentage points": ("share", 0.01),
    "share per month": ("pace", 1.0),
    "percent per month": ("pace", 0.01),
    "percentage points per month": ("pace", 0.01),
    "share per year": ("pace", 1.0 / 12.0),
    "percent per year": ("pace", 0.01 / 12.0),
    "percentage points per year": ("pace", 0.01 / 12.0),
    "": ("number", 1.0),
}


_IN_WORDS = {
    "": "a plain number",
    "share": "a share such as 0.3, or a percentage such as 30%",
    "share per month": "a pace such as 0.3% per month",
    "per year": "a rate such as 0.2 per year",
    "months": "a length such as 6 months",
    "thousand troops": "a force such as 20 thousand",
}


def convert(value: float, unit: str, to: str) -> float:
    """Return `value`, given in `unit`, in the unit `to`.

    >>> convert(0.5, "years", "months")
    6.0
    >>> convert(3.0, "months", "per year")
    Traceback (most recent call last):
    servanda.errors.InputError: `months` where `per year` is wanted; write a rate such as 0.2 per
    year
    """
    if unit == to:
        return value
    if unit == "percent" and not to:
        return value / 100
    kind, factor = _UNITS.get(unit, (None, 1.0))
    wanted, divisor = _UNITS[to]
    if kind != wanted:
        fitting = [name for name, (each, _) in _UNITS.items() if each == wanted and name]
        known = f" ({', '.join(fitting)})" if fitting and not kind else ""
        raise InputError(
            f"`{unit}` where `{to or 'a plain number'}` is wanted; write "
            f"{_IN_WORDS.get(to, f'the number in {to}')}{known}"
        )
    return value * factor / divisor


def parse_form(raw: object, unit: str = "share") -> Form:
    """Return what `raw`, as it stands in a case file, says about a number in `unit`.

    >>> parse_form("20% to 50%")
    Interval(low=0.2, high=0.5)
    >>> parse_form("very likely")
    Word(word='very likely')
    >>> parse_form("1 to 2 years", unit="months")
    Interval(low=12.0, high=24.0)
    >>> parse_form({"beta": [2, 8]})
    Family(name='beta', parameters=(2.0, 8.0))
    """
    if isinstance(raw, bool) or raw is None:
        raise InputError(f"`{_shown(raw)}` is no number; write one such as 0.3 or 0.2 to 0.5")
    if isinstance(raw, int | float):
        return Point(_finite(raw))
    if isinstance(raw, str):
        return _parse_text(raw, unit)
    if isinstance(raw, Mapping):
        return _parse_mapping(raw, unit)
    raise InputError(f"a {type(raw).__name__} is no number; write one such as 0.3 or 0.2 to 0.5")


def _parse_text(raw: str, unit: str) -> Form:
    text = " ".join(raw.split())
    if len(text) > _LONGEST:
        raise InputError(f"`{_shown(text)}` is no number; write one such as 0.3 or 0.2 to 0.5")
    if text == "?":
        return Gap()
    word = _SYNONYMS.get(text.lower(), text.lower())
    if word in ICD_203:
        return Word(word)
    ends = [_SINGLE.match(end) for end in text.split(" to ")]
    if len(ends) == 2 and ends[0] and ends[1]:
        return _parse_range(text, ends[0], ends[1], unit)
    if len(ends) == 1 and ends[0]:
        number, percent, written = ends[0].groups()
        return Point(_scaled(number, percent, written, unit))
    if unit != "share":
        raise InputError(
            f"`{text or 'nothing'}` is no number; write one such as 3, or a range such as 2 to 5"
        )
    near = difflib.get_close_matches(text.lower(), [*ICD_203, *_SYNONYMS], n=1, cutoff=0.75)
    meant = f"`{near[0]}`, " if near else ""
    raise InputError(
        f"`{text}` is neither a number nor a likelihood word; write {meant}a number such as 0.3, a "
        f"range such as 0.2 to 0.5, or one of {', '.join(ICD_203)}"
    )


def _parse_range(text: str, first: re.Match[str], second: re.Match[str], unit: str) -> Interval:
    """Return an interval; an end without a unit or percent sign is in that of the other."""
    number, percent, written = first.groups()
    last, last_percent, last_written = second.groups()
    if not written:
        percent, written = percent or last_percent, last_written
    low = _scaled(number, percent, written, unit)
    high = _scaled(last, last_percent or (percent if not last_written else ""), last_written, unit)
    if low >= high:
        raise InputError(f"the interval `{text}` is empty; write the smaller number first")
    return Interval(low, high)


def _parse_mapping(raw: Mapping[object, object], unit: str) -> Form:
    named = [str(key) for key in raw if key in FAMILIES or key in ("mix", "base_rate")]
    if len(named) != 1:
        listed = ", ".join([*FAMILIES, "mix", "base_rate"])
        raise InputError(
            f"name one distribution of: {listed}; found {named or sorted(map(str, raw))}"
        )
    name, body = named[0], raw[named[0]]
    beside = [str(key) for key in raw if key != name]
    if beside:
        raise InputError(f"beside `{name}`, `{beside[0][:60]}` is not known here; remove it")
    if name == "base_rate":
        return BaseRate(str(body))
    if name == "mix":
        return _parse_mixture(body, unit)
    return _parse_family(name, body, unit)


def _parse_family(name: str, body: object, unit: str) -> Family:
    wanted = FAMILIES[name]
    if name == "beta" and unit not in ("share", ""):
        raise InputError(
            f"`beta` runs from 0 to 1, and a number in {unit} is wanted; write a range"
        )
    if not isinstance(body, list | tuple) or len(body) != len(wanted):
        raise InputError(f"`{name}` takes [{', '.join(wanted)}]; found `{_shown(body)}`")
    values = []
    for entry in body:
        form = parse_form(entry, unit)
        if not isinstance(form, Point):
            raise InputError(f"`{name}` takes plain numbers; found `{_shown(entry)}`")
        values.append(form.value)
    problem = _family_problem(name, values)
    if problem:
        raise InputError(f"`{name}: {_shown(body)}`: {problem}")
    return Family(name, tuple(values))


def _family_problem(name: str, values: list[float]) -> str:
    if name in ("uniform", "loguniform", "triangular") and sorted(values) != values:
        return "write the smaller number first"
    if name in ("uniform", "loguniform", "triangular") and values[0] == values[-1]:
        return "the ends are the same; write the number alone"
    if name == "loguniform" and values[0] <= 0:
        return "the low end must be above 0"
    if name in ("normal", "lognormal") and values[1] <= 0:
        return "the standard deviation must be above 0"
    if name == "lognormal" and values[0] <= 0:
        return "the median must be above 0"
    if name == "beta" and min(values) <= 0:
        return "both parameters must be above 0"
    return ""


def _parse_mixture(body: object, unit: str) -> Mixture:
    if not isinstance(body, Mapping) or not body:
        raise InputError("`mix` takes rival views by name: {view: {weight: 1, value: 0.2 to 0.5}}")
    names, weights, parts = [], [], []
    for name, view in sorted(body.items(), key=lambda item: str(item[0])):
        if not isinstance(view, Mapping) or not {"weight", "value"} >= set(view) >= {"value"}:
            raise InputError(
                f"the view `{name}` takes `weight` and `value`; found `{_shown(view)}`"
            )
        weight = view.get("weight", 1)
        if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 < weight < 1e9:
            raise InputError(f"the view `{name}` has weight `{_shown(weight)}`; write one above 0")
        names.append(str(name))
        weights.append(float(weight))
        part = parse_form(view["value"], unit)
        if isinstance(part, Gap | Mixture):
            raise InputError(f"the view `{name}` needs a value of its own; write a number or range")
        parts.append(part)
    total = sum(weights)
    total = 1.0 if abs(total - 1.0) < 1e-12 else total  # so that normalising twice changes nothing
    return Mixture(tuple(names), tuple(w / total for w in weights), tuple(parts))


def points(form: Form) -> Iterator[float]:
    """Yield every number that `form` states, for checks against the range a place allows."""
    if isinstance(form, Point):
        yield form.value
    elif isinstance(form, Interval):
        yield from (form.low, form.high)
    elif isinstance(form, Word):
        yield from ICD_203[form.word]
    elif isinstance(form, Family) and form.name in ("uniform", "loguniform", "triangular"):
        yield from form.parameters
    elif isinstance(form, Family) and form.name == "lognormal":
        yield form.parameters[0]
    elif isinstance(form, Mixture):
        for part in form.parts:
            yield from points(part)


def icd_word(share: float) -> str:
    """Return the ICD 203 word for a probability.

    Departure: the directive leaves 0 to 1% and 99 to 100% without a word; they get the outermost.

    >>> icd_word(0.7), icd_word(0.0)
    ('likely', 'almost no chance')
    """
    if not 0 <= share <= 1:
        raise InputError(f"{share} is no probability; it must lie between 0 and 1")
    for word, (_, high) in ICD_203.items():
        if share <= high:
            return word
    return "almost certain"


def _scaled(number: str, percent: str, written: str, unit: str) -> float:
    value = _finite(float(number.replace(",", "").replace("_", "")))
    if percent:
        written = f"percent {written}".strip()
    return convert(value, written, unit) if written else value


def _finite(raw: float) -> float:
    try:
        value = float(raw)
    except OverflowError:
        raise InputError("that whole number is too large; write one of fewer digits") from None
    if value != value or abs(value) == float("inf"):
        raise InputError(f"`{value}` is no number; write a finite one")
    return value


def _shown(raw: object) -> str:
    text = "nothing" if raw is None else str(raw)
    return text if len(text) <= 60 else text[:57] + "..."
