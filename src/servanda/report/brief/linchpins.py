"""What would change it: the numbers that a verdict hangs on, what to watch, and when to look."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from servanda.case.keys.case import numbers_in
from servanda.case.names import name_of, watch_of
from servanda.explore.questions.why import Assumption, Reason
from servanda.report.blocks import Bullets, Paragraph, Prose, Run, Section, prose
from servanda.report.material import Material
from servanda.report.number_words import in_unit

__all__ = ["SHOWN", "linchpins", "look_on"]

SHOWN = 3
"""Numbers told of: more are not watched."""

LOOK_AFTER = {"per month": 1, "per year": 6}
"""Months after which a number is looked at again, by its unit; else a quarter."""

QUARTER = 3

LEAST = 0.05
"""A party that consents, or refuses, in fewer worlds than this is told apart by few."""

TOLD_OF = {"signed": "signed", "holds_5": "signed and holds five years"}
"""Outcomes of which a flip is told, in words."""


@dataclass(frozen=True)
class _Linchpin:
    """A number on which something hangs: its place in the case, and what is said of it."""

    path: str
    says: str
    verdict: str = ""
    """Of which verdict that is said, where it is of one; told once where the next says the same."""


def linchpins(material: Material, most: int) -> Section:
    """Return the numbers that flip a verdict, or tell consent from refusal, each with its date."""
    found: dict[str, _Linchpin] = {}
    for each in (*_flips(material), *_separating(material)):
        found.setdefault(each.path, each)
    shown = list(found.values())[: min(SHOWN, most + 1)]
    title = "What would change it"
    if not shown:
        none = "No single number of the case, moved inside its stated range, was seen to change it."
        return Section("brief-linchpins", title, (Paragraph(prose(none)),))
    before = ("", *(each.verdict for each in shown))
    items = tuple(_told(material, each, last) for each, last in zip(shown, before, strict=False))
    return Section("brief-linchpins", title, (Bullets(items),))


def _told(material: Material, each: _Linchpin, before: str) -> Prose:
    verdict = "the same verdict" if each.verdict == before else each.verdict
    watch = watch_of(material.case, each.path)
    day = look_on(material.case.as_of, dict(numbers_in(material.case))[each.path].unit)
    name = name_of(material.case, each.path)
    then = f"Watch {watch}; look" if watch else "Look"
    basis = dict(numbers_in(material.case))[each.path].basis
    stands = " (the tool's own base rate)" if basis == "base rate" else ""
    return prose(
        Run(f"{name[:1].upper()}{name[1:]}", "strong"),
        f"{stands}: {verdict if each.verdict else ''}{each.says}. {then} again by {_written(day)}.",
    )


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

    Only flips of signing, and of signing and holding.
    """
    told = []
    units = {path: each.unit for path, each in numbers_in(material.case)}
    for finding in material.findings:
        if finding.exploration != "linchpins" or finding.outcome not in TOLD_OF:
            continue
        title = material.case.proposals[finding.proposal].title
        for row in finding.rows:
            path, unit = str(row["path"]), units[str(row["path"])]
            at, now, distance = (float(str(row[key])) for key in ("middle", "now", "distance"))
            way = "rises above" if at > now else "falls below" if at < now else "is known to be"
            said = f" turns where it {way} {in_unit(at, unit)}{_now(at, now, unit)}"
            verdict = f"the verdict on “{title}” ({TOLD_OF[finding.outcome]})"
            told.append((distance, path, said, verdict))
    for _, path, says, verdict in sorted(told):
        yield _Linchpin(path, says, verdict)


def _now(at: float, now: float, unit: str) -> str:
    """Return what a number is now, where that is printed otherwise than where the verdict turns."""
    told, here = in_unit(at, unit), in_unit(now, unit)
    return "" if told == here else f" (now {here})"


def _tells(reason: Reason, each: Assumption) -> bool:
    """Whether enough worlds consent and enough refuse for an assumption to tell them apart."""
    some = LEAST <= reason.party.share.share <= 1.0 - LEAST
    return bool(reason.party.modelled == "value" and some and each.signs and each.refuses)


def _separating(material: Material) -> Iterator[_Linchpin]:
    """Yield the numbers that best tell worlds of consent from worlds of refusal, widest first."""
    told = []
    units = {path: each.unit for path, each in numbers_in(material.case)}
    for result in material.assessment.proposals:
        for reason in material.reasons.get(result.id, ()):
            for each in reason.assumptions:
                if _tells(reason, each):
                    assert each.signs is not None
                    assert each.refuses is not None
                    unit = units[each.path]
                    said = (
                        f"median {in_unit(each.signs.p50, unit)} where {reason.party.name} "
                        f"consents to “{result.title}”, {in_unit(each.refuses.p50, unit)} where "
                        "it refuses"
                    )
                    told.append((-abs(each.separation), each.path, said))
    for _, path, says in sorted(told):
        yield _Linchpin(path, says)
