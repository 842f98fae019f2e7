"""The axis of a war: one side at one end, all others at the other."""

from __future__ import annotations

from servanda.case.keys.case import Case
from servanda.quantity import points

__all__ = ["axis_side"]


def axis_side(case: Case) -> str:
    """Return the side that has one end of the axis to itself: who holds the front, or is strongest.

    Without a front it is the side whose stated forces are the most, halfway through their ranges;
    of sides with equally many, or with none stated, that of the first party by name. Between two
    sides it moves no digit which of them it is.

    >>> from servanda.case.load import parse
    >>> from servanda.case.template import first_case
    >>> axis_side(parse(first_case()))
    'norland'
    """
    if case.has_front:
        return case.side_of(case.front_holders[0])
    forces = {case.side_of(party): 0.0 for party in sorted(case.parties)}
    for party in sorted(case.parties):
        if party in case.capabilities:
            stated = list(points(case.capabilities[party].forces.form))
            forces[case.side_of(party)] += sum(stated) / max(len(stated), 1)
    return max(forces, key=lambda side: forces[side])
