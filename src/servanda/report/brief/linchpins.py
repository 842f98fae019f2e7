"""What would change it: the numbers that a verdict hangs on, what to watch, and when to look."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from servanda.case.keys.case import numbers_in
from servanda.case.names import name_of, watch_of
from servanda.report.blocks import Bullets, Paragraph, Prose, Run, Section, prose
from servanda.report.material import Material
from servanda.report.number_words import number

__all__ = ["SHOWN", "linchpins", "look_on"]

SHOWN = 3
"""Numbers told of: more are not watched."""

LOOK_AFTER = {"per month": 1, "per year": 6}
"""Months after which a number is looked at again, by its unit; else a quarter."""

QUARTER = 3


@dataclass(frozen=True)
class _Linchpin:
    """A number on which something hangs: its place in the case, and what is said of it."""

    path: str
    says: str
    about: str


def linchpins(material: Material, most: int) -> Section:
    """Return the numbers that flip a verdict, or tell consent from refusal, each with its date."""
    found: dict[str, _Linchpin] = {}
    for each in (*_flips(material), *_separating(material)):
        found.setdefault(each.path, each)
    shown = list(found.values())[: min(SHOWN, most)]
    title = "What would change it"
    if not shown:
        none = "No single number of the case, moved inside its stated range, was seen to change it."
        return Section("brief-linchpins", title, (Paragraph(prose(none)),))
    items = tuple(_told(material, each) for each in shown)
    return Section("brief-linchpins", title, (Bullets(items),))


def _told(material: Material, each: _Linchpin) -> Prose:
    watch = watch_of(material.case, each.path)
    day = look_on(material.case.as_of, dict(numbers_in(material.case))[each.path].unit)
    name = name_of(material.case, each.path)
    return prose(
        Run(f"{name[:1].upper()}{name[1:]}", "strong"), f": {each.says}. Watch {watch}; "
        if watch else f": {each.says}. ", f"{'l' if watch else 'L'}ook again by {_written(day)}.",
    )  # fmt: skip


def look_on(as_of: datetime.date, unit: str) -> datetime.date:
    """Return when a number in such a unit is worth another look.

    What moves by the month has moved after one, what is told by the year after half of one; for
    the rest a quarter is the rhythm in which public figures and positions are renewed. A
    convention of this package.

    >>> look_on(datetime.date(2025, 11, 30), "percent per month")
    datetime.date(2025, 12, 30)
    >>> look_on(datetime.date(2025, 11, 30), "")
    datetime.date(2026, 2, 28)
    """
    months = next((n for words, n in LOOK_AFTER.items() if unit.endswith(words)), QUARTER)
    place = as_of.month - 1 + months
    year, month = as_of.year + place // 12, place % 12 + 1
    last = (datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)).day
    return datetime.date(year, month, min(as_of.day, last))


def _written(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _flips(material: Material) -> Iterator[_Linchpin]:
    """Yield the numbers that flip a verdict alone, the nearest first, as the explorations have it.

    Of the outcomes of a proposal, those of signing and of signing and holding.
    """
    told = []
    for finding in material.findings:
        if finding.exploration != "linchpins" or not finding.proposal:
            continue
        for row in finding.rows:
            distance, path = row.get("distance"), row.get("path")
            if isinstance(distance, float) and isinstance(path, str):
                told.append((distance, path, str(row["says"]), finding.question))
    for _, path, says, question in sorted(told):
        about = question.partition("whether ")[2].rstrip("?")
        said = says.partition("flips if ")[2].rstrip(".")
        yield _Linchpin(path, f"whether {about} turns if it {_without_name(said)}", about)


def _without_name(said: str) -> str:
    """Return what a flip says from its verb on, the number itself having been named."""
    for verb in ("rises above", "falls below", "is known to be"):
        before, found, after = said.rpartition(verb)
        if found:
            return f"{verb}{after}".partition(";")[0].rstrip(" (") + (
                ")" if "(now" in after and ";" in after else ""
            )
    return said


def _separating(material: Material) -> Iterator[_Linchpin]:
    """Yield the numbers that best tell the worlds of consent from those of refusal, widest first."""
    told = []
    for result in material.assessment.proposals:
        for reason in material.reasons.get(result.id, ()):
            for each in reason.assumptions:
                if reason.party.modelled == "value" and each.signs and each.refuses:
                    said = (
                        f"{reason.party.name} consents to “{result.title}” where it is about "
                        f"{number(each.signs.p50)} and refuses where it is about "
                        f"{number(each.refuses.p50)} (medians)"
                    )
                    told.append((-abs(each.separation), each.path, said, result.title))
    for _, path, says, about in sorted(told):
        yield _Linchpin(path, says, about)
