"""Numbers in a case: what they say, in which unit, and what they rest on.

Long because every notation of a number is declared here with all that is said of it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, Generic, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetJsonSchemaHandler,
    InstanceOf,
    StringConstraints,
    model_validator,
)
from pydantic_core import core_schema

from servanda.case.keys.key import Key
from servanda.case.keys.other_unit import rescaled
from servanda.errors import InputError
from servanda.quantity import (
    FAMILIES,
    BaseRate,
    Family,
    Form,
    Gap,
    Interval,
    Mixture,
    Point,
    Word,
    parse_form,
    points,
)

__all__ = [
    "NOTATIONS",
    "Citation",
    "Citations",
    "Cite",
    "Count",
    "Force",
    "Identifier",
    "Judgement",
    "LogRatio",
    "Months",
    "Note",
    "Openings",
    "Pace",
    "Part",
    "PerPerceiver",
    "Positive",
    "Probability",
    "Quantity",
    "Rate",
    "Share",
    "Signed",
    "Text",
    "base_rate",
]

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
"""A short name used across the case: small letters, digits and underscores."""

Text = Annotated[str, StringConstraints(strip_whitespace=True)]

_FORM_KEYS = frozenset({*FAMILIES, "mix", "base_rate", "value"})
_BASIS_KEYS = frozenset({"cite", "judgement", "base_rate", "note", "unit"})


class Part(BaseModel):
    """Anything in a case file: frozen, and without keys nobody reads."""

    flat: ClassVar[str] = ""
    """The field whose entries stand directly on the part in a file, if there is one."""

    # Built where it is first needed: a case is read by one class, which holds all the others.
    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, allow_inf_nan=False, defer_build=True
    )

    @classmethod
    def written_as(cls) -> tuple[type[Part], ...]:
        """Return the classes that may stand where this one is wanted: itself, or its kinds."""
        return (cls,)


class Citation(Part):
    """A source and the words in it, verbatim, that carry a claim."""

    source: Annotated[Identifier, Key("A source of the case, by name.", "brief")]
    quote: Annotated[
        str,
        StringConstraints(min_length=8, max_length=2000),
        Key("Words that stand in it, verbatim.", '"held a third of the isle"'),
    ]


def _listed(raw: object) -> object:
    return raw if raw is None or isinstance(raw, list | tuple) else [raw]


Citations = Annotated[tuple[Citation, ...], BeforeValidator(_listed)]
"""One citation, or several in a list."""

Cite = Annotated[
    Citations,
    Key(
        "The sentence it rests on: a source and words that stand there verbatim, or a list.",
        '{source: brief, quote: "held a third of the isle"}',
    ),
]
"""The key `cite`, which means the same wherever it stands."""

Note = Annotated[
    Text, Key("Anything a reader should know; it changes no result.", "Checked twice.")
]
"""The key `note`, which means the same wherever it stands."""


class Judgement(Part):
    """An analyst's own estimate: whose, when, and why."""

    by: Annotated[str, Key("Whose estimate it is.", "A. Analyst")]
    date: Annotated[datetime.date, Key("When it was made.", "2025-03-01")]
    why: Annotated[str, Key("On what grounds.", "The thaw comes late this year.")]


NOTATIONS: dict[str, Key] = {
    "value": Key("The number, range, likelihood word or distribution.", "0.2 to 0.5"),
    "unit": Key("The unit it is given in, where not the one wanted here.", "years"),
    "judgement": Key(
        "Whose estimate it is, of what day, and why.",
        "{by: A. Analyst, date: 2025-03-01, why: The thaw comes late.}",
    ),
    "base_rate": Key("A named base rate from the literature.", "alliance_honour"),
    "mix": Key(
        "Rival views, each with its weight.",
        "{calm: {weight: 2, value: unlikely}, grim: {weight: 1, value: likely}}",
    ),
    "uniform": Key("Every number from low to high alike.", "[0.2, 0.5]"),
    "loguniform": Key("Every factor from low to high alike.", "[0.01, 0.1]"),
    "normal": Key("Mean and standard deviation.", "[0.3, 0.05]"),
    "lognormal": Key("Median, and standard deviation of the logarithm.", "[0.3, 0.5]"),
    "beta": Key("The two parameters of a beta distribution.", "[2, 8]"),
    "triangular": Key("Low, likeliest and high.", "[0.1, 0.2, 0.5]"),
}
"""The keys of a number written as a mapping, besides `cite` and `note`."""


