"""Daily areas held (square kilometres by day): the trend and the swing of the front.

The line is followed in steps of a month back from the last day, and each step is a share of the
whole territory. The mean step with its 90% interval (Student's t, widened where steps follow one
another) is the trend, their standard deviation with its 90% interval (chi squared) the swing.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from scipy.stats import chi2, t

from servanda.arrays import Floats
from servanda.errors import InputError
from servanda.exchange.asked import Asked
from servanda.exchange.piece import Piece, Writing, counted, percent
from servanda.exchange.table import Row, Table, day_of, number_of
from servanda.explore.proposal_study import stated_range

__all__ = ["area_series", "is_area_series", "swing_range", "trend_range"]

MONTH = 365.25 / 12.0
LEAST_STEPS = 4
_DATE = ("date", "day", "datum")
_AREA = ("areakm2", "area_km2", "area", "km2", "sq_km", "sqkm", "territory", "occupied")
_LAYER = ("layertype", "layer", "status", "control", "type")
_KNOWN = frozenset({*_DATE, *_AREA, *_LAYER, "outlier", "segment"})


def is_area_series(table: Table) -> bool:
    """Whether a table has a day and an area in every row."""
    names = {name.lower() for name in table.columns}
    return bool(names & set(_DATE)) and bool(names & set(_AREA))


@dataclass(frozen=True)
class _Day:
    day: date
    area: float
    segment: str
    line: int


def area_series(table: Table, asked: Asked) -> Piece:
    """Return `war.trend` and `war.swing` from areas by day.

    Raises: InputError where a row cannot be read, where it is not said which of several columns or
    layers counts, where nothing says how large the territory is, or where there are fewer than four
    months.
    """
    writing = Writing(
        "area series", table.file, "area_series", "Areas held, day by day", table.file.stem
    )
    read = _days(table, asked, writing)
    days = [each for each in read if each.day <= asked.until]
    writing.say(asked.told_until(len(read) - len(days), "days"))
    if not days:
        raise InputError(f"{table.file}: it has no day before {asked.until}, the day of the case")
    last = days[-1]
    since = asked.since or last.day - timedelta(days=round(asked.months * MONTH))
    used = [each for each in days if each.day >= since]
    steps, broken = _steps(used)
    if len(steps) < LEAST_STEPS:
        raise InputError(
            f"{table.file}: {len(steps)} whole months are too few to tell trend from swing; "
            "reach further back with --since or --months"
        )
    total, how = _total(asked, last.area, table)
    sign, holder = _sign(asked)
    shares = sign * np.asarray(steps) / total
    low, high, along = trend_range(shares)
    least, most = swing_range(shares)
    begins = used[0].day
    sentence = (
        f"From {begins} (line {used[0].line}) to {last.day} (line {last.line}) the area went "
        f"from {used[0].area:,.0f} to {last.area:,.0f} square kilometres, in {len(steps)} monthly "
        f"steps of {sign * float(np.mean(steps)):+,.0f} on average for {holder}, with a standard "
        f"deviation of {float(np.std(steps, ddof=1)):,.0f}; the whole is {how}."
    )
    cite = writing.cite(sentence)
    writing.published = last.day
    trend = {"value": percent(low, high, " per month"), "cite": cite}
    beliefs = asked.case.war.trend if asked.case else None
    path = "war.trend" if beliefs is None or beliefs.common is not None else "war.trend.analyst"
    writing.values = {
        path: trend,
        "war.swing": {"value": percent(least, most, " per month"), "cite": cite},
    }
    before = len(days) - len(used)
    writing.say(
        f"{len(used):,} days from {begins} to {last.day} were used.",
        f"{before:,} days before {since} were left out; --since reaches further back."
        if before
        else "",
        f"{broken} monthly steps across a change of the source's method were left out."
        if broken
        else "",
        f"Each month's step goes with the one before by {along:+.2f}; the interval of the trend "
        "allows for it."
        if along > 0
        else "",
        "The trend is that of the months counted, as maps show it; it is no forecast, and what a "
        "party itself expects is for the case to say.",
        "Write no `events` of kind `front` for the same months as well: they would count twice.",
    )
    return writing.made()


def _days(table: Table, asked: Asked, writing: Writing) -> list[_Day]:
    """Return the days in order, one area each."""
    by_name = {name.lower(): name for name in table.columns}
    day_column = next(by_name[name] for name in _DATE if name in by_name)
    area_column = _area_column(table, asked, by_name)
    layers = next((by_name[name] for name in _LAYER if name in by_name), "")
    rows = _of_layer(table, layers, asked, writing) if layers else list(table.rows)
    outlier, segment = by_name.get("outlier", ""), by_name.get("segment", "")
    marked = [row for row in rows if outlier and row[outlier] not in ("", "0")]
    writing.say(
        f"{len(marked):,} rows that the source marks as outliers were left out." if marked else ""
    )
    idle = [n for n in table.columns if n.lower() not in _KNOWN and n != area_column]
    writing.say(f"Columns not used: {', '.join(idle)}." if idle else "")
    found: dict[date, _Day] = {}
    for row in rows:
        if outlier and row[outlier] not in ("", "0"):
            continue
        day, area = day_of(row[day_column]), number_of(row[area_column])
        if day is None or area is None or area < 0:
            raise InputError(
                f"{table.at(row)}: `{row[day_column]}`, `{row[area_column]}` is no day with an "
                "area; write 2025-01-31 and square kilometres"
            )
        if day in found:
            raise InputError(
                f"{table.at(row)}: {day} stands there twice, first on line {found[day].line}; "
                "keep one, or name the layer with --layer"
            )
        found[day] = _Day(day, area, row[segment] if segment else "", row.line)
    return [found[day] for day in sorted(found)]


def _area_column(table: Table, asked: Asked, by_name: dict[str, str]) -> str:
    if asked.column:
        if asked.column not in table.columns:
            there = ", ".join(table.columns)
            raise InputError(f"--column: no column is called `{asked.column}`; there are {there}")
        return asked.column
    found = [by_name[name] for name in _AREA if name in by_name]
    if len(found) > 1:
        raise InputError(
            f"{table.file}: {', '.join(found)} may each hold the areas; name one with --column"
        )
    return found[0]


def _of_layer(table: Table, column: str, asked: Asked, writing: Writing) -> list[Row]:
    there = Counter(row[column] for row in table.rows)
    if not asked.layer and len(there) > 1:
        raise InputError(
            f"{table.file}: `{column}` has {counted(there)}; name the one that counts with --layer"
        )
    if asked.layer and asked.layer not in there:
        raise InputError(f"--layer: `{column}` has no {asked.layer!r}; it has {counted(there)}")
    chosen = asked.layer or next(iter(there))
    others = {name: count for name, count in there.items() if name != chosen}
    writing.say(f"Rows of other layers were left out: {counted(others)}." if others else "")
    return [row for row in table.rows if row[column] == chosen]


def _steps(days: list[_Day]) -> tuple[list[float], int]:
    """Return monthly changes, and how many were left out across a change of method."""
    when = np.array([each.day.toordinal() for each in days], dtype=float)
    area = np.array([each.area for each in days])
    count = int((when[-1] - when[0] + 0.5) // MONTH) if len(days) > 1 else 0
    marks = when[-1] - MONTH * np.arange(count, -1, -1)
    places = np.searchsorted(when, marks + 0.5) - 1
    levels = np.interp(marks, when, area)
    steps, broken = [], 0
    for number in range(count):
        one, other = days[max(places[number], 0)], days[max(places[number + 1], 0)]
        if one.segment != other.segment:
            broken += 1
        else:
            steps.append(float(levels[number + 1] - levels[number]))
    return steps, broken


def trend_range(steps: Floats) -> tuple[float, float, float]:
    """Return the 90% interval of the mean step, and how far steps go with those before them.

    With lag-one autocorrelation r above 0, n steps count as n(1-r)/(1+r).

    >>> low, high, along = trend_range(np.array([1.0, 2.0, 1.0, 2.0, 1.0, 2.0]))
    >>> round(low, 2), round(high, 2), along
    (1.05, 1.95, 0.0)
    """
    apart = steps - steps.mean()
    square = float((apart**2).sum())
    along = float((apart[1:] * apart[:-1]).sum()) / square if square > 0 else 0.0
    along = min(max(along, 0.0), 0.8)
    counts = len(steps) * (1.0 - along) / (1.0 + along)
    error = float(steps.std(ddof=1)) / math.sqrt(counts)
    reach = float(t.ppf(0.95, max(counts - 1.0, 1.0))) * max(error, 1e-6)
    return float(steps.mean()) - reach, float(steps.mean()) + reach, along


def swing_range(steps: Floats) -> tuple[float, float]:
    """Return the 90% interval of the standard deviation of steps (chi squared).

    >>> low, high = swing_range(np.array([1.0, 2.0, 1.0, 2.0, 1.0, 2.0]))
    >>> round(low, 2), round(high, 2)
    (0.37, 1.14)
    """
    free = len(steps) - 1
    square = max(float(steps.var(ddof=1)), 1e-12) * free
    return math.sqrt(square / chi2.ppf(0.95, free)), math.sqrt(square / chi2.ppf(0.05, free))


def _total(asked: Asked, last: float, table: Table) -> tuple[float, str]:
    """Return the whole territory in square kilometres, and how that is known."""
    if asked.total:
        if asked.total < last:
            raise InputError(f"--total: {asked.total:,.0f} is less than the {last:,.0f} held")
        return asked.total, f"{asked.total:,.0f} square kilometres, as given"
    case = asked.case
    if case is None or case.war.front is None:
        raise InputError(
            f"{table.file}: a share needs the whole; give its size in square kilometres with "
            "--total, or a case with a front"
        )
    held = stated_range(case.war.front.held)[1]
    if asked.held_by and asked.held_by not in case.front_holders:
        held = 1.0 - held
    return last / held, (
        f"{last / held:,.0f} square kilometres, for the case says that {held:.1%} of it is held "
        "now (median)"
    )


def _sign(asked: Asked) -> tuple[float, str]:
    """Return +1 where the area is ground of those who hold the front, and whose it is."""
    case = asked.case
    if case is None or case.war.front is None:
        return 1.0, asked.held_by or "whoever holds it"
    holders = case.front_holders
    if asked.held_by and not set(case.parties_named(asked.held_by)):
        there = ", ".join(case.parties)
        raise InputError(f"--held-by: no party is called `{asked.held_by}`; there are {there}")
    mine = not asked.held_by or set(case.parties_named(asked.held_by)) <= set(holders)
    name = " and ".join(case.name_of(each) for each in holders)
    return (1.0 if mine else -1.0), name
