"""What the tool itself would take in place of what a case judges: its base rates, where it has any.

A number held for certain stays, and so does one that rests on evidence. Aims, what options are
worth, how the front moves and what forces there are have no base rate anywhere: they stay as they
are judged, and how many do is told.
"""

from __future__ import annotations

import re

import numpy as np

from servanda.case.keys.case import Case, numbers_in
from servanda.case.keys.number import Quantity
from servanda.errors import InputError
from servanda.quantity import BaseRate, Form, Gap
from servanda.worlds.belief import quantile

__all__ = ["case_by_own_rules", "judged", "own_numbers"]

_BY_KIND = (
    (r"(?:parties\.\w+|war|by_kind\.\w+)\.(keeps_its_word|opportunities|temptation_noise)", "{}"),
    (r"(?:war|by_kind\.\w+)\.(early)", "{}"),
    (r"(?:war|by_kind\.\w+)\.jumps\.(rate|size)", "jump_{}"),
    (r"(?:war|by_kind\.\w+)\.violations\.(share|recovers|cost)", "violation_{}"),
    (r"war\.(decided)", "{}"),
)
"""Paths of numbers with a base rate by kind of war, and what the base rate is called before it."""

_ONE = {
    r"parties\.\w+\.word": "broken_word",
    r"parties\.\w+\.victory": "victory_brings",
    r"parties\.\w+\.readiness": "readiness",
    r"parties\.\w+\.concession_cost": "concession_cost",
    r"war\.costs\.\w+": "war_cost",
    r"war\.patience\.\w+": "discount",
    r"war\.ends_by_itself": "war_ending",
    r"war\.regroup\.months": "regrouping",
    r"war\.operations": "operations",
    r"war\.decisiveness": "contest_decisiveness",
    r"war\.memory": "memory",
    r"guarantees\.\w+\.credibility\.prior(\.\w+)?": "alliance_honour",
    r"guarantees\.\w+\.credibility\.strength": "prior_strength",
    r"guarantees\.\w+\.credibility\.memory": "memory",
    r"guarantees\.\w+\.credibility\.tripwire": "tripwire",
    r"guarantees\.\w+\.intervenes(\.\w+)?": "alliance_honour",
    r"guarantees\.\w+\.host_withdraws": "host_withdrawal",
    r"consent_correlation": "consent_correlation",
    r"proposals\.\w+\.acceptance\.\d+\.reliability": "answer_reliability",
}
"""Paths of numbers with one base rate for all."""

_BY_TERMS = r"proposals\.\w+\.political_costs\.\w+"
"""Paths of numbers in whose place the tool reckons one from the terms (`concession_cost`)."""


def judged(case: Case) -> dict[str, Quantity]:
    """Return the uncertain numbers of a case that rest on nobody's evidence but a judgement."""
    return {
        path: number
        for path, number in numbers_in(case)
        if not number.is_certain
        and not isinstance(number.form, Gap)
        and number.basis in ("judgement", "unsourced")
    }


def own_numbers(case: Case) -> dict[str, Quantity]:
    """Return what the tool would take in place of each judged number, where it has something.

    >>> from servanda.case.load import parse
    >>> from servanda.case.template import first_case
    >>> {path: str(own.form) for path, own in own_numbers(parse(first_case())).items()}
    {...}
    """
    found = {}
    for path, number in judged(case).items():
        form = _own(case, path)
        if form is not None and _fits(number, form):
            found[path] = number.model_copy(update={"form": form, "text": "", "judgement": None})
    return found


def case_by_own_rules(case: Case) -> Case:
    """Return a case without what it judges that the tool would reckon from the terms instead.

    The case itself where it judges nothing of the kind.

    >>> from servanda.case.load import parse
    >>> from servanda.case.template import first_case
    >>> case = parse(first_case())  # which states no political cost
    >>> case_by_own_rules(case) is case
    True
    """
    found = {path for path in judged(case) if re.fullmatch(_BY_TERMS, path)}
    if not found:
        return case
    proposals = {}
    for name, body in case.proposals.items():
        path = f"proposals.{name}.political_costs"
        kept = {p: n for p, n in body.political_costs.items() if f"{path}.{p}" not in found}
        proposals[name] = body.model_copy(update={"political_costs": kept})
    return case.model_copy(update={"proposals": proposals})


def _own(case: Case, path: str) -> Form | None:
    for pattern, name in _BY_KIND:
        met = re.fullmatch(pattern, path)
        if met:
            kind = path.split(".")[1] if path.startswith("by_kind.") else case.kind_of_war
            return BaseRate(f"{name.format(met.group(1))}_{kind}")
    if re.fullmatch(r"parties\.\w+\.leader_change", path):
        return BaseRate(_leader_change(case, path.split(".")[1]))
    if re.fullmatch(r"guarantees\.\w+\.breakdown_ratio", path):
        watched = case.guarantees[path.split(".")[1]].kind == "monitors"
        return BaseRate("monitors_ratio" if watched else "peacekeepers_ratio")
    return next((BaseRate(name) for each, name in _ONE.items() if re.fullmatch(each, path)), None)


def _leader_change(case: Case, party: str) -> str:
    state = party not in case.actors or case.actors[party].kind != "non-state"
    return "leader_exit" if state else "leader_exit_non_state"


def _fits(number: Quantity, form: Form) -> bool:
    """Return whether a base rate can stand where a number stands."""
    try:
        quantile(form, np.array([0.05, 0.95]), number.low, number.high, unit=number.unit)
    except InputError:
        return False
    return True
