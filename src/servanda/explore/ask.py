"""Questions one can ask of a case, and how they are asked: one protocol for all of them.

A question is one file of `explore/questions`: what it asks, how it answers, which options it
takes, and the page of the report its findings stand on. It is registered by one line of
`register.QUESTIONS`; the verb of the command line, `--json`, `servanda.explore` and the report
follow.
A question looks at the worlds of one proposal (a `Study`) or at the whole case (a `CaseStudy`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from servanda.errors import InputError, named
from servanda.explore import register
from servanda.explore.finding import Finding, Findings, Provenance
from servanda.explore.study import Study
from servanda.threads import Progress

if TYPE_CHECKING:
    from servanda.case.keys.case import Case

__all__ = [
    "CaseStudy",
    "Option",
    "Page",
    "Question",
    "ask",
    "asked_by",
    "question_called",
    "questions",
]


@dataclass(frozen=True)
class CaseStudy:
    """A case to ask about as a whole, and which of its proposals are asked about.

    Raises: InputError for an unknown proposal.
    """

    case: Case
    proposals: tuple[str, ...]
    worlds: int = 20_000
    seed: int = 0

    def __post_init__(self) -> None:
        for name in self.proposals:
            named(name, self.case.proposals, "proposal")

    def __repr__(self) -> str:
        return f"<CaseStudy of {self.case.title!r}: {', '.join(self.proposals) or 'no proposal'}>"

    def provenance(self, method: str, sources: Sequence[str] = ()) -> Provenance:
        """Say how a finding on this case was made."""
        from servanda.case.fingerprint import case_hash
        from servanda.version import __version__

        made = (case_hash(self.case), __version__, self.seed, self.worlds)
        return Provenance(method, *made, sources=tuple(sources))


@dataclass(frozen=True)
class Option:
    """Something a question may be told besides the case: a keyword of what answers it."""

    name: str
    kind: type
    help: str


@dataclass(frozen=True)
class Page:
    """Where a question's findings stand in the report: a section of its own, and its lead."""

    anchor: str
    title: str
    lead: str


@dataclass(frozen=True)
class Question:
    """A question one can ask of a case: its name, what it asks, and what answers it.

    Parameters
    ----------
    name, question : what it is called, and what it asks, ending in a question mark
    answer : given a `Study` or a `CaseStudy`, and the options by keyword; returns findings
    of : whether it looks at the worlds of one proposal or at the whole case
    names : what may be named on the command line to ask about that alone
    alone : asked by its verb only where one proposal is named
    unnamed : which proposals are asked about by its verb where none is named
    options : what it may be told besides
    page : the section of the report; where None, the shape of a finding says
    needs : what a case must have for there to be an answer
    worlds : how many worlds it looks at unless told otherwise
    """

    name: str
    question: str
    answer: Callable[..., list[Finding]]
    of: Literal["proposal", "case"] = "proposal"
    names: Literal["proposal", "decision"] = "proposal"
    alone: bool = False
    unnamed: Literal["all", "none"] = "all"
    options: tuple[Option, ...] = ()
    page: Page | None = None
    needs: str = ""
    worlds: int = 20_000

    @property
    def summary(self) -> str:
        """The first line of what its function says about itself."""
        return (self.answer.__doc__ or "").strip().split("\n")[0]

    def refuse_strangers(self, told: Mapping[str, Any]) -> None:
        """Refuse an option that the question does not take, naming those it takes."""
        there = {option.name: option for option in self.options}
        for name in told:
            named(name, there, f"option of {self.name!r}")

    def __repr__(self) -> str:
        return f"<Question {self.name!r}: {self.question}>"


def questions() -> tuple[Question, ...]:
    """Return every registered question, in order."""
    return tuple(each.fetch() for each in register.QUESTIONS)


def question_called(name: str) -> Question:
    """Return the question of that name.

    >>> question_called("tea leaves")
    Traceback (most recent call last):
    servanda.errors.InputError: no question is called 'tea leaves'; there are linchpins, joint
    linchpins, what would suffice, what matters, scenarios, deals, past, behaviour, forecast
    """
    return named(name, {each.name: each for each in register.QUESTIONS}, "question").fetch()


