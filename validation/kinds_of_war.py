"""How long papers of each kind held, and how wars without a front end, counted from public data.

    python validation/kinds_of_war.py DATA [--write]

DATA holds `termination/civil.csv` and `interstate.csv` (UCDP Conflict Termination 3-2021, with
later activity of the same dyads), `eth_ceasefires/ceasefires.csv` (ETH/PRIO, 2022),
`agreements_plus/pad_covariates.csv` (UCDP Peace Agreement Dataset 22.1) and
`ucdp_acd/conflict_years.csv`. What is written is rates and counts, never rows.

Outcomes are those of the same sides where the data tell sides apart. Intervals are 90%, from 2,000
draws of whole clusters (countries, pairs of states), so that a war with ten papers counts once.

Selection, stated because it decides what a rate means:
* UCDP episodes end only after a calendar year under 25 deaths: a quiet year is built into every
  row, so year 1 is certain by construction and no forecast of year 1 can be read off them.
* ETH/PRIO truces are followed by calendar year after the year they took effect; fighting later in
  that first calendar year is not seen, and a year under 25 deaths counts as holding.
* PAD counts an agreement as failed when a signatory fights again; several agreements of one process
  are several rows, hence the clusters.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

OUT = Path(__file__).parents[1] / "src" / "servanda" / "kinds_of_war" / "counted.json"
DRAWS = 2000
SEED = 20260101
HORIZON = 10
Row = dict[str, str]


@dataclass(frozen=True)
class Spell:
    """One paper: years until the same sides fought again or were last watched."""

    years: float
    broke: bool
    cluster: str


def rows_of(data: Path, name: str) -> list[Row]:
    """Rows of one file."""
    with (data / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def whole(text: str) -> int | None:
    """A whole number, or nothing."""
    return int(float(text)) if text else None


def spells_of(
    rows: Sequence[Row], years: str, event: str, keep: Callable[[Row], bool]
) -> list[Spell]:
    """Spells of the rows to keep; rows that were not watched are left out."""
    return [
        Spell(float(row[years]), row[event] in ("1", "1.0"), row["cluster"])
        for row in rows
        if keep(row) and row[years] and row[event]
    ]


def is_paper(row: Row) -> bool:
    """Ended by a peace agreement or a ceasefire."""
    return whole(row["outcome"]) in (1, 2)


def is_fighting_truce(row: Row) -> bool:
    """A truce by two or more sides whose dyad was active in the year it took effect."""
    return whole(row["side"]) in (2, 3) and whole(row["dyad_active_same_year"]) == 1


def pad_spells(rows: Sequence[Row]) -> list[Spell]:
    """PAD gives days until a signatory fought again, and the years watched to 2009."""
    return [
        Spell(
            float(row["days"]) / 365.25
            if row["failed"] == "1" and row["days"]
            else 2010 - float(row["sign_year"]),
            row["failed"] == "1",
            row["cluster"],
        )
        for row in rows
        if row["failed"]
    ]


def hazards(spells: Sequence[Spell], weight: np.ndarray) -> np.ndarray:
    """Chance of breaking in year 1, 2, ... given that it stood so far, by weighted counts."""
    years = np.array([spell.years for spell in spells])
    broke = np.array([spell.broke for spell in spells])
    year = np.where(broke, np.maximum(np.ceil(years), 1), np.floor(years))
    found = np.zeros(HORIZON)
    for k in range(1, HORIZON + 1):
        at_risk = weight[(broke & (year >= k)) | (~broke & (year >= k))].sum()
        failed = weight[broke & (year == k)].sum()
        found[k - 1] = failed / at_risk if at_risk > 0 else np.nan
    return found


def held(spells: Sequence[Spell], weight: np.ndarray) -> np.ndarray:
    """Share that stood k years, by the product of the hazards."""
    return np.cumprod(1.0 - np.nan_to_num(hazards(spells, weight)))


def interval(draws: np.ndarray) -> list[float]:
    """A 90% interval."""
    return [round(float(v), 4) for v in np.nanquantile(draws, (0.05, 0.95), axis=0)]


def table_of(spells: Sequence[Spell]) -> dict[str, Any]:
    """Hazards and shares held with intervals over clusters."""
    rng = np.random.default_rng(SEED)
    names = sorted({spell.cluster for spell in spells})
    place = np.array([names.index(spell.cluster) for spell in spells])
    ones = np.ones(len(spells))
    draws_h, draws_s = [], []
    for _ in range(DRAWS):
        counts = np.bincount(rng.integers(0, len(names), len(names)), minlength=len(names))
        weight = counts[place].astype(float)
        draws_h.append(hazards(spells, weight))
        draws_s.append(held(spells, weight))
    h, s = hazards(spells, ones), held(spells, ones)
    return {
        "papers": len(spells),
        "clusters": len(names),
        "at_risk": [int(sum(x.years >= k - 1 for x in spells)) for k in range(1, HORIZON + 1)],
        "hazard": [None if np.isnan(v) else round(float(v), 4) for v in h],
        "hazard_90": [interval(np.array(draws_h)[:, k]) for k in range(HORIZON)],
        "held": [round(float(v), 4) for v in s],
        "held_90": [interval(np.array(draws_s)[:, k]) for k in range(HORIZON)],
    }


def endings(
    ends: Sequence[Row], years: Sequence[Row], kinds: Sequence[str], intense: bool
) -> dict[str, Any]:
    """Rates a year at which wars ended, per active year, by how they ended.

    `intense` keeps episodes that reached 1,000 deaths in a year, with all their active years.
    """
    rng = np.random.default_rng(SEED)
    big = {row["conflict_id"] for row in years if whole(row["intensity_level"]) == 2}
    risk = [
        r
        for r in years
        if r["type_of_conflict"] in kinds and (not intense or r["conflict_id"] in big)
    ]
    watched = {row["conflict_id"] for row in risk}
    done = [r for r in ends if r["conflict_id"] in watched and r["outcome"]]
    names = sorted({row["cluster"] for row in risk})
    at = {name: i for i, name in enumerate(names)}
    exposure = np.bincount([at[r["cluster"]] for r in risk], minlength=len(names))
    ways = {
        "victory_of_side_a": (3,),
        "victory_of_side_b": (4,),
        "paper": (1, 2),
        "peters_out": (5, 6),
    }
    found: dict[str, Any] = {"active_years": len(risk), "clusters": len(names)}
    picks = rng.integers(0, len(names), (DRAWS, len(names)))
    for way, codes in ways.items():
        events = np.bincount(
            [at[r["cluster"]] for r in done if whole(r["outcome"]) in codes and r["cluster"] in at],
            minlength=len(names),
        )
        rates = events[picks].sum(axis=1) / exposure[picks].sum(axis=1)
        found[way] = {
            "events": int(events.sum()),
            "per_year": round(float(events.sum() / exposure.sum()), 4),
            "per_year_90": interval(rates),
        }
    return found


def counted(data: Path) -> dict[str, Any]:
    """Everything that ships."""
    civil, interstate = (rows_of(data, f"termination/{n}.csv") for n in ("civil", "interstate"))
    truces = rows_of(data, "eth_ceasefires/ceasefires.csv")
    papers = rows_of(data, "agreements_plus/pad_covariates.csv")
    active = rows_of(data, "ucdp_acd/conflict_years.csv")
    civil_kinds = ("intrastate", "internationalised intrastate", "II")
    return {
        "held": {
            "interstate": {
                "what": "interstate episodes that ended by any means, same pair of states, given "
                "a quiet year; papers among them: see interstate_papers",
                **table_of(spells_of(interstate, "t_years", "event", lambda _: True)),
            },
            "interstate_papers": {
                "what": "those that ended by agreement or ceasefire, given a quiet year",
                **table_of(spells_of(interstate, "t_years", "event", is_paper)),
            },
            "civil_settlement": {
                "what": "agreements in civil wars, until a signatory fought again",
                **table_of(pad_spells(papers)),
            },
            "civil_settlement_after_a_quiet_year": {
                "what": "civil episodes ended by agreement or ceasefire, same sides, given a quiet "
                "year",
                **table_of(spells_of(civil, "dyad_t_years", "dyad_event", is_paper)),
            },
            "civil_truce": {
                "what": "truces by two or more sides that were fighting that year, same sides",
                **table_of(spells_of(truces, "dyad_t_years", "dyad_event", is_fighting_truce)),
            },
        },
        "endings": {
            "civil": endings(civil, active, civil_kinds, intense=False),
            "civil_at_war": endings(civil, active, civil_kinds, intense=True),
            "interstate": endings(interstate, active, ("interstate",), intense=False),
        },
        "files": {
            name: hashlib.sha256((data / name).read_bytes()).hexdigest()[:16]
            for name in (
                "termination/civil.csv",
                "termination/interstate.csv",
                "eth_ceasefires/ceasefires.csv",
                "agreements_plus/pad_covariates.csv",
                "ucdp_acd/conflict_years.csv",
            )
        },
    }


def main() -> None:
    """Print the tables; with --write, ship them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    found = counted(given.data)
    for kind, table in found["held"].items():
        print(f"{kind}: {table['papers']} papers, {table['clusters']} clusters ({table['what']})")
        for year in (1, 2, 3, 5, 10):
            low, high = table["held_90"][year - 1]
            print(
                f"  year {year:2d}: hazard {table['hazard'][year - 1]}, held "
                f"{table['held'][year - 1]:.2f} ({low:.2f} to {high:.2f})"
            )
    for kind, ways in found["endings"].items():
        print(f"{kind}: {ways['active_years']} active years, {ways['clusters']} clusters")
        for way, rate in ways.items():
            if isinstance(rate, dict):
                low, high = rate["per_year_90"]
                print(f"  {way}: {rate['per_year']:.3f} a year ({low:.3f} to {high:.3f})")
    if given.write:
        OUT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
