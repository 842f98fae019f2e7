"""The parts of a drafted case as plain data, each from what the articles say of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from servanda.drafting.figures import fighters_in, share_held, troops_in
from servanda.drafting.names import Names, called, identifier, side_of
from servanda.drafting.package_parts import PackageParts
from servanda.drafting.sides import belligerents_of
from servanda.evidence.records import Citation, Source
from servanda.evidence.span import Span
from servanda.reading.decisions import Decisions
from servanda.reading.packages.passages import passages_in
from servanda.reading.packages.plan import Package, package_in
from servanda.reading.packages.questions import OpenAnswer
from servanda.reading.positions import Account, ConsentRuleSeen, Held, IssueSeen, account_of
from servanda.reading.read import Said
from servanda.reading.who.tables import actors, land_of

__all__ = ["Contents"]

GAP = "?"
VOLUNTEERS = "volunteers"
OPTIONS = {
    "membership": ("member", "not_member"),
    "deployment": ("force", "no_force"),
    "sanctions": ("kept", "lifted"),
    "arms": ("supplied", "not_supplied"),
}
"""Topics that become finite issues: the second side's best option first, then the first side's."""

BEFORE = {"membership": 1, "deployment": 1, "sanctions": 0, "arms": 0}
"""Which of the two holds while the war goes on, until the analyst says otherwise."""

SETTLED_ELSEWHERE = frozenset({*OPTIONS, "ceasefire", "peace_deal", "talks"})
"""Topics that need no proposal of their own: an issue, or the plan, stands for them."""

MOST_PROPOSALS = 12
SHORTEST, LONGEST = 8, 2000
"""How long a quotation in a case may be, in characters."""

STANCES = {
    "volunteer": "volunteer",
    "supporter": "volunteer",
    "refuser": "refuse",
    "opponent": "refuse",
    "ambivalent": "undeclared",
    "conditional": "undeclared",
}
_MEDIATES = re.compile(
    r"\b(?:mediat\w+|broker\w*|facilitat\w+|hosted|hosts?|envoys?|guarantors?|guarantee[sd]?"
    r"|witness\w*"
    r"|good offices|shuttl\w+|convened|under the auspices|sponsor\w*|proposed by|observers?"
    r"|monitors?)\b",
    re.I,
)
_OF_PEOPLE = {"voters": "Voters of", "parliament": "Parliament of"}


class Contents:
    """Builds a case from documents, part by part; identifiers are its own.

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
        self.package: Package = package_in(
            self.read, self.parties, self.belligerents.all,
            states[0] if len(states) == 1 else "", decisions,
        )  # fmt: skip
        self.issues = self._settled()
        self.held = share_held(self.read, self.challenger, self.protege)
        self.has_front = bool(self.held or (self.account.front and self.account.front.favours))
        self.plan = PackageParts(
            self.package, self.parties, self.belligerents, self._id, self.cite,
            reserved=("territory", *OPTIONS) if self.has_front else tuple(OPTIONS),
        )  # fmt: skip

    @property
    def has_plan(self) -> bool:
        """Say whether the articles tell of a plan, and not of a war alone."""
        proposed = {*OPTIONS, "ceasefire", "peace_deal"}
        named = any(issue.topic in proposed for issue in self.account.issues)
        return self.package.is_told or bool(self.issues) or named or bool(self._named())

    def texts(self) -> dict[str, str]:
        """Return the stored text of each source by the name of its file."""
        return {f"{self.source_ids.of(said.source.id)}.txt": said.text for said in self.read}

    def case(self) -> dict[str, Any]:
        """Return the case; what is empty is left out."""
        days = [day for said in self.read if (day := said.source.published or said.day)]
        parties = [self._id(party) for party in self.belligerents.all]
        below = {
            "issues": self.disputed(),
            "capabilities": {
                self._id(p): {"forces": self._forces(p)} for p in self.belligerents.all
            },
            "war": self.war(),
            "guarantees": self.guarantees(),
            "record": self.record(),
            "consent_rules": self.rules(),
            "proposals": self.proposals(),
            "limits": self.limits(),
        }
        for promise in self.package.promises:
            for party in promise.who:
                self._id(party)
        both = " and ".join(self._called(side[0]) for side in self.belligerents.sides)
        parts = {
            "servanda": 2,
            "title": f"{both}: a draft",
            "as_of": max(days, default=self.today).isoformat(),
            "kind": self.kind_asked or self.kind(),
            "sides": {
                self._id(side[0]): [self._id(party) for party in side]
                for side in self.belligerents.sides
            },
            "parties": parties,
            "sources": {self.source_ids.of(s.source.id): self._source(s) for s in self.read},
            "actors": self.actors(),
            **below,
        }
        return {key: value for key, value in parts.items() if value not in ({}, [])}

    def _forces(self, party: str) -> Any:
        """Return the fighters a party is said to have, in thousands; a gap where none is told."""
        for said in self.read:
            for passage in passages_in(said):
                named = {m.party for m in self.parties.within(said.source.id, passage.span)}
                if party not in named or len(named & set(self.belligerents.all)) > 1:
                    continue
                stated = fighters_in(passage.narrated)
                if stated:
                    return {"value": f"{stated:g} thousand"} | self._cited([passage.citation])
        return GAP

    def kind(self) -> str:
        """Return the kind of war: between states, or within one, by a truce or a settlement."""
        if all(self.parties.kind(p) == "state" for p in self.belligerents.all):
            return "interstate"
        political = {term.issue for term in self.package.terms} - {
            "ceasefire", "withdrawal", "prisoners", "hostages", "aid", "force_limits",
            "demilitarised_zone", "foreign_forces",
        }  # fmt: skip
        return "civil_settlement" if len(political) > 1 else "civil_truce"

    def limits(self) -> list[str]:
        """Return, in words, what the articles leave open and what was not read."""
        found = list(self.account.gaps)
        if self.belligerents.confidence < 0.6:
            pairs = [
                "/".join(self._called(p) for p in pair) for pair in self.belligerents.runners_up
            ]
            found.append(
                f"who fights whom was read with little certainty; also considered:"
                f" {', '.join(pairs) or 'nobody'}"
            )
        found += [self._asked(each) for each in self.package.open_answers]
        others = [self._called(party) for party in self.belligerents.others]
        if others:
            found.append(f"{', '.join(others)} bear arms too and are on no side here")
        found += [f"`{id}` was not read: {why}" for id, why in self.account.unread]
        found += [
            f"{called(broken.by) if broken.by else 'somebody'} is said to have broken the "
            f"{broken.name}, and {'by whom' if not broken.by else 'its year'} is not in the "
            "articles: add it to the record"
            for broken in self.account.broken_agreements
            if not (broken.by and self._year(broken.issue))
        ]
        return [_sentence(each) for each in found]

    def _asked(self, each: OpenAnswer) -> str:
        """Return, as a question, an answer that one article tells both ways."""
        one, other = (" ".join(c.quote.split())[:160] for c in each.citations)
        return (
            f"whether {self._called(each.party)} accepts is told both ways (“{one}”; “{other}”): "
            f"put its answer in under `acceptance`"
        )

    def _called(self, actor: str) -> str:
        """Return what an actor is called: a party of the articles, or one of the tables."""
        what, _, of = actor.partition(":")
        if of and what in _OF_PEOPLE:
            return f"{_OF_PEOPLE[what]} {self._called(of)}"
        if of:
            return of
        return self.parties.called(actor) if actor in self.parties.known else called(actor)

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

    # who there is

    def _source(self, said: Said) -> dict[str, Any]:
        source: Source = said.source
        day = source.published or said.day or self.account.day or self.today
        entry: dict[str, Any] = {
            "title": source.title or source.id,
            "publisher": source.publisher or ", ".join(source.outlets) or "not found in the text",
            "published": day.isoformat(),
            "file": f"sources/{self.source_ids.of(source.id)}.txt",
        }
        entry |= {"author": source.author} if source.author else {}
        entry |= {"url": source.url} if source.url else {}
        if not source.published:
            known = "the earliest the text allows" if said.day else "not in the text"
            entry["note"] = f"The day is {known}; put in the right one."
        return entry

    def actors(self) -> dict[str, Any]:
        """Return the parties that the rest of the case names, mediators, and whose words are told.

        To be called last: the other parts say who is needed.
        """
        for party in (*self.belligerents.others, *self._mediators(), *self._speakers()):
            self._id(party)
        for seen in self.account.actors:
            if seen.kind == "coalition" and seen.mentions > 1:
                self._id(seen.id)
        words = {side_of(seen.id): seen.citation for seen in reversed(self.account.actors)}
        words |= {seen.id: seen.citation for seen in self.account.actors}
        words |= self._first_named()
        found = {
            self._id(actor): self._actor(actor)
            | self._cited([words[actor]] if actor in words else [])
            for actor in list(self.used)
        }
        for rule in self._rules_used():
            body = found[self._id(rule.organisation)]
            body["kind"] = "alliance"
            members = sorted(rule.members, key=called)
            body["members"] = {self.ids.of(m, called(m)): {"name": called(m)} for m in members}
        if "deployment" in self.issues:
            found[VOLUNTEERS] = {"name": "Those who may send troops", "kind": "coalition"}
            members_of = self.volunteers()
            found[VOLUNTEERS] |= {"members": members_of} if members_of else {}
        return found

    def _actor(self, actor: str) -> dict[str, Any]:
        kinds = {"armed_group": "non-state", "state": "state", "alliance": "alliance",
                 "coalition": "coalition"}  # fmt: skip
        known = self.parties.known.get(actor)
        kind = actors()[actor].kind if actor in actors() else ""
        sort = kinds.get(kind, "organisation")
        sort = {"armed": "non-state", "state": "state"}.get(known.kind, sort) if known else sort
        entry: dict[str, Any] = {"name": self._called(actor), "kind": sort}
        aliases = (
            [n for n in known.names if n != entry["name"] and n[:1].isupper()] if known else []
        )
        return entry | ({"aliases": aliases[:6]} if aliases else {})

    def _first_named(self) -> dict[str, Citation]:
        """Return the sentence in which each party is first named."""
        found: dict[str, Citation] = {}
        for said in self.read:
            for passage in passages_in(said):
                for mention in self.parties.within(said.source.id, passage.span):
                    found.setdefault(mention.party, passage.citation)
        return found

    def _speakers(self) -> list[str]:
        """Return the states, groups and bodies whose words are reported."""
        speaking = [
            side_of(statement.speaker.side or statement.speaker.actor)
            for said in self.read
            for statement in said.statements
            if statement.speaker
        ]
        return [party for party in dict.fromkeys(speaking) if party and party in self.parties.count]

    def _mediators(self) -> list[str]:
        """Return the states and bodies named where somebody mediates, hosts or vouches."""
        found: dict[str, None] = {}
        for said in self.read:
            for passage in passages_in(said):
                for match in _MEDIATES.finditer(passage.words):
                    at = passage.span.start + match.start()
                    near = Span(max(passage.span.start, at - 80), min(passage.span.end, at + 80))
                    for mention in self.parties.within(said.source.id, near):
                        if self.parties.kind(mention.party) in {"state", "body"}:
                            found.setdefault(mention.party, None)
        return list(found)

    def volunteers(self) -> dict[str, Any]:
        """Return who was reported on sending troops, and members of whom nothing was."""
        issue = self.issues["deployment"]
        stances = self.stances(issue.id, names=True)
        for rule in self.account.rules:
            if rule.issue == issue.id:
                for member in rule.undeclared:
                    if member not in (self.challenger, self.protege):
                        silent = {"position": "undeclared", "name": called(member)}
                        stances.setdefault(self.ids.of(member, called(member)), silent)
        return stances

    def stances(self, issue: str, names: bool = False) -> dict[str, Any]:
        """Return the stance of each body or state on an issue; the surest report wins."""
        surest: dict[str, Held] = {}
        decide_one_by_one = {rule.organisation for rule in self.account.rules}
        for held in self.account.held:
            actor = side_of(held.actor)
            if held.issue != issue or held.stand is None or not actor:
                continue
            if actor in (self.challenger, self.protege) or actor in decide_one_by_one:
                continue
            if actor not in surest or _weight(held) > _weight(surest[actor]):
                surest[actor] = held
        return {self._id(actor): self._stance(held, names) for actor, held in surest.items()}

    def _stance(self, held: Held, names: bool) -> dict[str, Any]:
        assert held.stand is not None
        entry: dict[str, Any] = {"position": STANCES[held.stand]}
        note = f"Reported as {held.stand}." if entry["position"] == "undeclared" else ""
        if names:
            entry["name"] = called(side_of(held.actor))
            if held.stand == "supporter":
                entry["position"] = "undeclared"
                note = "Supports it, and is not reported to send troops of its own."
            troops = troops_in(held.citation.quote) if held.stand == "volunteer" else None
            if troops is not None and self._alone(held):
                entry["troops"] = {"value": troops} | self._cited([held.citation])
        entry |= {"note": note} if note else {}
        return entry | self._cited([held.citation])

    def _alone(self, held: Held) -> bool:
        """Say whether a citation speaks of one party, so that its figure is that party's."""
        same = {h.actor for h in self.account.held if h.citation == held.citation}
        return len(same) == 1

    # what is disputed

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

    def disputed(self) -> dict[str, Any]:
        """Return the issues: land along a front, those of the plan, those with two ends."""
        weights = {self._id(party): GAP for party in self.belligerents.all}
        found: dict[str, Any] = {}
        if self.has_front:
            title = f"Territory of {self._called(self.protege)}"
            found["territory"] = {"title": title, "kind": "territory", "weights": dict(weights)}
        found |= self.plan.issues()
        for topic, issue in self.issues.items():
            ours, theirs = OPTIONS[topic]
            first, second = (set(side) for side in self.belligerents.sides[:2])
            found[topic] = {
                "title": _titled(issue.name),
                "kind": "finite",
                "weights": dict(weights),
                "options": {
                    ours: {self._id(p): int(p in second) for p in (*first, *second)},
                    theirs: {self._id(p): int(p in first) for p in (*first, *second)},
                },
            } | self._cited(issue.citations)
            for party in self.belligerents.all:
                for option in found[topic]["options"].values():
                    option.setdefault(self._id(party), GAP)
        if not found:
            agreed = {self._id(party): GAP for party in self.belligerents.all}
            found["peace"] = {
                "title": "An end to the fighting", "kind": "finite", "weights": weights,
                "options": {"fighting_stops": agreed, "as_now": dict(agreed)},
            }  # fmt: skip
        return found

    def war(self) -> dict[str, Any]:
        """Return the war: the front and its trend as told, or the chances of a war without one."""
        costs = {self._id(party): GAP for party in self.belligerents.all}
        supposed = "What holds while the fighting goes on is supposed; mend it where it differs."
        rest: dict[str, Any] = {"costs": costs, "while_fighting": self._terms({})}
        rest |= {"note": supposed} if self.issues else {}
        rest |= self._cited(self.belligerents.citations)
        if not self.has_front:
            return {"victory": dict(costs)} | rest
        front = self.account.front
        turns = [c for of, c in front.citations if of == front.favours] if front else []
        turns += [c for of, c in front.citations if of != front.favours] if front else []
        trend: Any = {"value": GAP} | self._cited(turns, 4) if turns else GAP
        if front and front.favours and front.share > 0.5:
            trend["note"] = f"The articles see it favour {called(front.favours)}."
        held: Any = GAP
        if self.held:
            held = {"value": self.held.value} | self._cited(self.held.citations)
        line = {"issue": "territory", "held_by": self._id(self.challenger), "held": held}
        return {"front": line, "trend": trend, "swing": GAP} | rest

    def _terms(self, chosen: dict[str, int]) -> dict[str, str]:
        """Return how the issues besides the front stand: the plan's as now, the rest as chosen."""
        rest = {topic: OPTIONS[topic][chosen.get(topic, BEFORE[topic])] for topic in self.issues}
        found = self.plan.as_now() | rest
        return found or ({} if self.has_front else {"peace": "as_now"})

    # promises and rules

    def guarantees(self) -> dict[str, Any]:
        """Return the promises that proposals contain; how far they are believed is a gap."""
        found: dict[str, Any] = self.plan.guarantees() if self.package.is_told else {}
        promise = {"intervenes": GAP, "force": GAP}
        membership = self.issues.get("membership")
        if membership and membership.organisation:
            body = called(membership.organisation)
            found["membership_clause"] = {
                "title": f"What {body} would do for {self._called(self.protege)} as a member",
                "kind": "treaty",
                "guarantors": [self._id(membership.organisation)],
                "protects": [self._id(self.protege)],
                **promise,
            } | self._cited(membership.citations)
        if "deployment" in self.issues:
            issue = self.issues["deployment"]
            found["deployed_force"] = {
                "title": f"A force: {issue.name}",
                "kind": "deployed_force",
                "guarantors": [VOLUNTEERS],
                "protects": [self._id(self.protege)],
                **promise,
                "host": self._id(self.protege),
            } | self._cited(issue.citations)
        return found

    def _year(self, issue: str) -> int | None:
        years = (i.year[:4] for i in self.account.issues if i.id == issue)
        year = next((y for y in years if y.isdigit()), "")
        return int(year) if year and 1500 <= int(year) <= self.today.year else None

    def record(self) -> dict[str, Any]:
        """Return the agreements said to be broken, by whom; those without a year are limits."""
        found: dict[str, Any] = {}
        for broken in self.account.broken_agreements:
            year, by = self._year(broken.issue), side_of(broken.by)
            if year is None or not by:
                continue
            entry = found.setdefault(
                identifier(broken.issue),
                {"title": broken.name, "year": year, "kind": "other", "conduct": {}},
            )
            kept = {"ledger": "compliance", "kept": False} | self._cited(broken.citations)
            entry["conduct"][self._id(by)] = kept
        for past in self.package.past:
            key = identifier(past.name)
            if key in found or not 1500 <= past.year <= self.today.year:
                continue
            conduct = {}
            if past.party and past.kept is not None:
                told = {"ledger": "compliance", "kept": past.kept} | self._cited(past.citations)
                conduct = {self._id(past.party): told}
            entry = {
                "title": _titled(past.name),
                "year": past.year,
                "kind": "other",
                "conduct": conduct,
            }
            found[key] = entry | self._cited(past.citations)
        return found

    def _rules_used(self) -> Iterator[ConsentRuleSeen]:
        """Yield the rules proposals turn on: how a body takes in members."""
        membership = self.issues.get("membership")
        for rule in self.account.rules:
            if membership and rule.issue == membership.id and rule.members:
                yield rule

    def rules(self) -> dict[str, Any]:
        """Return the decision rules of bodies whose consent a proposal needs."""
        return {
            _rule_id(rule): {"all": {"members": self._id(rule.organisation)}, "note": rule.basis}
            | self._cited(rule.citations)
            for rule in self._rules_used()
        }

    # proposals

    def proposals(self) -> dict[str, Any]:
        """Return the plan, or a ceasefire where there is none, and what else is proposed."""
        names, found = Names(), {}
        if self.package.is_told:
            title = self.plan.title([self._called(side[0]) for side in self.belligerents.sides])
            entry = self.plan.proposal(title)
            terms = {"territory": "as_held"} if self.has_front else {}
            entry["terms"] = terms | entry["terms"] | self._other_topics()
            entry["terms"] = entry["terms"] or {"peace": "fighting_stops"}
            found[names.of("plan", self.package.name or "plan")] = entry
        else:
            seen = [i for i in self.account.issues if i.topic in ("ceasefire", "peace_deal")]
            title = (
                f"A ceasefire between {self._called(self.challenger)} and"
                f" {self._called(self.protege)}"
            )
            note = "" if seen else "No article proposes it; it is here to compare the others with."
            found[names.of("ceasefire")] = self._proposal(title, {}, self._both(), seen, note=note)
        for topic in ("membership", "deployment"):
            if topic in self.issues:
                found[names.of(topic)] = getattr(self, f"_{topic}")()
        for issue in self._named():
            found[names.of(issue.id)] = self._proposal(
                _titled(issue.name), {}, self._both(), [issue],
                stances=self.stances(issue.id),
                note="Named in the articles; put in its terms and whose consent it needs.",
            )  # fmt: skip
        return found

    def _other_topics(self) -> dict[str, str]:
        return {topic: OPTIONS[topic][BEFORE[topic]] for topic in self.issues}

    def _both(self) -> dict[str, Any]:
        return {"all": [self._id(side[0]) for side in self.belligerents.sides]}

    def _named(self) -> list[IssueSeen]:
        """Return what else is proposed: plans by name, and topics somebody takes a stance on."""
        taken = {held.issue for held in self.account.held if held.stand}
        plans = [i for i in self.account.issues if i.kind == "plan" and not self._is_the_plan(i)]
        if self.package.is_told:
            return [plan for plan in plans if plan.id in taken][:3]
        others = [
            i
            for i in self.account.issues
            if i.kind == "proposal"
            and i.topic not in SETTLED_ELSEWHERE
            and (i.id in taken or i.topic == "withdrawal")
        ]
        return (plans + others)[:MOST_PROPOSALS]

    def _is_the_plan(self, issue: IssueSeen) -> bool:
        """Say whether a plan by name is the package itself, under any of its names."""
        own = {w.lower() for n in (self.package.name, *self.package.aliases) for w in n.split()}
        return bool({w.lower() for w in issue.name.split()[:-1]} & own)

    def _membership(self) -> dict[str, Any]:
        issue = self.issues["membership"]
        consent = self._both()
        consent["all"] += [{"rule": _rule_id(rule)} for rule in self._rules_used()]
        return self._proposal(
            f"{_titled(issue.name)}, with the lines where they are",
            {"membership": 0}, consent, [issue],
            guarantee="membership_clause" if issue.organisation else "",
            stances=self.stances(issue.id),
        )  # fmt: skip

    def _deployment(self) -> dict[str, Any]:
        issue = self.issues["deployment"]
        members = list(self.volunteers())
        asked: list[Any] = [self._id(self.protege)]
        asked.append({"at_least": 1, "of": members} if members else VOLUNTEERS)
        denied = [d for d in self.account.disputed_consent if side_of(d.whose) == self.challenger]
        if denied:
            citations = [c for _, c in (*denied[0].denials[:2], *denied[0].claims[:2])]
            veto = {"veto": self._id(self.challenger), "valid": GAP}
            asked.append(veto | self._cited(citations, 4))
        else:
            asked.append(self._id(self.challenger))
        silent = {} if members else {VOLUNTEERS: {"position": "undeclared"}}
        return self._proposal(
            f"A ceasefire with {issue.name}", {"deployment": 0}, {"all": asked}, [issue],
            guarantee="deployed_force", stances=silent,
            note="One state that sends troops is taken to be enough; say how many it needs.",
        )  # fmt: skip

    def _proposal(
        self,
        title: str,
        chosen: dict[str, int],
        consent: dict[str, Any],
        seen: Sequence[IssueSeen],
        *,
        guarantee: str = "",
        stances: dict[str, Any] | None = None,
        note: str = "",
    ) -> dict[str, Any]:
        terms = self._terms(chosen)
        if "peace" in terms:
            terms = {"peace": "fighting_stops"}
        entry: dict[str, Any] = {
            "title": title,
            "terms": ({"territory": "as_held"} if self.has_front else {}) | terms,
            "consent": consent,
        }
        entry |= {"guarantees": guarantee} if guarantee else {}
        entry |= {"stances": stances} if stances else {}
        sides = self._of_the_sides(seen)
        said = [f"{self._called(side_of(h.actor))} is reported to {h.position} it." for h in sides]
        note = " ".join([note, *dict.fromkeys(said)]).strip()
        citations = [*(h.citation for h in sides), *(c for issue in seen for c in issue.citations)]
        return entry | self._cited(citations, 4) | ({"note": note} if note else {})

    def _of_the_sides(self, seen: Sequence[IssueSeen]) -> list[Held]:
        """Return where the two sides are reported to stand on issues, the surest report of each."""
        ids = {issue.id for issue in seen}
        surest: dict[tuple[str, str], Held] = {}
        for held in self.account.held:
            side = side_of(held.actor)
            if held.issue in ids and side in (self.challenger, self.protege):
                known = surest.get((side, held.issue))
                if held.position in ("support", "oppose") and (
                    known is None or _weight(held) > _weight(known)
                ):
                    surest[side, held.issue] = held
        return list(surest.values())


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


def _rule_id(rule: ConsentRuleSeen) -> str:
    return identifier(f"{rule.organisation}_{rule.rule}")


def _titled(words: str) -> str:
    return words[:1].upper() + words[1:]


def _sentence(words: str) -> str:
    return _titled(words) + ("" if words.endswith(".") else ".")


def _weight(held: Held) -> float:
    """Order reports on one actor: commitments before leanings, then by confidence."""
    return held.confidence + (1.0 if held.commitment else 0.0)
