"""What a result may say: the range of every declared column, and the order of bounds.

Units are those of `servanda.engine.result_columns`; a unit that is not listed here stops the
fuzzer, so that nothing new is published without a range.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from servanda.engine.result_columns import ResultColumn, columns
from servanda.engine.sketch import MOST_THRESHOLD

__all__ = ["faults_of", "faults_of_result", "faults_of_text"]

ANY = (-math.inf, math.inf)
RANGES: dict[str, tuple[float, float]] = {
    "share of worlds": (0.0, 1.0),
    "probability": (0.0, 1.0),
    "chance": (0.0, 1.0),
    "share of deals": (0.0, 1.0),
    "share of the ground": (0.0, 1.0),
    "months": (0.0, math.inf),
    "months of war": (0.0, math.inf),
    "share of total victory": ANY,
    "share of its aims": ANY,
    "the guarantor's own victory": (0.0, math.inf),
}
"""The least and the most, by unit; what war and deal are worth has none, for costs have none."""

THRESHOLDS = ("belief_needed", "threshold")
"""Below 0 where no guarantee is needed, above 1 where no belief deters: bounds are `sketch`'s."""

SLACK = 1e-9
BOUNDS = (
    ("5", "50", "95"),
    ("low", "median", "high"),
    ("low", "share", "high"),
    ("share_low", "share", "share_high"),
    ("blocks_low", "blocks", "blocks_high"),
)
NAMED_SHARES = ("share", "blocks", "low", "high", "blocks_low", "blocks_high", "share_low",
                "share_high")  # fmt: skip


def range_of(column: ResultColumn) -> tuple[float, float]:
    """Return the least and the most that a column may say."""
    if column.change:
        return ANY
    if column.name in THRESHOLDS:
        return (-math.inf, MOST_THRESHOLD)
    return RANGES["share of worlds" if column.kind == "share" else column.unit]


def faults_of_result(told: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is out of range in an assessment as `--json` gives it, column by column."""
    json.dumps(told, allow_nan=False)
    for proposal in told["proposals"]:
        yield from _of_columns(proposal, "proposal", str(proposal["id"]))
        for of, key in (("party", "parties"), ("armed", "armed")):
            for party in proposal[key]:
                yield from _of_columns(party, of, f"{proposal['id']}.{key}.{party['id']}")
        for year, chance in proposal["hazard"].items():
            if not 0.0 <= chance <= 1.0:
                yield f"{proposal['id']}.hazard.{year} = {chance}"
        yield from _out_of_order(proposal)
    yield from faults_of(told)


def _out_of_order(proposal: Mapping[str, Any]) -> Iterator[str]:
    """Yield where a deal holds longer more often than shorter, or both more often than one."""
    for name in ("holds", "would_hold"):
        shares = [v["share"] for v in (proposal[name] or {}).values() if v is not None]
        if any(later > earlier + SLACK for earlier, later in pairwise(shares)):
            yield f"{proposal['id']}.{name} rises with the years: {shares}"
    both, signed = proposal["signed_and_holds_5y"], proposal["signed"]
    if both and signed and both["share"] > signed["share"] + SLACK:
        yield f"{proposal['id']}: signed and holds {both} above signed {signed}"


def _of_columns(body: Mapping[str, Any], of: str, where: str) -> Iterator[str]:
    for column in columns(of=of):
        if column.kind in ("text", "parties") or column.json is None:
            continue
        least, most = range_of(column)
        for name, value in _said(body, column):
            if not least - SLACK <= value <= most + SLACK:
                yield f"{where}.{column.name}.{name} = {value} is not in {least:g} to {most:g}"


def _said(body: Mapping[str, Any], column: ResultColumn) -> Iterator[tuple[str, float]]:
    """Yield each number of a column but its error, which `faults_of` looks at."""
    if isinstance(column.json, tuple):
        name = column.json[0]
        found: Any = {end: body.get(end) for end in (name, f"{name}_low", f"{name}_high")}
    else:
        found = body
        for step in column.place:
            if found is None:
                return
            if step not in found:
                raise KeyError(f"{column.name}: its place {column.json!r} is not in the result")
            found = found[step]
    for name, value in (found or {}).items():
        if value is not None and name != "se":
            yield name, value


def faults_of(told: Any, where: str = "") -> Iterator[str]:
    """Yield what is out of range in anything as `--json` gives it, by the names of its keys."""
    if isinstance(told, Mapping):
        for key, value in told.items():
            at = f"{where}.{key}"
            number = isinstance(value, int | float) and not isinstance(value, bool)
            if number and key in NAMED_SHARES and "share" in told and not 0 <= value <= 1:
                yield f"{at} = {value}"
            if number and (key == "se" or str(key).endswith("_se")) and not 0 <= value <= 1:
                yield f"{at} = {value}"
            yield from faults_of(value, at)
        for names in BOUNDS:
            spread = [told.get(name) for name in names]
            if any(not isinstance(each, int | float) for each in spread):
                continue
            if any(a > b + SLACK for a, b in pairwise(spread)):
                yield f"{where}: {names} out of order: {spread}"
    elif isinstance(told, list | tuple):
        for i, value in enumerate(told):
            yield from faults_of(value, f"{where}.{i}")
    elif isinstance(told, float) and not math.isfinite(told):
        yield f"{where} = {told}"


def faults_of_text(printed: str) -> Iterator[str]:
    """Yield what no table for people may say."""
    for word in ("nan", "inf", "-inf"):
        for line in printed.splitlines():
            if word in (each.strip("±,;:()[]%") for each in line.split()):
                yield f"printed {word}: {line.strip()}"
                break
