"""HOLD on how civil wars ended: told what a table knows at the end, which began again?

    python validation/terminations.py DATA/termination/civil.csv [--registration 10] [--worlds 1000]

Each row becomes a case by the mapping of `registrations/010-hold-on-terminations-again.md`, or by
that of 009, which it mends; nothing is fitted, and what HOLD says is scored against whether the
same sides fought again within five years. Only scores are printed; rows are never shipped.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

from servanda.arrays import Floats
from servanda.case.keys.case import Case
from servanda.case.load import read_text
from servanda.engine.assess import assess
from servanda.engine.shares import FEW
from servanda.explore.methods.clustered import auc, brier, gain_over, over_clusters, shrunk

FIRST, LAST = 2, 6
"""Every row stood its first year; `dyad_held_5` is of the five after it."""

AGREEMENT, CEASEFIRE, STATE_WINS, REBELS_WIN, LOW_ACTIVITY, REBELS_CEASE = range(1, 7)
PAPERS = {AGREEMENT, CEASEFIRE}
TO_A_TENTH = -2.3
SHUFFLES = 200

Row = Mapping[str, str]


@dataclass(frozen=True)
class End:
    """How one war ended: the case it makes, whether it held, and whom it is drawn with."""

    row: Row
    held: float
    cluster: str

    @property
    def outcome(self) -> int:
        """How it ended, in the numbers of the table."""
        return int(float(self.row["outcome"]))

    def number(self, column: str) -> float:
        """A number of the row; 0 where the table is silent."""
        return float(self.row[column] or 0.0)


def ends_of(path: Path) -> list[End]:
    """The rows whose five years were seen."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        End(row, float(row["dyad_held_5"]), row["cluster"])
        for row in rows
        if row["dyad_held_5"] and row["outcome"]
    ]


def case_of(end: End, first: bool = False) -> Case:
    """The case that a row makes: the tables of the registrations, line by line.

    `first`: as in registration 9.
    """
    rate = 1.0 / (1.0 + end.number("years_fought"))
    intense = end.number("intensity_max") >= 2.0
    cost = "0.05 to 0.20" if intense else "0.02 to 0.08"
    paper: dict[str, object] = {
        "title": "How it ended",
        "terms": {"stake": _settled(end.outcome, first)},
        "consent": {"all": ["state", "rebels"]},
    }
    if end.outcome in (STATE_WINS, REBELS_CEASE, REBELS_WIN):
        beaten = "state" if end.outcome == REBELS_WIN else "rebels"
        paper["provisions"] = [
            {"title": "The beaten are disarmed", "by": beaten, "month": 0,
             "forces": {beaten: TO_A_TENTH}, "irreversible": True}
        ]  # fmt: skip
    said: dict[str, object] = {
        "servanda": 2,
        "title": "A war that ended",
        "summary": "What a table of terminations knows of it.",
        "as_of": f"{int(end.number('end_year'))}-12-31",
        "kind": "civil_settlement"
        if end.outcome not in (CEASEFIRE, LOW_ACTIVITY)
        else "civil_truce",
        "parties": ["state", "rebels"],
        "actors": {"state": "the state", "rebels": {"name": "the rebels", "kind": "non-state"}},
        "issues": {
            "stake": {
                "title": "What they fight over",
                "kind": "finite",
                "weights": {"state": 1, "rebels": 1},
                "options": {
                    "state_has_it": {"state": 1, "rebels": 0},
                    "divided": {"state": "0.4 to 0.6", "rebels": "0.4 to 0.6"},
                    "rebels_have_it": {"state": 0, "rebels": 1},
                    "as_it_stands": {"state": "0.6 to 0.9", "rebels": "0.1 to 0.4"},
                },
            }
        },
        "war": {
            "decided": f"{0.3 * rate:.6g} to {1.5 * rate:.6g} per year",
            "victory": _victory(end.outcome, first),
            "costs": {"state": cost, "rebels": cost},
            "while_fighting": {"stake": "state_has_it" if first else _fighting_again(end.outcome)},
        },
        "capabilities": {
            "state": {"forces": "50 to 200 thousand"},
            "rebels": {"forces": "10 to 40 thousand" if intense else "5 to 20 thousand"},
        },
        "proposals": {"end": paper},
    }
    if end.number("earlier_deal"):
        year = int(end.number("start_year"))
        broke = {"ledger": "compliance", "kept": False}
        said["record"] = {
            "earlier": {"title": "The earlier deal", "year": year - 1, "ended": year,
                        "kind": "ceasefire", "conduct": {"state": broke, "rebels": broke}}
        }  # fmt: skip
    if end.number("tp_mission_t0"):
        troops = end.number("un_uniformed_t0") / 1_000.0
        force = f"{0.9 * troops:.4g} to {1.1 * troops:.4g}" if troops > 0 else "1 to 10"
        said["actors"] = {**said["actors"], "sender": "the sender of the mission"}  # type: ignore[dict-item]
        said["guarantees"] = {
            "mission": {"title": "the mission", "kind": "deployed_force", "guarantors": "sender",
                        "protects": ["state", "rebels"], "intervenes": "0.1 to 0.5",
                        "force": f"{force} thousand", "until": "36 months", "host": "state"}
        }  # fmt: skip
        paper["guarantees"] = "mission"
    return _read(said)


