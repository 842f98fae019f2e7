"""Consent rules as trees: all of, any of, k of n, a quota, a disputed veto."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass

import numpy as np

from servanda.errors import InputError
from servanda.formulas.formula import Column

__all__ = [
    "AllOf",
    "AnyOf",
    "AtLeast",
    "Consents",
    "Quota",
    "Tree",
    "Unless",
    "blocks_alone",
    "chance_of_consent",
    "leaves",
    "smallest_sufficient",
]


@dataclass(frozen=True)
class Consents:
    """The leaf: party number `party` consents."""

    party: int


@dataclass(frozen=True)
class AllOf:
    """Every part must be met."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True)
class AnyOf:
    """One part is enough."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True)
class AtLeast:
    """At least `k` of the parts must be met."""

    k: int
    parts: tuple[Tree, ...]


@dataclass(frozen=True)
class Quota:
    """The parts that are met must together weigh at least `needed`."""

    needed: float
    weights: tuple[float, ...]
    parts: tuple[Tree, ...]


@dataclass(frozen=True)
class Unless:
    """The part is needed only where the veto behind it is held valid, with chance `valid`."""

    valid: float
    part: Tree


Tree = Consents | AllOf | AnyOf | AtLeast | Quota | Unless


def leaves(tree: Tree) -> list[int]:
    """Return the party number at every leaf, in order, repeated as often as it stands there.

    >>> leaves(AllOf((Consents(0), AtLeast(1, (Consents(1), Consents(0))))))
    [0, 1, 0]
    """
    if isinstance(tree, Consents):
        return [tree.party]
    if isinstance(tree, Unless):
        return leaves(tree.part)
    return [party for part in tree.parts for party in leaves(part)]


def chance_of_consent(tree: Tree, p: Column) -> Column:
    """Return the chance that the rule is met, world by world.

    `p` holds the chance that each party consents, shape (worlds, parties); 0 and 1 where a world
    settles it. Parties are independent given the world; a party that stands at several leaves is
    one party, so the tree is averaged over its answers.

    *Checked against* Monte Carlo (`tests/oracles/cardinal/consent.json`).

    >>> host_and_most = AllOf((Consents(0), AtLeast(2, (Consents(1), Consents(2), Consents(3)))))
    >>> chance_of_consent(host_and_most, np.array([[0.9, 0.5, 0.5, 0.5], [1.0, 1.0, 1.0, 0.0]]))
    array([0.45, 1.  ])
    """
    p = np.asarray(p, dtype=np.float64)
    if p.ndim != 2 or ((p < 0) | (p > 1)).any():
        raise InputError("p holds chances in 0..1, one row a world and one column a party")
    stands = leaves(tree)
    if not stands or max(stands) >= p.shape[1] or min(stands) < 0:
        raise InputError(f"the rule names party {max(stands, default=0)}; p has {p.shape[1]}")
    repeated = sorted(party for party, times in Counter(stands).items() if times > 1)
    if len(repeated) > 16:
        raise InputError(
            f"{len(repeated)} parties stand at several leaves; 16 can be averaged over"
        )
    total = np.zeros(len(p))
    for answers in itertools.product((0.0, 1.0), repeat=len(repeated)):
        given, weight = p.copy(), np.ones(len(p))
        for party, answer in zip(repeated, answers, strict=True):
            weight *= p[:, party] if answer else 1.0 - p[:, party]
            given[:, party] = answer
        if weight.any():
            total += weight * _chance(tree, given)
    return total


def _chance(tree: Tree, p: Column) -> Column:
    """Return the chance that the rule is met when no party that is uncertain stands twice."""
    if isinstance(tree, Consents):
        return p[:, tree.party]
    if isinstance(tree, Unless):
        return (1.0 - tree.valid) + tree.valid * _chance(tree.part, p)
    parts = [_chance(part, p) for part in tree.parts]
    if isinstance(tree, AllOf):
        return _all_met(parts, len(p))
    if isinstance(tree, AnyOf):
        return 1.0 - _all_met([1.0 - part for part in parts], len(p))
    if isinstance(tree, AtLeast):
        return _reach(parts, [1.0] * len(parts), tree.k, len(p))
    return _reach(parts, list(tree.weights), tree.needed, len(p))


def _all_met(parts: list[Column], worlds: int) -> Column:
    chance: Column = np.ones(worlds)
    for part in parts:
        chance = chance * part
    return chance


def _reach(parts: list[Column], weights: list[float], needed: float, worlds: int) -> Column:
    """Return the chance that the met parts weigh enough, adding one part at a time."""
    if len(parts) != len(weights):
        raise InputError(f"a quota has {len(parts)} parts and {len(weights)} weights; give as many")
    reached: dict[float, Column] = {0.0: np.ones(worlds)}
    for part, weight in zip(parts, weights, strict=True):
        longer: dict[float, Column] = {}
        for total, chance in reached.items():
            # Everything at or above what is needed is one and the same outcome.
            for answer, share in ((total, 1.0 - part), (min(total + weight, needed), part)):
                longer[answer] = longer.get(answer, np.zeros(worlds)) + chance * share
        reached = longer
    chance_met: Column = np.zeros(worlds)
    for total in sorted(reached):
        if total >= needed:
            chance_met = chance_met + reached[total]
    return chance_met


def blocks_alone(tree: Tree, consents: Column) -> Column:
    """Return where each party alone stands in the way: 1 where its consent would turn no into yes.

    `consents` holds 0 or 1 (or a chance), shape (worlds, parties); the result has that shape and
    tells by how much the party's consent would raise the chance.

    >>> blocks_alone(AllOf((Consents(0), Consents(1))), np.array([[1.0, 0.0], [0.0, 0.0]]))
    array([[0., 1.],
           [0., 0.]])
    """
    consents = np.asarray(consents, dtype=np.float64)
    before = chance_of_consent(tree, consents)
    raised = np.zeros(consents.shape)
    for party in set(leaves(tree)):
        willing = consents.copy()
        willing[:, party] = 1.0
        raised[:, party] = chance_of_consent(tree, willing) - before
    return raised


def smallest_sufficient(tree: Tree) -> tuple[int, ...]:
    """Return the smallest set of parties whose consent is enough, every veto being held valid.

    Of several sets of the same size the first in order of party number.

    >>> smallest_sufficient(AllOf((Consents(2), AnyOf((Consents(0), Consents(1))))))
    (0, 2)
    """
    parties = sorted(set(leaves(tree)))
    if len(parties) > 20:
        raise InputError(f"{len(parties)} parties are too many to try every set; 20 can be tried")
    strict = _every_veto_valid(tree)
    for size in range(len(parties) + 1):
        for chosen in itertools.combinations(parties, size):
            p = np.zeros((1, max(parties, default=0) + 1))
            p[0, list(chosen)] = 1.0
            if _chance(strict, p)[0] >= 1.0:
                return chosen
    raise InputError("no set of parties meets the rule: lower the quota or the number needed")


def _every_veto_valid(tree: Tree) -> Tree:
    if isinstance(tree, Consents):
        return tree
    if isinstance(tree, Unless):
        return _every_veto_valid(tree.part)
    parts = tuple(_every_veto_valid(part) for part in tree.parts)
    if isinstance(tree, AllOf):
        return AllOf(parts)
    if isinstance(tree, AnyOf):
        return AnyOf(parts)
    if isinstance(tree, AtLeast):
        return AtLeast(tree.k, parts)
    return Quota(tree.needed, tree.weights, parts)
