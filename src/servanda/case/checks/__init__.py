"""What must hold of a case beyond the form of each of its parts, in the order it is checked.

Each check takes a case and yields what is wrong with it; a new one is a file and a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from servanda.case.checks.consent import consent_can_be_given, parties_say_where_they_stand
from servanda.case.checks.decisions import decisions_can_be_taken
from servanda.case.checks.names import names_are_declared
from servanda.case.checks.numbers import (
    correlations_can_hold,
    dates_can_be,
    distributions_have_mass,
)
from servanda.case.checks.promises import guarantees_hang_together, record_is_in_its_ledger
from servanda.case.checks.terms import (
    issues_are_weighed,
    terms_fit_the_issues,
    terms_settle_every_issue,
)
from servanda.case.checks.war import parties_can_fight, war_has_a_course
from servanda.case.keys.case import Case
from servanda.case.problem import Problem

__all__ = ["CHECKS", "Check"]

Check = Callable[[Case], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    names_are_declared,
    parties_can_fight,
    war_has_a_course,
    issues_are_weighed,
    terms_settle_every_issue,
    terms_fit_the_issues,
    consent_can_be_given,
    parties_say_where_they_stand,
    guarantees_hang_together,
    record_is_in_its_ledger,
    decisions_can_be_taken,
    distributions_have_mass,
    correlations_can_hold,
    dates_can_be,
)
