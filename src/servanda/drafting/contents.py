"""The parts of a case as plain data, each from what the articles say of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from servanda.drafting.disputes import BEFORE, Disputes, rule_id, titled
from servanda.drafting.drafted import OPTIONS, VOLUNTEERS
from servanda.drafting.names import Names, called, side_of
from servanda.drafting.people import GAP, weight
from servanda.reading.decisions import SURE
from servanda.reading.packages.questions import OpenAnswer
from servanda.reading.positions import Held, IssueSeen

__all__ = ["Contents"]

SETTLED_ELSEWHERE = frozenset({*OPTIONS, "ceasefire", "peace_deal", "talks"})
"""Topics that need no proposal of their own: an issue, or the plan, stands for them."""
MOST_PROPOSALS = 12
_COUNTS = {2: "two", 3: "three", 4: "four"}


_SEEMS = {
    "reject": "to refuse",
    "condition": "to set a condition",
    "accept": "to accept",
}


class Contents(Disputes):
    """Builds a case from documents, part by part; identifiers are its own."""

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
        for promise in (each for package in self.packages for each in package.promises):
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

    def kind(self) -> str:
        """Return the kind of war: between states, or within one, by a truce or a settlement."""
        if all(self.parties.kind(p) == "state" for p in self.belligerents.all):
            return "interstate"
        political = {term.issue for package in self.packages for term in package.terms} - {
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
        found += self._parted()
        found += [
            self._asked(each, f" of “{self._title(plan)}”" if len(self.plans) > 1 else "")
            for plan in self.plans
            for each in plan.package.open_answers
        ]
        found += self._heard()
        if self.parties.unnamed in self.belligerents.all:
            found.append(
                f"no article says who the “{self._called(self.parties.unnamed)}” are: whoever is "
                "called a rebel stands as one party; name them, and part those who act apart"
            )
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

    def _parted(self) -> list[str]:
        """Return, where the articles are read as several plans, which of them tells of which."""
        if len(self.plans) < 2:
            return []
        told = []
        for plan in self.plans:
            articles = (f"`{self.source_ids.of(id)}`" for id in plan.package.documents)
            told.append(f"“{self._title(plan)}” ({', '.join(articles)})")
        return [
            f"the articles are read as {_COUNTS.get(len(told), 'several')} plans, "
            f"{' and '.join(told)}: where they are one, put the terms, guarantees and answers of "
            "both together under one proposal by hand"
        ]

    def _heard(self) -> list[str]:
        """Return whose answers the network alone hears, which are less sure than what is read."""
        heard = [
            self._called(party)
            for package in self.packages
            for party, reports in package.answers.items()
            if reports[-1].heard and reports[-1].strength < SURE
        ]
        if not heard:
            return []
        return [
            f"no rule reads what is answered by {', '.join(dict.fromkeys(heard))}: a network hears "
            "it, and is wrong in one of five; read the quotes under `acceptance`"
        ]

    def _asked(self, each: OpenAnswer, of: str) -> str:
        """Return, as a question, an answer that is told both ways or only hinted at.

        `of`: of which plan, where there are several.
        """
        under = f"under `acceptance`{of}"
        if each.seems:
            quote = " ".join(each.citations[0].quote.split())[:240]
            who = self._called(each.party) if each.party else each.who or "somebody"
            if each.seems == "unclear":
                return (
                    f"what {who} answers is not plain from its words (“{quote}”): put its answer "
                    f"in {under}"
                )
            to_do = f"put its answer in {under}"
            if not each.party:
                to_do = (
                    f"if its answer counts, add it to `actors` and the answer to `acceptance`{of}"
                )
            return (
                f"{who} seems {_SEEMS[each.seems]} (“{quote}”), in words that "
                f"are no plain answer: {to_do}"
            )
        one, other = (" ".join(c.quote.split())[:160] for c in each.citations)
        return (
            f"whether {self._called(each.party)} accepts is told both ways (“{one}”; “{other}”): "
            f"put its answer in {under}"
        )

    def proposals(self) -> dict[str, Any]:
        """Return each plan, or a ceasefire where there is none, and what else is proposed."""
        names, found = Names(), {}
        if self.package.is_told:
            for number, plan in enumerate(self.plans):
                entry = plan.proposal(self._title(plan))
                terms = {"territory": "as_held"} if self.has_front else {}
                terms |= self._plans_as_now() | entry["terms"] | self._other_topics()
                entry["terms"] = terms or {"peace": "fighting_stops"}
                key = f"plan {number}" if number else "plan"
                found[names.of(key, plan.package.name or "plan")] = entry
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
                titled(issue.name), {}, self._both(), [issue],
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
        names = (name for each in self.packages for name in (each.name, *each.aliases))
        own = {word.lower() for name in names for word in name.split()}
        return bool({w.lower() for w in issue.name.split()[:-1]} & own)

    def _membership(self) -> dict[str, Any]:
        issue = self.issues["membership"]
        consent = self._both()
        consent["all"] += [{"rule": rule_id(rule)} for rule in self._rules_used()]
        return self._proposal(
            f"{titled(issue.name)}, with the lines where they are",
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
                    known is None or weight(held) > weight(known)
                ):
                    surest[side, held.issue] = held
        return list(surest.values())


def _sentence(words: str) -> str:
    return titled(words) + ("" if words.endswith(".") else ".")
