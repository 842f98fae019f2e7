"""Faults that any rule with a list of rules below it may have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from servanda.case.consent.members import Members
from servanda.case.consent.party import OneParty
from servanda.case.consent.rule import ConsentRule
from servanda.case.problem import Path, Problem

if TYPE_CHECKING:
    from servanda.case.keys.case import Case

__all__ = ["listed_faults", "written_out"]


def written_out(rule: ConsentRule, case: Case) -> list[str]:
    """Return what a list of rules comes to, members written out; a rule is its number there."""
    found: list[str] = []
    for number, entry in enumerate(rule.entries):
        named = isinstance(entry, OneParty | Members)
        found += entry.asks(case) if named else [str(number)]
    return found


def listed_faults(rule: ConsentRule, case: Case, path: Path) -> Iterator[Problem]:
    """Yield that a list asks nobody, or somebody twice."""
    asked = written_out(rule, case)
    if not asked:
        yield Problem(path, "nobody is asked here", "list at least one party")
    for name in sorted({each for each in asked if asked.count(each) > 1 and not each.isdigit()}):
        yield Problem(path, f"`{name}` is asked twice", "keep it once, or use `except`")
