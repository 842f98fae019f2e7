"""The part of a drafted case that tells who there is: sources, actors, who would send troops."""

from __future__ import annotations

import re
from typing import Any

from servanda.drafting.drafted import VOLUNTEERS, Drafted
from servanda.drafting.figures import fighters_in, troops_in
from servanda.drafting.names import called, side_of
from servanda.evidence.records import Citation, Source
from servanda.evidence.span import Span
from servanda.reading.packages.passages import passages_in
from servanda.reading.positions import Held
from servanda.reading.read import Said
from servanda.reading.who.tables import actors

__all__ = ["GAP", "People", "weight"]

GAP = "?"
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


class People(Drafted):
    """The part of a case that tells who there is: sources, actors, who would send troops."""

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
            if actor not in surest or weight(held) > weight(surest[actor]):
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


def weight(held: Held) -> float:
    """Order reports on one actor: commitments before leanings, then by confidence."""
    return held.confidence + (1.0 if held.commitment else 0.0)
