"""Decisions that a body takes by bargaining among its members: who stands where, and how firmly."""

from __future__ import annotations

import math
from typing import Annotated

from pydantic import Field, model_validator

from servanda.case.keys.number import Citations, Identifier, Part, Positive, Signed, Text

__all__ = ["Decision", "Scale", "Seat"]


class Scale(Part):
    """The continuum a decision is taken on, with names for some of its places."""

    low: float = 0.0
    high: float = 100.0
    unit: Text = ""
    labels: dict[str, float] = {}

    @model_validator(mode="after")
    def _ends_and_labels(self) -> Scale:
        if not (math.isfinite(self.low) and math.isfinite(self.high) and self.low < self.high):
            raise ValueError(
                f"a scale from {self.low:g} to {self.high:g} is none; write the lower end first"
            )
        for label, place in self.labels.items():
            if not self.low <= place <= self.high:
                raise ValueError(
                    f"the label `{label}` stands at {place:g}, off the scale {self.low:g} to "
                    f"{self.high:g}; move it, or widen the scale"
                )
        return self


class Seat(Part):
    """A member of the body that decides: where it stands, how much it cares, what it brings.

    Salience and capability weigh a position; only their proportions among members count.
    """

    position: Signed
    salience: Positive
    capability: Positive
    cite: Citations = ()
    note: Text = ""


class Decision(Part):
    """Something that many decide together: an alliance on an invitation, a council on sanctions.

    It is forecast beside the proposals and moves none of their numbers.
    """

    title: Text
    body: Identifier | None = None
    issue: Identifier | None = None
    scale: Scale = Field(default_factory=Scale)
    members: Annotated[dict[Identifier, Seat], Field(min_length=1)]
    cite: Citations = ()
    note: Text = ""
