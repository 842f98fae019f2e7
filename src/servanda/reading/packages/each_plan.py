"""The plans of a set of articles, each a package of its own; the main one first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from servanda.reading.decisions import SURE, Decisions
from servanda.reading.packages.answered import Answered
from servanda.reading.packages.parties import Parties
from servanda.reading.packages.passages import in_order
from servanda.reading.packages.plan import Package, package_in
from servanda.reading.packages.plans_apart import SHORT_OF, PlanTold, plans_apart
from servanda.reading.read import Said

__all__ = ["packages_in"]

SIGNED = 2.0
"""The strength of a yes by signature, as where a rule reads it."""


def packages_in(
    read: Sequence[Said],
    parties: Parties,
    sides: Sequence[str],
    home: str = "",
    decisions: Decisions | None = None,
) -> tuple[Package, ...]:
    """Return each plan that a set of articles tells of, the main one first: mostly there is one.

    The main one is that of most articles, then of most terms, then the latest. Parameters as of
    `package_in`, of which this is the only result where the articles do not plainly tell of two.

    >>> from servanda.reading.read import read_text
    >>> from servanda.drafting.sides import belligerents_of
    >>> said = read_text("Chad and Libya fought on. Chad and Libya signed an accord in Tunis.",
    ...     "wire", extract=lambda _: [])
    >>> parties, war = belligerents_of([said], ["Chad", "Libya"])
    >>> len(packages_in([said], parties, war.all))
    1
    """
    documents = in_order(read)
    plans = plans_apart(documents, parties, sides)
    if len(plans) > 1:
        found = [_package(plan, documents, parties, sides, home, decisions) for plan in plans]
        if all(package.is_told for package in found):
            order = range(len(found))
            ranked = sorted(
                order, key=lambda n: (len(found[n].documents), len(found[n].terms), n), reverse=True
            )
            return tuple(found[n] for n in ranked)
    return (package_in(read, parties, sides, home, decisions),)


def _package(
    plan: PlanTold,
    documents: Sequence[Said],
    parties: Parties,
    sides: Sequence[str],
    home: str,
    decisions: Decisions | None,
) -> Package:
    """Return the package of one plan, with a yes of those who are told to have made it."""
    own = [said for said in documents if said.source.id in plan.documents]
    read = package_in(own, parties, sides, home, decisions)
    named = any(word[:1].isupper() for word in read.name.split())
    made = replace(
        read,
        name=plan.called if plan.called and not named else read.name,
        terms=tuple(term for term in read.terms if not SHORT_OF.search(term.outcome)),
        documents=plan.documents,
        between=plan.between,
    )
    return _with_makers(made, plan, decisions)


def _with_makers(package: Package, plan: PlanTold, decisions: Decisions | None) -> Package:
    """Return a package with a yes of each maker of the deal that no rule reads an answer of.

    What is told of a wider plan, which the maker stopped short of, is no answer to this one.
    """
    told = {
        party: tuple(r for r in reports if _is_decided(r, decisions) or not _of_the_wider(r, plan))
        for party, reports in package.answers.items()
    }
    signed = []
    for party, deals in _made_by(plan).items():
        known = any(r.strength >= (SURE if r.heard else 1) for r in told.get(party, ()))
        rejected = decisions and any(decisions.verdict(each.id) == "reject" for each in deals)
        if not known and not rejected:
            signed.append(deals[0])
    if decisions is not None:
        signed = decisions.applied_to_answers(signed)
    for each in signed:
        told[each.party] = (*told.get(each.party, ()), each)
    added = {each.party for each in signed}
    return replace(
        package,
        answers={party: reports for party, reports in told.items() if reports},
        open_answers=tuple(q for q in package.open_answers if q.party not in added),
    )


def _made_by(plan: PlanTold) -> dict[str, list[Answered]]:
    """Return a yes of each maker of the deal for each sentence that tells that it was made."""
    found: dict[str, list[Answered]] = {}
    for deal in plan.made:
        for party in deal.who:
            cited, day = deal.passage.citation, deal.passage.day
            yes = Answered(party, "accepts", "", cited, day, "narration", SIGNED)
            found.setdefault(party, []).append(yes)
    return found


def _is_decided(report: Answered, decisions: Decisions | None) -> bool:
    """Say whether a person accepted or corrected a report, which then stands."""
    return decisions is not None and decisions.verdict(report.id) in {"accept", "correct"}


def _of_the_wider(report: Answered, plan: PlanTold) -> bool:
    """Say whether a report that is no yes tells of the wider plan that this one is short of."""
    short = any(SHORT_OF.search(deal.passage.narrated) for deal in plan.made)
    return short and report.answer != "accepts" and bool(SHORT_OF.search(report.citation.quote))
