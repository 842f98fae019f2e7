"""What the parties dispute: issues, and how each may be settled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import StrictBool, model_validator

from servanda.case.keys.key import Key
from servanda.case.keys.number import (
    Cite,
    Identifier,
    Note,
    Part,
    Positive,
    Share,
    Signed,
    Text,
)

__all__ = ["Issue", "OptionValue", "Outcome", "Terms"]


class OptionValue(Part):
    """How much of what it wants on an issue each party gets from one option, from 0 to 1.

    Written as a mapping of parties or sides; where there are two sides, a lone number is the share
    of the first, and the second gets the rest.
    """

    flat: ClassVar[str] = "shares"

    shares: Annotated[
        dict[Identifier, Share],
        Key(
            "By party, or by side for all its parties: how much of what it wants it gets.",
            "0.4 to 0.6",
            "what “{option}” on {issue} is worth to {side}",
            "reactions in {side} to drafts that contain it",
            each="side",
        ),
    ]
    title: Annotated[Text, Key("What the option means.", "A joint flag on feast days")] = ""
    cite: Cite = ()

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, raw: Any) -> Any:
        if not isinstance(raw, Mapping):
            raise ValueError(
                "a lone number says nothing here; where there are two sides it is the share of the "
                "first, else give one for each, such as `{norland: 0.6, sutherland: 0.4}`"
            )
        if "shares" in raw:
            return raw
        about = {key: raw[key] for key in ("title", "cite") if key in raw}
        return {"shares": {k: v for k, v in raw.items() if k not in about}, **about}


class Issue(Part):
    """Something in dispute, and how much each party cares.

    `territory` is settled along the front line, or by a share; `graded` runs between the numbers
    that are `best` for the parties, in its own unit, and each party's worst is the best of others
    that is farthest from its own; `finite` has named options. `weights` say how much the issue
    matters to each party; in every world each party's weights are divided by their sum. `risk` is
    the exponent of value in share: 1 is neutral, below 1 averse to risk.
    """

    title: Annotated[Text, Key("What is in dispute.", "Who governs the isle")]
    kind: Annotated[
        Literal["territory", "graded", "finite"],
        Key(
            "`territory` is settled along the front, `graded` by a number, `finite` by an option.",
            "finite",
        ),
    ]
    weights: Annotated[
        dict[Identifier, Positive],
        Key(
            "How much it matters to each party, beside the other issues.",
            "{norland: 2, sutherland: 1 to 3}",
            "how much {issue} matters to {party}",
            "what {party} concedes first and last in talks; speeches of its leaders",
            each="party",
        ),
    ]
    risk: Annotated[
        dict[Identifier, Positive],
        Key(
            "Each party's exponent of value in share: 1 is neutral, below 1 averse to risk.",
            "{norland: 0.8 to 1.2}",
            "the attitude of {party} to risk on {issue}",
            "whether {party} takes a sure half for an even chance of all",
            each="party",
        ),
    ] = {}
    best: Annotated[
        dict[Identifier, float],
        Key(
            "For a graded issue, or territory without a front: the number that is best for each "
            "party, or for all parties of a side.",
            "{norland: 100, sutherland: 0}",
        ),
    ] = {}
    unit: Annotated[Text, Key("For a graded issue: what the number counts.", "thousand troops")] = (
        ""
    )
    options: Annotated[
        dict[Identifier, OptionValue],
        Key(
            "For a finite issue: the options, each with the share that every party, or side, gets "
            "of what it wants; of two sides, a lone number is the share of the first.",
            "{shared: {norland: 0.5, sutherland: 0.4}, alone: {norland: 1, sutherland: 0.1}}",
            each="option",
        ),
    ] = {}
    cite: Cite = ()
    note: Note = ""

    @model_validator(mode="after")
    def _kind_and_options_agree(self) -> Issue:
        if self.kind == "finite" and not self.options:
            raise ValueError("a finite issue needs `options`; add them, or mend `kind`")
        if self.kind != "finite" and self.options:
            raise ValueError(f"a {self.kind} issue has no `options`; write `kind: finite`")
        if self.kind == "finite" and self.best:
            raise ValueError("a finite issue has no `best`; its options say what each gets")
        if self.kind == "graded" and not self.best:
            raise ValueError("a graded issue needs `best`; give the number each party wants")
        if self.best and len(set(self.best.values())) == 1:
            raise ValueError("`best` is the same for all; give what each party wants")
        return self


class Outcome(Part):
    """How a proposal settles one issue: as held, an option's name, or a number in its unit."""

    as_held: Annotated[StrictBool, Key("Along the line where the fighting stops.", "true")] = False
    option: Annotated[Identifier | None, Key("The option of a finite issue.", "shared")] = None
    value: Annotated[
        Signed | None,
        Key(
            "The share of a territory, or the number of a graded issue.",
            "0.2",
            "what {issue} is settled at{where}",
            "drafts of the agreement",
        ),
    ] = None

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, raw: Any) -> Any:
        if isinstance(raw, str) and raw == "as_held":
            return {"as_held": True}
        if isinstance(raw, str) and raw.isidentifier() and raw.islower():
            return {"option": raw}
        if isinstance(raw, Mapping) and set(raw) & {"as_held", "option"}:
            return raw
        if (
            isinstance(raw, Mapping)
            and set(raw) == {"value"}
            and not isinstance(raw["value"], int | float | str | Mapping)
        ):
            return raw
        return {"value": raw}


Terms: TypeAlias = dict[Identifier, Outcome]
"""How each issue is settled."""
