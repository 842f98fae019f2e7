"""The parts of a case that come from the plan: issues, phases, promises, consent, answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from servanda.drafting.names import Names, identifier
from servanda.drafting.sides import Belligerents
from servanda.evidence.records import Citation
from servanda.reading.packages.answers import Answered
from servanda.reading.packages.parties import Parties
from servanda.reading.packages.plan import Package
from servanda.reading.packages.promises import Promise
from servanda.reading.packages.terms import Term

__all__ = ["PackageParts"]

GAP = "?"
AGREED, PARTLY, AS_NOW = "as_agreed", "partly", "as_now"
MOST_TERMS = 24
_GIVEN_UP = frozenset(
    {"withdrawal", "foreign_forces", "disarmament", "army_reform", "force_limits"}
)
"""Issues on which whoever the clause names gives, and the other side gets."""
_GAINED_BY_GROUP = frozenset(
    {"autonomy", "party_status", "terrorist_listing", "power_sharing", "referendum"}
)
"""Issues on which an armed group gets what its state gives."""
_PROMISES = {
    "treaty": "Treaty commitment", "assurance": "Guarantee", "deployed_force": "Force",
    "monitors": "Monitors", "sanctions": "Sanctions against whoever breaks it",
}  # fmt: skip


class PackageParts:
    """Turns a package as read into keys of a case.

    `id_of` gives the identifier of a party, which the case then declares; `cite` writes citations.
    `bound` are the armed parties that the plan binds: all of them, or those that made it.
    """

    def __init__(
        self,
        package: Package,
        parties: Parties,
        war: Belligerents,
        id_of: Callable[[str], str],
        cite: Callable[..., list[dict[str, str]]],
        reserved: Sequence[str] = (),
    ) -> None:
        self.package, self.parties, self.war = package, parties, war
        self.bound = [p for p in war.all if p in package.between] or list(war.all)
        self.id_of, self._cite = id_of, cite
        self.names = Names(reserved=(AGREED, AS_NOW, *reserved))
        self.terms = self._named_terms()
        self.promises = self._named_promises()

    # issues and terms

    def _named_terms(self) -> dict[str, Term]:
        """Return the terms by the name of their issue, the plainest first where there are many."""
        best = sorted(self.package.terms, key=lambda t: -t.score)[:MOST_TERMS]
        found: dict[str, Term] = {}
        for number, term in enumerate(t for t in self.package.terms if t in best):
            owner = self._owner(term)
            taken = any(other.issue == term.issue for other in found.values())
            words = (
                f"{term.issue}_{identifier(self.parties.called(owner))}"
                if taken and owner
                else term.issue
            )
            found[self.names.of(f"{number}", words)] = term
        return found

    def _owner(self, term: Term) -> str:
        """Return the side's party that a clause speaks of, if it is one alone."""
        named = [p for p in term.parties if p in self.war.all]
        return named[0] if len(set(named)) == 1 else ""

    def issues(self) -> dict[str, Any]:
        """Return one issue for each term: as agreed, or as now; who gains where it is plain."""
        weights = {self.id_of(party): GAP for party in self.war.all}
        count = Counter(term.issue for term in self.terms.values())
        found: dict[str, Any] = {}
        for name, term in self.terms.items():
            owner = self._owner(term)
            title = term.title + (
                f" ({self.parties.called(owner)})" if count[term.issue] > 1 and owner else ""
            )
            agreed: dict[str, Any] = {**self._shares(term), "title": term.outcome[:300]}
            now = {
                party: (1 - share if share != GAP else GAP)
                for party, share in self._shares(term).items()
            }
            options = {AGREED: agreed | self._cited(term.citations)}
            if len(self._months(term)) > 1:
                partly = dict.fromkeys(now, GAP)
                options[PARTLY] = partly | {"title": "Done in part, on the way there"}
            options[AS_NOW] = now | {"title": "As it is while the war goes on"}
            found[name] = {
                "title": title,
                "kind": "finite",
                "weights": dict(weights),
                "options": options,
            }
            if GAP not in now.values():
                found[name]["note"] = (
                    "Who gains is taken from who is to act; mend it where it differs."
                )
        return found

    def _shares(self, term: Term) -> dict[str, Any]:
        """Return who gets what from a term: a gap, unless the clause makes one side give."""
        gains = self._gains(term)
        if gains is None:
            return {self.id_of(party): GAP for party in self.war.all}
        return {self.id_of(p): int(self.war.side_of(p) == gains) for p in self.war.all}

    def _gains(self, term: Term) -> int | None:
        owner = self._owner(term)
        if len(self.war.sides) != 2 or not owner:
            return None
        side = self.war.side_of(owner)
        assert side is not None
        if term.issue in _GIVEN_UP:
            return 1 - side
        if term.issue in _GAINED_BY_GROUP and self.parties.kind(owner) == "armed":
            return side
        return None

    def agreed(self) -> dict[str, str]:
        """Return the terms of the plan at signature; what comes later is a phase."""
        return {name: AS_NOW if self._months(t) else AGREED for name, t in self.terms.items()}

    def as_now(self) -> dict[str, str]:
        """Return what holds without the plan."""
        return dict.fromkeys(self.terms, AS_NOW)

    @staticmethod
    def _months(term: Term) -> list[int]:
        """Return the months in which a term is carried out, step by step; none: at once.

        What is to be done within days holds from the first month; a ceasefire within hours of
        the signature holds at once.
        """
        least = 0.1 if term.issue == "ceasefire" else 0.03
        times = [
            t.months for t in term.timings if t.kind in {"by", "from"} and t.months is not None
        ]
        return sorted({min(120, max(1, round(m))) for m in times if m >= least})

    def phases(self) -> list[dict[str, Any]]:
        """Return the terms that come later, by month, the words that say when beside them."""
        months: dict[int, dict[str, str]] = {}
        cites: dict[int, list[Citation]] = {}
        for name, term in self.terms.items():
            for month in self._months(term):
                last = month == self._months(term)[-1]
                months.setdefault(month, {})[name] = AGREED if last else PARTLY
                cites.setdefault(month, []).extend(t.citation for t in term.timings)
        return [
            {"from_month": month, "terms": months[month]} | self._cited(cites[month], 3)
            for month in sorted(months)
        ]

    def steps(self) -> list[dict[str, Any]]:
        """Return what is to be done and when, step by step, with the words that say so."""
        found: list[dict[str, Any]] = []
        for term in self.terms.values():
            owner = self._owner(term) or self.bound[0]
            for timing in term.timings:
                if timing.kind == "for" or timing.months is None:
                    continue
                title = f"{term.title}: {timing.words}"
                step = {
                    "title": title[:200],
                    "by": self.id_of(owner),
                    "month": min(600, round(timing.months)),
                }
                found.append(step | self._cited([timing.citation]))
        return sorted(found, key=lambda step: step["month"])[:20]

    # promises

    def _named_promises(self) -> dict[str, Promise]:
        found: dict[str, Promise] = {}
        for number, promise in enumerate(self.package.promises):
            who = identifier(self.parties.called(promise.who[0]) if promise.who else promise.body)
            found[self.names.of(f"promise {number}", f"{promise.kind}_{who}")] = promise
        return found

    def guarantees(self) -> dict[str, Any]:
        """Return the promises; how far each is believed and with what force are gaps."""
        return {name: self._guarantee(promise) for name, promise in self.promises.items()}

    def _guarantee(self, promise: Promise) -> dict[str, Any]:
        who = [self.id_of(party) for party in promise.who] or [self.id_of(f"body:{promise.body}")]
        called = promise.body or " and ".join(self.parties.called(p) for p in promise.who)
        guarded = [p for p in self.bound if p not in promise.who]
        entry: dict[str, Any] = {
            "title": f"{_PROMISES[promise.kind]}: {called}",
            "kind": promise.kind,
            "guarantors": who,
            "protects": [self.id_of(p) for p in guarded or self.bound[:1]],
        }
        if promise.kind == "monitors":
            entry["breakdown_ratio"] = {"base_rate": "monitors_ratio"}
        else:
            entry["intervenes"] = GAP
        if promise.kind == "deployed_force":
            entry["deployed"] = (
                {"value": promise.troops / 1000} | self._cited(promise.citations)
                if promise.troops
                else GAP
            )
        elif promise.kind == "sanctions":
            entry["punishment"] = GAP
        if promise.months:
            entry["until"] = f"{max(1, round(promise.months))} months"
        counted = promise.troops and promise.kind == "monitors"
        note = " ".join(filter(None, (
            f"{promise.troops:,.0f} are to be sent." if counted else "",
            f"It is to act: {promise.trigger}." if promise.trigger else "",
        )))  # fmt: skip
        return entry | ({"note": note} if note else {}) | self._cited(promise.citations, 3)

    # consent, expiry, answers

    def consent(self) -> dict[str, Any]:
        """Return whose consent the plan needs: the sides that are in it, votes and parliaments."""
        others = [p for p in self.package.between if p not in self.war.all]
        asked: list[Any] = [self.id_of(p) for p in (*self.war.all, *others) if self._is_in_it(p)]
        for step in self.package.consent:
            words = {"referendum": "voters", "ratification": "parliament"}.get(step.kind)
            of = step.of or self._home()
            if words and of:
                key = self.id_of(f"{words}:{of}")
                rule = {"party": key, "note": f"By {step.kind}, as the articles tell."}
                if not any(isinstance(a, dict) and a.get("party") == key for a in asked):
                    asked.append(rule | self._cited(step.citations))
            elif step.kind == "veto_disputed" and step.of:
                asked.append(
                    {
                        "veto": self.id_of(step.of),
                        "valid": GAP,
                        "note": "Whether it has a veto is disputed.",
                    }
                    | self._cited(step.citations)
                )
        return {"all": asked}

    def stances(self) -> dict[str, Any]:
        """Return, of voters and parliaments that are asked, that nothing is known yet."""
        asked = [a["party"] for a in self.consent()["all"] if isinstance(a, dict) and "party" in a]
        return {party: {"position": "undeclared"} for party in asked}

    def _home(self) -> str:
        states = [p for p in self.war.all if self.parties.kind(p) == "state"]
        return states[0] if len(states) == 1 else ""

    def _is_in_it(self, party: str) -> bool:
        """Say whether a party takes part: who made it; else each side's first and who answered."""
        if self.package.between:
            return party in self.package.between
        return any(party == side[0] for side in self.war.sides) or party in self.package.answers

    def expires(self) -> int | None:
        """Return the month in which the plan runs out, for one with a term."""
        months = [d.months for d in self.package.deadlines if d.months]
        if not months:
            return None
        return max(1, min(600, round(months[0])))

    def acceptance(self) -> dict[str, Any]:
        """Return what each party answered last, its condition, when, and who reports it."""
        found: dict[str, Any] = {}
        for party, reports in self.package.answers.items():
            last = reports[-1]
            entry: dict[str, Any] = {"answer": last.answer}
            entry |= {"condition": self._condition(reports)} if self._condition(reports) else {}
            entry |= {"date": last.day.isoformat()} if last.day else {}
            entry |= {
                "reporter": self.parties.called(last.reporter)
                if last.reporter in self.parties.known
                else last.reporter
            }
            found[self.id_of(party)] = entry | self._cited(
                [last.citation, *(r.citation for r in reversed(reports))], 3
            )
        return found

    @staticmethod
    def _condition(reports: Sequence[Answered]) -> str:
        """Return what the last answer hangs on, or what would undo a no given on the same day."""
        last = reports[-1]
        if last.answer == "conditional":
            return last.condition
        ways_out = (
            report.condition
            for report in reversed(reports)
            if report.answer == "conditional" and report.day == last.day and report.strength >= 1
        )
        return next(ways_out, "") if last.answer == "rejects" else ""

    def contradictions(self) -> str:
        """Return in words who is reported to have answered otherwise before."""
        told = []
        for party, reports in self.package.answers.items():
            others = [
                r
                for r in reports[:-1]
                if r.answer != reports[-1].answer and r.answer != "undeclared"
            ]
            told += [
                f"{self.parties.called(party)}: {r.answer} in {r.citation.source}"
                for r in others[:2]
            ]
        return f"Also reported: {'; '.join(dict.fromkeys(told))}." if told else ""

    def proposal(self, title: str) -> dict[str, Any]:
        """Return the plan as a proposal."""
        entry: dict[str, Any] = {"title": title}
        if self.package.aliases:
            entry["summary"] = f"Also called: {', '.join(self.package.aliases)}."
        if self.package.tabled_by:
            entry["summary"] = " ".join(
                filter(
                    None, (entry.get("summary", ""), f"Put forward by {self.package.tabled_by}.")
                )
            )
        entry["terms"] = self.agreed()
        parts = {
            "phases": self.phases(), "provisions": self.steps(), "expires": self.expires(),
            "guarantees": list(self.promises), "consent": self.consent(),
            "stances": self.stances(), "acceptance": self.acceptance(),
        }  # fmt: skip
        entry |= {key: part for key, part in parts.items() if part}
        note = self.contradictions()
        return entry | self._cited(self.package.citations) | ({"note": note} if note else {})

    def title(self, called: Sequence[str]) -> str:
        """Return what the plan is called, made up of the sides where it has no name."""
        name = self.package.name or (
            "Ceasefire" if any(t.issue == "ceasefire" for t in self.terms.values()) else "Agreement"
        )
        own = re.search(r"[A-Z].*[A-Z]|point", name) or len(name.split()) > 3
        return (
            name[:1].upper() + name[1:]
            if own
            else f"{name[:1].upper()}{name[1:]} between {' and '.join(called)}"
        )

    def _cited(self, citations: Sequence[Citation], most: int = 2) -> dict[str, Any]:
        found = self._cite(citations, most)
        return {"cite": found} if found else {}
