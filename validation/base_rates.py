"""Recount base rates: each thing counted once, years at risk, and intervals by cluster.

python validation/base_rates.py --data PATH     (the folder that holds `ceasefires`, `agreements`,
                                                  `termination`)

A truce observed in several rows is one truce; the wars of one pair of states, or of one country,
are one cluster, and clusters are what is drawn again for the intervals. The rows at hand are a
part of each set, so a rate differs from one of the whole.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from mapping import agreement_spells, ceasefire_spells

HORIZON = 5.0
DRAWS = 20_000


@dataclass(frozen=True)
class Watched:
    """Something that may end: how long it was watched, whether it ended, whom it belongs to."""

    cluster: str
    years: float
    ended: bool


@dataclass(frozen=True)
class Rate:
    """Ends per year, with its 90% interval over clusters drawn again."""

    cases: int
    clusters: int
    ends: int
    years: float
    rate: float
    low: float
    high: float

    @property
    def log_sd(self) -> float:
        """The spread of a log-normal with the same 90% interval."""
        return float(np.log(self.high / self.low) / (2 * 1.6448536269514722))


def cut(watched: Iterable[Watched], horizon: float) -> list[Watched]:
    """What is seen up to a horizon."""
    return [
        Watched(w.cluster, min(w.years, horizon), w.ended and w.years <= horizon) for w in watched
    ]


def rate(watched: list[Watched], seed: int = 1) -> Rate:
    """Ends per year of all, and its interval by cluster.

    Half an end is added to each draw (and to no figure shown), or a draw without ends would say
    that nothing ever ends.
    """
    names = sorted({w.cluster for w in watched})
    ends = np.array([sum(w.ended for w in watched if w.cluster == n) for n in names], float)
    years = np.array([sum(w.years for w in watched if w.cluster == n) for n in names])
    rng = np.random.default_rng(seed)
    drawn = rng.integers(len(names), size=(DRAWS, len(names)))
    rates = (ends[drawn].sum(axis=1) + 0.5) / years[drawn].sum(axis=1)
    low, high = np.quantile(rates, (0.05, 0.95))
    return Rate(
        len(watched), len(names), int(ends.sum()), float(years.sum()),
        float(ends.sum() / years.sum()), float(low), float(high),
    )  # fmt: skip


def shown(name: str, watched: list[Watched]) -> Rate:
    """Print a rate and how it came about."""
    r = rate(watched)
    print(
        f"{name:64s} {r.ends:3d} of {r.cases:3d} in {r.years:7.1f} years, {r.clusters:3d} clusters:"
        f" {r.rate:.3f} ({r.low:.3f} to {r.high:.3f}), log sd {r.log_sd:.2f}"
    )
    return r


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def civil(data: Path, kind: str) -> list[Watched]:
    """Truces or settlements of civil wars, each once."""
    wanted = 1.0 if kind == "settlement" else 0.0
    return [
        Watched(spell.group, spell.years, spell.broke)
        for spell in ceasefire_spells(data / "ceasefires" / "fortna_civil_1989_1999.csv")
        if spell.inputs["victory"] == 0.0 and spell.inputs["settlement"] == wanted
    ]


def wars_after_a_year(data: Path, file: str, ends: set[str]) -> list[Watched]:
    """Years of war after the first, and whether the war ended in one of the ways `ends`.

    An episode is active in `years_fought` calendar years; of these the years after the first are
    at risk, and the last of them is the one in which it ended.
    """
    return [
        Watched(row["cluster"], float(row["years_fought"]) - 1.0, row["outcome"] in ends)
        for row in rows(data / "termination" / file)
        if float(row["years_fought"]) > 1.0
    ]


OUTCOMES = {
    "any end": {"1.0", "2.0", "3.0", "4.0", "5.0", "6.0", "1", "2", "3", "4", "5", "6", ""},
    "no deal and no victory (low activity, side gone)": {"5", "6", "5.0", "6.0"},
    "no deal": {"3", "4", "5", "6", "3.0", "4.0", "5.0", "6.0"},
}


def main() -> None:
    """Print every recount."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    for kind in ("truce", "settlement"):
        found = civil(data, kind)
        shown(f"{kind}_break, civil wars, first 5 years", cut(found, HORIZON))
        shown(f"{kind}_break, civil wars, first year", cut(found, 1.0))
        later = [Watched(w.cluster, w.years - 1.0, w.ended) for w in found if w.years > 1.0]
        shown(f"{kind}_break, civil wars, years 2 to 5", cut(later, HORIZON - 1.0))
    pad = [Watched(s.group, s.years, s.broke)
           for s in agreement_spells(data / "agreements" / "ucdp_pad_v22_1.csv")]  # fmt: skip
    shown("agreements of intrastate conflicts, first 5 years", cut(pad, HORIZON))
    for what, ends in OUTCOMES.items():
        shown(f"war_ending, interstate, {what}", wars_after_a_year(data, "interstate.csv", ends))
        shown(f"war_ending, civil, {what}", wars_after_a_year(data, "civil.csv", ends))


if __name__ == "__main__":
    main()
