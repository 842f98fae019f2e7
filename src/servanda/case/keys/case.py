"""What a case file holds.

A case is one file, `case.yaml`, in a folder with its sources. It names the actors and the armed
parties among them (`parties.py`), what they dispute (`dispute.py`), how the war goes (`war.py`),
who promises what (`promises.py`) and what is on the table (`proposals.py`). Every number is a
`Quantity` (`number.py`). What may be written short is written out first (`long_forms.py`); who
stands against whom follows from several keys (`sides.py`). Objects are frozen: a what-if is a new
case (`case/change.py`).
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator, model_validator

from servanda.case.consent import ConsentRule, rule_in_words
from servanda.case.consent.asked import bodies_asked, parties_asked
from servanda.case.keys.decisions import Decision
from servanda.case.keys.defaults import KindDefaults, default_numbers, usual_kind
from servanda.case.keys.dispute import Issue
from servanda.case.keys.key import Key
from servanda.case.keys.long_forms import written_out
from servanda.case.keys.number import (
    Cite,
    Identifier,
    Part,
    Quantity,
    Share,
    Text,
    base_rate,
)
from servanda.case.keys.numbers_below import stated_in
from servanda.case.keys.parties import Actor, Capability, Party, SourceRecord, Stance
from servanda.case.keys.promises import Commitment, Guarantee, RecordEntry
from servanda.case.keys.proposals import Event, Kind, Phase, Proposal
from servanda.case.keys.sides import Sided
from servanda.case.keys.war import War
from servanda.case.summary import Summarised
from servanda.errors import InputError

__all__ = ["ANALYST", "Case", "Correlation", "Phase", "Proposal", "numbers_in"]

ANALYST = "analyst"
"""The perceiver whose beliefs decide what happens, as opposed to what the parties expect."""


class Correlation(Part):
    """Two uncertain numbers that move together: the rank correlation of their draws."""

    between: Annotated[
        tuple[str, str],
        Key("Two numbers, by their paths in the case.", "[war.swing, war.costs.norland]"),
    ]
    rank: Annotated[
        Annotated[float, Field(gt=-1, lt=1)],
        Key("The rank correlation of their draws, between -1 and 1.", "0.3"),
    ]
    why: Annotated[Text, Key("Why they move together.", "A wilder front costs more.")] = ""
    cite: Cite = ()


class Case(Summarised, Sided, Part):
    """A conflict and the proposals to settle it, as one analyst or team sees them."""

    servanda: Annotated[
        Literal[2], Key("The version of this notation; 2, and 1 is still read.", "2")
    ]
    title: Annotated[Text, Key("What the case is called.", "The isle of Vard")]
    summary: Annotated[
        Text, Key("The conflict in a sentence or two.", "Norland holds a third of the isle.")
    ] = ""
    as_of: Annotated[datetime.date, Key("The day whose knowledge the case reflects.", "2025-03-01")]
    kind: Annotated[
        Kind | None,
        Key(
            "`interstate`, `civil_settlement` or `civil_truce`: decides the base rates taken where "
            "nothing is said; else interstate, or civil_settlement where an armed party is a "
            "non-state actor.",
            "interstate",
        ),
    ] = None
    parties: Annotated[
        Annotated[dict[Identifier, Party], Field(min_length=1)],
        Key(
            "The armed parties, two to six actors: a list, or a mapping where more is to be said.",
            "[norland, sutherland]",
            each="party",
        ),
    ]
    sources: Annotated[
        dict[Identifier, SourceRecord],
        Key(
            "What the case rests on, by name.",
            "{brief: {title: A brief, publisher: Us, published: 2025-02-01}}",
        ),
    ] = {}
    actors: Annotated[
        dict[Identifier, Actor],
        Key("Who takes part, by name.", "{norland: Norland, sutherland: Sutherland}", each="actor"),
    ]
    issues: Annotated[
        Annotated[dict[Identifier, Issue], Field(min_length=1)],
        Key(
            "What is in dispute, by name.",
            "{isle: {title: The isle, kind: territory, weights: {norland: 1, sutherland: 1}}}",
            each="issue",
        ),
    ]
    war: Annotated[
        War,
        Key(
            "How the war goes, and what each party expects of fighting on.",
            "{front: {issue: isle, held: 0.3}, trend: 0, swing: 0.02}",
        ),
    ]
    capabilities: Annotated[
        dict[Identifier, Capability],
        Key(
            "The forces each actor can bring to the theatre.",
            "{norland: {forces: 60 to 80 thousand}}",
            each="actor",
        ),
    ] = {}
    guarantees: Annotated[
        dict[Identifier, Guarantee],
        Key(
            "Promises that proposals may include, by name.",
            "{pact: {title: A pact, kind: treaty, guarantors: [league], protects: [sutherland], "
            "intervenes: 0.3}}",
            each="guarantee",
        ),
    ] = {}
    record: Annotated[
        dict[Identifier, RecordEntry],
        Key(
            "Past agreements, and who kept and who broke what.",
            "{truce: {title: A truce, year: 1998, kind: ceasefire, conduct: {}}}",
            each="record",
        ),
    ] = {}
    commitments: Annotated[
        dict[Identifier, Commitment],
        Key(
            "Other promises of the same guarantors, which suffer if they renege here.",
            "{straits: {title: The straits, guarantor: league, at_stake: 0.2, believed: likely}}",
            each="commitment",
        ),
    ] = {}
    consent_rules: Annotated[
        dict[Identifier, ConsentRule],
        Key(
            "Consent rules with a name, so that several proposals can use them.",
            "{council: {all: [{members: league}]}}",
            each="rule",
        ),
    ] = {}
    consent_correlation: Annotated[
        Share,
        Key(
            "How far third parties' decisions to consent go together, from 0 to 1.",
            "0.1 to 0.4",
            "how far third parties say yes or no together",
            "joint statements and split votes",
        ),
    ] = Field(default_factory=lambda: base_rate(Share, "consent_correlation"))
    proposals: Annotated[
        Annotated[dict[Identifier, Proposal], Field(min_length=1)],
        Key(
            "The packages on the table, by name.",
            "{truce: {title: A truce, terms: {isle: as_held}, consent: {all: [norland]}}}",
            each="proposal",
        ),
    ]
    events: Annotated[
        tuple[Event, ...],
        Key(
            "Dated behaviour that is evidence.",
            "[{date: 2025-02-01, kind: front, months: 6, moved: 0.01}]",
            each="event",
        ),
    ] = ()
    decisions: Annotated[
        dict[Identifier, Decision],
        Key(
            "What a body decides by bargaining among its members, to be forecast, by name.",
            "{invitation: {title: An invitation, members: "
            "{eastmark: {position: 80, salience: 0.9, capability: 3}}}}",
            each="decision",
        ),
    ] = {}
    by_kind: Annotated[
        dict[Kind, KindDefaults],
        Key(
            "What is taken for proposals of a kind of their own, where their parties say nothing; "
            "else the base rates of that kind.",
            "{civil_truce: {early: 2 to 8}}",
            each="kind",
        ),
    ] = {}
    correlations: Annotated[
        tuple[Correlation, ...],
        Key(
            "Which uncertain numbers move together.",
            "[{between: [war.swing, war.costs.norland], rank: 0.3}]",
        ),
    ] = ()
    limits: Annotated[
        tuple[str, ...],
        Key("What the case leaves out, as the report is to say it.", "[The fleet is ignored]"),
    ] = ()

    @model_validator(mode="before")
    @classmethod
    def _long_forms(cls, raw: Any) -> Any:
        """Write out version 1, a list of parties, and lone numbers of options of two sides."""
        return written_out(raw) if isinstance(raw, Mapping) else raw

    @field_validator("parties", mode="before")
    @classmethod
    def _no_party_twice(cls, raw: Any) -> Any:
        if isinstance(raw, list | tuple):
            twice = next((name for name in raw if list(raw).count(name) > 1), None)
            wrong = f"the party `{twice}` stands twice" if twice else "this is no list of names"
            raise ValueError(f"{wrong}; name each armed party once, as `[norland, sutherland]`")
        return raw

    # --- what is disputed --------------------------------------------------------------------

    def best_of(self, issue: str, party: str) -> float:
        """Return the number on an issue that is best for a party.

        On territory without `best` it is 1 for those who hold the front, the first side where
        there is no front, and 0 for all others. Raises InputError where the case does not say.
        """
        body = self.issues[issue]
        for name in (party, self.side_of(party)):
            if name in body.best:
                return body.best[name]
        if body.kind == "territory" and not body.best:
            first = (
                self.front_holders if self.has_front else self.sides[self.side_of(self.challenger)]
            )
            return float(party in first)
        raise InputError(f"issues.{issue}.best: says nothing for {party}; add `{party}: ...`")

    def worst_of(self, issue: str, party: str) -> float:
        """Return the best of any other party that is farthest from this party's own."""
        own = self.best_of(issue, party)
        return max(
            (self.best_of(issue, other) for other in self.parties), key=lambda x: abs(x - own)
        )

    def option_share(self, issue: str, option: str, party: str) -> str:
        """Return the path of what an option of a finite issue is worth to a party."""
        shares = self.issues[issue].options[option].shares
        name = party if party in shares else self.side_of(party)
        return f"issues.{issue}.options.{option}.{name}"

    # --- kinds and their defaults --------------------------------------------------------------

    @property
    def kind_of_war(self) -> Kind:
        """Return the kind the case says, or the one its armed parties suggest."""
        return self.kind or usual_kind(
            self.actors[p].kind for p in self.parties if p in self.actors
        )

    def kind_of(self, proposal: str) -> Kind:
        """Return the kind of a proposal: its own, or that of the case."""
        return self.proposals[proposal].kind or self.kind_of_war

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Return the kinds met with in this case, its own first."""
        each = (self.kind_of_war, *(self.kind_of(name) for name in self.proposals))
        return tuple(dict.fromkeys(each))

    def path_of(self, key: str, party: str = "", proposal: str = "") -> str:
        """Return the path of a number that has a default by kind, as it holds for a proposal.

        `key` is a key of a party (`opportunities`, `word`, ...), with `party`, or of the war
        (`early`, `jumps.rate`, `violations.share`, ...). What the party says counts first, then
        what the war says for all, then, for a proposal of another kind than the case's, what is
        taken for that kind.

        >>> from servanda.case.load import parse
        >>> from servanda.case.template import first_case
        >>> parse(first_case()).path_of("word", "norland", "truce")
        'parties.norland.word'
        """
        if party and _stated(self.parties[party], key):
            return f"parties.{party}.{key}"
        if _stated(self.war, key):
            return f"war.{key}"
        kind = self.kind_of(proposal) if proposal else self.kind_of_war
        if kind != self.kind_of_war and key in KindDefaults.of_a_kind():
            return f"by_kind.{kind}.{key}"
        return f"parties.{party}.{key}" if party else f"war.{key}"

    # --- proposals ---------------------------------------------------------------------------

    def inside(self, proposal: str) -> tuple[str, ...]:
        """Return the armed parties bound by a proposal: those named, or else asked to consent."""
        body = self.proposals[proposal]
        named = self.parties_named(body.inside)
        if named:
            return named
        asked = parties_asked(self, body.consent)
        return tuple(party for party in self.parties if party in asked)

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
        found = list(bodies_asked(self, body.consent))
        for name in body.guarantees:
            found += self.guarantees[name].guarantors if name in self.guarantees else ()
        return tuple(found)

    def stance_of(self, proposal: str, actor: str) -> Stance | None:
        """Return where `actor` stands on `proposal`, or nothing where the case does not say."""
        path = self.stance_path(proposal, actor).split(".")
        if path[0] == "proposals":
            return self.proposals[proposal].stances[path[-1]]
        return self.actors[path[1]].members[actor] if path[0] == "actors" else None

    def consent_of(self, proposal: str) -> str:
        """Return in words whose consent a proposal needs."""
        return rule_in_words(self, self.proposals[proposal].consent)

    # --- names -------------------------------------------------------------------------------

    @property
    def known_actors(self) -> tuple[str, ...]:
        """Return every actor by name, members of alliances and coalitions among them."""
        members = (member for body in self.actors.values() for member in body.members)
        return tuple(dict.fromkeys((*self.actors, *members)))

    def name_of(self, actor: str) -> str:
        """Return how an actor is called in prose."""
        if actor in self.actors:
            return self.actors[actor].name
        for body in self.actors.values():
            if actor in body.members and body.members[actor].name:
                return body.members[actor].name
        return actor.replace("_", " ").title()


def _stated(part: Part, key: str) -> bool:
    """Return whether a part says something at a key, which may lie below another."""
    held: Any = part
    for name in key.split("."):
        held = getattr(held, name, None)
    return held is not None


def numbers_in(part: Part, prefix: str = "") -> list[tuple[str, Quantity]]:
    """Return every number under `part` by its dotted path, in the order of the schema.

    Of a whole case, also those that it does not state and that are taken from base rates by the
    kind of war (`defaults.py`).
    """
    stated = stated_in(part, prefix)
    if not isinstance(part, Case):
        return stated
    known = {name for name, _ in stated}
    return [*stated, *((n, q) for n, q in default_numbers(part) if n not in known)]
