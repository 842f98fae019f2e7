"""What an exploration of a whole case declares: a name, a question, and how it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from servanda import __version__
from servanda.case.fingerprint import case_hash
from servanda.case.keys.case import Case
from servanda.errors import InputError
from servanda.explore.finding import Finding, Provenance

__all__ = ["CaseExploration", "CaseStudy", "explore_case"]


@dataclass(frozen=True)
class CaseStudy:
    """A case to explore as a whole, and which of its proposals are asked about.

    Raises: InputError for an unknown proposal.
    """

    case: Case
    proposals: tuple[str, ...]
    worlds: int = 20_000
    seed: int = 0

    def __post_init__(self) -> None:
        for name in self.proposals:
            if name not in self.case.proposals:
                listed = ", ".join(self.case.proposals)
                raise InputError(f"no proposal is called {name!r}; there are {listed}")

    def provenance(self, method: str, sources: Sequence[str] = ()) -> Provenance:
        """Say how a finding on this case was made."""
        made = (case_hash(self.case), __version__, self.seed, self.worlds)
        return Provenance(method, *made, sources=tuple(sources))


@dataclass(frozen=True)
class CaseExploration:
    """A way of looking at a whole case: one question, and findings that answer it.

    As `Exploration`, which looks at the worlds of one proposal: it is added by writing one file and
    naming it in `OF_CASES`, and command line and report follow. Its findings name the section of
    the report they belong to (`Finding.section`); those that name none are placed by their shape.
    """

    name: str
    question: str
    explore: Callable[[CaseStudy], list[Finding]]

    @property
    def summary(self) -> str:
        """The first line of what its function says about itself."""
        return (self.explore.__doc__ or "").strip().split("\n")[0]


def explore_case(study: CaseStudy, explorations: Iterable[CaseExploration]) -> list[Finding]:
    """Ask every exploration, in order; one that the case gives no answer to says why.

    >>> from servanda.case.load import parse
    >>> from servanda.case.template import first_case
    >>> def refuse(study):
    ...     raise InputError("there is nothing to trade")
    >>> asked = CaseExploration("trade", "What is traded?", refuse)
    >>> (finding,) = explore_case(CaseStudy(parse(first_case()), ("truce",)), [asked])
    >>> print(finding)
    What is traded? Not answered: there is nothing to trade.
    """
    found: list[Finding] = []
    for each in explorations:
        try:
            found += each.explore(study)
        except InputError as error:
            claim = f"Not answered: {str(error).rstrip('.')}."
            how = study.provenance("asked, and refused")
            found.append(
                Finding(
                    each.name, each.question, claim, "table", (), how,
                    found=False, section=each.name,
                )
            )  # fmt: skip
    return found
