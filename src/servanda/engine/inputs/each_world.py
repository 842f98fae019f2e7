"""Kernels of the formulas, world by world: one loop a kernel, and nothing else."""

from __future__ import annotations

import numpy as np

from servanda.arrays import Floats
from servanda.compiled import compiled
from servanda.formulas.bad_faith import attack_as_breaches, bad_faith, promise_weight
from servanda.formulas.guarantor_stakes import guarantor_consents
from servanda.formulas.pace import drift_change, odds_change
from servanda.formulas.running_cost import running_cost
from servanda.formulas.signal_proof import after_signal, sunk_proof, tied_proof

__all__ = [
    "attacks_as_breaches",
    "bad_faith_of",
    "consents_of",
    "drift_changes",
    "odds_changes",
    "promise_weights",
    "running_costs",
    "signalled",
    "sunk_proofs",
    "tied_proofs",
]


@compiled
def bad_faith_of(prior: Floats, broken: Floats, kept: Floats, good: float, bad: float) -> Floats:
    """Return `bad_faith` in every world."""
    found = np.empty(len(prior))
    for w in range(len(prior)):
        found[w] = bad_faith(prior[w], broken[w], kept[w], good, bad)
    return found


@compiled
def attacks_as_breaches(steered: Floats) -> Floats:
    """Return `attack_as_breaches` in every world."""
    found = np.empty(len(steered))
    for w in range(len(steered)):
        found[w] = attack_as_breaches(steered[w])
    return found


@compiled
def promise_weights(age: float, memory: Floats, similarity: Floats) -> Floats:
    """Return `promise_weight` in every world."""
    found = np.empty(len(memory))
    for w in range(len(memory)):
        found[w] = promise_weight(age, memory[w], similarity[w])
    return found


@compiled
def running_costs(year: Floats, discount: Floats) -> Floats:
    """Return `running_cost` in every world."""
    found = np.empty(len(year))
    for w in range(len(year)):
        found[w] = running_cost(year[w], discount[w])
    return found


@compiled
def drift_changes(swing: Floats, gamma: Floats, operations: Floats, log_ratio: Floats) -> Floats:
    """Return `drift_change` in every world."""
    found = np.empty(len(swing))
    for w in range(len(swing)):
        found[w] = drift_change(swing[w], gamma[w], operations[w], log_ratio[w])
    return found


@compiled
def odds_changes(gamma: Floats, log_ratio: Floats) -> Floats:
    """Return `odds_change` in every world."""
    found = np.empty(len(gamma))
    for w in range(len(gamma)):
        found[w] = odds_change(gamma[w], log_ratio[w])
    return found


@compiled
def sunk_proofs(sunk: Floats, stake: Floats, spread: float) -> Floats:
    """Return `sunk_proof` in every world."""
    found = np.empty(len(sunk))
    for w in range(len(sunk)):
        found[w] = sunk_proof(sunk[w], stake[w], spread)
    return found


@compiled
def tied_proofs(tied: Floats, stake: Floats, cost: Floats, spread: float) -> Floats:
    """Return `tied_proof` in every world."""
    found = np.empty(len(tied))
    for w in range(len(tied)):
        found[w] = tied_proof(tied[w], stake[w], cost[w], spread)
    return found


@compiled
def signalled(belief: Floats, proof: Floats) -> Floats:
    """Return `after_signal` in every world."""
    found = np.empty(len(belief))
    for w in range(len(belief)):
        found[w] = after_signal(belief[w], proof[w])
    return found


@compiled
def consents_of(
    stake: Floats, challenged: Floats, must_fight: Floats, cost: Floats, blur: Floats
) -> Floats:
    """Return `guarantor_consents` in every world."""
    found = np.empty(len(stake))
    for w in range(len(stake)):
        found[w] = guarantor_consents(stake[w], challenged[w], must_fight[w], cost[w], blur[w])
    return found
