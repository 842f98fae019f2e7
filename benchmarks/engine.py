"""The kernel of deals any party may break: microseconds a world, by parties, types and mode.

All are run on worlds of like make in the same minute. War tables are made once a world and shared
by its proposals, so both stages are told apart. The answer is checked first: exploring agrees with
the full mode within what it states. The kernel of one breaker that came before runs beside it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from tests.engine.invented import deal_of, party, world, worlds_of

from benchmarks import one_breaker
from servanda.engine.calendar import blocks_for
from servanda.engine.columns import COST, DRIFT
from servanda.engine.contract import Deal, Settings, Worlds
from servanda.engine.modes import exploring
from servanda.engine.proposal import settle
from servanda.engine.war_tables import war_tables

WORLDS = 4_000


def population(parties: int, types: int, blocks: np.ndarray) -> tuple[Worlds, Deal]:
    """Worlds with a front, guarantees on one side, regrouping; drawn apart in cost and drift."""
    sides = [
        party(
            1.0 if i % 2 == 0 else -1.0, drift=0.002 if i % 2 == 0 else -0.001, bad_seen=0.4,
            word=0.06, noise=0.017, opening=0.05, ground=0.6 if i < 2 else 0.1,
        )
        for i in range(parties)
    ]  # fmt: skip
    row = world(held=0.4, regroup=0.002, shift_low=-0.003, shift_high=0.002)
    response = {
        "shift": -0.003, "cost": 0.2, "against": [0.4] + [0.0] * (parties - 1),
        "beside": [0.0, 0.6] + [0.0] * (parties - 2),
    }  # fmt: skip
    worlds = worlds_of(sides, row, types, WORLDS)
    rng = np.random.default_rng(0)
    worlds.party[:, :, COST] = rng.uniform(0.05, 0.6, worlds.party.shape[:2])
    worlds.party[:, :, DRIFT] += rng.normal(0.0, 0.002, worlds.party.shape[:2])
    return worlds, deal_of(sides, row, blocks, responses=[response], copies=WORLDS)


def microseconds(run: Callable[[], object]) -> float:
    run()
    best = np.inf
    for _ in range(3):
        began = time.process_time()
        run()
        best = min(best, time.process_time() - began)
    return best / WORLDS * 1e6


def measure(name: str, parties: int, types: int, settings: Settings) -> None:
    worlds, deal = population(parties, types, settings.blocks)
    tables = war_tables(worlds)
    first = microseconds(lambda: war_tables(worlds))
    second = microseconds(lambda: settle(worlds, tables, deal, settings))
    print(f"{name:44s} tables {first:6.1f} us a world, proposal {second:6.1f} us")


def agrees(printed: Settings, quick: Settings) -> None:
    """Exploring is right to .02 in the five-year survival of all but one world in a hundred."""
    held = []
    for settings in (printed, quick):
        worlds, deal = population(2, 1, settings.blocks)
        held.append(settle(worlds, war_tables(worlds), deal, settings).of_world("stands_5"))
    error = np.abs(held[0] - held[1])
    assert np.quantile(error, 0.99) < 0.02, np.quantile(error, 0.99)
    print(f"exploring errs by {error.mean():.1e} on average, {error.max():.1e} at most")


def before() -> None:
    """Time the kernel of one breaker on as many worlds; what it says is a chance everywhere."""
    rows, terms, phases = one_breaker.worlds(WORLDS)
    told = np.empty((WORLDS, len(one_breaker.OUTPUTS)))

    def run() -> None:
        one_breaker.settle(one_breaker.FORTS, rows, terms, terms, phases, told)

    taken = microseconds(run)
    stands = told[:, list(one_breaker.OUTPUTS).index("stands_5")]
    assert ((stands >= 0.0) & (stands <= 1.0)).all() and stands.std() > 0.01
    print(f"{'the kernel of one breaker, war and proposal':44s} {taken:32.1f} us")


def main() -> None:
    printed = Settings(blocks_for(120))
    agrees(printed, exploring())
    before()
    measure("2 parties, 1 type (printed)", 2, 1, printed)
    measure("2 parties, 1 type, exploring", 2, 1, exploring())
    measure("2 parties, costs known, exploring", 2, 0, exploring())
    measure("2 parties, costs known", 2, 0, printed)
    measure("2 parties, 2 types", 2, 2, printed)
    measure("2 parties, 3 types", 2, 3, printed)
    measure("2 parties, 5 types", 2, 5, printed)
    measure("2 parties, 1 type, months", 2, 1, replace(printed, blocks=np.ones(120)))
    measure("2 parties, 1 type, power jumps", 2, 1, replace(printed, power_states=3))
    measure("2 parties, 1 type, violations", 2, 1, replace(printed, violations=True))
    measure("3 parties, 1 type", 3, 1, printed)
    measure("4 parties, 1 type", 4, 1, printed)
    measure("5 parties, 1 type", 5, 1, printed)
    measure("6 parties, 1 type", 6, 1, printed)


if __name__ == "__main__":
    main()
