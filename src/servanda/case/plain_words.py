"""A case in plain words, for a reader who will not open the file."""

from __future__ import annotations

from typing import Any

from servanda.case.consent import ConsentRule, rule_in_words
from servanda.case.keys.case import ANALYST, Case
from servanda.case.keys.dispute import Issue, Outcome
from servanda.case.keys.number import PerPerceiver
from servanda.case.keys.proposals import Proposal
from servanda.case.number_words import form_in_words, in_a_row, in_words
from servanda.quantity import Point

__all__ = ["consent_in_words", "describe", "outcome_in_words"]

_MOST_NAMED = 6
"""Of larger bodies the number of members is given instead of their names."""


def describe(case: Case) -> str:
    """Return what a case says, in sentences, a paragraph a subject.

    >>> from servanda.case.load import parse
    >>> from servanda.case.template import first_case
    >>> print(describe(parse(first_case())).splitlines()[0])
    The isle of Vard, as of 1 March 2025.
    """
    paragraphs = [_opening(case), _parties(case), _dispute(case), _war(case)]
    paragraphs += [_proposal(case, name) for name in case.proposals]
    paragraphs += [_guarantee(case, name) for name in case.guarantees]
    paragraphs += [_decision(case, name) for name in case.decisions]
    if case.limits:
        paragraphs.append("Left out: " + " ".join(case.limits))
    return "\n\n".join(filter(None, paragraphs))


def _sentence(text: str) -> str:
    text = text.strip()
    return text if not text or text[-1] in ".!?" else f"{text}."


def _opening(case: Case) -> str:
    date = f"{case.as_of.day} {case.as_of:%B %Y}"
    return f"{case.title}, as of {date}.\n{_sentence(case.summary)}".strip()


def _parties(case: Case) -> str:
    sides = [in_a_row([case.name_of(party) for party in side]) for side in case.sides.values()]
    lines = [f"The armed parties: {' against '.join(sides)}."]
    for name, body in case.actors.items():
        if body.members:
            members = in_a_row([case.name_of(member) for member in body.members])
            members = (
                members if len(body.members) <= _MOST_NAMED else f"{len(body.members)} members"
            )
            lines.append(_sentence(f"{_capital(case.name_of(name))} acts through {members}"))
    return " ".join(lines)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _dispute(case: Case) -> str:
    lines = []
    for issue in case.issues.values():
        ends = (
            f"from {min(best):g} to {max(best):g} {issue.unit}"
            if (best := issue.best.values())
            else ""
        )
        how = {
            "territory": "settled along the front line" if case.has_front else "settled by shares",
            "graded": ends.strip(),
            "finite": f"one of {in_a_row([_plain(option) for option in issue.options])}",
        }[issue.kind]
        weights = in_a_row(
            [
                f"{in_words(weight)} for {case.name_of(side)}"
                for side, weight in issue.weights.items()
            ]
        )
        lines.append(f"{_sentence(f'{_capital(issue.title)}: {how}')} It weighs {weights}.")
    return "In dispute: " + " ".join(lines)


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _war(case: Case) -> str:
    war = case.war
    lines = []
    if war.front is not None and war.trend is not None:
        holder = in_a_row([case.name_of(party) for party in case.front_holders])
        lines.append(f"{holder} holds {in_words(war.front.held)} of the territory.")
        views = _views(case, war.trend)
        lines.append(f"The line is expected to move by {views}, above zero in its favour.")
    for party, chance in war.victory.items():
        views = _views(case, chance)
        lines.append(f"If the war is decided, the side of {case.name_of(party)} wins it: {views}.")
    for costs, period in ((war.costs, "year"), (war.flow_costs, "month")):
        each = [f"{case.name_of(side)} {in_words(cost)}" for side, cost in costs.items()]
        of = "all its aims are worth" if period == "year" else "a month of victory is worth"
        if each:
            lines.append(f"A {period} of war costs {in_a_row(each)} of what {of}.")
    return " ".join(lines)


def _views(case: Case, beliefs: PerPerceiver[Any]) -> str:
    """Return who believes what of one number."""
    if beliefs.common is not None:
        return in_words(beliefs.common)
    said = [
        f"{in_words(belief)} ({'the analyst' if who == ANALYST else case.name_of(who)})"
        for who, belief in beliefs.by.items()
    ]
    return in_a_row(said)


