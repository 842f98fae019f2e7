"""Decisions that a body takes by bargaining among its members: who stands where, and how firmly."""

from __future__ import annotations

import math
from typing import Annotated

from pydantic import Field, model_validator

from servanda.case.keys.key import Key
from servanda.case.keys.number import Cite, Identifier, Note, Part, Positive, Signed, Text

__all__ = ["Decision", "Scale", "Seat"]


class Scale(Part):
    """The continuum a decision is taken on, with names for some of its places."""

    low: Annotated[float, Key("The lower end.", "0")] = 0.0
    high: Annotated[float, Key("The upper end.", "20")] = 100.0
    unit: Annotated[Text, Key("What it is measured in, if in anything.", "years")] = ""
    labels: Annotated[
        dict[str, float],
        Key("Names of places on it, so that a forecast can be read.", "{now: 0, never: 20}"),
    ] = {}

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

    position: Annotated[
        Signed,
        Key(
            "Where it stands on the scale.",
            "2 to 5",
            "where {actor} stands on {decision}",
            "statements of {actor} on it",
        ),
    ]
    salience: Annotated[
        Positive,
        Key(
            "How much it cares, in any unit common to the members.",
            "0.6 to 0.9",
            "how much {actor} cares about {decision}",
            "how high {actor} sends those who speak on it",
        ),
    ]
    capability: Annotated[
        Positive,
        Key(
            "What it can bring to bear, in any unit common to the members.",
            "2 to 4",
            "what {actor} can bring to bear on {decision}",
            "votes, money and forces of {actor} that the others need",
        ),
    ]
    cite: Cite = ()
    note: Note = ""


class Decision(Part):
    """Something that many decide together: an alliance on an invitation, a council on sanctions.

    It is forecast beside the proposals and moves none of their numbers.
    """

    title: Annotated[Text, Key("What is decided.", "How soon the League invites Sutherland")]
    body: Annotated[
        Identifier | None,
        Key("The alliance or coalition that decides; its members then take part.", "league"),
    ] = None
    issue: Annotated[Identifier | None, Key("The issue of the case that it bears on.", "flag")] = (
        None
    )
    scale: Annotated[
        Scale,
        Key(
            "What it is decided on: two ends, a unit, and names for places between.",
            "{low: 0, high: 20, unit: years, labels: {now: 0, never: 20}}",
        ),
    ] = Field(default_factory=Scale)
    members: Annotated[
        Annotated[dict[Identifier, Seat], Field(min_length=1)],
        Key(
            "Who has a say: where each stands, how much it cares, what it can bring to bear.",
            "{eastmark: {position: 2 to 5, salience: 0.9, capability: 3}}",
            each="actor",
        ),
    ]
    cite: Cite = ()
    note: Note = ""
