"""What giving way costs at home, as the coders of the library judged it (registration 8).

    python validation/concessions.py [--worlds 600] [--seed 0]

Prints, for every party bound by a proposal, judged political costs beside what it would give up.
"""

from __future__ import annotations

import argparse
from itertools import pairwise

import numpy as np

from servanda.arrays import Floats
from servanda.engine.chunk import Chunk
from servanda.engine.inputs.concessions import cost_of_conceding
from servanda.engine.plan import plan_of
from servanda.settlements.library import Settlement, library
from servanda.worlds.sample import sample

EDGES = (0.0, 0.02, 0.1, 0.2, 0.4, 1.0)
MUCH = 0.1


def judged(settlement: Settlement, worlds: int, seed: int) -> Floats:
    """Return, for each party bound, what it gives up and the price that was judged: means."""
    case, name = settlement.case, settlement.proposal
    free = {f"parties.{party}.concession_cost": 1.0 for party in case.parties}
    plan = plan_of(case)
    chunk = Chunk(plan, sample(case, worlds=worlds, seed=seed).fixed(free))
    settled = chunk.vote(plan.after_any_settlement(name)).settled
    found = []
    for party in settled.prepared.bound:
        terms = settled.prepared.deal.terms[:, chunk.parties.index(party)]
        lost = cost_of_conceding(
            chunk.setting, party, terms, settled.prepared.time, chunk.setting.held
        )
        stated = case.proposals[name].political_costs
        price = chunk.setting.readings.of_party(
            f"proposals.{name}.political_costs", stated, party, case.side_of(party)
        )
        found.append((lost.mean(), 0.0 if price is None else price.mean()))
    return np.array(found)


def main() -> None:
    """Print the table and the quantiles that the base rate is rounded from."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--worlds", type=int, default=600)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    lost, price = np.concatenate([judged(each, given.worlds, given.seed) for each in library()]).T
    print("given up, share of aims: parties, judged free, mean price")
    for low, high in pairwise(EDGES):
        here = (lost >= low) & (lost < high)
        free, mean = int((price[here] == 0.0).sum()), price[here].mean()
        print(f"  {low:.2f} to {high:.2f}: {here.sum()}, {free}, {mean:.3f}")
    much = lost > MUCH
    shares = np.quantile(price[much] / lost[much], [0.1, 0.5, 0.9])
    print(f"price over what is given up, of {much.sum()} that give up more than {MUCH}:"
          f" {shares[0]:.2f}, {shares[1]:.2f}, {shares[2]:.2f} (10%, 50%, 90%)")  # fmt: skip


if __name__ == "__main__":
    main()