def _settled(outcome: int, first: bool) -> str:
    if outcome == AGREEMENT:
        return "divided"
    if outcome in (CEASEFIRE, LOW_ACTIVITY) and not first:
        return "as_it_stands"
    return "rebels_have_it" if outcome == REBELS_WIN else "state_has_it"


def _fighting_again(outcome: int) -> str:
    if outcome in (STATE_WINS, REBELS_CEASE):
        return "state_has_it"
    return "rebels_have_it" if outcome == REBELS_WIN else "as_it_stands"


def _victory(outcome: int, first: bool) -> dict[str, str]:
    won, lost = "0.85 to 0.98", "0.02 to 0.15"
    if outcome == REBELS_WIN and not first:
        return {"state": lost, "rebels": won}
    if outcome in (STATE_WINS, REBELS_CEASE) and not first:
        return {"state": won, "rebels": lost}
    return {"state": "0.5 to 0.8", "rebels": "0.2 to 0.5"}


def _read(said: Mapping[str, object]) -> Case:
    reading = read_text(yaml.safe_dump(dict(said), sort_keys=False), "row.yaml", None)
    if reading.case is None or reading.faults:
        raise SystemExit("\n".join(map(str, reading.faults)))
    return reading.case


def forecast(end: End, worlds: int, seed: int, first: bool = False) -> float:
    """HOLD: the chance that what stood its first year stands five more."""
    result = assess(case_of(end, first), worlds=worlds, seed=seed, war_worlds=1)["end"]
    signed = result.signed.share * result.signed.worlds
    if signed < FEW or result.breaking is None:
        would = result.would_hold[5]
        if would is None:
            raise SystemExit(f"{end.row}: no world could be computed; look at what it makes")
        return would.share
    stands = 1.0
    for year in range(FIRST, LAST + 1):
        stands *= 1.0 - result.breaking.hazard[year]
    return stands


def constant(ends: Sequence[End]) -> Floats:
    """The share that held in all other clusters."""
    return np.array(
        [np.mean([each.held for each in ends if each.cluster != end.cluster]) for end in ends]
    )


def tell(name: str, ends: Sequence[End], said: Floats, seed: int) -> None:
    """Print the scores of one set of rows."""
    held = np.array([end.held for end in ends])
    clusters = [end.cluster for end in ends]
    rates = constant(ends)
    gain = gain_over(said, rates, held, clusters, seed)
    rank = over_clusters(lambda rows: auc(said[rows], held[rows]), clusters, seed)
    towards, weights = shrunk(said, rates, held, clusters)
    better = gain_over(towards, rates, held, clusters, seed)
    rng = np.random.Generator(np.random.Philox(key=seed))
    control = np.mean([auc(rng.permutation(said), held) for _ in range(SHUFFLES)])
    print(f"{name}: {len(ends)} ends, {len(set(clusters))} clusters, {held.mean():.2f} held;"
          f" said {said.mean():.2f}")  # fmt: skip
    print(f"  AUC {rank.value:.2f} ({rank.low:.2f} to {rank.high:.2f}); shuffled {control:.2f}")
    print(f"  Brier {brier(said, held):.3f}, constant {brier(rates, held):.3f}:"
          f" gain {gain.value:+.3f} +- {gain.se:.3f}")  # fmt: skip
    print(f"  shrunk (weight {weights.mean():.2f}): gain {better.value:+.3f} +- {better.se:.3f}")
    order = np.argsort(said, kind="stable")
    for part in np.array_split(order, min(5, len(ends))):
        print(f"    said {said[part].mean():.2f}: came {held[part].mean():.2f}, of {len(part)}")


def main() -> None:
    """Forecast every row, and print the scores of all ends and of papers."""
    given = argparse.ArgumentParser(description="Score HOLD, unfitted, on how civil wars ended.")
    given.add_argument("data", type=Path, help="termination/civil.csv")
    given.add_argument("--registration", type=int, choices=(9, 10), default=10)
    given.add_argument("--worlds", type=int, default=1_000)
    given.add_argument("--seed", type=int, default=0)
    asked = given.parse_args()
    ends = ends_of(asked.data)
    first = asked.registration == 9
    said = np.array([forecast(end, asked.worlds, asked.seed, first) for end in ends])
    tell("all ends", ends, said, asked.seed)
    papers = [at for at, end in enumerate(ends) if end.outcome in PAPERS]
    tell("papers", [ends[at] for at in papers], said[papers], asked.seed)


if __name__ == "__main__":
    main()
