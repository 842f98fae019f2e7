"""How far two coders of the same settlements are apart, and what it does to the forecasts.

    python validation/coders.py [--worlds 2000] [--seed 0]

Of every number coded twice: by how many half-widths of the first range (90%) the middle of the
second lies off. Then the ranks of SIGN and HOLD on the settlements coded twice, as coded by each.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import yaml

from servanda.arrays import Floats
from servanda.case.change import with_values
from servanda.case.keys.case import Case
from servanda.case.stated import said_by_its_author
from servanda.explore.methods.clustered import auc
from servanda.explore.proposal_study import columns_of
from servanda.settlements.library import Settlement, library
from servanda.worlds.belief import pooled_quantile
from servanda.worlds.sample import sample

LIBRARY = Path(__file__).resolve().parents[1] / "library"
ENDS = np.array([0.05, 0.5, 0.95])


def coded_twice() -> Iterator[tuple[Settlement, Case, tuple[str, ...]]]:
    """Yield the settlements coded twice, the second coding, and the numbers it gives."""
    for each in library():
        text = LIBRARY / each.id / "coding2.yaml"
        if text.is_file():
            values = yaml.safe_load(text.read_text(encoding="utf-8"))["values"]
            yield each, with_values(each.case, values), tuple(values)


def apart(first: Case, second: Case, names: tuple[str, ...]) -> Iterator[tuple[str, float]]:
    """Yield by how many half-widths of the first range the middle of the second lies off."""
    ranges = [dict(said_by_its_author(case)) for case in (first, second)]
    for name in names:
        one, other = (
            pooled_quantile(number.form, ENDS, number.low, number.high, unit=number.unit)
            for number in (each[name] for each in ranges)
        )
        if one[2] > one[0]:
            yield name, float(2.0 * (other[1] - one[1]) / (one[2] - one[0]))


def sort_of(name: str) -> str:
    """Return what sort of number it is, for the table."""
    sorts = ("political_costs", "pressure", "weights", "options", "forces", "intervenes",
             "similarity", "patience", "costs", "decided")  # fmt: skip
    if name.startswith("war.victory"):
        return "chance of victory"
    if re.fullmatch(r"parties\.\w+\.victory", name):
        return "worth of victory"
    return next((sort for sort in sorts if sort in name.split(".")), "other")


def forecast(case: Case, proposal: str, worlds: int, seed: int) -> tuple[float, float]:
    """Return the chance that it is signed, and that it holds five years if it is."""
    found = columns_of(case, sample(case, worlds=worlds, seed=seed), proposal,
                       ("signed", "holds_5", "would_hold_5"))  # fmt: skip
    signed = float(found["signed"].sum())
    holds = found["holds_5"].sum() / signed if signed else found["would_hold_5"].mean()
    return signed / worlds, float(holds)


def main() -> None:
    """Compare, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--worlds", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    found: dict[str, list[float]] = defaultdict(list)
    twice = list(coded_twice())
    for each, second, names in twice:
        for name, off in apart(each.case, second, names):
            found[sort_of(name)].append(off)
            found["all"].append(off)
    print(f"{len(twice)} settlements, half-widths apart: root of the mean square, mean, within 1")
    for sort, off in found.items():
        print("  " + _line(sort, np.array(off)))
    signed = np.array([float(each.signed) for each, _, _ in twice])
    held = np.array([float(each.became == "held") for each, _, _ in twice])[signed > 0]
    pairs = [
        [forecast(case, each.proposal, given.worlds, given.seed) for case in (each.case, second)]
        for each, second, _ in twice
    ]
    made = np.array(pairs)
    for place, coder in enumerate(("first", "second")):
        sign, hold = made[:, place, 0], made[signed > 0, place, 1]
        print(f"{coder} coder: AUC SIGN {auc(sign, signed):.2f}, HOLD {auc(hold, held):.2f}")
    move = np.abs(made[:, 1] - made[:, 0])
    print(f"moved between them: signed {np.median(move[:, 0]):.2f} at the median,"
          f" {move[:, 0].max():.2f} at most; holds {np.median(move[:, 1]):.2f},"
          f" {move[:, 1].max():.2f}")  # fmt: skip


def _line(sort: str, off: Floats) -> str:
    return (
        f"{sort}: {len(off)} numbers, {np.sqrt((off**2).mean()):.2f}, {off.mean():+.2f},"
        f" {np.mean(np.abs(off) <= 1.0):.0%}"
    )


if __name__ == "__main__":
    main()
