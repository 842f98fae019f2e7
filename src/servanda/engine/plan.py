"""A case made ready once: who fights whom, over what, and whose consent each proposal asks."""

from __future__ import annotations

from dataclasses import dataclass, field

from servanda.case.consent import Tree, compile_rule
from servanda.case.keys.case import Case
from servanda.case.keys.parties import Stance
from servanda.engine.inputs.conflict import Conflict, Stated, conflict_of, stated_at
from servanda.engine.settling import Offer
from servanda.errors import named

__all__ = ["Plan", "plan_of"]


@dataclass(frozen=True)
class Plan:
    """All of a case that is the same in every world; ranges of numbers are no part of it."""

    case: Case
    conflict: Conflict
    rules: dict[str, Tree]
    stances: dict[tuple[str, str], tuple[str, Stance | None]] = field(default_factory=dict)
    """Where actors stand on proposals, each with its path, as far as it was looked up."""

    def after_any_settlement(self, proposal: str) -> Offer:
        """Return a proposal with what of it would follow however the fighting ends."""
        body = named(proposal, self.case.proposals, "proposal")
        marked = body.after_any_settlement
        if marked is False:
            return Offer(proposal)
        names = set(body.terms) | set(body.guarantees) if marked is True else set(marked)
        stated = stated_at(f"proposals.{proposal}.terms", body.terms)
        also: Stated = {
            issue: settled
            for issue, settled in stated.items()
            if issue in names and issue != self.conflict.territory
        }
        return Offer(proposal, also, tuple(g for g in body.guarantees if g in names))

    def menu(self) -> tuple[str, ...]:
        """Return the proposals that are on the table whatever else is offered."""
        return tuple(name for name in self.case.war.settles_anyway if name in self.rules)


def plan_of(case: Case) -> Plan:
    """Return `case` made ready to be asked in any worlds.

    Raises: InputError where a consent rule cannot be asked.
    """
    return Plan(
        case, conflict_of(case), {name: compile_rule(case, name) for name in case.proposals}
    )
