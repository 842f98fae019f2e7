"""The parts of a drafted case as plain data, each from what the articles say of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from servanda.drafting.figures import share_held, troops_in
from servanda.drafting.names import Names, called, identifier, side_of
from servanda.drafting.sides import sides_in
from servanda.evidence.records import Citation, Source
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
"""Topics that become finite issues: the protégé's best option first, then the challenger's."""

BEFORE = {"membership": 1, "deployment": 1, "sanctions": 0, "arms": 0}
"""Which of the two holds while the war goes on, until the analyst says otherwise."""

SETTLED_ELSEWHERE = frozenset({*OPTIONS, "ceasefire", "peace_deal", "talks"})
"""Topics that need no proposal of their own: an issue, or the ceasefire, stands for them."""

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


class Contents:
    """Builds a case from documents, part by part; identifiers are its own."""

    def __init__(
        self, documents: Sequence[Said], challenger: str, protege: str, today: date
    ) -> None:
        self.account: Account = account_of(documents)
        self.read = [said for said in documents if not said.unread]
        self.today = today
        self.ids = Names(reserved=("analyst", VOLUNTEERS))
        self.source_ids = Names()
        for said in self.read:
            self.source_ids.of(said.source.id)
        self.challenger, self.protege = sides_in(self.account, self.read, challenger, protege)
        self.used = {self.challenger: None, self.protege: None}
        self.issues = self._settled()
        self.held = share_held(self.read, self.challenger, self.protege)

    def texts(self) -> dict[str, str]:
        """Return the stored text of each source by the name of its file."""
        return {f"{self.source_ids.of(said.source.id)}.txt": said.text for said in self.read}

    def case(self) -> dict[str, Any]:
        """Return the case; what is empty is left out."""
        days = [day for said in self.read if (day := said.source.published or said.day)]
        sides = [self._id(self.challenger), self._id(self.protege)]
        below = {
            "issues": self.disputed(),
            "capabilities": {side: {"forces": GAP} for side in sides},
            "war": self.war(),
            "guarantees": self.guarantees(),
            "record": self.record(),
            "consent_rules": self.rules(),
            "proposals": self.proposals(),
            "limits": self.limits(),
        }
        parts = {
            "servanda": 1,
            "title": f"{called(self.challenger)} and {called(self.protege)}: a draft",
            "as_of": max(days, default=self.today).isoformat(),
            "challenger": sides[0],
            "protege": sides[1],
            "sources": {self.source_ids.of(s.source.id): self._source(s) for s in self.read},
            "actors": self.actors(),
            **below,
        }
        return {key: value for key, value in parts.items() if value not in ({}, [])}

    def limits(self) -> list[str]:
        """Return, in words, what the articles leave open and what was not read."""
        found = list(self.account.gaps)
        found += [f"`{id}` was not read: {why}" for id, why in self.account.unread]
        found += [
            f"{called(broken.by) if broken.by else 'somebody'} is said to have broken the "
            f"{broken.name}, and {'by whom' if not broken.by else 'its year'} is not in the "
            "articles: add it to the record"
            for broken in self.account.broken_agreements
            if not (broken.by and self._year(broken.issue))
        ]
        return [_sentence(each) for each in found]

    def _id(self, actor: str) -> str:
        """Return the identifier of an actor, which the case will declare."""
        self.used.setdefault(actor, None)
        return self.ids.of(actor, called(actor))

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
        """Return the parties that the rest of the case names, and those whose words are reported.

        To be called last: the other parts say who is needed.
        """
        speaks = {
            side_of(statement.speaker.side or statement.speaker.actor)
            for said in self.read
            for statement in said.statements
            if statement.speaker
        }
        for seen in self.account.actors:
            if seen.id in speaks or (seen.kind == "coalition" and seen.mentions > 1):
                self._id(seen.id)
        words = {side_of(seen.id): seen.citation for seen in reversed(self.account.actors)}
        words |= {seen.id: seen.citation for seen in self.account.actors}
        found: dict[str, Any] = {}
        for actor in self.used:
            kind = actors()[actor].kind if actor in actors() else "organisation"
            kinds = {"armed_group": "non-state", "state": "state", "alliance": "alliance",
                     "coalition": "coalition"}  # fmt: skip
            entry = {"name": called(actor), "kind": kinds.get(kind, "organisation")}
            found[self._id(actor)] = entry | self._cited([words[actor]] if actor in words else [])
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
        """Return the issues with two ends: about the protégé, or sanctions on the challenger."""
        found: dict[str, IssueSeen] = {}
        for issue in self.account.issues:
            of = self.challenger if issue.topic == "sanctions" else self.protege
            if issue.topic in OPTIONS and land_of(issue.actor) in ("", of):
                found.setdefault(issue.topic, issue)
        return found

    def disputed(self) -> dict[str, Any]:
        """Return the issues: the land, and those with two ends."""
        weights = {self._id(self.challenger): GAP, self._id(self.protege): GAP}
        title = f"Territory of {called(self.protege)}"
        found: dict[str, Any] = {
            "territory": {"title": title, "kind": "territory", "weights": weights}
        }
        for topic, issue in self.issues.items():
            ours, theirs = OPTIONS[topic]
            found[topic] = {
                "title": _titled(issue.name),
                "kind": "finite",
                "weights": weights,
                "options": {
                    ours: {"challenger": 0, "protege": 1},
                    theirs: {"challenger": 1, "protege": 0},
                },
            } | self._cited(issue.citations)
        return found

    def war(self) -> dict[str, Any]:
        """Return the war: the front and its trend as told, the rest gaps."""
        front = self.account.front
        turns = [c for of, c in front.citations if of == front.favours] if front else []
        turns += [c for of, c in front.citations if of != front.favours] if front else []
        trend: Any = {"value": GAP} | self._cited(turns, 4) if turns else GAP
        if front and front.favours and front.share > 0.5:
            trend["note"] = f"The articles see it favour {called(front.favours)}."
        held: Any = GAP
        if self.held:
            held = {"value": self.held.value} | self._cited(self.held.citations)
        supposed = "What holds while the fighting goes on is supposed; mend it where it differs."
        return {
            "front": {"issue": "territory", "held": held, "step": 0.05},
            "trend": trend,
            "swing": GAP,
            "costs": {self._id(self.challenger): GAP, self._id(self.protege): GAP},
            "while_fighting": self._terms({}),
        } | ({"note": supposed} if self.issues else {})

    def _terms(self, chosen: dict[str, int]) -> dict[str, str]:
        return {topic: OPTIONS[topic][chosen.get(topic, BEFORE[topic])] for topic in self.issues}

    # promises and rules

    def guarantees(self) -> dict[str, Any]:
        """Return the promises that proposals contain; how far they are believed is a gap."""
        found: dict[str, Any] = {}
        promise = {"intervenes": GAP, "force": GAP}
        membership = self.issues.get("membership")
        if membership and membership.organisation:
            body = called(membership.organisation)
            found["membership_clause"] = {
                "title": f"What {body} would do for {called(self.protege)} as a member",
                "kind": "treaty",
                "guarantors": self._id(membership.organisation),
                **promise,
            } | self._cited(membership.citations)
        if "deployment" in self.issues:
            issue = self.issues["deployment"]
            found["deployed_force"] = {
                "title": f"A force: {issue.name}",
                "kind": "deployed_force",
                "guarantors": VOLUNTEERS,
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
        """Return a ceasefire, what the issues propose, and every plan the articles name."""
        names = Names()
        seen = [i for i in self.account.issues if i.topic in ("ceasefire", "peace_deal")]
        title = f"A ceasefire between {called(self.challenger)} and {called(self.protege)}"
        note = "" if seen else "No article proposes it; it is here to compare the others with."
        found = {names.of("ceasefire"): self._proposal(title, {}, self._both(), seen, note=note)}
        for topic in ("membership", "deployment"):
            if topic in self.issues:
                found[names.of(topic)] = getattr(self, f"_{topic}")()
        for issue in self._named():
            land = (
                0.0
                if issue.topic == "withdrawal" and land_of(issue.actor) == self.protege
                else None
            )
            found[names.of(issue.id)] = self._proposal(
                _titled(issue.name), {}, self._both(), [issue], territory=land,
                stances=self.stances(issue.id),
                note="Named in the articles; put in its terms and whose consent it needs.",
            )  # fmt: skip
        return found

    def _both(self) -> dict[str, Any]:
        return {"all": [self._id(self.challenger), self._id(self.protege)]}

    def _named(self) -> list[IssueSeen]:
        """Return what else is proposed: plans by name, and topics somebody takes a stance on."""
        taken = {held.issue for held in self.account.held}
        plans = [i for i in self.account.issues if i.kind == "plan"]
        others = [
            i
            for i in self.account.issues
            if i.kind == "proposal"
            and i.topic not in SETTLED_ELSEWHERE
            and (i.id in taken or i.topic == "withdrawal")
        ]
        return (plans + others)[:MOST_PROPOSALS]

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
        territory: float | None = None,
        note: str = "",
    ) -> dict[str, Any]:
        where = "as_held" if territory is None else territory
        entry: dict[str, Any] = {
            "title": title,
            "terms": {"territory": where} | self._terms(chosen),
            "consent": consent,
        }
        entry |= {"guarantees": guarantee} if guarantee else {}
        entry |= {"stances": stances} if stances else {}
        sides = self._of_the_sides(seen)
        said = [f"{called(side_of(h.actor))} is reported to {h.position} it." for h in sides]
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
