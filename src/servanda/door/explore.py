"""What would have to change: questions asked of a case, and two versions of it compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from servanda.door.case import CaseLike, case_of
from servanda.errors import InputError, named
from servanda.explore.finding import Findings
from servanda.threads import Progress

if TYPE_CHECKING:
    from servanda.case.keys.case import Case
    from servanda.engine.results import Assessment
    from servanda.explore.ask import Question
    from servanda.explore.questions.comparison import Comparison

__all__ = ["behaviour", "compare", "deals", "explore", "findings", "forecast", "linchpins", "past"]

MOST_WORLDS = 4_000
"""Worlds the explorations of a report look at unless told otherwise; each finding says so."""


def explore(
    case: CaseLike,
    question: str | Iterable[str] = (),
    proposal: str | None = None,
    *,
    worlds: int = 20_000,
    seed: int = 0,
    progress: Progress | None = None,
    **told: Any,
) -> Findings:
    """Ask what would have to change: linchpins, what matters, scenarios, deals, the past.

    Parameters: `question`, one by name, several, or all where empty; `proposal`, all where None;
    `told`, options that a question takes, such as `deaths`.

    Raises: CaseError; InputError for an unknown question or proposal, naming what there is.
    """
    from servanda.explore.ask import ask, question_called, questions

    names = [question] if isinstance(question, str) else list(question)
    asked = [question_called(name) for name in names] or list(questions())
    chosen = (proposal,) if proposal else ()
    return ask(case_of(case), asked, chosen, worlds=worlds, seed=seed, told=told, progress=progress)


def ask_verb(
    verb: str,
    case: CaseLike,
    name: str | None = None,
    *,
    worlds: int | None = None,
    seed: int = 0,
    progress: Progress | None = None,
    **told: Any,
) -> Findings:
    """Ask the questions of a verb of the command line about one proposal or decision, or all.

    Raises: CaseError; InputError for an unknown name, or a case that the verb has no answer to.
    """
    from servanda.explore.ask import ask, asked_by

    loaded, asked = case_of(case), asked_by(verb)
    if name is None:
        asked = tuple(each for each in asked if not each.alone)
    first = asked[0]
    if first.names == "decision":
        _has_decision(loaded, first, name)
        told |= {"decision": name}
    chosen = (name,) if name and first.names == "proposal" else ()
    for each in asked:
        each.refuse_strangers(told)
    return ask(
        loaded,
        asked,
        chosen,
        unnamed=first.unnamed,
        worlds=worlds,
        seed=seed,
        told=told,
        progress=progress,
    )


def _has_decision(case: Case, question: Question, name: str | None) -> None:
    if not case.decisions:
        raise InputError(f"this case has no answer to that, which asks for {question.needs}")
    if name is not None:
        named(name, case.decisions, "decision")


def _verb(name: str) -> Callable[..., Findings]:
    def asked(
        case: CaseLike,
        proposal: str | None = None,
        *,
        worlds: int | None = None,
        seed: int = 0,
        progress: Progress | None = None,
        **told: Any,
    ) -> Findings:
        return ask_verb(name, case, proposal, worlds=worlds, seed=seed, progress=progress, **told)

    asked.__name__ = asked.__qualname__ = name
    return asked


linchpins = _verb("linchpins")
linchpins.__doc__ = """Find the numbers that flip a verdict inside their range, and what to watch.

    For one proposal also the smallest joint change that was found, and what would suffice.
    """

deals = _verb("deals")
deals.__doc__ = """Search packages for those that would be signed and hold; repair a proposal."""

behaviour = _verb("behaviour")
behaviour.__doc__ = """Weigh worlds by what was said and done so far; say what each event moves.

    For dated answers (`acceptance`), moves of the front and violations (`events`) of the case.
    """

past = _verb("past")
past.__doc__ = """Set the model beside what became of settlements like these.

    Options: `deaths` in the war and `war_years` it has lasted; with both, past ceasefires too.
    """

forecast = _verb("forecast")
forecast.__doc__ = """Forecast what a council or an alliance would decide, five ways, with errors.

    Its second argument names a decision of the case; all of them if left out.
    """


def compare(before: CaseLike, after: CaseLike, *, worlds: int = 4_000, seed: int = 0) -> Comparison:
    """Compare two versions of a case on the same worlds, edit by edit.

    A version is a case, a folder, or a folder, `@` and a git revision: talks@HEAD~1 talks.

    Raises: CaseError, InputError.
    """
    from servanda.explore.questions.comparison import compare as beside

    return beside(case_of(before), case_of(after), worlds=worlds, seed=seed)


def findings(
    case: CaseLike,
    assessment: Assessment,
    proposals: str | Iterable[str] = "all",
    *,
    lens: str | Iterable[str] | None = None,
    most_worlds: int = MOST_WORLDS,
    progress: Progress | None = None,
) -> Findings:
    """Return what a report says beside the verdicts: every question's answer, and the graph lens.

    Parameters: `proposals` to explore: `all`, `none`, or names, those that would most often be
    signed and hold first; `lens`, those to look at through the graph lens, the same where None;
    `most_worlds`, the assessment's first worlds that the questions look at.

    Raises: InputError for an unknown proposal.
    """
    from servanda.explore.ask import ask, questions
    from servanda.explore.questions.graph_lens import graph_lens, lens_findings

    loaded = case_of(case)
    chosen = chosen_of(loaded, proposals)
    seen = chosen if lens is None else chosen_of(loaded, lens)
    first = sorted(chosen, key=lambda name: -assessment[name].signed_and_holds_5y.share)
    asked = ask(
        loaded,
        questions() if first else (),
        first,
        worlds=min(assessment.worlds, most_worlds),
        seed=assessment.seed,
        progress=progress,
    )
    lenses = [
        finding
        for name in seen
        for finding in lens_findings(loaded, assessment, graph_lens(loaded, assessment, name))
    ]
    return Findings([*asked, *lenses])


def chosen_of(case: Case, proposals: str | Iterable[str], where: str = "--explore") -> list[str]:
    """Return the proposals that are meant: `all`, `none`, or names, with commas between or not."""
    if proposals == "all":
        return list(case.proposals)
    if isinstance(proposals, str):
        proposals = [] if proposals == "none" else proposals.split(",")
    names = [name.strip() for name in proposals if name.strip()]
    for name in names:
        named(name, case.proposals, "proposal", where)
    return names
