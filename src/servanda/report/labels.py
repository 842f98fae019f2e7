"""The numbers of a case by names a reader understands, made from their paths."""

from __future__ import annotations

from collections.abc import Mapping

from servanda.case.keys.case import ANALYST, Case
from servanda.case.keys.decisions import Decision
from servanda.case.keys.dispute import Issue
from servanda.case.keys.promises import Commitment, Guarantee, RecordEntry

__all__ = ["group_of", "label_of"]

_FIELDS = {
    "at_stake": "what is at stake in it",
    "audience_cost": "cost at home of reneging",
    "believed": "how far it is believed now",
    "capability": "what it can bring to bear",
    "breakdown_ratio": "factor on the rate of breaking",
    "challenger_wins_at": "where the challenger wins",
    "consents": "consents",
    "consent_correlation": "How far members say yes or no together",
    "cost": "cost of intervening",
    "costs": "what a month of war costs",
    "decisiveness": "how far relative force decides",
    "deployed": "troops deployed",
    "ends_by_itself": "how often such a war ends by itself",
    "evidence_months": "months of evidence behind the belief",
    "force": "force it would bring",
    "forces": "forces in the theatre",
    "giving_in": "what not resisting is worth",
    "held": "share of the territory held",
    "host_withdraws": "how often the host sends the force away",
    "in_force_from": "months until it is in force",
    "intervenes": "belief that it would be honoured",
    "keeps_its_word": "belief that the challenger keeps agreements",
    "loses": "how much less it would be believed",
    "memory": "how long past conduct counts",
    "months": "how long regrouping takes",
    "noise": "noise in the decision",
    "opportunities": "how often breaking the deal is considered",
    "patience": "how fast the future is discounted",
    "political_costs": "political cost of signing",
    "position": "where it stands",
    "prior": "belief in it before the record counts",
    "punishment": "harm it would do to an attacker",
    "quota": "what is needed",
    "record_weight": "weight of the record",
    "regroup": "pace gained by a pause",
    "risk": "attitude to risk",
    "salience": "how much it cares",
    "settled": "settled at",
    "similarity": "likeness to the present case",
    "stake": "what is at stake for the guarantor",
    "strength": "how many past cases the prior is worth",
    "sunk": "cost sunk in the signal",
    "swing": "how much the front swings from month to month",
    "temptation_noise": "how far impulse moves the decision to break it",
    "tied": "cost tied to reneging",
    "trend": "pace of the front",
    "tripwire": "doubt removed by troops in harm's way",
    "troops": "troops offered",
    "valid": "chance that the veto holds",
    "value": "settled at",
    "weights": "weight",
    "withdraws": "how often consent is withdrawn",
    "word_strength": "how many past cases that belief is worth",
}

_PERCEIVED = {
    "trend", "prior", "intervenes", "stake", "cost", "audience_cost", "keeps_its_word",
    "record_weight",
}  # fmt: skip

_SILENT = {
    "all", "any", "of", "common", "by", "credibility", "resolve", "signal", "members", "stances",
    "conduct", "front", "consent", "terms", "phases", "options",
}  # fmt: skip


def group_of(case: Case, path: str) -> str:
    """Return the part of the case a number belongs to, as a heading calls it."""
    head, *rest = path.split(".")
    if head == "war":
        return "The war"
    if head == "proposals" and rest:
        return case.proposals[rest[0]].title if rest[0] in case.proposals else rest[0]
    titled: dict[str, Mapping[str, Issue | Guarantee | RecordEntry | Commitment | Decision]] = {
        "issues": case.issues,
        "guarantees": case.guarantees,
        "record": case.record,
        "commitments": case.commitments,
        "decisions": case.decisions,
    }
    if head in titled and rest and rest[0] in titled[head]:
        return titled[head][rest[0]].title
    if head in ("actors", "capabilities") and rest:
        return case.name_of(rest[0])
    if head == "consent_rules" and rest:
        return f"Consent rule “{rest[0].replace('_', ' ')}”"
    return "Consent"


def label_of(case: Case, path: str, whole: bool = True) -> str:
    """Return what a number is, in words; with `whole`, the part of the case first."""
    head, *rest = path.split(".")
    inner = rest if head == "war" else rest[1:]
    if head == "consent_correlation":
        inner = [head]
    words = _words(case, inner) or path
    return f"{group_of(case, path)}: {words}" if whole else words


def _words(case: Case, parts: list[str]) -> str:
    said: list[str] = []
    field = ""
    for part in parts:
        if part.isdigit() or part in _SILENT:
            continue
        if part == ANALYST:
            said.append("as the analyst sees it")
        elif part in _FIELDS and part != field:
            said.append(_FIELDS[part])
            field = part
        elif part in ("challenger", "protege"):
            said.append(f"for {case.name_of(getattr(case, part))}")
        elif _is_actor(case, part):
            said.append(_actor(case, part, field))
        elif part in case.issues:
            said.append(f"{case.issues[part].title},")
        else:
            said.append(part.replace("_", " "))
    return " ".join(said).strip(" ,")


def _is_actor(case: Case, name: str) -> bool:
    return name in case.actors or any(name in body.members for body in case.actors.values())


def _actor(case: Case, name: str, field: str) -> str:
    if field in _PERCEIVED:
        return f"as {case.name_of(name)} sees it"
    return f"for {case.name_of(name)}" if field else case.name_of(name)