class Quantity(Part):
    """One uncertain number with its unit and basis; subclasses say what range it must lie in."""

    unit: ClassVar[str] = ""
    low: ClassVar[float] = float("-inf")
    high: ClassVar[float] = float("inf")

    form: Annotated[
        Form,
        InstanceOf[Point]
        | InstanceOf[Interval]
        | InstanceOf[Word]
        | InstanceOf[Family]
        | InstanceOf[BaseRate]
        | InstanceOf[Mixture]
        | InstanceOf[Gap],
    ]
    text: str
    cite: Cite = ()
    judgement: Judgement | None = None
    base_rate: str | None = None
    note: Note = ""

    @model_validator(mode="before")
    @classmethod
    def _parse(cls, raw: Any) -> Any:
        if isinstance(raw, Mapping) and "form" in raw and "text" in raw:
            return raw
        try:
            return cls._read(raw)
        except InputError as error:
            raise ValueError(str(error)) from None

    @classmethod
    def _read(cls, raw: Any) -> dict[str, Any]:
        if not isinstance(raw, Mapping):
            return {"form": cls.within(parse_form(raw, cls.unit)), "text": _text(raw)}
        basis = {key: raw[key] for key in raw if key in _BASIS_KEYS and key != "unit"}
        body: object = {key: raw[key] for key in raw if key not in _BASIS_KEYS}
        if not body and "base_rate" in raw:
            body = {"base_rate": raw["base_rate"]}
        if isinstance(body, dict) and "value" in body:
            extra = sorted(map(str, set(body) - {"value"}))
            if extra:
                raise InputError(f"beside `value`, `{extra[0][:60]}` is not known here; remove it")
            body = body["value"]
        written = raw.get("unit")
        form = parse_form(body, cls.unit)
        if written is not None:
            form = rescaled(body, str(written), cls.unit)
        basis["cite"] = _listed(basis.get("cite")) or ()
        return {"form": cls.within(form), "text": _text(body), **basis}

    @classmethod
    def within(cls, form: Form) -> Form:
        """Return `form` where a number of this kind can have it.

        Raises: InputError where it reaches beyond the range, or can stand for none in it.
        """
        for value in points(form):
            if not cls.low <= value <= cls.high:
                raise InputError(
                    f"{value:g} lies outside {cls.range_in_words()}; write a number in that range"
                )
        for part in (form, *(form.parts if isinstance(form, Mixture) else ())):
            if isinstance(part, Word) and (cls.unit, cls.high) != ("share", 1.0):
                raise InputError(
                    f"`{part.word}` is a probability, and this is no place for one; write a number "
                    f"or a range in {cls.unit or 'plain numbers'}"
                )
            if isinstance(part, Interval) and (part.low == cls.low or part.high == cls.high):
                raise InputError(
                    f"a 90% interval leaves 5% on either side, so it cannot end at the limit of "
                    f"{cls.range_in_words()}; write `{{uniform: [{part.low:g}, {part.high:g}]}}`, "
                    f"or move the end inside"
                )
        return form

    @classmethod
    def range_in_words(cls) -> str:
        """Return the range this kind of number must lie in, for messages."""
        unit = f" {cls.unit}" if cls.unit not in ("", "share") else ""
        if cls.high == MOST:
            if cls.low == -MOST:
                return f"any number up to a billion either way{unit}"
            return f"the numbers from {cls.low:g} to a billion{unit}"
        return f"{cls.low:g} to {cls.high:g}{unit}"

    @property
    def basis(self) -> str:
        """Return what the number rests on: evidence, base rate, judgement or unsourced."""
        if self.cite:
            return "evidence"
        if self.base_rate or isinstance(self.form, BaseRate):
            return "base rate"
        return "judgement" if self.judgement else "unsourced"

    @property
    def is_gap(self) -> bool:
        """Return whether the number is still to be filled in."""
        return isinstance(self.form, Gap)

    @property
    def is_certain(self) -> bool:
        """Return whether the number is the same in every world."""
        return isinstance(self.form, Point)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {
            "title": cls.__name__,
            "description": f"{(cls.__doc__ or '').strip()} Range: {cls.range_in_words()}. "
            "A number, a range `0.2 to 0.5`, a likelihood word, or a mapping with a distribution.",
            "anyOf": [{"type": "number"}, {"type": "string"}, {"type": "object"}],
        }


