"""What goes with a package: options a guarantee comes with, correlations of uncertain numbers."""

from __future__ import annotations

from servanda.case.keys.case import Case, numbers_in

__all__ = ["comes_with", "with_correlations_of_uncertain"]


def with_correlations_of_uncertain(case: Case) -> Case:
    """Return a case without the correlations of numbers that a package makes certain."""
    if not case.correlations:
        return case
    numbers = dict(numbers_in(case))
    kept = tuple(
        each
        for each in case.correlations
        if all(name in numbers and not numbers[name].is_certain for name in each.between)
    )
    return case.model_copy(update={"correlations": kept})


def comes_with(case: Case, guarantee: str, issue: str) -> frozenset[str | None]:
    """Give the options on an issue that a guarantee comes with; empty where others name them too.

    They are those that its proposals name, if no proposal without it names any of them.
    """
    with_it: set[str | None] = set()
    without: set[str | None] = set()
    for body in case.proposals.values():
        named = with_it if guarantee in body.guarantees else without
        for terms in (body.terms, *(phase.terms for phase in body.phases)):
            if issue in terms:
                named.add(terms[issue].option)
    return frozenset(with_it) if not with_it & without else frozenset()
