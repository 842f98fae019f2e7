"""A case in plain words, for a reader who will not open the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from servanda.case.keys.case import ANALYST, Case, Proposal
from servanda.case.keys.dispute import Issue, Outcome
from servanda.case.keys.number import PerPerceiver, Quantity
from servanda.case.keys.parties import ConsentRule
from servanda.quantity import BaseRate, Family, Form, Gap, Interval, Mixture, Point, Word
from servanda.sentences import listed

__all__ = ["consent_in_words", "describe", "in_words", "outcome_in_words"]

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


def in_words(number: Quantity) -> str:
    """Return a number as prose puts it, in its unit.

    >>> from servanda.case.keys.number import Months, Pace, Share
    >>> in_words(Share.model_validate("0.2 to 0.35")), in_words(Pace.model_validate(0.002))
    ('20 to 35%', '0.2% a month')
    >>> in_words(Months.model_validate({"lognormal": ["1 year", 0.3]}))
    'about 12 months'
    """
    return _form_in_words(number.form, number.unit)


def _form_in_words(form: Form, unit: str) -> str:
    if isinstance(form, Point):
        return _with_unit(_digits(form.value, unit), unit)
    if isinstance(form, Interval):
        ends = f"{_digits(form.low, unit)} to {_digits(form.high, unit)}"
        return _with_unit(ends, unit)
    if isinstance(form, Word):
        return form.word
    if isinstance(form, Gap):
        return "not known yet"
    if isinstance(form, BaseRate):
        return f"the base rate “{form.name.replace('_', ' ')}”"
    if isinstance(form, Mixture):
        return " or ".join(_form_in_words(part, unit) for part in form.parts)
    return _family_in_words(form, unit)


def _family_in_words(form: Family, unit: str) -> str:
    if form.name in ("uniform", "loguniform", "triangular"):
        low, high = (_digits(end, unit) for end in (form.parameters[0], form.parameters[-1]))
        return f"between {_with_unit(f'{low} and {high}', unit)}"
    middle = form.parameters[0]
    if form.name == "beta":
        middle = middle / sum(form.parameters)
    return f"about {_with_unit(_digits(middle, unit), unit)}"


def _digits(value: float, unit: str) -> str:
    if unit in ("share", "share per month"):
        return f"{100 * value:.3g}"
    return f"{value:,.3g}" if abs(value) < 1000 else f"{value:,.0f}"


def _with_unit(digits: str, unit: str) -> str:
    words = {
        "share": "%",
        "share per month": "% a month",
        "per year": " a year",
        "months": " months",
        "thousand troops": " thousand troops",
    }
    return digits + words.get(unit, "")


def _sentence(text: str) -> str:
    text = text.strip()
    return text if not text or text[-1] in ".!?" else f"{text}."


def _opening(case: Case) -> str:
    date = f"{case.as_of.day} {case.as_of:%B %Y}"
    return f"{case.title}, as of {date}.\n{_sentence(case.summary)}".strip()


def _parties(case: Case) -> str:
    challenger, protege = case.name_of(case.challenger), case.name_of(case.protege)
    lines = [
        f"{challenger} is the party most likely to break a deal; guarantees protect {protege}."
    ]
    for name, body in case.actors.items():
        if body.members:
            members = listed([case.name_of(member) for member in body.members])
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
        ends = f"from {issue.protege_best:g} to {issue.challenger_best:g} {issue.unit}"
        how = {
            "territory": "settled along the front line",
            "graded": ends.strip(),
            "finite": f"one of {listed([_plain(option) for option in issue.options])}",
        }[issue.kind]
        weights = listed(
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
    challenger = case.name_of(case.challenger)
    lines = [f"{challenger} holds {in_words(war.front.held)} of the territory."]
    views = _views(case, war.trend)
    lines.append(f"The line is expected to move by {views}, above zero in its favour.")
    costs = [f"{case.name_of(side)} {in_words(cost)}" for side, cost in war.costs.items()]
    if costs:
        lines.append(f"A month of war costs {listed(costs)} of what a month of victory is worth.")
    return " ".join(lines)


def _views(case: Case, beliefs: PerPerceiver[Any]) -> str:
    """Return who believes what of one number."""
    if beliefs.common is not None:
        return in_words(beliefs.common)
    said = [
        f"{in_words(belief)} ({'the analyst' if who == ANALYST else case.name_of(who)})"
        for who, belief in beliefs.by.items()
    ]
    return listed(said)


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
        return f"{_form_in_words(outcome.value.form, 'share')} to the challenger"
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
        lines.append(_sentence(f"It comes with {listed(titles)}"))
    lines.append(_sentence(f"It needs the consent of {consent_in_words(case, body.consent)}"))
    stays = (
        "stays on the table until it is taken" if body.offer == "stands" else "lapses if refused"
    )
    lines.append(f"The offer {stays}.")
    return " ".join(filter(None, lines))


def consent_in_words(case: Case, rule: ConsentRule, within: tuple[str, ...] = ()) -> str:
    """Return whose consent a rule asks for.

    >>> from servanda.case.load import parse
    >>> from servanda.case.template import first_case
    >>> case = parse(first_case())
    >>> print(consent_in_words(case, case.proposals["pact_for_harbour"].consent))
    Sutherland, Norland if its disputed veto is valid (30 to 70%) and at least 1 of (Eastmark and
    Westmark)
    """
    return "".join(_rule_in_words(case, rule, within))


def _rule_in_words(case: Case, rule: ConsentRule, within: tuple[str, ...]) -> Iterator[str]:
    if rule.party:
        yield case.name_of(rule.party)
    elif rule.host:
        yield f"{case.name_of(rule.host)} as host, for as long as it lasts"
    elif rule.veto and rule.valid:
        yield f"{case.name_of(rule.veto)} if its disputed veto is valid ({in_words(rule.valid)})"
    elif rule.rule:
        named = case.consent_rules.get(rule.rule)
        known = named is not None and rule.rule not in within
        yield (
            f"({consent_in_words(case, named, (*within, rule.rule))})"
            if known and named
            else _plain(rule.rule)
        )
    elif rule.quota and isinstance(rule.of, dict):
        parties = listed([f"{case.name_of(p)} ({in_words(w)})" for p, w in rule.of.items()])
        yield f"enough of {parties} to bring {in_words(rule.quota)}"
    elif rule.members:
        yield listed(_entries(case, (rule,), within))
    else:
        rules = rule.all or rule.any or (rule.of if isinstance(rule.of, tuple) else ()) or ()
        entries = _entries(case, rules, within)
        if rule.all is not None:
            yield listed(entries)
        elif rule.any is not None:
            yield f"one of ({' or '.join(entries)})"
        else:
            yield f"at least {rule.at_least} of ({listed(entries)})"


def _entries(case: Case, rules: tuple[ConsentRule, ...], within: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for entry in rules:
        body = case.actors.get(entry.members or "")
        if body:
            members = [case.name_of(m) for m in body.members if m not in entry.excluding]
            many = f"the {len(members)} members of {case.name_of(entry.members or '')}"
            found += members if len(members) <= _MOST_NAMED else [many]
        else:
            found.append(consent_in_words(case, entry, within))
    return found


def _guarantee(case: Case, name: str) -> str:
    promise = case.guarantees[name]
    by = listed([case.name_of(guarantor) for guarantor in promise.guarantors]) or "nobody"
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
    places = listed([f"{place:g} is {label}" for label, place in scale.labels.items()])
    ends = f"from {scale.low:g} to {scale.high:g} {scale.unit}".strip()
    lines.append(_sentence(f"The scale runs {ends}" + (f"; {places}" if places else "")))
    stand = [
        f"{case.name_of(member)} at {in_words(seat.position)}"
        for member, seat in list(decision.members.items())[:_MOST_NAMED]
    ]
    more = len(decision.members) - len(stand)
    named = f"{', '.join(stand)} and {more} more" if more else listed(stand)
    lines.append(_sentence(f"There stand {named}"))
    return " ".join(lines)
