"""What to watch: how to say each kind of number in a case, and which observable would tell."""

from __future__ import annotations

from fnmatch import fnmatchcase

from servanda.case.keys.case import Case

__all__ = ["indicator", "label"]

WATCH: tuple[tuple[str, str, str], ...] = (
    (
        "war.trend.*",
        "the movement of the front, as {perceiver} expects it",
        "monthly change of territory held, on independent front-line maps",
    ),
    (
        "war.trend",
        "the movement of the front",
        "monthly change of territory held, on independent front-line maps",
    ),
    (
        "war.temptation_noise",
        "how far chance sways the decision to break the deal",
        "signs of disputes in the challenger's leadership",
    ),
    ("war.swing", "how much the front swings", "month-to-month variation of front-line maps"),
    (
        "war.costs.*",
        "the running cost of the war to {actor}",
        "casualty estimates, defence budget, conscription orders",
    ),
    (
        "war.patience.*",
        "{actor}'s discount of the future",
        "leadership tenure and election calendar",
    ),
    (
        "war.ends_by_itself",
        "the chance that the war ends for other reasons",
        "stability of both governments, outside support",
    ),
    (
        "war.regroup.*",
        "how much {actor} gains by regrouping",
        "arms production, call-ups and training during lulls",
    ),
    (
        "war.opportunities",
        "how often an opening to attack arises",
        "crises elsewhere that draw the guarantor's forces",
    ),
    ("war.keeps_its_word", "how far {challenger} keeps its word", "conduct under existing accords"),
    ("war.front.held", "the share of territory {challenger} holds", "front-line maps"),
    ("war.*", "{path}", "the course of the fighting"),
    (
        "capabilities.*.forces",
        "the forces of {actor}",
        "order-of-battle estimates, mobilisation decrees",
    ),
    (
        "guarantees.*.credibility.prior.*",
        "the credibility of {guarantee} in the eyes of {perceiver}",
        "statements, votes and deployments of the guarantors; what {perceiver} says of them",
    ),
    (
        "guarantees.*.intervenes.*",
        "the chance, to {perceiver}, that {guarantee} is honoured",
        "statements, votes and deployments of the guarantors",
    ),
    (
        "guarantees.*.force",
        "the force that {guarantee} would bring",
        "forces assigned, exercised and funded",
    ),
    (
        "guarantees.*.deployed",
        "the force that {guarantee} keeps on the spot",
        "contingents pledged and arrived",
    ),
    (
        "guarantees.*.punishment",
        "what {guarantee} would cost an attacker",
        "strike capability assigned; sanctions prepared",
    ),
    (
        "guarantees.*.in_force_from",
        "the months until {guarantee} is in force",
        "dates of signature, ratification and deployment",
    ),
    (
        "guarantees.*.host_withdraws",
        "the chance that the host sends {guarantee} home",
        "parliamentary motions and polls in the host country",
    ),
    (
        "guarantees.*.resolve.stake*",
        "what the guarantors of {guarantee} have at stake",
        "the guarantors' trade, troops and citizens there",
    ),
    (
        "guarantees.*.resolve.cost*",
        "what honouring {guarantee} would cost the guarantors",
        "the guarantors' losses elsewhere; what their forces are tied to",
    ),
    (
        "guarantees.*.resolve.audience_cost*",
        "what reneging on {guarantee} would cost the guarantors at home",
        "polls and parliamentary debates in the guarantors' capitals",
    ),
    ("guarantees.*", "{path}", "what the guarantors say and do"),
    (
        "actors.*.members.*.consents",
        "the consent of {member}",
        "votes and government statements in {member}",
    ),
    ("actors.*.members.*", "{path}", "government statements"),
    (
        "issues.*.weights.*",
        "how much {issue} matters to {perceiver}",
        "what is conceded first and last in talks; leaders' speeches",
    ),
    (
        "issues.*.options.*",
        "what “{option}” on {issue} is worth to the {side}",
        "reactions to drafts that contain it",
    ),
    ("issues.*", "{path}", "positions taken in talks"),
    (
        "proposals.*.political_costs.*",
        "the political cost to {perceiver} of signing",
        "polls, parliamentary arithmetic, statements of hard-liners",
    ),
    (
        "*.valid",
        "the chance that the disputed veto is valid",
        "which reading of the consent rule third states and the Security Council act on",
    ),
    ("proposals.*.stances.*", "{path}", "votes and government statements"),
    ("proposals.*.terms.*", "what the deal says on {term}", "drafts of the agreement"),
    ("proposals.*", "{path}", "drafts of the agreement"),
    (
        "commitments.*",
        "what is at stake for the guarantor in {second}",
        "what allies elsewhere say and prepare for",
    ),
    ("record.*", "how alike the precedent {second} is", "whether its conditions recur"),
    ("consent_*", "how far those asked move together", "joint statements and split votes"),
)
"""Pattern of a number's name, how a sentence says it, and the observable; the first that fits."""


def label(case: Case, name: str) -> str:
    """Say in words which number of a case is meant.

    >>> from servanda.case.load import parse
    >>> from servanda.case.template import first_case
    >>> print(label(parse(first_case()), "war.swing"))
    how much the front swings
    """
    return _filled(case, name, _entry(name)[1])


def indicator(name: str, case: Case | None = None) -> str:
    """Say which observable would tell how a number is moving.

    >>> indicator("war.costs.ruritania")
    'casualty estimates, defence budget, conscription orders'
    """
    return _filled(case, name, _entry(name)[2])


def _entry(name: str) -> tuple[str, str, str]:
    for entry in WATCH:
        if fnmatchcase(name, entry[0]):
            return entry
    return name, "{path}", ""


def _filled(case: Case | None, name: str, text: str) -> str:
    parts = name.split(".")
    second, last = parts[min(1, len(parts) - 1)], parts[-1]

    def called(actor: str) -> str:
        if actor == "analyst":
            return "the analyst"
        plain = actor.replace("_", " ")
        return case.name_of(actor) if case else plain

    holder = {"capabilities": second, "war": last}.get(parts[0], last)
    words = {
        "path": name,
        "last": last.replace("_", " "),
        "second": second.replace("_", " "),
        "actor": called(holder),
        "perceiver": called(last),
        "member": called(parts[3]) if len(parts) > 3 else called(last),
        "guarantee": _guarantee(case, second),
        "issue": case.issues[second].title if case and second in case.issues else second,
        "term": _term(case, parts),
        "option": parts[3].replace("_", " ") if len(parts) > 3 else "",
        "side": {"protege": "protégé"}.get(last, last),
        "challenger": called(case.challenger) if case else "the challenger",
    }
    return text.format(**words)


def _term(case: Case | None, parts: list[str]) -> str:
    """The issue that a term of a deal settles."""
    issue = parts[parts.index("terms") + 1] if "terms" in parts[:-1] else parts[-1]
    if case is not None and issue in case.issues:
        return case.issues[issue].title
    return issue.replace("_", " ")


def _guarantee(case: Case | None, name: str) -> str:
    plain = f"“{name.replace('_', ' ')}”"
    if case is None or name not in case.guarantees:
        return plain
    title = getattr(case.guarantees[name], "title", "")
    return f"“{title}”" if title else plain
