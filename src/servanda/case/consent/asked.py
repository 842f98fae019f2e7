"""Whom a consent rule may turn on, told without asking anybody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from servanda.case.consent.members import Members
from servanda.case.consent.named import Named
from servanda.case.consent.rule import ConsentRule

if TYPE_CHECKING:
    from servanda.case.keys.case import Case

__all__ = ["bodies_asked", "parties_asked", "rules_in", "weighing_their_stakes"]


def rules_in(case: Case, rule: ConsentRule, within: tuple[str, ...] = ()) -> Iterator[ConsentRule]:
    """Yield `rule` and all rules below it, named ones among them; a circle is followed once."""
    yield rule
    if isinstance(rule, Named) and rule.rule not in within and rule.rule in case.consent_rules:
        yield from rules_in(case, case.consent_rules[rule.rule], (*within, rule.rule))
    for entry in rule.entries:
        yield from rules_in(case, entry, within)


def parties_asked(case: Case, rule: ConsentRule) -> tuple[str, ...]:
    """Return every party whose consent a rule may turn on, each once."""
    asked = (party for each in rules_in(case, rule) for party in each.asks(case))
    return tuple(dict.fromkeys(asked))


def bodies_asked(case: Case, rule: ConsentRule) -> tuple[str, ...]:
    """Return the bodies whose members a rule asks."""
    return tuple(each.members for each in rules_in(case, rule) if isinstance(each, Members))


def weighing_their_stakes(case: Case, proposal: str) -> dict[str, str]:
    """Return who consents to a proposal by what it has at stake unless it has declared itself.

    Guarantors, and members that they act through, of a guarantee that tells its `resolve`; each
    with that guarantee.
    """
    found: dict[str, str] = {}
    for name in case.proposals[proposal].guarantees:
        promise = case.guarantees.get(name)
        if promise is None or promise.resolve is None:
            continue
        for guarantor in promise.guarantors:
            body = case.actors.get(guarantor)
            for actor in (guarantor, *(body.members if body is not None else ())):
                found.setdefault(actor, name)
    return found
