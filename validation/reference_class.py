"""Fit one reference class, score it on cases it has not seen, and write what ships."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
from mapping import HORIZON_YEARS, INPUT_SETS, OUT_OF_TIME, PRIOR_SD, DataMapping, Spell
from numpy.typing import NDArray

from servanda.explore.methods.bins import bin_codes
from servanda.explore.methods.reference_class import ReferenceClass
from servanda.explore.methods.survival_fit import (
    WeibullFit,
    brier,
    concordance,
    fit_weibull,
    kaplan_meier,
    weibull_survival,
)

FloatArray = NDArray[np.float64]
FITTED = Path(__file__).parent.parent / "src" / "servanda" / "explore" / "methods" / "fitted"
Forecast = dict[str, FloatArray]


def names_of(data: DataMapping, kind: str) -> tuple[str, ...]:
    """Inputs of one of the nested sets."""
    chosen = {
        "base": {},
        "form": data.form,
        "form+circumstances": {**data.form, **data.circumstances},
    }
    return tuple(chosen[kind])


def table(spells: list[Spell], names: tuple[str, ...]) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Years, broke, inputs."""
    years = np.array([spell.years for spell in spells])
    broke = np.array([float(spell.broke) for spell in spells])
    inputs = np.array([[spell.inputs[name] for name in names] for spell in spells])
    return years, broke, inputs.reshape(len(spells), len(names))


def fitted(spells: list[Spell], names: tuple[str, ...]) -> WeibullFit:
    """Fit with the covariance clustered by what cases share."""
    groups = [spell.group for spell in spells]
    return fit_weibull(*table(spells, names), prior_sd=PRIOR_SD, groups=groups)


def forecasts(
    train: list[Spell], test: list[Spell], sets: Mapping[str, tuple[str, ...]]
) -> dict[str, Forecast]:
    """Chance of holding to the horizon, and risk, of each test case by each way of forecasting."""
    years, broke, _ = table(train, ())
    count = len(test)
    plain = kaplan_meier(years, broke, HORIZON_YEARS)
    found = {"base rate": {"holds": np.full(count, plain), "risk": np.zeros(count)}}
    for kind, names in sets.items():
        fit = fitted(train, names)
        inputs = table(test, names)[2]
        holds = fit.survival(np.array([HORIZON_YEARS]), inputs)[:, 0]
        found[kind] = {"holds": holds, "risk": fit.risk(inputs)}
    return found


def leave_one_group_out(
    spells: list[Spell], sets: Mapping[str, tuple[str, ...]]
) -> dict[str, Forecast]:
    """Forecast each group of cases from all the others."""
    groups = np.array([spell.group for spell in spells])
    pooled: dict[str, Forecast] = {}
    for group in dict.fromkeys(groups.tolist()):
        inside = np.flatnonzero(groups == group)
        train = [spell for spell in spells if spell.group != group]
        part = forecasts(train, [spells[i] for i in inside], sets)
        for kind, values in part.items():
            for what, numbers in values.items():
                pooled.setdefault(kind, {}).setdefault(what, np.zeros(len(spells)))[inside] = (
                    numbers
                )
    return pooled


def known_on(spells: list[Spell]) -> tuple[list[Spell], list[Spell]]:
    """Agreements as known on the day of the split, and those signed from then on."""
    before = [spell for spell in spells if spell.signed < OUT_OF_TIME]
    after = [spell for spell in spells if spell.signed >= OUT_OF_TIME]
    seen = []
    for spell in before:
        until = (OUT_OF_TIME - spell.signed).days / 365.25
        censored = replace(spell, years=until, broke=False)
        seen.append(censored if spell.years > until else spell)
    return seen, after


def scored(spells: list[Spell], found: dict[str, Forecast]) -> dict[str, dict[str, float]]:
    """C, Brier at the horizon, and by how much that beats the base rate, with its error."""
    years, broke, _ = table(spells, ())
    known = (years >= HORIZON_YEARS) | (broke > 0)
    held = (years >= HORIZON_YEARS)[known]
    base = (held - found["base rate"]["holds"][known]) ** 2
    rows = {}
    for kind, values in found.items():
        squared = (held - values["holds"][known]) ** 2
        rows[kind] = {
            "C": concordance(years, broke, values["risk"]),
            "Brier 5y": brier(years[known], broke[known], values["holds"][known], HORIZON_YEARS),
            "less than base rate": float((base - squared).mean()),
            "error": float((base - squared).std(ddof=1) / np.sqrt(known.sum())),
            "cases": float(known.sum()),
        }
    return rows


def shown(title: str, rows: dict[str, dict[str, float]]) -> None:
    """Print a table of scores."""
    print(f"\n{title}")
    print(f"  {'':30s} {'C':>6s} {'Brier 5y':>9s} {'gain':>8s} {'+-':>7s}")
    for kind, row in rows.items():
        print(
            f"  {kind:30s} {row['C']:6.3f} {row['Brier 5y']:9.3f} "
            f"{row['less than base rate']:8.3f} {row['error']:7.3f}"
        )


