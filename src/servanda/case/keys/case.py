"""What a case file holds.

A case is one file, `case.yaml`, in a folder with its sources. It names the actors
(`case/parties.py`), what they dispute and how the war goes (`case/dispute.py`), who promises what
(`case/promises.py`), and, here, the proposals on the table. Every number is a `Quantity`
(`case/number.py`). Objects are frozen: a what-if is a new case (`case/change.py`).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, StrictBool, model_validator

from servanda.case.keys.decisions import Decision
from servanda.case.keys.dispute import Issue, Terms, War
from servanda.case.keys.number import (
    Citations,
    Identifier,
    Part,
    PerPerceiver,
    Quantity,
    Share,
    Signed,
    Text,
)
from servanda.case.keys.parties import Actor, Capability, ConsentRule, SourceRecord, Stance
from servanda.case.keys.promises import Commitment, Guarantee, RecordEntry
from servanda.case.summary import Summarised

__all__ = ["ANALYST", "Case", "Correlation", "Phase", "Proposal", "numbers_in"]

ANALYST = "analyst"
"""The perceiver whose beliefs decide what happens, as opposed to what the parties expect."""


class Phase(Part):
    """Terms that replace the earlier ones some months after signature."""

    from_month: Annotated[int, Field(strict=True, ge=1, le=120)]
    terms: Terms


class Proposal(Part):
    """A package: terms on each issue, guarantees, whose consent it needs, and how it is offered.

    An offer `stands` until taken or `lapses` when refused. `after_any_settlement` marks terms and
    guarantees that would follow however the fighting ends, not this deal alone.
    """

    title: Text
    summary: Text = ""
    terms: Terms
    phases: tuple[Phase, ...] = ()
    guarantees: tuple[Identifier, ...] = ()
    consent: ConsentRule
    stances: dict[Identifier, Stance] = {}
    political_costs: dict[Identifier, Signed] = {}
    offer: Literal["stands", "lapses"] = "stands"
    after_any_settlement: StrictBool | tuple[Identifier, ...] = False
    cite: Citations = ()
    note: Text = ""

    @model_validator(mode="before")
    @classmethod
    def _one_guarantee(cls, raw: Any) -> Any:
        if isinstance(raw, Mapping) and isinstance(raw.get("guarantees"), str):
            return {**raw, "guarantees": [raw["guarantees"]]}
        return raw


class Correlation(Part):
    """Two uncertain numbers that move together: the rank correlation of their draws."""

    between: tuple[str, str]
    rank: Annotated[float, Field(gt=-1, lt=1)]
    why: Text = ""
    cite: Citations = ()


class Case(Summarised, Part):
    """A conflict and the proposals to settle it, as one analyst or team sees them."""

    servanda: Literal[1]
    title: Text
    summary: Text = ""
    as_of: datetime.date
    challenger: Identifier
    protege: Identifier
    sources: dict[Identifier, SourceRecord] = {}
    actors: dict[Identifier, Actor]
    issues: Annotated[dict[Identifier, Issue], Field(min_length=1)]
    war: War
    capabilities: dict[Identifier, Capability] = {}
    guarantees: dict[Identifier, Guarantee] = {}
    record: dict[Identifier, RecordEntry] = {}
    commitments: dict[Identifier, Commitment] = {}
    consent_rules: dict[Identifier, ConsentRule] = {}
    consent_correlation: Share = Field(
        default_factory=lambda: Share.model_validate({"base_rate": "consent_correlation"})
    )
    proposals: Annotated[dict[Identifier, Proposal], Field(min_length=1)]
    decisions: dict[Identifier, Decision] = {}
    correlations: tuple[Correlation, ...] = ()
    limits: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _patience_has_a_base_rate(cls, raw: Any) -> Any:
        if not isinstance(raw, Mapping) or not isinstance(raw.get("war"), Mapping):
            return raw
        given = raw["war"].get("patience", {})
        sides = [raw.get("challenger"), raw.get("protege")]
        if not isinstance(given, Mapping):
            return raw
        missing = {
            side: {"base_rate": "discount"}
            for side in sides
            if isinstance(side, str) and side not in given
        }
        return {**raw, "war": {**raw["war"], "patience": {**given, **missing}}}

    def stance_path(self, proposal: str, actor: str) -> str:
        """Return the path of the stance that decides for `actor` on `proposal`.

        What the proposal says of the actor comes first, then what it says of a body the actor
        belongs to, then what a body says of its member; empty where nothing is said. Of several
        bodies, one that the proposal asks or whose promise it contains comes first.
        """
        stances = self.proposals[proposal].stances
        bodies = [name for name, body in self.actors.items() if actor in body.members]
        involved = self._involved_in(proposal) if len(bodies) > 1 else ()
        bodies.sort(key=lambda name: name not in involved)
        for said_of in (actor, *bodies):
            if said_of in stances:
                return f"proposals.{proposal}.stances.{said_of}"
        return f"actors.{bodies[0]}.members.{actor}" if bodies else ""

    def _involved_in(self, proposal: str) -> tuple[str, ...]:
        """Return the bodies whose members a proposal asks, and those that guarantee it."""
        body = self.proposals[proposal]
        found = list(_bodies_asked(self, body.consent, ()))
        for name in body.guarantees:
            found += self.guarantees[name].guarantors if name in self.guarantees else ()
        return tuple(found)

    def stance_of(self, proposal: str, actor: str) -> Stance | None:
        """Return where `actor` stands on `proposal`, or nothing where the case does not say."""
        path = self.stance_path(proposal, actor).split(".")
        if path[0] == "proposals":
            return self.proposals[proposal].stances[path[-1]]
        return self.actors[path[1]].members[actor] if path[0] == "actors" else None

    def name_of(self, actor: str) -> str:
        """Return how an actor is called in prose."""
        if actor in self.actors:
            return self.actors[actor].name
        for body in self.actors.values():
            if actor in body.members and body.members[actor].name:
                return body.members[actor].name
        return actor.replace("_", " ").title()


def _bodies_asked(case: Case, rule: ConsentRule, within: tuple[str, ...]) -> Iterator[str]:
    """Yield the bodies whose members `rule` asks; rules in a circle are followed once."""
    if rule.members is not None:
        yield rule.members
    if rule.rule is not None and rule.rule in case.consent_rules and rule.rule not in within:
        yield from _bodies_asked(case, case.consent_rules[rule.rule], (*within, rule.rule))
    listed = rule.of if isinstance(rule.of, tuple) else ()
    for entry in (*(rule.all or ()), *(rule.any or ()), *listed):
        yield from _bodies_asked(case, entry, within)


def numbers_in(part: Part, prefix: str = "") -> list[tuple[str, Quantity]]:
    """Return every number under `part` by its dotted path, in the order of the schema."""
    if isinstance(part, Quantity):
        return [(prefix, part)]
    found: list[tuple[str, Quantity]] = []
    if isinstance(part, PerPerceiver):
        return [(prefix + ending, quantity) for ending, quantity in part.items()]
    for name in type(part).model_fields:
        found += _numbers_below(getattr(part, name), f"{prefix}.{name}" if prefix else name)
    return found


def _numbers_below(value: object, prefix: str) -> list[tuple[str, Quantity]]:
    if isinstance(value, Part):
        return numbers_in(value, prefix)
    if isinstance(value, dict):
        pairs: list[tuple[object, object]] = list(value.items())
    elif isinstance(value, tuple):
        pairs = list(enumerate(value))
    else:
        return []
    return [hit for key, entry in pairs for hit in _numbers_below(entry, f"{prefix}.{key}")]
