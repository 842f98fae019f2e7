"""Whom a consent rule may turn on, told without asking anybody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from servanda.case.consent.members import Members
from servanda.case.consent.named import Named
from servanda.case.consent.rule import ConsentRule

if TYPE_CHECKING:
    from servanda.case.keys.case import Case

__all__ = ["bodies_asked", "parties_asked", "rules_in"]


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