def calibration(spells: list[Spell], forecast: Forecast, path: Path, title: str) -> None:
    """Draw forecast against what happened, in about fifths of the cases, as an SVG."""
    import vl_convert

    years, broke, _ = table(spells, ())
    known = (years >= HORIZON_YEARS) | (broke > 0)
    holds, held = forecast["holds"][known], (years >= HORIZON_YEARS)[known]
    points = []
    fifth = bin_codes(holds, 5)
    for part in (np.flatnonzero(fifth == number) for number in range(fifth.max() + 1)):
        share, count = held[part].mean(), len(part)
        middle = (share * count + 1.35) / (count + 2.71)  # Agresti-Coull, 90%
        half = 1.645 * np.sqrt(middle * (1 - middle) / (count + 2.71))
        points.append(
            {
                "forecast": round(float(holds[part].mean()), 4),
                "held": round(float(share), 4),
                "low": round(float(max(middle - half, 0)), 4),
                "high": round(float(min(middle + half, 1)), 4),
            }
        )
    scale = {"domain": [0, 1]}
    x = {
        "field": "forecast",
        "type": "quantitative",
        "scale": scale,
        "title": "forecast: holds 5 years",
    }
    y = {"type": "quantitative", "scale": scale, "title": "share that held (90% interval)"}
    line = [{"forecast": 0, "held": 0}, {"forecast": 1, "held": 1}]
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": title,
        "width": 320,
        "height": 320,
        "data": {"values": points},
        "layer": [
            {
                "data": {"values": line},
                "mark": {"type": "line", "color": "#999999", "strokeDash": [4, 4]},
                "encoding": {"x": x, "y": {**y, "field": "held"}},
            },
            {
                "mark": "rule",
                "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 80},
                "encoding": {"x": x, "y": {**y, "field": "held"}},
            },
        ],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(vl_convert.vegalite_to_svg(json.dumps(spec)), encoding="utf-8")
    print(f"\ncalibration drawn in {path.name}")
    for point in points:
        print(
            "  forecast {forecast:.2f}  held {held:.2f}  ({low:.2f} to {high:.2f})".format(**point)
        )


def shipped(
    data: DataMapping,
    spells: list[Spell],
    kind: str,
    scores: dict[str, dict[str, float]],
    **about: str,
) -> dict[str, object]:
    """What the package carries: the chosen set fitted on every case given."""
    names = names_of(data, kind)
    meanings = {**data.form, **data.circumstances}
    fit = fitted(spells, names)
    inputs = table(spells, names)[2]
    return {
        **about,
        "set": kind,
        "inputs": {name: meanings[name] for name in names},
        "range_seen": {
            name: [round(float(v), 4) for v in (inputs[:, i].min(), inputs[:, i].max())]
            for i, name in enumerate(names)
        },
        "values": [round(float(v), 6) for v in fit.values],
        "covariance": [[round(float(v), 8) for v in row] for row in fit.covariance],
        "cases": fit.cases,
        "broke": fit.broke,
        "scores": {
            "C": round(scores[kind]["C"], 4),
            "brier_5y": round(scores[kind]["Brier 5y"], 4),
            "base_rate_brier_5y": round(scores["base rate"]["Brier 5y"], 4),
            "cases_scored": scores[kind]["cases"],
        },
    }


def hazard_ratios(kept: dict[str, object]) -> None:
    """Print the hazard ratios that ship, with their 90% ranges."""
    values, names = np.array(kept["values"]), list(kept["inputs"])  # type: ignore[call-overload]
    error = np.sqrt(np.diag(np.array(kept["covariance"])))
    print(f"\nships: {kept['set']} on {kept['cases']} cases; shape {np.exp(values[0]):.2f}")
    for name, value, by in zip(names, values[2:], error[2:], strict=True):
        low, high = np.exp(value - 1.645 * by), np.exp(value + 1.645 * by)
        print(f"  {name:20s} hazard ratio {np.exp(value):5.2f}  ({low:.2f} to {high:.2f})")


def score_shipped(past: ReferenceClass, spells: list[Spell]) -> None:
    """Score the coefficients that ship, as they are, on the cases given (no fit)."""
    names = tuple(past.inputs)
    inputs = table(spells, names)[2]
    holds = weibull_survival(past.values, np.array([HORIZON_YEARS]), inputs)[:, 0]
    plain = 1.0 - past.broke / past.cases
    count = len(spells)
    found = {
        "base rate": {"holds": np.full(count, plain), "risk": np.zeros(count)},
        "shipped": {"holds": holds, "risk": inputs @ past.values[2:]},
    }
    print("(base rate here: share of the cases it was fitted on that never broke)")
    shown(f"The shipped coefficients on these {count} cases", scored(spells, found))


def arguments(what: str) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("--data", type=Path, required=True, help="the CSV file")
    parser.add_argument("--write", action="store_true", help="write what ships, and the plot")
    parser.add_argument("--plots", type=Path, default=Path("docs/validation"))
    parser.add_argument(
        "--shipped", action="store_true", help="only score the shipped coefficients on these data"
    )
    return parser.parse_args()


def best_set(scores: dict[str, dict[str, float]]) -> str:
    """Name the set with the lowest Brier score; the base rate where none beats it."""
    best = min(INPUT_SETS, key=lambda kind: scores[kind]["Brier 5y"])
    return best if scores[best]["Brier 5y"] < scores["base rate"]["Brier 5y"] else "base"
