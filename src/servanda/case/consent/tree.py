"""A consent rule of a case with everything it refers to written out, ready to be asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from servanda.case.consent.ballot import Ballot, Flags
from servanda.case.consent.members import Members
from servanda.case.consent.named import Named
from servanda.case.consent.party import OneParty
from servanda.case.consent.rule import ConsentRule
from servanda.errors import InputError

if TYPE_CHECKING:
    from servanda.case.keys.case import Case

__all__ = ["Tree", "compile_rule", "rule_in_words", "tree_of"]


@dataclass(frozen=True)
class Tree:
    """A rule with its path in the case, and the rules below it, members and names written out."""

    case: Case
    rule: ConsentRule
    path: str
    below: tuple[Tree, ...] = ()
    proposal: str = ""
    """The proposal it is asked about, where it is asked about one."""

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """Return everyone whose consent it may turn on, each once."""
        asked = list(self.rule.asks(self.case))
        for each in self.below:
            asked += each.parties
        return tuple(dict.fromkeys(asked))

    @property
    def only_parties(self) -> bool:
        """Return whether every rule below it is a party asked by name."""
        return all(each.rule.is_party for each in self.below)

    @cached_property
    def vetoes(self) -> tuple[str, ...]:
        """Return the paths of what holds or not in a world: disputed vetoes."""
        own = tuple(f"{self.path}.{key}" for key in self.rule.chances)
        return own + tuple(path for each in self.below for path in each.vetoes)

    @property
    def hosts(self) -> tuple[tuple[str, str], ...]:
        """Return who may take consent back, each with the path of how often."""
        own = tuple((host, f"{self.path}.withdraws") for host in self.rule.hosts())
        return own + tuple(pair for each in self.below for pair in each.hosts)

    @property
    def must(self) -> tuple[str, ...]:
        """Return who must consent whatever all others do."""
        return tuple(dict.fromkeys(self.rule.must([each.must for each in self.below])))

    def decide(self, ballot: Ballot) -> Flags:
        """Return in which worlds the rule is met; not to be written over."""
        if self.rule.is_party:  # sooner said than looked up
            return self.rule.decide(self, ballot)
        return ballot.kept(self, lambda: self._decided(ballot))

    def _decided(self, ballot: Ballot) -> Flags:
        before = ballot.before
        if before is not None and ballot.moved not in self.parties:
            return self.decide(before)
        return self.rule.decide(self, ballot)


def compile_rule(case: Case, proposal: str) -> Tree:
    """Return the consent rule of `proposal`, ready to be asked.

    Raises InputError where rules refer to each other in a circle, which `servanda check` reports
    with its line.
    """
    consent = case.proposals[proposal].consent
    return tree_of(case, consent, f"proposals.{proposal}.consent", proposal)


def tree_of(
    case: Case, rule: ConsentRule, path: str, proposal: str = "", within: tuple[str, ...] = ()
) -> Tree:
    """Return `rule`, which stands at `path`, with everything it refers to written out."""
    if isinstance(rule, Named):
        if rule.rule in within or rule.rule not in case.consent_rules:
            circle = " → ".join([*within, rule.rule])
            raise InputError(f"{path}: the consent rule {circle} is circular or unknown; mend it")
        named = case.consent_rules[rule.rule]
        place = f"consent_rules.{rule.rule}"
        return tree_of(case, named, place, proposal, (*within, rule.rule))
    return Tree(case, rule, path, tuple(_below(case, rule, path, proposal, within)), proposal)


def _below(
    case: Case, rule: ConsentRule, path: str, proposal: str, within: tuple[str, ...]
) -> Iterator[Tree]:
    for number, entry in enumerate(rule.entries):
        place = f"{path}.{rule.listed}.{number}"
        if not isinstance(entry, Members):
            yield tree_of(case, entry, place, proposal, within)
            continue
        members = entry.asks(case)
        if not members:
            raise InputError(f"`members: {entry.members}` names no actor with members; name one")
        for member in members:
            yield Tree(case, OneParty(party=member), place, (), proposal)


def rule_in_words(case: Case, rule: ConsentRule, within: tuple[str, ...] = ()) -> str:
    """Return whose consent a rule asks for, as a noun phrase; rules in a circle are named."""
    if isinstance(rule, Named):
        if rule.rule in within or rule.rule not in case.consent_rules:
            return rule.says(case, ())
        named = case.consent_rules[rule.rule]
        return f"({rule_in_words(case, named, (*within, rule.rule))})"
    below: list[str] = []
    for entry in rule.entries:
        short = entry.short(case) if isinstance(entry, Members) else ()
        below += short or [rule_in_words(case, entry, within)]
    return rule.says(case, below)
