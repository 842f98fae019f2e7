"""The part of a drafted case that tells what is fought over, and what was promised before."""

from __future__ import annotations

from typing import Any

from servanda.drafting.drafted import OPTIONS, VOLUNTEERS
from servanda.drafting.names import called, identifier, side_of
from servanda.drafting.people import GAP, People
from servanda.reading.positions import ConsentRuleSeen

__all__ = ["BEFORE", "Disputes", "rule_id", "titled"]

BEFORE = {"membership": 1, "deployment": 1, "sanctions": 0, "arms": 0}
"""Which of the two holds while the war goes on, until the analyst says otherwise."""


class Disputes(People):
    """The part of a case that tells what is fought over: issues, war, promises, the record."""

    def disputed(self) -> dict[str, Any]:
        """Return the issues: land along a front, those of the plan, those with two ends."""
        weights = {self._id(party): GAP for party in self.belligerents.all}
        found: dict[str, Any] = {}
        if self.has_front:
            title = f"Territory of {self._called(self.protege)}"
            found["territory"] = {"title": title, "kind": "territory", "weights": dict(weights)}
        found |= self._of_plans()
        for topic, issue in self.issues.items():
            ours, theirs = OPTIONS[topic]
            first, second = (set(side) for side in self.belligerents.sides[:2])
            found[topic] = {
                "title": titled(issue.name),
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

    def _of_plans(self) -> dict[str, Any]:
        """Return the issues of every plan; of two titles alike the later says of which plan."""
        found: dict[str, Any] = {}
        for plan in self.plans:
            before = {issue["title"] for issue in found.values()}
            for name, issue in plan.issues().items():
                title = issue["title"]
                alike = f"{title} ({self._title(plan)})" if title in before else title
                found[name] = issue | {"title": alike}
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
        found = self._plans_as_now() | rest
        return found or ({} if self.has_front else {"peace": "as_now"})

    def guarantees(self) -> dict[str, Any]:
        """Return the promises that proposals contain; how far they are believed is a gap."""
        found: dict[str, Any] = {}
        for plan in self.plans if self.package.is_told else ():
            found |= plan.guarantees()
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
        for past in (past for package in self.packages for past in package.past):
            key = identifier(past.name)
            if key in found or not 1500 <= past.year <= self.today.year:
                continue
            conduct = {}
            if past.party and past.kept is not None:
                told = {"ledger": "compliance", "kept": past.kept} | self._cited(past.citations)
                conduct = {self._id(past.party): told}
            entry = {
                "title": titled(past.name),
                "year": past.year,
                "kind": "other",
                "conduct": conduct,
            }
            found[key] = entry | self._cited(past.citations)
        return found

    def rules(self) -> dict[str, Any]:
        """Return the decision rules of bodies whose consent a proposal needs."""
        return {
            rule_id(rule): {"all": {"members": self._id(rule.organisation)}, "note": rule.basis}
            | self._cited(rule.citations)
            for rule in self._rules_used()
        }


def rule_id(rule: ConsentRuleSeen) -> str:
    """Return the identifier of a body's rule."""
    return identifier(f"{rule.organisation}_{rule.rule}")


def titled(words: str) -> str:
    """Return words with a capital first."""
    return words[:1].upper() + words[1:]
