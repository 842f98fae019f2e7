"""What moves each proposal of the Ukraine case: one law of the core taken away at a time.

    python validation/ukraine_steps.py [--worlds 1000] [--seed 0] [--all]

Each step changes keys of the shipped case so that one thing that the core counts no longer does,
all else as it is, on the same worlds. Printed is, of each proposal, the share that signs and the
chance that it would hold five years, as the case is, and the steps that move either most, with what
either comes to there. `--all` prints every step.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from servanda.case.change import with_values
from servanda.case.keys.case import Case
from servanda.case.load import load
from servanda.engine.chunk import Chunk
from servanda.engine.plan import plan_of
from servanda.engine.told import signing_of
from servanda.worlds.sample import sample

FOLDER = Path(__file__).resolve().parents[1] / "examples" / "ukraine"
BOTH = ("russia", "ukraine")
TOLD = 3
"""Steps that are told of each share."""
LEAST = 0.015
"""A share that moves by less is not told."""

Shares = dict[str, tuple[float, float]]


def _of_both(key: str, value: object) -> dict[str, object]:
    return {f"parties.{party}.{key}": value for party in BOTH}


def steps(case: Case) -> dict[str, Mapping[str, Any]]:
    """Return by what is taken away the changes of the case that take it away."""
    proposals = case.proposals
    return {
        "Kyiv breaks nothing": {"parties.ukraine.opportunities": 0},
        "Moscow breaks nothing": {"parties.russia.opportunities": 0},
        "good faith is sure": _of_both("keeps_its_word", 1),
        "leaders stay": _of_both("leader_change", 0),
        "no openings but the usual after signature": {"war.early": 1},
        "power never jumps": {"war.jumps": {"rate": 0}},
        "nobody regroups": {"war.regroup.pace": {}},
        "aid, sanctions and soldiers as they are": {"war.power": {}},
        "victory brings all": _of_both("victory", 1),
        "the cost of war as if nothing were known": {
            f"war.costs.{party}": {"base_rate": "war_cost"} for party in BOTH
        },
        "nobody presses": {f"proposals.{name}.pressure": [] for name in proposals},
        "signing costs nothing at home": {
            f"proposals.{name}.political_costs": dict.fromkeys(BOTH, 0) for name in proposals
        },
        "ready for nothing beyond the issues": _of_both("readiness", 0),
    }


def shares(case: Case, worlds: int, seed: int, proposals: Sequence[str] = ()) -> Shares:
    """Return the share that signs each proposal, and the chance that it would hold five years."""
    plan = plan_of(case)
    chunk = Chunk(plan, sample(case, worlds=worlds, seed=seed))
    found = {}
    for name in proposals or case.proposals:
        told = signing_of(chunk, chunk.vote(plan.after_any_settlement(name)))
        found[name] = float(told["signed"].mean()), float(told["would_hold_5"].mean())
    return found


def after(case: Case, step: str, worlds: int, seed: int, proposals: Sequence[str] = ()) -> Shares:
    """Return the shares with one thing taken away."""
    return shares(with_values(case, steps(case)[step]), worlds, seed, proposals)


def moved(here: float, there: Mapping[str, float]) -> str:
    """Return the steps that move a share most, each with what the share comes to."""
    far = sorted(there, key=lambda step: -abs(there[step] - here))[:TOLD]
    told = [f"{step} ({there[step]:.2f})" for step in far if abs(there[step] - here) >= LEAST]
    return "; ".join(told) or "nothing by as much as 0.02"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--all", action="store_true")
    asked = parser.parse_args()
    case = load(FOLDER)
    here = shares(case, asked.worlds, asked.seed)
    there = {step: after(case, step, asked.worlds, asked.seed) for step in steps(case)}
    print("| proposal | signed | moved most by | holds | moved most by |")
    print("|---|---|---|---|---|")
    for name, (signed, holds) in here.items():
        by_signed = moved(signed, {step: found[name][0] for step, found in there.items()})
        by_holds = moved(holds, {step: found[name][1] for step, found in there.items()})
        print(f"| `{name}` | {signed:.2f} | {by_signed} | {holds:.2f} | {by_holds} |")
    for step, found in there.items() if asked.all else ():
        print(f"\n{step}")
        for name, (signed, holds) in found.items():
            print(f"  {name:34s} {signed:.3f} {holds:.3f}")


if __name__ == "__main__":
    main()
