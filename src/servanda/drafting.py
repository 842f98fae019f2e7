"""A first case from articles: what they carry filled in and cited, the rest a marked gap.

Nothing is invented. A number the articles do not give is `"?"`, which `servanda check` lists and
`servanda assess` refuses; options at the two ends of an issue are 0 and 1 by definition.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from servanda.errors import InputError
from servanda.evidence.records import Citation, Source
from servanda.reading.account import Account, Held, IssueSeen, account_of
from servanda.reading.actors.tables import actors
from servanda.reading.read import Said

__all__ = ["Draft", "draft", "write_draft"]

GAP = "?"
OPTIONS = {
    "membership": ("member", "not_member"),
    "deployment": ("force", "no_force"),
    "sanctions": ("kept", "lifted"),
    "arms": ("supplied", "not_supplied"),
}
"""Topics that become finite issues: the protégé's best option first, then the challenger's."""

BEFORE = {"membership": 1, "deployment": 1, "sanctions": 0, "arms": 0}
"""Which of the two holds while the war goes on, until the analyst says otherwise."""

STANCES = {
    "volunteer": "volunteer",
    "supporter": "volunteer",
    "refuser": "refuse",
    "opponent": "refuse",
    "ambivalent": "undeclared",
    "conditional": "undeclared",
}

HEAD = """\
# Drafted from articles. Every quote is checked to be in its source.
# A number written "?" is a gap: `servanda check` lists them. Give each a range and its basis.
# Stances are as the articles report them; what nobody reported is left undeclared.
"""


@dataclass(frozen=True)
class Draft:
    """A drafted case: its YAML, and the text of its sources by file name."""

    case: str
    texts: dict[str, str]
    gaps: tuple[str, ...]


def write_draft(documents: Iterable[Said], folder: Path) -> list[Path]:
    """Write the draft of a case to `folder`, and return the files written.

    Raises: InputError where there is a case already, or nothing in the articles to begin one with.
    """
    if (folder / "case.yaml").exists():
        raise InputError(f"{folder} holds a case already; name a new folder with -o")
    made = draft(list(documents))
    (folder / "sources").mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in made.texts.items():
        path = folder / "sources" / name
        path.write_text(text, encoding="utf-8", newline="")
        written.append(path)
    case = folder / "case.yaml"
    case.write_text(made.case, encoding="utf-8")
    return [case, *written]


def draft(documents: Sequence[Said]) -> Draft:
    """Return a first case from what articles say.

    The protégé is the party the proposals are about, the challenger the one said to have broken
    agreements or else the state that opposes most of them.

    Raises: InputError where the articles name no two states in dispute.
    """
    account = account_of(documents)
    read = [said for said in documents if not said.unread]
    writer = _Writer(account, read)
    body = yaml.dump(
        writer.case(), sort_keys=False, allow_unicode=True, width=96, default_flow_style=False
    )
    texts = {writer.file_of(said.source.id): said.text for said in read}
    return Draft(HEAD + body, texts, account.gaps)


class _Writer:
    """Builds the case, part by part, as plain data."""

    def __init__(self, account: Account, read: Sequence[Said]) -> None:
        self.account, self.read = account, read
        self._sources = {said.source.id: _identifier(f"s_{said.source.id}") for said in read}
        self.protege, self.challenger = self._sides()
        self.issues = self._settled()
        self.body = next((rule.organisation for rule in account.rules), "")

    def file_of(self, source: str) -> str:
        return f"{self._sources[source]}.txt"

    def cite(self, citations: Iterable[Citation], most: int = 2) -> list[dict[str, str]]:
        return [
            {"source": self._sources[c.source], "quote": " ".join(c.quote.split())}
            for c in list(citations)[:most]
            if len(c.quote.strip()) >= 8
        ]

    def gap(self, citations: Iterable[Citation] = (), note: str = "") -> Any:
        found = self.cite(citations)
        if not found and not note:
            return GAP
        return (
            {"value": GAP} | ({"cite": found} if found else {}) | ({"note": note} if note else {})
        )

    def _sides(self) -> tuple[str, str]:
        about = [issue.actor for issue in self.account.issues if issue.actor]
        states = [seen.id for seen in self.account.actors if seen.kind == "state"]
        candidates = sorted(set(about), key=lambda a: -about.count(a)) or states
        protege = next((actor for actor in candidates if actor in states), "")
        broke = [broken.by for broken in self.account.broken_agreements]
        against = [_side(h.actor) for h in self.account.held if h.position == "oppose"]
        fighting = [self.account.front.favours] if self.account.front else []
        order = sorted(set(states) - {protege}, key=lambda s: -(2 * broke.count(s)
                       + against.count(s) + 2 * fighting.count(s)))  # fmt: skip
        if not protege or not order:
            raise InputError(
                "the articles name no two states in dispute; begin with `servanda new` instead"
            )
        return protege, order[0]

    def _settled(self) -> dict[str, IssueSeen]:
        found: dict[str, IssueSeen] = {}
        for issue in self.account.issues:
            if issue.kind == "proposal" and issue.topic in OPTIONS:
                found.setdefault(issue.topic, issue)
        return found

    def case(self) -> dict[str, Any]:
        days = [said.source.published for said in self.read if said.source.published]
        day = max(days) if days else self.account.day
        parts = {
            "servanda": 1,
            "title": f"{_name(self.challenger)} and {_name(self.protege)}: a draft",
            "as_of": day.isoformat() if day else "1900-01-01",
            "challenger": _id(self.challenger),
            "protege": _id(self.protege),
            "sources": self.sources(),
            "actors": self.actors(),
            "issues": self.disputed(),
            "capabilities": {
                _id(side): {"forces": GAP} for side in (self.challenger, self.protege)
            },
            "war": self.war(),
            "guarantees": self.guarantees(),
            "record": self.record(),
            "consent_rules": self.rules(),
            "proposals": self.proposals(),
            "limits": [f"Not in the articles: {gap}." for gap in self.account.gaps],
        }
        return {key: value for key, value in parts.items() if value not in ({}, [])}

    def sources(self) -> dict[str, Any]:
        return {self._sources[said.source.id]: self._source(said.source) for said in self.read}

    def _source(self, source: Source) -> dict[str, Any]:
        day = source.published or self.account.day
        entry: dict[str, Any] = {
            "title": source.title or source.id,
            "publisher": source.publisher or ", ".join(source.outlets) or "not found in the text",
            "published": day.isoformat() if day else "1900-01-01",
            "file": f"sources/{self.file_of(source.id)}",
        }
        if source.author:
            entry["author"] = source.author
        if source.url:
            entry["url"] = source.url
        if not source.published:
            entry["note"] = "The day is the earliest the text itself allows; put in the right one."
        return entry

    def actors(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for seen in self.account.actors:
            if seen.kind == "person":
                continue
            kind = seen.kind if seen.kind in ("state", "alliance", "coalition") else "organisation"
            entry: dict[str, Any] = {"name": seen.name, "kind": kind}
            cited = self.cite([seen.citation])
            found[_id(seen.id)] = entry | ({"cite": cited} if cited else {})
        for rule in self.account.rules:
            body = found.setdefault(
                _id(rule.organisation), {"name": _name(rule.organisation), "kind": "alliance"}
            )
            body["kind"] = "alliance"
            body["members"] = {_id(m): {"name": _name(m)} for m in sorted(rule.members, key=_name)}
        if "deployment" in self.issues:
            found.setdefault("volunteers", {"name": "Those who may send troops"})
            found["volunteers"] |= {"kind": "coalition", "members": self.volunteers()}
        for side in (self.challenger, self.protege):
            found.setdefault(_id(side), {"name": _name(side), "kind": "state"})
        return found

    def volunteers(self) -> dict[str, Any]:
        """Return who was reported on sending troops, and members of whom nothing was."""
        issue = self.issues["deployment"]
        stances = self.stances(issue.id, names=True)
        for rule in self.account.rules:
            if rule.issue == issue.id:
                for member in rule.undeclared:
                    stances.setdefault(
                        _id(member), {"position": "undeclared", "name": _name(member)}
                    )
        return {k: v for k, v in stances.items() if k != _id(self.body)} or {
            _id(self.protege): {"position": "undeclared"}
        }

    def stances(self, issue: str, names: bool = False) -> dict[str, Any]:
        """Return the stance of each body or state on an issue; the surest report wins."""
        found: dict[str, tuple[float, dict[str, Any]]] = {}
        for held in self.account.held:
            actor = _side(held.actor)
            if held.issue != issue or held.stand is None or actor in self._belligerents():
                continue
            if any(rule.organisation == actor for rule in self.account.rules):
                continue  # its members are asked one by one
            entry: dict[str, Any] = {"position": STANCES[held.stand]}
            if names:
                entry["name"] = _name(actor)
            cited = self.cite([held.citation])
            entry |= {"cite": cited} if cited else {}
            weight = _weight(held)
            if weight > found.get(_id(actor), (-1.0, {}))[0]:
                found[_id(actor)] = (weight, entry)
        return {actor: entry for actor, (_, entry) in found.items()}

    def _belligerents(self) -> set[str]:
        return {self.challenger, self.protege}

    def disputed(self) -> dict[str, Any]:
        weights = {_id(self.challenger): GAP, _id(self.protege): GAP}
        found: dict[str, Any] = {
            "territory": {"title": "Territory", "kind": "territory", "weights": dict(weights)}
        }
        for topic, issue in self.issues.items():
            ours, theirs = OPTIONS[topic]
            cited = self.cite(issue.citations)
            found[topic] = {
                "title": issue.name[0].upper() + issue.name[1:],
                "kind": "finite",
                "weights": dict(weights),
                "options": {
                    ours: {"challenger": 0, "protege": 1},
                    theirs: {"challenger": 1, "protege": 0},
                },
            } | ({"cite": cited} if cited else {})
        return found

    def war(self) -> dict[str, Any]:
        turns = [c for _, c in self.account.front.citations] if self.account.front else []
        favours = self.account.front.favours if self.account.front else ""
        note = f"The articles see it favour {_name(favours)}." if favours else ""
        return {
            "front": {"issue": "territory", "held": GAP, "step": 0.01},
            "trend": self.gap(turns, note),
            "swing": GAP,
            "costs": {_id(self.challenger): GAP, _id(self.protege): GAP},
            "while_fighting": self._terms({}),
        }

    def _terms(self, chosen: dict[str, int]) -> dict[str, str]:
        return {topic: OPTIONS[topic][chosen.get(topic, BEFORE[topic])] for topic in self.issues}

    def guarantees(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        promise = {"intervenes": GAP, "force": GAP}
        if "membership" in self.issues:
            issue = self.issues["membership"]
            found["membership_clause"] = {
                "title": f"Mutual defence under {issue.name}",
                "kind": "treaty",
                "guarantors": _id(issue.organisation or self.body or self.protege),
                **promise,
                "cite": self.cite(issue.citations),
            }
        if "deployment" in self.issues:
            found["deployed_force"] = {
                "title": f"A force: {self.issues['deployment'].name}",
                "kind": "deployed_force",
                "guarantors": "volunteers",
                **promise,
                "host": _id(self.protege),
                "cite": self.cite(self.issues["deployment"].citations),
            }
        return {k: {a: b for a, b in v.items() if b != []} for k, v in found.items()}

    def record(self) -> dict[str, Any]:
        years = {issue.id: issue.year for issue in self.account.issues}
        found: dict[str, Any] = {}
        for broken in self.account.broken_agreements:
            year = re.sub(r"\D", "", years.get(broken.issue, ""))[:4]
            if not year:
                continue
            entry = found.setdefault(
                _identifier(broken.issue),
                {"title": broken.name, "year": int(year), "kind": "other", "conduct": {}},
            )
            entry["conduct"][_id(_side(broken.by or self.challenger))] = {
                "ledger": "compliance",
                "kept": False,
                "cite": self.cite(broken.citations),
            }
        return found

    def rules(self) -> dict[str, Any]:
        return {
            _identifier(f"{rule.organisation}_{rule.rule}"): {
                "all": {"members": _id(rule.organisation)},
                "note": rule.basis,
                "cite": self.cite(rule.citations),
            }
            for rule in self.account.rules
            if rule.rule in ("unanimity", "consensus")
        }

    def proposals(self) -> dict[str, Any]:
        sides = [_id(self.challenger), _id(self.protege)]
        found = {
            "ceasefire": self._proposal(
                "A ceasefire where the lines are", {}, {"all": list(sides)},
                [i for i in self.account.issues if i.topic in ("ceasefire", "peace_deal")],
            )
        }  # fmt: skip
        if "membership" in self.issues:
            issue = self.issues["membership"]
            rule = next((r for r in self.account.rules if r.issue == issue.id), None)
            asked: list[Any] = list(sides)
            if rule:
                asked.append({"rule": _identifier(f"{rule.organisation}_{rule.rule}")})
            found["membership"] = self._proposal(
                f"Territory for {issue.name}", {"membership": 0}, {"all": asked}, [issue],
                guarantee="membership_clause", stances=self.stances(issue.id),
            )  # fmt: skip
        if "deployment" in self.issues:
            issue = self.issues["deployment"]
            found["force"] = self._proposal(
                f"A ceasefire with {issue.name}", {"deployment": 0}, self._force_rule(), [issue],
                guarantee="deployed_force",
            )  # fmt: skip
        for issue in self.account.issues:
            if issue.kind == "plan" or issue.topic == "withdrawal":
                withdrawal = issue.topic == "withdrawal"
                name = issue.name[0].upper() + issue.name[1:]
                found[_identifier(issue.id)] = self._proposal(
                    name, {}, {"all": list(sides)}, [issue], territory=0.0 if withdrawal else None,
                    note="Named in the articles; put in its terms and whose consent it needs.",
                )  # fmt: skip
        return found

    def _force_rule(self) -> dict[str, Any]:
        members = [m for m in self.volunteers() if m not in map(_id, self._belligerents())]
        asked: list[Any] = [_id(self.protege)]
        if members:
            asked.append({"at_least": 1, "of": members})
        denied = [d for d in self.account.disputed_consent if _side(d.whose) == self.challenger]
        if denied:
            citations = [c for _, c in (*denied[0].claims, *denied[0].denials)]
            veto: dict[str, Any] = {"veto": _id(self.challenger), "valid": GAP}
            asked.append(veto | {"cite": self.cite(citations, 4)})
        else:
            asked.append(_id(self.challenger))
        return {"all": asked}

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
        cited = self.cite([c for issue in seen for c in issue.citations])
        entry |= {"guarantees": guarantee} if guarantee else {}
        entry |= {"stances": stances} if stances else {}
        entry |= {"cite": cited} if cited else {}
        return entry | ({"note": note} if note else {})


def _side(actor: str) -> str:
    known = actors().get(actor)
    return known.side if known and known.kind == "person" and known.side else actor


def _name(actor: str) -> str:
    known = actors().get(actor)
    return known.name if known else actor.replace("_", " ").replace("-", " ").title()


def _id(actor: str) -> str:
    return _identifier(_name(actor))


def _identifier(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    found = re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")[:60].strip("_")
    return found if found[:1].isalpha() else f"x_{found}"[:60]


def _weight(held: Held) -> float:
    """Order reports on one actor: commitments before leanings, then by confidence."""
    return held.confidence + (1.0 if held.commitment else 0.0)
