"""Who takes part: sources and actors, where they stand, and whose consent counts."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

from servanda.case.keys.number import (
    Citations,
    Force,
    Identifier,
    Part,
    Positive,
    Probability,
    Rate,
    Text,
)

__all__ = [
    "Actor",
    "Capability",
    "ConsentRule",
    "SourceRecord",
    "Stance",
]


class SourceRecord(Part):
    """A source the case rests on: what it is, and where its text lies beside the case file."""

    title: Text
    publisher: Text
    published: datetime.date
    author: Text = ""
    url: Text = ""
    file: Text = ""
    grade: Annotated[str, StringConstraints(pattern=r"^[A-F][1-6]$")] | None = None
    note: Text = ""


_POSITIONS = {
    "volunteer": "stance_volunteer",
    "refuse": "stance_refuse",
    "undeclared": "stance_undeclared",
    "conditional": "stance_volunteer",
}


class Stance(Part):
    """Where an actor stands: a position, or the probability that it consents.

    A position alone stands for the base rate `stance_volunteer`, `stance_refuse` or
    `stance_undeclared`; `conditional` consents as a volunteer does once `needs` others do.
    """

    position: Literal["volunteer", "refuse", "conditional", "undeclared"] = "undeclared"
    consents: Probability
    needs: Annotated[int, Field(strict=True, ge=0, le=200)] | None = None
    troops: Force | None = None
    name: Text = ""
    cite: Citations = ()
    note: Text = ""

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, raw: Any) -> Any:
        if isinstance(raw, str) and raw in _POSITIONS:
            raw = {"position": raw}
        elif not isinstance(raw, Mapping):
            return {"consents": raw}
        position = raw.get("position", "undeclared")
        if "consents" in raw or not isinstance(position, str) or position not in _POSITIONS:
            return raw
        return {**raw, "consents": {"base_rate": _POSITIONS[position]}}

    @model_validator(mode="after")
    def _conditional_says_on_how_many(self) -> Stance:
        if self.position == "conditional" and self.needs is None:
            raise ValueError(
                "`conditional` says on nothing; add `needs: N`, the number of others it waits for"
            )
        return self


class Actor(Part):
    """A state, alliance, coalition or other party, with the members it acts through."""

    name: Text
    kind: Literal["state", "alliance", "coalition", "organisation", "non-state"] = "state"
    aliases: tuple[str, ...] = ()
    members: dict[Identifier, Stance] = {}
    cite: Citations = ()
    note: Text = ""

    @model_validator(mode="before")
    @classmethod
    def _members_may_be_a_list(cls, raw: Any) -> Any:
        if isinstance(raw, str):
            return {"name": raw}
        if isinstance(raw, Mapping) and isinstance(raw.get("members"), list):
            return {**raw, "members": {str(member): {} for member in raw["members"]}}
        return raw


class Capability(Part):
    """Forces an actor can bring to the theatre."""

    forces: Force
    cite: Citations = ()


class ConsentRule(Part):
    """Whose consent a proposal needs: a tree of parties.

    A party's name · `{all: [...]}` · `{any: [...]}` · `{at_least: k, of: [...]}` ·
    `{quota: q, of: {party: weight}}` · `{veto: party, valid: probability}` ·
    `{host: party, withdraws: rate}` · `{members: alliance, except: [...]}` as an entry of a list ·
    `{rule: name}` of `consent_rules`.
    """

    party: Identifier | None = None
    all: tuple[ConsentRule, ...] | None = None
    any: tuple[ConsentRule, ...] | None = None
    at_least: Annotated[int, Field(strict=True, ge=1)] | None = None
    of: tuple[ConsentRule, ...] | dict[Identifier, Positive] | None = None
    quota: Positive | None = None
    veto: Identifier | None = None
    valid: Probability | None = None
    host: Identifier | None = None
    withdraws: Rate | None = None
    members: Identifier | None = None
    excluding: tuple[Identifier, ...] = Field(default=(), alias="except")
    rule: Identifier | None = None
    cite: Citations = ()
    note: Text = ""

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, raw: Any) -> Any:
        if isinstance(raw, str):
            return {"party": raw}
        if isinstance(raw, Mapping):
            raw = dict(raw)
            for key in ("all", "any", "of"):
                entry = raw.get(key)
                if isinstance(entry, str) or (isinstance(entry, Mapping) and "members" in entry):
                    raw[key] = [entry]
        return raw

    @model_validator(mode="after")
    def _says_one_thing(self) -> ConsentRule:
        kinds = ("party", "all", "any", "at_least", "quota", "veto", "host", "members", "rule")
        said = [kind for kind in kinds if getattr(self, kind) is not None]
        if len(said) != 1:
            raise ValueError(
                f"this rule says {' and '.join(said) or 'nothing'}; say one of {', '.join(kinds)}"
            )
        if said[0] == "veto" and self.valid is None:
            raise ValueError("a disputed veto needs `valid`; add the probability that it holds")
        if said[0] == "at_least" and not isinstance(self.of, tuple):
            raise ValueError("`at_least: k` needs a list; add `of: [...]`")
        if said[0] == "quota" and not isinstance(self.of, dict):
            raise ValueError("`quota` needs weights; add `of: {party: weight}`")
        return self
