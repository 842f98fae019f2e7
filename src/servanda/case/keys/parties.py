"""Who takes part: sources, actors, the armed parties among them, and where each stands."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

from servanda.case.keys.key import Key
from servanda.case.keys.number import (
    Cite,
    Force,
    Identifier,
    Note,
    Openings,
    Part,
    PerPerceiver,
    Positive,
    Probability,
    Rate,
    Share,
    Signed,
    Text,
)

__all__ = ["Actor", "Capability", "Party", "SourceRecord", "Stance"]


class SourceRecord(Part):
    """A source the case rests on: what it is, and where its text lies beside the case file."""

    title: Annotated[Text, Key("What the source is called.", "The isle after the thaw")]
    publisher: Annotated[Text, Key("Who published it.", "Harbour Review")]
    published: Annotated[datetime.date, Key("When.", "2025-02-01")]
    author: Annotated[Text, Key("Who wrote it.", "A. Writer")] = ""
    url: Annotated[Text, Key("Where it was found.", "https://example.org/isle")] = ""
    file: Annotated[
        Text, Key("Where its text lies, below the case's folder.", "sources/brief.md")
    ] = ""
    grade: Annotated[
        Annotated[str, StringConstraints(pattern=r"^[A-F][1-6]$")] | None,
        Key("Reliability A to F and credibility 1 to 6 (Admiralty code).", "B2"),
    ] = None
    note: Note = ""


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

    position: Annotated[
        Literal["volunteer", "refuse", "conditional", "undeclared"],
        Key("`volunteer`, `refuse`, `conditional` or `undeclared`.", "conditional"),
    ] = "undeclared"
    consents: Annotated[
        Probability,
        Key(
            "The probability that it consents; else that of its position.",
            "0.6 to 0.9",
            "the chance that {actor} consents{to}",
            "votes and government statements in {actor}",
        ),
    ]
    needs: Annotated[
        Annotated[int, Field(strict=True, ge=0, le=200)] | None,
        Key("For `conditional`: how many others must join first.", "2"),
    ] = None
    troops: Annotated[
        Force | None,
        Key(
            "What it would send.",
            "2 to 4 thousand",
            "the troops that {actor} would send{to}",
            "contingents that {actor} pledges, budgets and exercises",
        ),
    ] = None
    name: Annotated[Text, Key("What this member is called in prose.", "Eastmark")] = ""
    cite: Cite = ()
    note: Note = ""

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
    """A state, alliance, coalition or other party, with the members it acts through.

    The `kind` of the armed parties decides which kind of war is taken where the case does not say,
    and how often their leaders change.
    """

    name: Annotated[Text, Key("What the actor is called in prose.", "The League")]
    kind: Annotated[
        Literal["state", "alliance", "coalition", "organisation", "non-state"],
        Key("`state`, `alliance`, `coalition`, `organisation` or `non-state`.", "alliance"),
    ] = "state"
    aliases: Annotated[tuple[str, ...], Key("Other names that sources use.", "[the Allies]")] = ()
    members: Annotated[
        dict[Identifier, Stance],
        Key(
            "Who belongs to it, each with where it stands unless a proposal says otherwise.",
            "{eastmark: volunteer, westmark: {position: conditional, needs: 1}}",
            each="actor",
        ),
    ] = {}
    cite: Cite = ()
    note: Note = ""

    @model_validator(mode="before")
    @classmethod
    def _members_may_be_a_list(cls, raw: Any) -> Any:
        if isinstance(raw, str):
            return {"name": raw}
        if isinstance(raw, Mapping) and isinstance(raw.get("members"), list):
            return {**raw, "members": {str(member): {} for member in raw["members"]}}
        return raw


class Party(Part):
    """An armed party: an actor that fights, and may break a deal it is in.

    What is left out is taken from the base rate of the kind of war.
    """

    side: Annotated[
        Identifier | None,
        Key("The coalition it fights in; else a side of its own, named like it.", "north"),
    ] = None
    keeps_its_word: Annotated[
        PerPerceiver[Probability] | None,
        Key(
            "The chance, before its record counts, that it means its word when it signs. May "
            "differ by perceiver.",
            "{sutherland: very unlikely, analyst: 0.3 to 0.7}",
            "the chance that {party} means its word",
            "how {party} keeps the accords it is in",
        ),
    ] = None
    opportunities: Annotated[
        Openings | None,
        Key(
            "How often an opening to break a deal comes its way.",
            "0.5 to 2 per year",
            "how often an opening to break the deal comes {party}'s way",
            "crises elsewhere that tie down those who would answer",
        ),
    ] = None
    temptation_noise: Annotated[
        Positive | None,
        Key(
            "How far impulse and misreading move its decision to break a deal, as a share of all "
            "its aims.",
            "0.01 to 0.05",
            "how far impulse moves {party}'s decision to break a deal",
            "signs of disputes in the leadership of {party}",
        ),
    ] = None
    word: Annotated[
        Share | None,
        Key(
            "What breaking its word costs it where it meant it, as a share of all its aims.",
            "0.02 to 0.1",
            "what breaking its word costs {party}",
            "what {party} has sworn in public, and before whom",
        ),
    ] = None
    readiness: Annotated[
        Signed | None,
        Key(
            "What settling is worth to it beyond the issues told here and the costs of its war, as "
            "a share of all its aims; below 0 where something untold holds it back.",
            "-0.05 to 0.2",
            "what settling is worth to {party} beyond the issues",
            "what the leaders of {party} need a peace, or a war, for at home and abroad",
        ),
    ] = None
    concession_cost: Annotated[
        Positive | None,
        Key(
            "What each share of its aims that a deal takes from what it holds while fighting costs "
            "it at home to sign away, as a share of all its aims; where a proposal states its "
            "`political_costs`, these count instead.",
            "0.1 to 0.4",
            "what giving way costs {party} at home",
            "polls, parliamentary arithmetic and hard-liners in {party}",
        ),
    ] = None
    leader_change: Annotated[
        Rate | None,
        Key(
            "How often its leaders change, so that what was learnt of them lapses.",
            "0.1 to 0.3 per year",
            "how often the leaders of {party} change",
            "the election calendar, and the health and hold of the leaders of {party}",
        ),
    ] = None
    victory: Annotated[
        Share | None,
        Key(
            "What having won brings in the end, as a share of all its aims: less than 1 where "
            "occupation, insurgency or the wrath of allies would follow.",
            "0.6 to 0.95",
            "what victory would really bring {party}",
            "resistance in ground already taken, and what allies of the beaten announce",
        ),
    ] = None
    ignites: Annotated[
        Probability | None,
        Key(
            "The chance that an attack by it ends the deal for all: 1 in a proposal that it is "
            "in, else 0 unless this says otherwise.",
            "0.1 to 0.3",
            "the chance that an attack by {party} ends a deal it is outside of",
            "how the parties to earlier deals answered attacks by {party}",
        ),
    ] = None
    steers: Annotated[
        dict[Identifier, Probability],
        Key(
            "How likely others take it to be that it could stop the attacks of another armed "
            "party: those told under `events` then speak against its good faith.",
            "{wing: 0.2 to 0.6}",
            "the chance that {party} could stop the attacks of {actor}",
            "orders, pay and arms that pass from {party} to {actor}, and lulls that it called for",
            each="actor",
        ),
    ] = {}
    cite: Cite = ()
    note: Note = ""


class Capability(Part):
    """Forces an actor can bring to the theatre."""

    forces: Annotated[
        Force,
        Key(
            "Troops it can bring to the theatre.",
            "60 to 80 thousand",
            "the forces that {actor} can bring",
            "order-of-battle estimates and mobilisation decrees of {actor}",
        ),
    ]
    cite: Cite = ()
