"""Fit and score the reference classes, and ship their coefficients.

    python validation/reference_classes.py DATA [--write]

Registered in `validation/registrations/` 001 to 003. What ships is rates, coefficients
and scores, never rows.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

OUT = Path(__file__).parents[1] / "src" / "servanda" / "kinds_of_war" / "classes.json"
PENALTY = 2.0
FOLDS = 10
DRAWS = 400
SEED = 20260102
Row = dict[str, str]


@dataclass(frozen=True)
class Case:
    """One row of a class: what is known of it, what became of it, and what it shares."""

    known: tuple[float, ...]
    outcome: bool
    cluster: str


@dataclass(frozen=True)
class Class:
    """A reference class: what it forecasts, from what, and where its rows come from."""

    name: str
    outcome: str
    source: str
    columns: tuple[str, ...]
    cases: Callable[[Path], Iterator[Case]]
    since: int
    until: int


def rows_of(data: Path, name: str) -> list[Row]:
    """Rows of one file."""
    with (data / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(text: str) -> float:
    """A number, or nothing known."""
    return float(text) if text else math.nan


def among(text: str, *codes: int) -> float:
    """1 where the code is one of these, 0 where it is another, unknown where it is missing."""
    return math.nan if not text else float(int(float(text)) in codes)


def guarantor_kept(data: Path) -> Iterator[Case]:
    """Alliance promises that a war called in."""
    names = ("formal", "milinst", "chcap2d", "dinstch2", "origtar1", "active")
    for row in rows_of(data, "alliances/leeds_anac.csv"):
        if row["honor3"]:
            known = tuple(number(row[name]) for name in names)
            yield Case(known, number(row["honor3"]) == 1, row["cluster"])


def guarantor_by_terms(data: Path) -> Iterator[Case]:
    """Alliances tested by a war, by the terms of the promise."""
    for row in rows_of(data, "alliances/berkemeier_fuhrmann.csv"):
        if row["honoured"]:
            known = (
                math.log1p(max(number(row["alliance_age"]), 0)),
                number(row["bilat"]),
                number(row["wartime"]),
                number(row["conditio"]),
                number(row["offense"]),
                number(row["defense"]),
                float(number(row["war_year"]) > 1945),
            )
            yield Case(known, number(row["honoured"]) == 1, row["cluster"])


def guarantor_by_promise(data: Path) -> Iterator[Case]:
    """Alliances tested by a war, by the kind of promise."""
    kinds = ("defense", "offense", "neutral", "nonagg", "wartime")
    for row in rows_of(data, "alliances/berkemeier_fuhrmann.csv"):
        if row["honoured"]:
            age = math.log1p(max(number(row["alliance_age"]), 0))
            known = (age, *(number(row[kind]) for kind in kinds))
            yield Case(known, number(row["honoured"]) == 1, row["cluster"])


def serious_crisis_recurs(data: Path) -> Iterator[Case]:
    """Crises with serious clashes or war."""
    for row in rows_of(data, "icb/crises.csv"):
        if row["recurred_5"] and among(row["viol"], 3, 4) == 1:
            known = (
                math.log1p(number(row["noactr"])),
                among(row["viol"], 4),
                among(row["protrac"], 2, 3),
                among(row["subout"], 2),
                among(row["forout"], 1, 2),
                among(row["gravcr"], 3, 5, 6),
            )
            yield Case(known, number(row["recurred_5"]) == 1, row["cluster"])


def crisis_recurs(data: Path) -> Iterator[Case]:
    """Crises between states, and whether they came back."""
    for row in rows_of(data, "icb/crises.csv"):
        if row["recurred_5"]:
            known = (
                math.log1p(number(row["noactr"])),
                among(row["viol"], 3, 4),
                among(row["protrac"], 2, 3),
                among(row["subout"], 2),
                among(row["forout"], 1, 2),
                among(row["gravcr"], 3, 5, 6),
            )
            yield Case(known, number(row["recurred_5"]) == 1, row["cluster"])


def war_goes_on(data: Path) -> Iterator[Case]:
    """Active years of conflicts, and whether the next year was active too."""
    rows = rows_of(data, "ucdp_acd/conflict_years.csv")
    active: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        active[row["conflict_id"]].add(int(row["year"]))
    last = max(int(row["year"]) for row in rows)
    for row in rows:
        year, years = int(row["year"]), active[row["conflict_id"]]
        if year >= last:
            continue
        begun = year
        while begun - 1 in years:
            begun -= 1
        known = (
            math.log(1 + year - begun),
            among(row["intensity_level"], 2),
            sum(year - k in years for k in range(1, 11)) / 10,
            float(row["incompatibility"] != "government"),
            float(row["type_of_conflict"] in ("II", "internationalised intrastate")),
            float(row["type_of_conflict"] == "interstate"),
        )
        yield Case(known, year + 1 in years, row["cluster"])


def civil_end_holds(data: Path) -> Iterator[Case]:
    """Civil wars that ended, and whether the same sides fought again within five years."""
    for row in rows_of(data, "termination/civil.csv"):
        if row["dyad_held_5"]:
            known = (
                among(row["outcome"], 1, 2),
                among(row["outcome"], 3, 4),
                math.log(number(row["years_fought"])),
                among(row["intensity_max"], 2),
                number(row["earlier_deal"]),
                number(row["tp_mission_t1"]),
            )
            yield Case(known, number(row["dyad_held_5"]) == 1, row["cluster"])


def civil_paper(data: Path) -> Iterator[Case]:
    """Those that ended by a paper."""
    for row in rows_of(data, "termination/civil.csv"):
        if row["dyad_held_5"] and among(row["outcome"], 1, 2) == 1:
            yield Case((), number(row["dyad_held_5"]) == 1, row["cluster"])


def civil_truce(data: Path) -> Iterator[Case]:
    """Truces by two or more sides that were fighting that year."""
    for row in rows_of(data, "eth_ceasefires/ceasefires.csv"):
        fighting = among(row["dyad_active_same_year"], 1) == 1
        if row["dyad_held_1"] and fighting and among(row["side"], 2, 3) == 1:
            yield Case((), number(row["dyad_held_1"]) == 1, row["cluster"])


def interstate_end(data: Path) -> Iterator[Case]:
    """Wars between states that ended."""
    for row in rows_of(data, "termination/interstate.csv"):
        if row["held_5"]:
            yield Case((), number(row["held_5"]) == 1, row["cluster"])


CLASSES = (
    Class(
        "guarantor_kept",
        "an alliance that a war called in was honoured",
        "BerkemeierFuhrmann2018",
        (
            "log (1 + age of the alliance in years)",
            "promises defence",
            "promises attack",
            "promises neutrality",
            "promises nonaggression",
            "made in war",
        ),
        guarantor_by_promise,
        1816,
        1965,
    ),
    Class(
        "guarantor_kept_by_form",
        "an alliance that a war called in was honoured",
        "BerkemeierFuhrmann2018",
        (
            "log (1 + age of the alliance in years)",
            "two members only",
            "made in war",
            "conditional promise",
            "promises attack as well",
            "promises defence",
            "called in after 1945",
        ),
        guarantor_by_terms,
        1816,
        1965,
    ),
    Class(
        "crisis_recurs",
        "a crisis with serious clashes or war came back within five years",
        "BrecherEtAl2016",
        (
            "log (1 + actors involved)",
            "full war",
            "part of a protracted conflict",
            "definitive outcome",
            "ended by formal or semi-formal agreement",
            "territory or existence at stake",
        ),
        serious_crisis_recurs,
        1918,
        1991,
    ),
    Class(
        "guarantor_kept_by_members",
        "a guarantor kept an alliance promise that a war called in",
        "LeedsEtAl2000",
        (
            "formality (0 to 2)",
            "military institutions (0 to 2)",
            "its capability changed since signing",
            "its institutions changed since signing",
            "the ally was the original target of the war",
            "the promise was active",
        ),
        guarantor_kept,
        1816,
        1944,
    ),
    Class(
        "crisis_recurs_any",
        "a crisis between states came back within five years",
        "BrecherEtAl2016",
        (
            "log (1 + actors involved)",
            "serious clashes or war",
            "part of a protracted conflict",
            "definitive outcome",
            "ended by formal or semi-formal agreement",
            "territory or existence at stake",
        ),
        crisis_recurs,
        1918,
        1991,
    ),
    Class(
        "war_goes_on",
        "a conflict active this year is active next year",
        "DaviesEtAl2024",
        (
            "log (1 + years fought so far)",
            "a thousand deaths this year",
            "share of the ten years before in which it was active",
            "over territory",
            "foreign troops fight in it",
            "between states",
        ),
        war_goes_on,
        1946,
        2009,
    ),
    Class(
        "civil_end_holds",
        "the same sides of a civil war that ended did not fight again for five years",
        "Kreutz2010",
        (
            "ended by agreement or ceasefire",
            "ended by victory",
            "log years fought",
            "reached a thousand deaths in a year",
            "an earlier deal had ended it",
            "foreign peacekeepers by the year after",
        ),
        civil_end_holds,
        1946,
        2009,
    ),
    Class(
        "civil_paper",
        "a paper that ended a civil war held five years between the same sides",
        "Kreutz2010",
        (),
        civil_paper,
        1946,
        2009,
    ),
    Class(
        "civil_truce",
        "a truce between fighting sides of a civil war held to the end of the next year",
        "ClaytonEtAl2022",
        (),
        civil_truce,
        1989,
        2009,
    ),
    Class(
        "interstate_end",
        "states whose war had ended did not fight again for five years",
        "Kreutz2010",
        (),
        interstate_end,
        1946,
        2009,
    ),
)


def standardised(x: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Columns with mean 0 and deviation 1, missing values at the mean."""
    mean = np.nanmean(x, axis=0)
    spread = np.nanstd(x, axis=0)
    spread[spread == 0] = 1.0
    return np.nan_to_num((x - mean) / spread), mean, spread


