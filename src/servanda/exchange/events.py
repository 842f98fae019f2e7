"""Events of a war (ACLED, UCDP GED): places that changed hands, deaths by month, stops.

What they can say: who took how many places, how intense the fighting is, how often it stopped.
What they cannot: how large a place is, so that a pace of the front needs a word on that
(`--per-place`); what a death costs a party; whether the fighting stopped because of a deal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
from scipy.stats import gamma

from servanda.errors import InputError
from servanda.exchange.area_series import LEAST_STEPS, MONTH, swing_range, trend_range
from servanda.exchange.asked import Asked, Who, range_of
from servanda.exchange.piece import Piece, Writing, counted, percent
from servanda.exchange.table import Row, Table, day_of, number_of

__all__ = ["acled", "stop_rate", "ucdp_ged"]

TAKEN = ("Government regains territory", "Non-state actor overtakes territory")
HANDED = "Non-violent transfer of territory"
_STATE = {"1", "state forces"}
_VIOLENCE = {"1": "state-based", "2": "non-state", "3": "one-sided"}


def acled(table: Table, asked: Asked) -> Piece:
    """Return what ACLED events say of the front: `war.trend` and `war.swing` with `--per-place`.

    A place counts for the actor who takes it: the state's forces where “Government regains
    territory”, whoever is not the state's where “Non-state actor overtakes territory”, and the
    first actor of a “Non-violent transfer of territory”.

    Raises: InputError for a row without a day, for a case without a front.
    """
    case = asked.case_for(f"{table.file}: whose gains are good for whom is in the case")
    writing = Writing(
        "ACLED events", table.file, "acled", "Events of the war, ACLED download",
        "Armed Conflict Location & Event Data",
    )  # fmt: skip
    table = _known_then(table, asked, "event_date", writing)
    holders, losers = case.front_holders, case.front_losers
    who = Who(asked, case.parties)
    counted_events = Counter(f"{row['event_type']} / {row['sub_event_type']}" for row in table.rows)
    first, last = _ends([_day(table, row, "event_date") for row in table.rows])
    since = asked.since or max(first, last - timedelta(days=round(asked.months * MONTH)))
    months = int(((last - since).days + 1) // MONTH)
    if months < LEAST_STEPS:
        raise InputError(
            f"{table.file}: {max(months, 0)} whole months are too few to tell trend from swing; "
            "reach further back with --since or --months"
        )
    net, gained, lost = np.zeros(months), 0, 0
    unclear: Counter[str] = Counter()
    for row in table.rows:
        sub = row["sub_event_type"]
        if sub not in (*TAKEN, HANDED):
            continue
        place = int((last - _day(table, row, "event_date")).days // MONTH)
        if place >= months:
            unclear["before the months counted"] += 1
            continue
        taker = _taker(row, who)
        if taker not in (*holders, *losers):
            unclear["taken by nobody of the two sides, or by an actor the case does not know"] += 1
            continue
        net[months - 1 - place] += 1 if taker in holders else -1
        gained, lost = gained + (taker in holders), lost + (taker in losers)
    deaths = sum(number_of(row["fatalities"]) or 0 for row in table.rows)
    name = " and ".join(case.name_of(each) for each in holders)
    cite = writing.cite(
        f"In the {months} months to {last} ACLED has {gained} places taken by {name} and {lost} "
        f"taken from it (lines {table.rows[0].line} to {table.rows[-1].line})."
    )
    writing.published = last
    writing.cite(f"It counts {len(table.rows):,} events and {deaths:,.0f} reported deaths in all.")
    writing.say(
        f"{gained + lost} changes of hands were used, of {len(table.rows):,} events.",
        f"Left out: {counted(unclear)}." if unclear else "",
        who.told(),
        f"Events by kind: {counted(counted_events)}.",
        "A first actor is taken for the one who gains where territory passes without violence.",
    )
    if asked.per_place:
        _pace_of_places(net, asked, cite, writing)
    else:
        writing.say(
            f"No pace is written: events count places and not their size. On balance {name} "
            f"{'gains' if net.mean() >= 0 else 'loses'} "
            f"{abs(float(net.mean())):.2g} places a month, which swings by "
            f"{float(net.std(ddof=1)):.2g}; say what share of the territory a place is worth with "
            "--per-place, such as 0.01% to 0.1%, or import areas by day."
        )
    writing.say("Deaths are no key of a case; the sentence may be cited where a cost is judged.")
    return writing.made()


def _pace_of_places(
    net: np.ndarray[tuple[int], np.dtype[np.float64]],
    asked: Asked,
    cite: dict[str, str],
    writing: Writing,
) -> None:
    """Write the trend and the swing: the range of the count times what a place is worth."""
    worth = range_of(asked.per_place, "--per-place")
    low, high, _ = trend_range(net)
    least, most = swing_range(net)
    ends = [end * each for end in (low, high) for each in worth]
    note = f"A place is taken for {asked.per_place} of the territory, a judgement of the importer."
    case = asked.case_for("--per-place")
    beliefs = case.war.trend
    path = "war.trend" if beliefs is None or beliefs.common is not None else "war.trend.analyst"
    writing.values[path] = {
        "value": percent(min(ends), max(ends), " per month"), "cite": cite, "note": note,
    }  # fmt: skip
    writing.values["war.swing"] = {
        "value": percent(least * worth[0], most * worth[1], " per month"),
        "cite": cite,
        "note": note,
    }
    writing.say("The ranges are as wide as what a place is worth is unknown; narrow that first.")


def _taker(row: Row, who: Who) -> str:
    """Return who takes the place of an event, an empty text where that is open."""
    one, other = row["actor1"], row["actor2"]
    if row["sub_event_type"] == HANDED:
        return who(one)
    states = [row[column].casefold() in _STATE for column in ("inter1", "inter2")]
    if states[0] == states[1]:
        return ""
    regains = row["sub_event_type"] == TAKEN[0]
    return who(one if states[0] == regains else other)


def ucdp_ged(table: Table, asked: Asked) -> Piece:
    """Return what UCDP GED events say: deaths by month, and how often the fighting stopped.

    `war.ends_by_itself` where it stopped at all: a stop is so many months without a death between
    the same two (`quiet`), and with k stops in T years of fighting the 90% interval is that of a
    gamma distribution of shape k + 1/2 and rate T (Jeffreys). Nothing is said of the front.

    Raises: InputError for a row without a day or a count.
    """
    writing = Writing(
        "UCDP GED events", table.file, "ucdp_ged", "Events of the war, UCDP GED",
        "Uppsala Conflict Data Program",
    )  # fmt: skip
    table = _known_then(table, asked, "date_start", writing)
    who = Who(asked, asked.case.parties if asked.case else ())
    used, out = _of_this_war(table, asked, who)
    if not used:
        raise InputError(
            f"{table.file}: no event is between two parties of the case; left out: {counted(out)}; "
            "say what the file calls them with --name 'Government of Norland=norland'"
        )
    days = [_day(table, row, "date_start") for row in used]
    first, last = _ends([_day(table, row, "date_end") for row in used] + days)
    ends = max(_day(table, row, "date_end") for row in table.rows)
    best, low, high = (_deaths(table, used, column) for column in ("best", "low", "high"))
    years = max((last - first).days / 365.25, 1 / 12)
    sentence = (
        f"From {first} to {last} UCDP GED has {len(used):,} events of this war with {best:,.0f} "
        f"deaths (low {low:,.0f}, high {high:,.0f}), {best / years / 12:,.0f} a month "
        f"(lines {used[0].line} to {used[-1].line})."
    )
    cite = writing.cite(sentence)
    writing.published = min(ends, asked.until)
    stops, fought = _stops(table, used, ends, asked.quiet)
    said = (
        f"Fighting between two sides of it stopped {stops} times for {asked.quiet} months or more, "
        f"in {fought:.1f} years of fighting."
    )
    stopped = writing.cite(said)
    if stops:
        least, most = stop_rate(stops, fought)
        writing.values["war.ends_by_itself"] = {
            "value": f"{least:.2g} to {most:.2g} per year",
            "cite": [cite, stopped],
            "note": "A stop may have been a deal, a defeat or a pause; the file does not say.",
        }
    else:
        writing.say(
            f"No number is written: the fighting never stopped for {asked.quiet} months, which "
            "says little of a war that was looked at because it goes on."
        )
    writing.say(
        f"{len(used):,} of {len(table.rows):,} events were used.",
        f"Left out: {counted(out)}." if out else "",
        who.told(),
        "Events say nothing of the pace of the front: import areas by day, or places that changed "
        "hands from ACLED.",
        "Deaths are no key of a case; the sentence may be cited where a cost is judged.",
    )
    return writing.made()


def _known_then(table: Table, asked: Asked, column: str, writing: Writing) -> Table:
    """Return the rows that the case can know of."""
    rows = tuple(row for row in table.rows if _day(table, row, column) <= asked.until)
    writing.say(asked.told_until(len(table.rows) - len(rows), "events"))
    if not rows:
        raise InputError(f"{table.file}: it has no event before {asked.until}, the day of the case")
    return replace(table, rows=rows)


def _of_this_war(table: Table, asked: Asked, who: Who) -> tuple[list[Row], Counter[str]]:
    """Return the events between parties of the case, all state-based ones where there is none."""
    used, out = [], Counter[str]()
    for row in table.rows:
        kind = row["type_of_violence"]
        sides = (who(row["side_a"]), who(row["side_b"]))
        if kind == "3":
            out["one-sided violence"] += 1
        elif kind not in _VIOLENCE:
            raise InputError(
                f"{table.at(row)}: type_of_violence is `{kind}`, and 1, 2, 3 are known"
            )
        elif asked.case is None or (all(sides) and not asked.case.same_side(*sides)):
            used.append(row)
        else:
            out[f"{_VIOLENCE[kind]}, {row['dyad_name'] or 'others'}"] += 1
    return used, out


def _deaths(table: Table, rows: Sequence[Row], column: str) -> float:
    total = 0.0
    for row in rows:
        value = number_of(row[column])
        if value is None:
            raise InputError(f"{table.at(row)}: {column} is `{row[column]}`, and a count is needed")
        total += value
    return total


def _stops(table: Table, rows: Sequence[Row], ends: date, quiet: int) -> tuple[int, float]:
    """Return how often fighting of a dyad stopped, and its years of fighting."""
    spans: dict[str, list[tuple[date, date]]] = {}
    for row in rows:
        span = (_day(table, row, "date_start"), _day(table, row, "date_end"))
        spans.setdefault(row["dyad_name"], []).append(span)
    gap, stops, fought = timedelta(days=round(quiet * MONTH)), 0, 0.0
    for listed in spans.values():
        listed.sort()
        began, until = listed[0]
        for start, end in [*listed[1:], (ends, ends)]:
            if start - until >= gap:
                stops, fought = stops + 1, fought + ((until - began).days + 1) / 365.25
                began = start
            until = max(until, end)
        if began < ends:
            fought += ((until - began).days + 1) / 365.25
    return stops, fought


def stop_rate(stops: int, years: float) -> tuple[float, float]:
    """Return the 90% interval of how often fighting stops a year.

    >>> [round(end, 3) for end in stop_rate(2, 10.0)]
    [0.057, 0.554]
    """
    shape = stops + 0.5
    return float(gamma.ppf(0.05, shape) / years), float(gamma.ppf(0.95, shape) / years)


def _day(table: Table, row: Row, column: str) -> date:
    found = day_of(row[column])
    if found is None:
        raise InputError(f"{table.at(row)}: {column} is `{row[column]}`; write 2025-01-31")
    return found


def _ends(days: Sequence[date]) -> tuple[date, date]:
    return min(days), max(days)
