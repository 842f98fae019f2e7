"""Whether a proposal gets the consent it needs, in every world at once.

A consent rule of the case is compiled once into a tree over named leaves; the tree is then asked
with one Boolean per leaf and world. Asking again with one leaf set to "consents" tells in which
worlds that party alone stands in the way.

Those who wait for others wait for parties that the same `quota` or `at_least` names; a party named
twice there counts once. Elsewhere in the tree a conditional volunteer consents as a volunteer does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from servanda.arrays import Flags, Floats
from servanda.case.keys.case import Case
from servanda.case.keys.parties import ConsentRule
from servanda.errors import InputError

__all__ = ["Ballot", "Node", "compile_rule"]


@dataclass(frozen=True)
class Ballot:
    """What is known of the worlds when a rule is asked.

    `consents` says who consents; `valid` whether each disputed veto holds, by its path; `weights`
    the weight of a party under a quota and the quota, by path; `needs` how many others a
    conditional volunteer waits for.
    """

    consents: Mapping[str, Flags]
    valid: Mapping[str, Flags]
    weights: Mapping[str, Floats]
    needs: Mapping[str, int]
    most: bool = True

    def with_consent_of(self, party: str) -> Ballot:
        """Return the same ballot, except that `party` consents everywhere."""
        consents = {**self.consents, party: np.ones_like(self.consents[party])}
        return Ballot(consents, self.valid, self.weights, {**self.needs, party: 0}, self.most)


@dataclass(frozen=True)
class Node:
    """A compiled rule: the parties it asks, the vetoes in dispute, and how it decides."""

    parties: tuple[str, ...]
    vetoes: tuple[str, ...]
    hosts: tuple[tuple[str, str], ...]
    decide: Callable[[Ballot], Flags]


def compile_rule(case: Case, proposal: str) -> Node:
    """Return the consent rule of `proposal`, ready to be asked.

    Raises InputError where rules refer to each other in a circle, which `servanda check` reports
    with its line.
    """
    rule = case.proposals[proposal].consent
    return _compiled(case, rule, f"proposals.{proposal}.consent", ())


def _compiled(case: Case, rule: ConsentRule, path: str, within: tuple[str, ...]) -> Node:
    if rule.rule is not None:
        if rule.rule in within or rule.rule not in case.consent_rules:
            circle = " → ".join([*within, rule.rule])
            raise InputError(f"{path}: the consent rule {circle} is circular or unknown; mend it")
        named = case.consent_rules[rule.rule]
        return _compiled(case, named, f"consent_rules.{rule.rule}", (*within, rule.rule))
    if rule.party is not None:
        return _leaf(rule.party)
    if rule.host is not None:
        leaf = _leaf(rule.host)
        hosts = ((rule.host, f"{path}.withdraws"),) if rule.withdraws is not None else ()
        return Node(leaf.parties, (), hosts, leaf.decide)
    if rule.veto is not None:
        return _veto(rule.veto, path)
    if rule.quota is not None:
        return _quota(rule, path)
    return _combined(case, rule, path, within)


def _leaf(party: str) -> Node:
    return Node((party,), (), (), lambda ballot: ballot.consents[party])


def _veto(party: str, path: str) -> Node:
    name = f"{path}.valid"
    return Node((party,), (name,), (), lambda ballot: ~ballot.valid[name] | ballot.consents[party])


def _quota(rule: ConsentRule, path: str) -> Node:
    parties = tuple(rule.of) if isinstance(rule.of, dict) else ()

    def decide(ballot: Ballot) -> Flags:
        joined = _joined(ballot, parties)
        brought = np.zeros(joined.shape[1])
        for party, joins in zip(parties, joined, strict=True):
            brought += np.where(joins, ballot.weights[f"{path}.of.{party}"], 0.0)
        return np.asarray(brought >= ballot.weights[f"{path}.quota"], dtype=np.bool_)

    return Node(parties, (), (), decide)


def _combined(case: Case, rule: ConsentRule, path: str, within: tuple[str, ...]) -> Node:
    operator = "all" if rule.all is not None else "any" if rule.any is not None else "of"
    entries = rule.all or rule.any or (rule.of if isinstance(rule.of, tuple) else ()) or ()
    nodes: list[Node] = []
    named: list[str] = []
    for i, entry in enumerate(entries):
        if entry.members is not None:
            named += _members(case, entry)
            nodes += [_leaf(member) for member in _members(case, entry)]
        else:
            named += [name for name in (entry.party, entry.host) if name is not None]
            nodes.append(_compiled(case, entry, f"{path}.{operator}.{i}", within))
    parties = tuple(dict.fromkeys(party for node in nodes for party in node.parties))
    vetoes = tuple(name for node in nodes for name in node.vetoes)
    hosts = tuple(host for node in nodes for host in node.hosts)
    only_parties = len(named) == len(nodes)

    def decide(ballot: Ballot) -> Flags:
        if operator == "of":
            asked = (
                _joined(ballot, parties)
                if only_parties
                else np.stack([node.decide(ballot) for node in nodes])
            )
            return np.asarray(asked.sum(axis=0) >= (rule.at_least or 1), dtype=np.bool_)
        answers = [node.decide(ballot) for node in nodes]
        combine = np.logical_and if operator == "all" else np.logical_or
        return np.asarray(combine.reduce(answers), dtype=np.bool_)

    return Node(parties, vetoes, hosts, decide)


def _members(case: Case, entry: ConsentRule) -> list[str]:
    body = case.actors.get(entry.members or "")
    if body is None or not body.members:
        raise InputError(f"`members: {entry.members}` names no actor with members; name one")
    return [member for member in body.members if member not in entry.excluding]


def _joined(ballot: Ballot, parties: tuple[str, ...]) -> Flags:
    """Return who joins (parties, worlds) once those who wait for others have made up their minds.

    Waiting for others is supermodular, so the equilibria have a largest and a smallest: everyone
    willing is in at first and leaves while too few others are in; or nobody who waits is in at
    first and joins once enough others are [@MilgromRoberts1990].
    """
    willing = np.stack([ballot.consents[party] for party in parties])
    needs = np.array([ballot.needs.get(party, 0) for party in parties])[:, None]
    if not needs.any():
        return willing
    joined = willing if ballot.most else willing & (needs == 0)
    while True:
        others = joined.sum(axis=0)[None, :] - joined
        moved = willing & (others >= needs)
        if np.array_equal(moved, joined):
            return joined
        joined = moved