def asked_by(verb: str) -> tuple[Question, ...]:
    """Return the questions that a verb of the command line asks."""
    return tuple(each.fetch() for each in register.QUESTIONS if each.command == verb)


def ask(
    case: Case,
    asked: Iterable[Question],
    proposals: Sequence[str] = (),
    *,
    unnamed: Literal["all", "none"] = "all",
    worlds: int | None = None,
    seed: int = 0,
    told: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
) -> Findings:
    """Ask questions of a case, and return the findings in the order of the questions.

    Parameters: `proposals`, where empty all or none, as `unnamed` says; `worlds`, those that each
    question looks at by itself where None; `told`, options by name, each given to the questions
    that take it; `progress`, called with the answers there are and the answers to come. A question
    that the case gives no answer to says why instead.

    Raises: InputError for a proposal that the case has not.
    """
    asked, every = list(asked), tuple(case.proposals) if unnamed == "all" else ()
    chosen = tuple(proposals) or every
    for name in chosen:
        named(name, case.proposals, "proposal")
    found: dict[str, list[Finding]] = {each.name: [] for each in asked}
    total = sum(len(chosen) if each.of == "proposal" else 1 for each in asked)
    answers = _answers(case, asked, chosen, worlds, seed, told or {})
    for done, (name, findings) in enumerate(answers, start=1):
        found[name] += findings
        if progress:
            progress(done, total)
    return Findings(finding for findings in found.values() for finding in findings)


def _answers(
    case: Case,
    asked: Sequence[Question],
    proposals: tuple[str, ...],
    worlds: int | None,
    seed: int,
    told: Mapping[str, Any],
) -> Iterator[tuple[str, list[Finding]]]:
    """Yield the answers of one question after another, proposal by proposal, then of the case."""
    from servanda.explore.proposal_study import studies_of

    single = [each for each in asked if each.of == "proposal"]
    count = worlds or max((each.worlds for each in single), default=0)
    for study in studies_of(case, proposals if single else (), worlds=count, seed=seed):
        for each in single:
            yield each.name, answered(each, study, told)
    for each in asked:
        if each.of == "case":
            whole = CaseStudy(case, proposals, worlds or each.worlds, seed)
            yield each.name, _or_why_not(each, whole, told)


def answered(
    question: Question, study: Study | CaseStudy, told: Mapping[str, Any] | None = None
) -> list[Finding]:
    """Return what a question finds in a study, each finding saying what it is about."""
    takes = {option.name for option in question.options}
    given = {name: value for name, value in (told or {}).items() if name in takes}
    return [_placed(finding, question, study) for finding in question.answer(study, **given)]


def _placed(finding: Finding, question: Question, study: Study | CaseStudy) -> Finding:
    """Return a finding with the section it stands in and what it is about."""
    section = finding.section or (question.page.anchor if question.page else "")
    if isinstance(study, CaseStudy):
        return replace(finding, section=section)
    numbers = finding.numbers or _numbers_in(finding, study)
    return replace(
        finding,
        section=section,
        proposal=finding.proposal or study.proposal,
        numbers=numbers,
    )


def _numbers_in(finding: Finding, study: Study) -> tuple[str, ...]:
    """Return the numbers of the case that the rows speak of, by path, in their order."""
    paths = {item.says: item.name for item in study.inputs} | {n: n for n in study.names}
    cells = (cell for row in finding.rows for cell in row.values())
    return tuple(dict.fromkeys(paths[cell] for cell in cells if cell in paths))


def _or_why_not(question: Question, study: CaseStudy, told: Mapping[str, Any]) -> list[Finding]:
    """Return the answer, or why the case gives none."""
    try:
        return answered(question, study, told)
    except InputError as error:
        claim = f"Not answered: {str(error).rstrip('.')}."
        how = study.provenance("asked, and refused")
        empty = Finding(question.name, question.question, claim, "table", (), how, found=False)
        section = question.page.anchor if question.page else question.name
        return [replace(empty, section=section)]
