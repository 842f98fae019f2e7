"""Who promises what, how far it is believed, and how past promises were kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, StrictBool, model_validator

from servanda.case.keys.number import (
    Citations,
    Force,
    Identifier,
    Months,
    Part,
    PerPerceiver,
    Positive,
    Probability,
    Rate,
    Share,
    Text,
)

__all__ = [
    "Commitment",
    "Conduct",
    "Credibility",
    "Guarantee",
    "RecordEntry",
    "Resolve",
    "Signal",
]


class Signal(Part):
    """A costly signal by the guarantor: costs sunk whatever happens, or paid only on reneging."""

    sunk: Share | None = None
    tied: Share | None = None
    stake_resolute: Share
    stake_irresolute: Share
    cost: Share


class Credibility(Part):
    """How a belief in the guarantor's intervention is formed from base rate, record and signals."""

    prior: PerPerceiver[Probability]
    strength: Positive = Field(
        default_factory=lambda: Positive.model_validate({"base_rate": "prior_strength"})
    )
    record_weight: PerPerceiver[Share] = Field(
        default_factory=lambda: PerPerceiver[Share].model_validate(1)
    )
    memory: Months = Field(default_factory=lambda: Months.model_validate({"base_rate": "memory"}))
    tripwire: Share | None = None
    signal: Signal | None = None


class Resolve(Part):
    """The guarantor's own decision to intervene: what it has at stake, what it would pay."""

    stake: PerPerceiver[Share]
    cost: PerPerceiver[Share]
    audience_cost: PerPerceiver[Share] = Field(
        default_factory=lambda: PerPerceiver[Share].model_validate(0)
    )
    noise: Positive


class Guarantee(Part):
    """A promise to act if the deal is broken: by whom, with what, and how far it is believed.

    Belief is given in one of three ways: `intervenes`, a probability per perceiver; `credibility`,
    formed from base rate, record and signals; `resolve`, from the guarantor's stakes.
    """

    title: Text
    kind: Literal["treaty", "assurance", "deployed_force", "monitors", "sanctions"]
    guarantors: tuple[Identifier, ...]
    intervenes: PerPerceiver[Probability] | None = None
    credibility: Credibility | None = None
    resolve: Resolve | None = None
    force: Force = Field(default_factory=lambda: Force.model_validate(0))
    deployed: Force = Field(default_factory=lambda: Force.model_validate(0))
    punishment: Share = Field(default_factory=lambda: Share.model_validate(0))
    breakdown_ratio: Positive = Field(default_factory=lambda: Positive.model_validate(1))
    in_force_from: Months = Field(default_factory=lambda: Months.model_validate(0))
    host: Identifier | None = None
    host_withdraws: Rate = Field(default_factory=lambda: Rate.model_validate(0))
    cite: Citations = ()
    note: Text = ""

    @model_validator(mode="before")
    @classmethod
    def _one_guarantor(cls, raw: Any) -> Any:
        if isinstance(raw, Mapping) and isinstance(raw.get("guarantors"), str):
            return {**raw, "guarantors": [raw["guarantors"]]}
        return raw

    @model_validator(mode="after")
    def _belief_is_given_once(self) -> Guarantee:
        given = [
            k for k in ("intervenes", "credibility", "resolve") if getattr(self, k) is not None
        ]
        if len(given) > 1 or (not given and self.kind != "monitors"):
            raise ValueError(
                f"belief in it is given by {' and '.join(given) or 'nothing'}; "
                "give one of `intervenes`, `credibility` and `resolve`"
            )
        return self


class Conduct(Part):
    """How one actor behaved under one past agreement.

    `honour` is the ledger of guarantors' promises to others; `compliance` that of the challenger's
    own promises. The two are never added together.
    """

    ledger: Literal["honour", "compliance"]
    kept: StrictBool
    invoked: StrictBool = True
    similarity: Share = Field(default_factory=lambda: Share.model_validate(1))
    cite: Citations = ()


class RecordEntry(Part):
    """A past agreement, and who kept and who broke what."""

    title: Text
    year: Annotated[int, Field(strict=True, ge=1500, le=2200)]
    ended: Annotated[int, Field(strict=True, ge=1500, le=2200)] | None = None
    kind: Literal["treaty", "assurance", "ceasefire", "deployed_force", "monitors", "other"]
    conduct: dict[Identifier, Conduct]
    cite: Citations = ()


class Commitment(Part):
    """Another promise of the same guarantor, whose credibility suffers if it reneges here."""

    title: Text
    guarantor: Identifier
    at_stake: Share
    believed: Probability
    loses: Share = Field(
        default_factory=lambda: Share.model_validate({"base_rate": "reputation_loss"})
    )
