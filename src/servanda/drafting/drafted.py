"""What every part of a drafted case rests on: the articles, their parties, the plan, names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from servanda.drafting.figures import share_held
from servanda.drafting.names import Names, called, side_of
from servanda.drafting.package_parts import PackageParts
from servanda.drafting.sides import belligerents_of
from servanda.evidence.records import Citation
from servanda.reading.decisions import Decisions
from servanda.reading.packages.each_plan import packages_in
from servanda.reading.positions import Account, ConsentRuleSeen, IssueSeen, account_of
from servanda.reading.read import Said
from servanda.reading.who.tables import land_of

__all__ = ["OPTIONS", "VOLUNTEERS", "Drafted"]

VOLUNTEERS = "volunteers"
OPTIONS = {
    "membership": ("member", "not_member"),
    "deployment": ("force", "no_force"),
    "sanctions": ("kept", "lifted"),
    "arms": ("supplied", "not_supplied"),
}
"""Topics that become finite issues: the second side's best option first, then the first side's."""
_OF_PEOPLE = {"voters": "Voters of", "parliament": "Parliament of"}
SHORTEST, LONGEST = 8, 2000
"""How long a quotation in a case may be, in characters."""


class Drafted:
    """What a draft knows of its articles: parties, sides, the plan, and names for them all.

    `sides` overrule who is read to be at war; `kind` the kind of war.
    """

    def __init__(
        self,
        documents: Sequence[Said],
        sides: Sequence[str],
        today: date,
        kind: str = "",
        decisions: Decisions | None = None,
    ) -> None:
        if decisions is not None:
            documents = [_as_decided(said, decisions) for said in documents]
        self.account: Account = account_of(documents)
        self.read = [said for said in documents if not said.unread]
        self.today = today
        self.kind_asked = kind
        self.ids = Names(reserved=("analyst", VOLUNTEERS))
        self.source_ids = Names()
        for said in self.read:
            self.source_ids.of(said.source.id)
        self.parties, self.belligerents = belligerents_of(self.read, sides)
        self.challenger, self.protege = (side[0] for side in self.belligerents.sides[:2])
        states = [p for p in self.belligerents.all if self.parties.kind(p) == "state"]
        self.used: dict[str, None] = dict.fromkeys(self.belligerents.all)
        self.packages = packages_in(
            self.read, self.parties, self.belligerents.all,
            states[0] if len(states) == 1 else "", decisions,
        )  # fmt: skip
        self.package = self.packages[0]
        self.issues = self._settled()
        self.held = share_held(self.read, self.challenger, self.protege)
        self.has_front = bool(self.held or (self.account.front and self.account.front.favours))
        self.plans: list[PackageParts] = []
        taken = {"territory", *OPTIONS} if self.has_front else set(OPTIONS)
        for package in self.packages:
            plan = PackageParts(
                package, self.parties, self.belligerents, self._id, self.cite, tuple(taken)
            )
            taken |= plan.names.taken
            self.plans.append(plan)
        self.plan = self.plans[0]

    def _called(self, actor: str) -> str:
        """Return what an actor is called: a party of the articles, or one of the tables."""
        what, _, of = actor.partition(":")
        if of and what in _OF_PEOPLE:
            return f"{_OF_PEOPLE[what]} {self._called(of)}"
        if of:
            return of
        return self.parties.called(actor) if actor in self.parties.known else called(actor)

    def _title(self, plan: PackageParts) -> str:
        """Return what a plan is called, with those who made it, or else the sides of the war."""
        between = plan.package.between or [side[0] for side in self.belligerents.sides]
        return plan.title([self._called(party) for party in between])

    def _plans_as_now(self) -> dict[str, str]:
        """Return what holds on the issues of every plan without it."""
        return {name: now for plan in self.plans for name, now in plan.as_now().items()}

    def _id(self, actor: str) -> str:
        """Return the identifier of an actor, which the case will declare."""
        self.used.setdefault(actor, None)
        return self.ids.of(actor, self._called(actor))

    def cite(self, citations: Iterable[Citation], most: int = 2) -> list[dict[str, str]]:
        """Return citations as a case writes them, each once, too short ones left out."""
        found = [
            {"source": self.source_ids.of(c.source), "quote": _cut(" ".join(c.quote.split()))}
            for c in citations
        ]
        once = {(c["source"], c["quote"]): c for c in found if len(c["quote"]) >= SHORTEST}
        return list(once.values())[:most]

    def _cited(self, citations: Iterable[Citation], most: int = 2) -> dict[str, Any]:
        found = self.cite(citations, most)
        return {"cite": found} if found else {}

    def _settled(self) -> dict[str, IssueSeen]:
        """Return the issues with two ends: about the second side, or sanctions on the first.

        Beside a plan, only those on which somebody outside the sides commits itself.
        """
        found: dict[str, IssueSeen] = {}
        for issue in self.account.issues:
            of = self.challenger if issue.topic == "sanctions" else self.protege
            if issue.topic in OPTIONS and land_of(issue.actor) in ("", of) and self._is_live(issue):
                found.setdefault(issue.topic, issue)
        return found

    def _is_live(self, issue: IssueSeen) -> bool:
        if not self.package.is_told:
            return True
        stands = {
            side_of(h.actor): h.stand for h in self.account.held
            if h.issue == issue.id and side_of(h.actor) not in ("", *self.belligerents.all)
        }  # fmt: skip
        live = (
            {"volunteer", "refuser"} if issue.topic == "deployment" else {"supporter", "opponent"}
        )
        return sum(stand in live for stand in stands.values()) > 1

    def _year(self, issue: str) -> int | None:
        years = (i.year[:4] for i in self.account.issues if i.id == issue)
        year = next((y for y in years if y.isdigit()), "")
        return int(year) if year and 1500 <= int(year) <= self.today.year else None

    def _rules_used(self) -> Iterator[ConsentRuleSeen]:
        """Yield the rules proposals turn on: how a body takes in members."""
        membership = self.issues.get("membership")
        for rule in self.account.rules:
            if membership and rule.issue == membership.id and rule.members:
                yield rule


def _as_decided(said: Said, decisions: Decisions) -> Said:
    """Return a document with its statements and stances as a person decided."""
    return replace(
        said,
        statements=tuple(decisions.applied(said.statements)),
        stances=tuple(decisions.applied_to_stances(said.stances)),
    )


def _cut(quote: str) -> str:
    """Return a quotation no longer than a case may hold, cut at a word."""
    return quote if len(quote) <= LONGEST else quote[: LONGEST + 1].rsplit(" ", 1)[0][:LONGEST]