MOST = 1e9
"""The largest plain number: sums and squares of such numbers are still told to the digit."""


class Probability(Quantity):
    """A probability."""

    unit, low, high = "share", 0.0, 1.0


class Share(Quantity):
    """A share of a whole."""

    unit, low, high = "share", 0.0, 1.0


class Rate(Quantity):
    """How often something happens, per year."""

    unit, low, high = "per year", 0.0, 12.0


class Openings(Quantity):
    """How often an opening comes, per year."""

    unit, low, high = "per year", 0.0, 365.0


class Pace(Quantity):
    """A change of a share, per month."""

    unit, low, high = "share per month", -1.0, 1.0


class Months(Quantity):
    """A length of time."""

    unit, low, high = "months", 0.0, 1200.0


class Force(Quantity):
    """Troops, in thousands."""

    unit, low, high = "thousand troops", 0.0, 1e5


class Positive(Quantity):
    """A plain number that is not below zero."""

    unit, low, high = "", 0.0, MOST


class Signed(Quantity):
    """A plain number of either sign."""

    unit, low, high = "", -MOST, MOST


class LogRatio(Quantity):
    """The logarithm of a ratio: 10 is twenty thousand times as much."""

    unit, low, high = "", -10.0, 10.0


class Count(Quantity):
    """How many."""

    unit, low, high = "", 0.0, 1e6


Q = TypeVar("Q", bound=Quantity)


class PerPerceiver(Part, Generic[Q]):
    """What each perceiver believes a number to be: one belief that all share, or one each.

    Perceivers are actors of the case and `analyst`. One who is not named believes as `analyst`.
    """

    common: Q | None = None
    by: dict[Identifier, Q] = {}

    @model_validator(mode="before")
    @classmethod
    def _sort_out(cls, raw: Any) -> Any:
        if not isinstance(raw, Mapping):
            return {"common": raw}
        if set(raw) <= {"common", "by"} and raw:
            return raw
        return {"common": raw} if _FORM_KEYS & set(raw) else {"by": raw}

    @model_validator(mode="after")
    def _has_analyst(self) -> PerPerceiver[Q]:
        if self.common is None and "analyst" not in self.by:
            raise ValueError("says nothing for `analyst`; add what you yourself believe")
        return self

    def of(self, perceiver: str) -> Q:
        """Return what `perceiver` believes."""
        return (
            self.common if self.common is not None else self.by.get(perceiver, self.by["analyst"])
        )

    def name_of(self, perceiver: str) -> str:
        """Return the last part of the name of `perceiver`'s stream: empty where all share one."""
        if self.common is not None:
            return ""
        return f".{perceiver if perceiver in self.by else 'analyst'}"

    def items(self) -> Iterator[tuple[str, Q]]:
        """Yield every belief with the ending of its name."""
        if self.common is not None:
            yield "", self.common
        for perceiver, quantity in self.by.items():
            yield f".{perceiver}", quantity


def base_rate(kind: type[Q], name: str) -> Q:
    """Return the number of a kind that a named base rate gives."""
    return kind.model_validate({"base_rate": name})


def _text(raw: object) -> str:
    return raw if isinstance(raw, str) else f"{raw}"
