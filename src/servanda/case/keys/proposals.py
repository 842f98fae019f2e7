"""What is on the table: proposals, what is done under them and when, and who answered what."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field, StrictBool, model_validator

from servanda.case.consent import ConsentRule
from servanda.case.keys.dispute import Terms
from servanda.case.keys.key import Key
from servanda.case.keys.number import (
    Cite,
    Identifier,
    LogRatio,
    Months,
    Note,
    Pace,
    Part,
    PerPerceiver,
    Probability,
    Share,
    Signed,
    Text,
    base_rate,
)
from servanda.case.keys.parties import Stance

__all__ = ["Answer", "Event", "Expiry", "Kind", "Phase", "Pressure", "Proposal", "Provision"]

Kind: TypeAlias = Literal["interstate", "civil_settlement", "civil_truce"]
"""The kinds of war that have base rates of their own."""

_Month = Annotated[int, Field(strict=True, ge=0, le=600)]


class Phase(Part):
    """Terms that replace the earlier ones some months after signature."""

    from_month: Annotated[
        Annotated[int, Field(strict=True, ge=1, le=120)],
        Key("The month after signature from which these terms hold.", "12"),
    ]
    terms: Annotated[
        Terms,
        Key("What changes then; other issues stay as they were.", "{isle: 0.2}", each="issue"),
    ]
    cite: Cite = ()


class Provision(Part):
    """Something done under a deal, by whom and when: an exchange, a withdrawal, a payment.

    What it `gives` and `costs` counts once, or every month while the deal stands.
    """

    title: Annotated[Text, Key("What is done.", "All prisoners are exchanged")]
    by: Annotated[Identifier, Key("The party that does it.", "norland")]
    month: Annotated[_Month, Key("The month after signature in which it is done.", "3")] = 0
    gives: Annotated[
        dict[Identifier, Signed],
        Key(
            "What it is worth to a party, as a share of all its aims.",
            "{sutherland: 0.01 to 0.03}",
            "what “{title}” gives {party}{where}",
            "how much {party} has offered for it before",
            each="party",
        ),
    ] = {}
    costs: Annotated[
        dict[Identifier, Signed],
        Key(
            "What it costs a party, as a share of all its aims.",
            "{norland: 0.005}",
            "what “{title}” costs {party}{where}",
            "how much {party} has asked for it before",
            each="party",
        ),
    ] = {}
    forces: Annotated[
        dict[Identifier, LogRatio],
        Key(
            "How it changes a party's force, as the logarithm of a ratio: -0.2 takes a fifth.",
            "{norland: -0.2}",
            "how “{title}” changes the force of {party}{where}",
            "what inspectors report of {party}",
            each="party",
        ),
    ] = {}
    irreversible: Annotated[
        StrictBool, Key("Whether what was done outlives a breach of the deal.", "true")
    ] = False
    once: Annotated[
        StrictBool,
        Key("Whether it counts once; else every month while the deal stands.", "true"),
    ] = False
    cite: Cite = ()


class Expiry(Part):
    """The month in which a deal runs out unless it is renewed."""

    month: Annotated[
        Annotated[int, Field(strict=True, ge=1, le=600)],
        Key("The month after signature in which it runs out.", "12"),
    ]
    renewal: Annotated[
        Probability,
        Key(
            "The chance that it is renewed then.",
            "0.5 to 0.9",
            "the chance that the deal is renewed{where}",
            "talks on a renewal, and earlier renewals",
        ),
    ] = Field(default_factory=lambda: Probability.model_validate(0))

    @model_validator(mode="before")
    @classmethod
    def _a_month_alone(cls, raw: Any) -> Any:
        return {"month": raw} if isinstance(raw, int) and not isinstance(raw, bool) else raw


class Answer(Part):
    """What a party publicly said of a proposal: confronted with what the model expects of it."""

    party: Annotated[Identifier, Key("Who answered.", "norland")]
    answer: Annotated[
        Literal["accepts", "in_principle", "conditional", "rejects", "undeclared"],
        Key("`accepts`, `in_principle`, `conditional`, `rejects` or `undeclared`.", "rejects"),
    ]
    condition: Annotated[
        Text, Key("What it made its answer depend on.", "Only without League troops.")
    ] = ""
    date: Annotated[datetime.date | None, Key("When.", "2025-02-01")] = None
    reporter: Annotated[Text, Key("Who reported it.", "Harbour Review")] = ""
    reliability: Annotated[
        Probability,
        Key(
            "The chance that it means what it says, rather than talk for effect.",
            "0.3 to 0.9",
            "the chance that {party}'s answer{where} means what it says",
            "whether {party} acts as it has answered",
        ),
    ] = Field(default_factory=lambda: base_rate(Probability, "answer_reliability"))
    cite: Cite = ()


class Pressure(Part):
    """Leverage by one actor on another: if it refuses, and while it lasts, if it breaks a deal."""

    by: Annotated[Identifier, Key("Who presses.", "league")]
    on: Annotated[Identifier, Key("The party that is pressed.", "norland")]
    costs: Annotated[
        Share,
        Key(
            "What it costs the party a year, as a share of all its aims.",
            "0.01 to 0.03",
            "what pressure by {by} costs {on}{where}",
            "sanctions and cuts that {by} prepares against {on}",
        ),
    ] = Field(default_factory=lambda: Share.model_validate(0))
    trend: Annotated[
        Pace,
        Key(
            "By how much it moves the front a month, against the party.",
            "0.1% per month",
            "how far pressure by {by} on {on} moves the front{where}",
            "arms that {by} would send against {on}",
        ),
    ] = Field(default_factory=lambda: Pace.model_validate(0))
    forces: Annotated[
        LogRatio,
        Key(
            "How it changes the party's force, as the logarithm of a ratio.",
            "-0.2 to -0.1",
            "how pressure by {by} changes the force of {on}{where}",
            "supplies to {on} that {by} can stop",
        ),
    ] = Field(default_factory=lambda: LogRatio.model_validate(0))
    believed: Annotated[
        PerPerceiver[Probability],
        Key(
            "How likely it is held to be applied; may differ by perceiver.",
            "{norland: 0.2 to 0.5, analyst: 0.3 to 0.6}",
            "the chance that {by} presses {on}{where}",
            "votes and statements in {by}",
        ),
    ] = Field(default_factory=lambda: PerPerceiver[Probability].model_validate(1))
    until: Annotated[
        Months | None,
        Key(
            "How long it lasts; else for good.",
            "12 months",
            "how long pressure by {by} on {on} lasts{where}",
            "how long {by} kept up pressure before",
        ),
    ] = None
    cite: Cite = ()


class Proposal(Part):
    """A package: terms on each issue, guarantees, whose consent it needs, and how it is offered.

    An offer `stands` until taken or `lapses` when refused. `after_any_settlement` marks terms and
    guarantees that would follow however the fighting ends, not this deal alone.
    """

    title: Annotated[Text, Key("What the proposal is called.", "Truce with a league force")]
    summary: Annotated[
        Text, Key("What it offers, in a sentence.", "The line is frozen and watched.")
    ] = ""
    kind: Annotated[
        Kind | None,
        Key("Its kind, where it is another than the case's.", "civil_truce"),
    ] = None
    inside: Annotated[
        tuple[Identifier, ...],
        Key(
            "The armed parties bound by it; else those whose consent it asks.",
            "[norland, sutherland]",
        ),
    ] = ()
    terms: Annotated[
        Terms,
        Key(
            "How each issue is settled: `as_held`, an option, or a number in the issue's unit.",
            "{isle: as_held, flag: shared}",
            each="issue",
        ),
    ]
    phases: Annotated[
        tuple[Phase, ...],
        Key("Terms that change later on.", "[{from_month: 12, terms: {flag: norland}}]"),
    ] = ()
    provisions: Annotated[
        tuple[Provision, ...],
        Key(
            "What is done under it, by whom and when.",
            "[{title: Prisoners go home, by: norland, month: 1, gives: {sutherland: 0.02}, "
            "once: true}]",
        ),
    ] = ()
    expires: Annotated[
        Expiry | None,
        Key("When it runs out, for a truce with a term.", "{month: 12, renewal: 0.5 to 0.9}"),
    ] = None
    guarantees: Annotated[
        tuple[Identifier, ...], Key("The guarantees it includes, by name.", "[pact, force]")
    ] = ()
    consent: Annotated[
        ConsentRule,
        Key(
            "Whose consent it needs: a tree of parties.",
            "{all: [norland, sutherland, {at_least: 2, of: {members: league}}]}",
        ),
    ]
    stances: Annotated[
        dict[Identifier, Stance],
        Key(
            "Where third parties stand on it: a position, or the probability of consent.",
            "{eastmark: volunteer, westmark: 0.3 to 0.6}",
            each="actor",
        ),
    ] = {}
    political_costs: Annotated[
        dict[Identifier, Signed],
        Key(
            "What signing costs a party at home, as a share of all its aims; else its "
            "`concession_cost` for what it gives up.",
            "{sutherland: 0.02 to 0.1}",
            "the political cost to {party} of signing{where}",
            "polls, parliamentary arithmetic and hard-liners in {party}",
            each="party",
        ),
    ] = {}
    pressure: Annotated[
        tuple[Pressure, ...],
        Key(
            "Leverage on whoever refuses it, or breaks it while the pressure lasts.",
            "[{by: league, on: norland, costs: 0.01 to 0.03, believed: 0.3 to 0.6}]",
        ),
    ] = ()
    acceptance: Annotated[
        tuple[Answer, ...],
        Key(
            "What parties publicly answered to it.",
            "[{party: norland, answer: rejects, date: 2025-02-01}]",
        ),
    ] = ()
    offer: Annotated[
        Literal["stands", "lapses"],
        Key("Whether a refused offer stays on the table: `stands` or `lapses`.", "stands"),
    ] = "stands"
    after_any_settlement: Annotated[
        StrictBool | tuple[Identifier, ...],
        Key(
            "Which of its guarantees and terms would follow however the fighting ends: true for "
            "all, or a list.",
            "[pact]",
        ),
    ] = False
    cite: Cite = ()
    note: Note = ""

    @model_validator(mode="before")
    @classmethod
    def _one_may_stand_for_a_list(cls, raw: Any) -> Any:
        if not isinstance(raw, Mapping):
            return raw
        lone = {k: [raw[k]] for k in ("guarantees", "inside") if isinstance(raw.get(k), str)}
        answers = raw.get("acceptance")
        if isinstance(answers, Mapping):
            lone["acceptance"] = [_answer_of(party, said) for party, said in answers.items()]
        return {**raw, **lone}


def _answer_of(party: object, said: object) -> object:
    """Return an entry of `acceptance` written by party: its answer, or more about it."""
    return (
        {"party": party, **said} if isinstance(said, Mapping) else {"party": party, "answer": said}
    )


class Event(Part):
    """Dated behaviour: how the front moved, violations under a deal, attacks by a spoiler.

    The first two are evidence on worlds; an attack moves what is believed of whoever may steer it.
    """

    date: Annotated[datetime.date, Key("When it ended.", "2025-02-01")]
    kind: Annotated[
        Literal["front", "violation", "attack"], Key("`front`, `violation` or `attack`.", "front")
    ]
    months: Annotated[
        Months | None,
        Key(
            "For `front` and `violation`: how many months it covers.",
            "6",
            "how many months {event} covers",
            "the dates of the reports it rests on",
        ),
    ] = None
    moved: Annotated[
        Signed | None,
        Key(
            "For `front`: by what share of the territory the line moved, above 0 for `held_by`.",
            "0.01 to 0.02",
            "how far the front moved in {event}",
            "independent maps of the front line",
        ),
    ] = None
    proposal: Annotated[
        Identifier | None, Key("For `violation`: the proposal that stood.", "truce")
    ] = None
    count: Annotated[
        Annotated[int, Field(strict=True, ge=0, le=100_000)] | None,
        Key("For `violation` and `attack`: how many there were.", "3"),
    ] = None
    by: Annotated[
        Identifier | None,
        Key("For `attack`: the armed party that attacked, with talks or a deal going on.", "wing"),
    ] = None
    cite: Cite = ()

    @model_validator(mode="after")
    def _says_what_happened(self) -> Event:
        if self.kind == "attack":
            if self.by is None or self.count is None:
                raise ValueError("an attack says whose and how many; add `by:` and `count:`")
            return self
        if self.months is None:
            raise ValueError("nothing says how many months it covers; add `months:`")
        if self.kind == "front" and self.moved is None:
            raise ValueError("an event of the front says how far it moved; add `moved:`")
        if self.kind == "violation" and (self.count is None or self.proposal is None):
            raise ValueError("a violation says of what and how many; add `proposal:` and `count:`")
        return self