def outcome_in_words(issue: Issue, outcome: Outcome) -> str:
    """Return how an outcome settles an issue."""
    if outcome.as_held:
        return "along the line where the fighting stops"
    if outcome.option is not None:
        option = issue.options.get(outcome.option)
        return option.title if option and option.title else _plain(outcome.option)
    if outcome.value is None:
        return "nothing said"
    if issue.kind == "territory":
        return f"at a share of {form_in_words(outcome.value.form, 'share')}"
    return f"{in_words(outcome.value)} {issue.unit}".strip()


def _proposal(case: Case, name: str) -> str:
    body: Proposal = case.proposals[name]
    lines = [_sentence(f"Proposal “{body.title}”"), _sentence(body.summary)]
    settled = [
        f"{case.issues[issue].title}: {outcome_in_words(case.issues[issue], outcome)}"
        for issue, outcome in body.terms.items()
        if issue in case.issues
    ]
    lines.append(_sentence("; ".join(settled)))
    for phase in body.phases:
        changed = [
            f"{case.issues[issue].title}: {outcome_in_words(case.issues[issue], outcome)}"
            for issue, outcome in phase.terms.items()
            if issue in case.issues
        ]
        lines.append(_sentence(f"From month {phase.from_month}, {'; '.join(changed)}"))
    if body.guarantees:
        titles = [case.guarantees[g].title for g in body.guarantees if g in case.guarantees]
        lines.append(_sentence(f"It comes with {in_a_row(titles)}"))
    lines.append(_sentence(f"It needs the consent of {consent_in_words(case, body.consent)}"))
    stays = (
        "stays on the table until it is taken" if body.offer == "stands" else "lapses if refused"
    )
    lines.append(f"The offer {stays}.")
    return " ".join(filter(None, lines))


def consent_in_words(case: Case, rule: ConsentRule) -> str:
    """Return whose consent a rule asks for.

    >>> from servanda.case.load import parse
    >>> from servanda.case.template import first_case
    >>> case = parse(first_case())
    >>> print(consent_in_words(case, case.proposals["pact_for_harbour"].consent))
    Sutherland, Norland if its disputed veto is valid (30 to 70%) and at least 1 of (Eastmark and
    Westmark)
    """
    return rule_in_words(case, rule)


def _guarantee(case: Case, name: str) -> str:
    promise = case.guarantees[name]
    by = in_a_row([case.name_of(guarantor) for guarantor in promise.guarantors]) or "nobody"
    kind = promise.kind.replace("_", " ")
    lines = [_sentence(f"Guarantee “{promise.title}” ({kind}), given by {by}")]
    if promise.intervenes is not None:
        lines.append(f"Chance that it is honoured: {_views(case, promise.intervenes)}.")
    elif promise.credibility is not None:
        prior = _views(case, promise.credibility.prior)
        lines.append(f"Belief in it starts from {prior} and moves with the record.")
    elif promise.resolve is not None:
        lines.append("Belief in it follows from what the guarantor has at stake.")
    if promise.force.form != Point(0.0):
        lines.append(f"It would bring {in_words(promise.force)}.")
    if promise.host:
        lines.append(f"It stands on the soil of {case.name_of(promise.host)}.")
    return " ".join(lines)


def _decision(case: Case, name: str) -> str:
    decision = case.decisions[name]
    scale = decision.scale
    by = f", decided by {case.name_of(decision.body)}" if decision.body else ""
    lines = [_sentence(f"Decision “{decision.title}”{by}")]
    places = in_a_row([f"{place:g} is {label}" for label, place in scale.labels.items()])
    ends = f"from {scale.low:g} to {scale.high:g} {scale.unit}".strip()
    lines.append(_sentence(f"The scale runs {ends}" + (f"; {places}" if places else "")))
    stand = [
        f"{case.name_of(member)} at {in_words(seat.position)}"
        for member, seat in list(decision.members.items())[:_MOST_NAMED]
    ]
    more = len(decision.members) - len(stand)
    named = f"{', '.join(stand)} and {more} more" if more else in_a_row(stand)
    lines.append(_sentence(f"There stand {named}"))
    return " ".join(lines)
