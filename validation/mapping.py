"""From data columns to case inputs, and how a fit is scored: fixed before any score was seen.

Nothing here may be tuned to a score. A change of mapping is a new file beside this one, with both
sets of scores shown.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

__all__ = [
    "AGREEMENTS",
    "CEASEFIRES",
    "GROUP_DECISION_COLUMNS",
    "HORIZON_YEARS",
    "INPUT_SETS",
    "OUT_OF_TIME",
    "PRIOR_SD",
    "DataMapping",
    "Spell",
    "agreement_spells",
    "ceasefire_spells",
]

Row = Mapping[str, str]

HORIZON_YEARS = 5.0
"""The Brier score asks: had it broken within five years?"""

PRIOR_SD = math.log(3.0) / 1.645
"""Each log hazard ratio has a normal prior whose 90% range is a factor of three either way:
the range the project already gives to published multipliers."""

OUT_OF_TIME = date(2000, 1, 1)
"""Agreements: fitted on what was known on this day, scored on those signed from this day on."""

INPUT_SETS = ("base", "form", "form+circumstances")
"""Nested sets of inputs, compared for each class.

Shipped: the set with the lowest out-of-sample Brier score, and the base
rate where none beats it."""

GROUP_DECISION_COLUMNS = {"position": "x", "salience": "s", "capability": "gdp", "outcome": "out"}


@dataclass(frozen=True)
class Spell:
    """One ceasefire or agreement: how long it was seen to last, and what is known at signature."""

    name: str
    group: str
    signed: date
    years: float
    broke: bool
    inputs: Mapping[str, float]


@dataclass(frozen=True)
class DataMapping:
    """Which columns make which case inputs, in the two nested sets that are compared."""

    form: Mapping[str, str]
    circumstances: Mapping[str, str]
    rows: Callable[[Path], list[Spell]]


def _day(text: str) -> date:
    return date.fromisoformat(text[:10])


def _rows(path: Path) -> list[dict[str, str]]:
    csv.field_size_limit(10**8)
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def ceasefire_spells(path: Path) -> list[Spell]:
    """One spell per ceasefire (`id`), with the covariates of its first observation.

    Later observations of the same ceasefire only say how long it lasted: a mission authorised after
    a year of quiet is not known at signature, and to score it as if it were would credit the
    mission with the year.
    """
    first: dict[str, dict[str, str]] = {}
    last: dict[str, float] = {}
    broke: dict[str, bool] = {}
    for row in _rows(path):
        key = row["id"]
        if key not in first or float(row["_t0"]) < float(first[key]["_t0"]):
            first[key] = row
        last[key] = max(last.get(key, 0.0), float(row["_t"]))
        broke[key] = broke.get(key, False) or float(row["_d"]) == 1.0
    return [
        Spell(
            name=f"{row['cname']} {row['t0']}",
            group=row["cluster"],
            signed=_day(row["t0"]),
            years=last[key] / 365.25,
            broke=broke[key],
            inputs={
                "settlement": float(row["outcome"] == "4"),
                "victory": float(row["outcome"] in {"1", "2"}),
                "peacekeepers": float(float(row["pkop"]) >= 2.0),
                "log10_deaths": math.log10(float(row["dead"]) / 10_000.0),
                "log10_war_years": math.log10(float(row["wardur"])),
                "past_agreement": float(row["past_ag"]),
                # No case input: the highest mission over the whole spell, with hindsight. Kept to
                # compare with published fits that used it; never shipped.
                "peacekeepers_hindsight": float(float(row["pkopC1"]) >= 2.0),
            },
        )
        for key, row in first.items()
    ]


def agreement_spells(path: Path) -> list[Spell]:
    """One spell per agreement; it ends on the day the data say it ended, or is censored."""
    rows = sorted(_rows(path), key=lambda row: row["pa_date"])
    seen: dict[str, str] = {}
    spells = []
    for row in rows:
        signed = _day(row["pa_date"])
        broke = bool(row["ended"]) and float(row["ended"]) == 1.0 and bool(row["duration"])
        end = _day(row["duration"]) if broke else _day(row["censor_point"])
        earlier = seen.get(row["conflict_id"])
        seen.setdefault(row["conflict_id"], row["pa_date"])
        spells.append(
            Spell(
                name=f"{row['pa_name']} {row['pa_date']}",
                group=row["procID"] or row["conflict_id"],
                signed=signed,
                years=max((end - signed).days, 1) / 365.25,
                broke=broke,
                inputs={
                    "full": float(row["pa_type"] == "1"),
                    "process": float(row["pa_type"] == "3"),
                    "peacekeepers": float(row["pko"] == "1"),
                    "territorial": float(row["incompatibility"] == "1"),
                    "all_parties": float(row["inclusive"] == "1"),
                    "third_party": float(bool(row["pa_3rd"].strip())),
                    "past_agreement": float(earlier is not None and earlier < row["pa_date"]),
                },
            )
        )
    return spells


CEASEFIRES = DataMapping(
    form={
        "settlement": "the package settles the issues, not only the fighting (4; else truce, 3)",
        "victory": "the war ended by one side's defeat (outcome 1 or 2)",
        "peacekeepers": "a mission of monitors or more is there at signature (pkop 2 to 5)",
    },
    circumstances={
        "log10_deaths": "deaths in the war, in factors of ten from 10,000 (dead)",
        "log10_war_years": "length of the war, in factors of ten from one year (wardur)",
        "past_agreement": "an earlier round between them ended in a truce or settlement (past_ag)",
    },
    rows=ceasefire_spells,
)

AGREEMENTS = DataMapping(
    form={
        "full": "the agreement settles the whole conflict (pa_type 1; reference: partial, 2)",
        "process": "the agreement only sets up talks (pa_type 3)",
        "peacekeepers": "the agreement provides for a peacekeeping operation (pko)",
    },
    circumstances={
        "territorial": "the dispute is over territory, not government (incompatibility 1)",
        "all_parties": "every warring party signed (inclusive 1)",
        "third_party": "a third party signed, witnessed or mediated (pa_3rd not blank)",
        "past_agreement": "an earlier agreement in the same conflict is in the data (conflict_id)",
    },
    rows=agreement_spells,
)