def fitted(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Intercept and slopes of the ridge logistic on standardised columns."""
    design = np.column_stack([np.ones(len(y)), x])

    def loss(b: np.ndarray) -> tuple[float, np.ndarray]:
        eta = design @ b
        penalty = PENALTY * b[1:]
        value = np.logaddexp(0, eta).sum() - y @ eta + 0.5 * b[1:] @ penalty
        slope = design.T @ (1 / (1 + np.exp(-eta)) - y)
        slope[1:] += penalty
        return float(value), slope

    return np.asarray(minimize(loss, np.zeros(design.shape[1]), jac=True, method="BFGS").x)


def fold_of(cluster: str) -> int:
    """The fold of a cluster, from its name alone."""
    return int(hashlib.sha256(cluster.encode()).hexdigest(), 16) % FOLDS


def out_of_fold(cases: Sequence[Case], shuffled: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """Forecasts of the model and of the base rate, each from the other folds."""
    x = np.array([case.known for case in cases])
    y = np.array([float(case.outcome) for case in cases])
    fold = np.array([fold_of(case.cluster) for case in cases])
    if shuffled:
        x = np.random.default_rng(SEED).permutation(x)
    model, base = np.empty(len(y)), np.empty(len(y))
    for k in np.unique(fold):
        train, test = fold != k, fold == k
        base[test] = y[train].mean()
        z, mean, spread = standardised(x[train])
        b = fitted(z, y[train])
        there = np.nan_to_num((x[test] - mean) / spread)
        model[test] = 1 / (1 + np.exp(-(b[0] + there @ b[1:])))
    return model, base


def auc(p: np.ndarray, y: np.ndarray, w: np.ndarray) -> float:
    """Chance that a case that came true was given the higher forecast; ties count half."""
    yes, no = y == 1, y == 0
    if not w[yes].sum() or not w[no].sum():
        return math.nan
    wins = (p[yes][:, None] > p[no]) + 0.5 * (p[yes][:, None] == p[no])
    weight = w[yes][:, None] * w[no]
    return float((wins * weight).sum() / weight.sum())


def scores(cases: Sequence[Case], shuffled: bool = False) -> dict[str, Any]:
    """Brier, log and AUC out of fold, with errors over draws of clusters."""
    y = np.array([float(case.outcome) for case in cases])
    model, base = out_of_fold(cases, shuffled)
    clip = lambda p: np.clip(p, 1e-6, 1 - 1e-6)  # noqa: E731
    log = -(y * np.log(clip(model)) + (1 - y) * np.log(1 - clip(model)))
    gain = (base - y) ** 2 - (model - y) ** 2
    names = sorted({case.cluster for case in cases})
    place = np.array([names.index(case.cluster) for case in cases])
    rng = np.random.default_rng(SEED)
    gains, aucs = [], []
    for _ in range(DRAWS):
        counts = np.bincount(rng.integers(0, len(names), len(names)), minlength=len(names))
        w = counts[place].astype(float)
        if w.sum():
            gains.append(float((w * gain).sum() / w.sum()))
            aucs.append(auc(model, y, w))
    return {
        "brier_base": round(float(((base - y) ** 2).mean()), 4),
        "brier_model": round(float(((model - y) ** 2).mean()), 4),
        "gain": round(float(gain.mean()), 4),
        "gain_se": round(float(np.std(gains)), 4),
        "log_model": round(float(log.mean()), 4),
        "auc": round(auc(model, y, np.ones(len(y))), 3),
        "auc_se": round(float(np.nanstd(aucs)), 3),
    }


def rate(cases: Sequence[Case]) -> dict[str, Any]:
    """The base rate, its counts, and its interval over clusters."""
    y = np.array([float(case.outcome) for case in cases])
    names = sorted({case.cluster for case in cases})
    place = np.array([names.index(case.cluster) for case in cases])
    rng = np.random.default_rng(SEED)
    draws = []
    for _ in range(2000):
        counts = np.bincount(rng.integers(0, len(names), len(names)), minlength=len(names))
        w = counts[place].astype(float)
        if w.sum():
            draws.append((w * y).sum() / w.sum())
    low, high = np.quantile(draws, (0.05, 0.95))
    return {
        "cases": len(y),
        "clusters": len(names),
        "share": round(float(y.mean()), 4),
        "share_90": [round(float(low), 4), round(float(high), 4)],
    }


def shipped(each: Class, data: Path) -> dict[str, Any]:
    """Everything that ships of one class."""
    cases = list(each.cases(data))
    found: dict[str, Any] = {
        "outcome": each.outcome,
        "source": each.source,
        "years": [each.since, each.until],
        **rate(cases),
        "columns": list(each.columns),
    }
    if each.columns:
        x = np.array([case.known for case in cases])
        z, mean, spread = standardised(x)
        b = fitted(z, np.array([float(case.outcome) for case in cases]))
        score = scores(cases)
        found |= {
            "mean": [round(float(v), 6) for v in mean],
            "spread": [round(float(v), 6) for v in spread],
            "coefficients": [round(float(v), 6) for v in b],
            "score": score,
            "shuffled": scores(cases, shuffled=True),
            "ranks": score["gain"] >= 2 * score["gain_se"],
        }
    else:
        found["ranks"] = False
    return found


def main() -> None:
    """Print the table; with --write, ship it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    found = {each.name: shipped(each, given.data) for each in CLASSES}
    for name, one in found.items():
        low, high = one["share_90"]
        print(
            f"{name}: {one['share']:.3f} ({low:.3f} to {high:.3f}) of {one['cases']} cases, "
            f"{one['clusters']} clusters"
        )
        if one["columns"]:
            s, c = one["score"], one["shuffled"]
            print(
                f"  Brier {s['brier_base']:.3f} -> {s['brier_model']:.3f}, gain {s['gain']:+.4f} ± "
                f"{s['gain_se']:.4f}; AUC {s['auc']:.3f} ± {s['auc_se']:.3f}; shuffled gain "
                f"{c['gain']:+.4f}; ranks: {one['ranks']}"
            )
    if given.write:
        OUT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
