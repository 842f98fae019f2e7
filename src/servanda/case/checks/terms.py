"""Terms settle every issue, in a way that fits it, and phases come in order."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.case.expected_at import nearest
from servanda.case.keys.case import Case
from servanda.case.keys.dispute import Issue, Outcome
from servanda.case.keys.proposals import Proposal
from servanda.case.problem import NOT_GIVEN, Path, Problem
from servanda.quantity import points

__all__ = ["issues_are_weighed", "terms_fit_the_issues", "terms_settle_every_issue"]


def terms_settle_every_issue(case: Case) -> Iterator[Problem]:
    """Yield where a proposal, or the account of the war, leaves an issue open."""
    for name, proposal in case.proposals.items():
        missing = [issue for issue in case.issues if issue not in proposal.terms]
        yield from _left_open(("proposals", name, "terms"), missing)
    front = case.war.front.issue if case.war.front else None
    others = [name for name in case.issues if name != front]
    missing = [issue for issue in others if issue not in case.war.while_fighting]
    if front is None or front in case.issues:
        yield from _left_open(("war", "while_fighting"), missing)


def _left_open(path: Path, missing: list[str]) -> Iterator[Problem]:
    missing = [issue for issue in missing if not issue.startswith(NOT_GIVEN)]
    if missing:
        listed = ", ".join(f"`{issue}`" for issue in missing)
        wanted = ", ".join(f"`{issue}: ...`" for issue in missing)
        yield Problem(path, f"nothing is said on {listed}", f"add {wanted}")


def terms_fit_the_issues(case: Case) -> Iterator[Problem]:
    """Yield outcomes that do not fit their issue, and phases out of order."""
    for path, outcome, issue in _outcomes(case):
        yield from _fits(path, outcome, issue)
        if outcome.as_held and issue.kind == "territory" and not case.has_front:
            wrong = "`as_held` is the line where the fighting stops, and this war has no front"
            yield Problem(path, wrong, "write a share from 0 to 1, or add `war.front`")
    front = case.issues.get(case.war.front.issue) if case.war.front else None
    if case.war.front and front and front.kind != "territory":
        wrong = f"`{case.war.front.issue}` is a {front.kind} issue, and a front needs territory"
        yield Problem(("war", "front", "issue"), wrong, "name an issue of `kind: territory`")
    for name, proposal in case.proposals.items():
        yield from _phases_come_in_order(name, proposal)


def _outcomes(case: Case) -> Iterator[tuple[Path, Outcome, Issue]]:
    places: list[tuple[Path, dict[str, Outcome]]] = [
        (("war", "while_fighting"), case.war.while_fighting),
        (("war", "if_it_peters_out"), case.war.if_it_peters_out),
    ]
    for name, proposal in case.proposals.items():
        places.append((("proposals", name, "terms"), proposal.terms))
        for number, phase in enumerate(proposal.phases):
            places.append((("proposals", name, "phases", number, "terms"), phase.terms))
    for path, terms in places:
        for name, outcome in terms.items():
            if name in case.issues:
                yield (*path, name), outcome, case.issues[name]


def _fits(path: Path, outcome: Outcome, issue: Issue) -> Iterator[Problem]:
    said = [k for k in ("as_held", "option", "value") if getattr(outcome, k) not in (None, False)]
    if len(said) != 1:
        yield Problem(
            path, f"an outcome says one thing; found {said or 'none'}", "keep one of them"
        )
    elif issue.kind == "finite":
        yield from _is_an_option(path, outcome, issue)
    elif outcome.option is not None:
        wrong = f"`{outcome.option}` is an option, and this is a {issue.kind} issue"
        yield Problem(path, wrong, f"write {_range(issue)}")
    elif outcome.as_held and issue.kind == "graded":
        wrong = "`as_held` is the line where the fighting stops, and this is a graded issue"
        yield Problem(path, wrong, f"write {_range(issue)}")
    elif outcome.value is not None:
        low, high = _ends(issue)
        outside = [value for value in points(outcome.value.form) if not low <= value <= high]
        if outside:
            yield Problem(path, f"{outside[0]:g} lies outside the issue", f"write {_range(issue)}")


def _is_an_option(path: Path, outcome: Outcome, issue: Issue) -> Iterator[Problem]:
    listed = ", ".join(issue.options)
    if outcome.option is None:
        wrong = "a finite issue is settled by the name of an option"
        yield Problem(path, wrong, f"write one of {listed}")
    elif outcome.option not in issue.options:
        near = nearest(outcome.option, issue.options)
        mend = f"write `{near}`, or " if near else "write one of "
        wrong = f"`{outcome.option}` is no option of this issue"
        yield Problem(path, wrong, mend + (f"another of {listed}" if near else listed))


def _ends(issue: Issue) -> tuple[float, float]:
    if issue.kind == "territory":
        return 0.0, 1.0
    return min(issue.best.values()), max(issue.best.values())


def _range(issue: Issue) -> str:
    low, high = _ends(issue)
    held = "`as_held`, or " if issue.kind == "territory" else ""
    return f"{held}a number from {low:g} to {high:g}"


def _phases_come_in_order(name: str, proposal: Proposal) -> Iterator[Problem]:
    before = 0
    for number, phase in enumerate(proposal.phases):
        path: Path = ("proposals", name, "phases", number, "from_month")
        if phase.from_month <= before:
            wrong = f"this phase begins in month {phase.from_month}, not after month {before}"
            yield Problem(path, wrong, "put the phases in order of `from_month`, each once")
        if not phase.terms:
            yield Problem(path[:-1], "this phase changes no terms", "add `terms:`, or remove it")
        before = max(before, phase.from_month)


def issues_are_weighed(case: Case) -> Iterator[Problem]:
    """Yield issues that leave open how much a party cares, or what is best for it."""
    for party in case.parties:
        if party not in case.known_actors or party.startswith(NOT_GIVEN):
            continue
        for name, issue in case.issues.items():
            yield from _weighed_by(case, party, name, issue)


def _weighed_by(case: Case, party: str, name: str, issue: Issue) -> Iterator[Problem]:
    if party not in issue.weights:
        wrong = f"no weight is given for `{party}`"
        mend = f"add `{party}: ...`, 0 if the issue does not matter to it"
        yield Problem(("issues", name, "weights"), wrong, mend)
    names = {party, case.side_of(party)}
    if issue.best and not names & set(issue.best):
        wrong = f"nothing says what is best for `{party}`"
        yield Problem(("issues", name, "best"), wrong, f"add `{party}: ...`, or its side")
    for option, body in issue.options.items():
        if not names & set(body.shares):
            wrong = f"nothing says what this option is worth to `{party}`"
            mend = f"add `{party}: ...`, a share from 0 to 1, or one for its side"
            yield Problem(("issues", name, "options", option), wrong, mend)
