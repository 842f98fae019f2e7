"""What the war is about and how it goes: issues, their outcomes, and the front."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field, StrictBool, model_validator

from servanda.case.keys.number import (
    Citations,
    Identifier,
    Months,
    Pace,
    Part,
    PerPerceiver,
    Positive,
    Probability,
    Rate,
    Share,
    Signed,
    Text,
)

__all__ = [
    "Front",
    "Issue",
    "OptionValue",
    "Outcome",
    "Regroup",
    "Terms",
    "War",
]


class OptionValue(Part):
    """How much of what it wants on an issue each side gets from one option, from 0 to 1."""

    challenger: Share
    protege: Share
    title: Text = ""
    cite: Citations = ()

    @model_validator(mode="before")
    @classmethod
    def _one_number_is_the_challengers_share(cls, raw: Any) -> Any:
        if isinstance(raw, int | float) and not isinstance(raw, bool):
            return {"challenger": raw, "protege": 1 - raw}
        return raw


class Issue(Part):
    """Something in dispute, and how much each side cares.

    `territory` is settled along the front line; `graded` runs from `protege_best` to
    `challenger_best` in its own unit; `finite` has named options. `weights` say how much the issue
    matters to the challenger and to the protégé; in every world each side's weights are divided by
    their sum. `risk` is the exponent of value in share: 1 is neutral, below 1 averse to risk.
    """

    title: Text
    kind: Literal["territory", "graded", "finite"]
    weights: dict[Identifier, Positive]
    risk: dict[Identifier, Positive] = {}
    protege_best: float = 0.0
    challenger_best: float = 1.0
    unit: Text = ""
    options: dict[Identifier, OptionValue] = {}
    cite: Citations = ()
    note: Text = ""

    @model_validator(mode="after")
    def _kind_and_options_agree(self) -> Issue:
        if self.kind == "finite" and not self.options:
            raise ValueError("a finite issue needs `options`; add them, or mend `kind`")
        if self.kind != "finite" and self.options:
            raise ValueError(f"a {self.kind} issue has no `options`; write `kind: finite`")
        if self.kind == "graded" and self.protege_best == self.challenger_best:
            raise ValueError(
                "`protege_best` and `challenger_best` are the same; give what each side wants"
            )
        return self


class Outcome(Part):
    """How a proposal settles one issue: as held, an option's name, or a number in its unit."""

    as_held: StrictBool = False
    option: Identifier | None = None
    value: Signed | None = None

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, raw: Any) -> Any:
        if isinstance(raw, str) and raw == "as_held":
            return {"as_held": True}
        if isinstance(raw, str) and raw.isidentifier() and raw.islower():
            return {"option": raw}
        if isinstance(raw, Mapping) and set(raw) & {"as_held", "option"}:
            return raw
        return {"value": raw}


Terms: TypeAlias = dict[Identifier, Outcome]
"""How each issue is settled."""


class Front(Part):
    """The front line as a share of the territory in dispute, and where the war would be decided."""

    issue: Identifier
    held: Share
    protege_wins_at: Annotated[float, Field(ge=0, lt=1)] = 0.0
    challenger_wins_at: Annotated[float, Field(gt=0, le=1)] = 1.0
    step: Annotated[float, Field(gt=0, lt=1)]

    @model_validator(mode="after")
    def _ends_are_apart(self) -> Front:
        steps = (self.challenger_wins_at - self.protege_wins_at) / self.step
        if not 2 <= steps <= 400:
            raise ValueError(
                f"from `protege_wins_at` to `challenger_wins_at` there are {steps:.3g} steps; "
                "choose `step` so that there are 2 to 400, 10 to 40 as a rule"
            )
        return self

    @property
    def steps(self) -> int:
        """Return how many steps lie between the two ends."""
        return round((self.challenger_wins_at - self.protege_wins_at) / self.step)


class Regroup(Part):
    """What a pause is worth: pace gained by each side once rested, and how long that takes."""

    challenger: Pace = Field(default_factory=lambda: Pace.model_validate(0))
    protege: Pace = Field(default_factory=lambda: Pace.model_validate(0))
    months: Months = Field(
        default_factory=lambda: Months.model_validate({"base_rate": "regrouping"})
    )


class War(Part):
    """The war as it goes, as each side sees it, and what each expects from fighting on.

    `keeps_its_word` is the chance, before its own record counts, that the challenger keeps an
    agreement; `word_strength` how many past cases that is worth; `memory` how fast old ones fade.
    `giving_in` is what not resisting a renewed attack is worth to the protégé. `settles_anyway`
    names proposals that are on the table whatever else is offered.
    """

    front: Front
    trend: PerPerceiver[Pace]
    swing: Pace
    costs: dict[Identifier, Share]
    patience: dict[Identifier, Rate] = {}
    ends_by_itself: Rate = Field(
        default_factory=lambda: Rate.model_validate({"base_rate": "war_ending"})
    )
    while_fighting: Terms = {}
    if_it_peters_out: Terms = {}
    regroup: Regroup = Field(default_factory=Regroup)
    opportunities: Rate = Field(
        default_factory=lambda: Rate.model_validate({"base_rate": "challenge_opportunities"})
    )
    temptation_noise: Positive = Field(
        default_factory=lambda: Positive.model_validate({"base_rate": "challenge_noise"})
    )
    decisiveness: Positive = Field(
        default_factory=lambda: Positive.model_validate({"base_rate": "contest_decisiveness"})
    )
    keeps_its_word: PerPerceiver[Probability] = Field(
        default_factory=lambda: PerPerceiver[Probability].model_validate(
            {"base_rate": "alliance_honour_nonaggression"}
        )
    )
    word_strength: Positive = Field(
        default_factory=lambda: Positive.model_validate({"base_rate": "prior_strength"})
    )
    memory: Months = Field(default_factory=lambda: Months.model_validate({"base_rate": "memory"}))
    giving_in: Share = Field(default_factory=lambda: Share.model_validate(0))
    evidence_months: dict[Identifier, Months] = {}
    settles_anyway: tuple[Identifier, ...] = ()
    cite: Citations = ()
    note: Text = ""
