"""Assumptions, drawn as ranges on one axis per unit, each with what it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from servanda.case.names import group_of, name_of
from servanda.report.blocks import (
    Block,
    Details,
    Mark,
    Paragraph,
    Prose,
    Run,
    Section,
    Table,
    prose,
)
from servanda.report.evidence_count import rests_on
from servanda.report.material import Drawn, Material
from servanda.report.number_words import number
from servanda.sentences import listed

__all__ = ["assumptions"]

_HEADINGS = {
    "share": "Shares and probabilities",
    "per year": "Rates, per year",
    "share per month": "Pace of the front, share per month",
    "months": "Lengths of time, months",
    "thousand troops": "Forces, thousand troops",
    "": "Plain numbers",
}

_WIDE = 50.0
"""Where the largest value is so many times the smallest, the axis is logarithmic."""

_SHOWN = 8
_ON_PAPER = 18


@dataclass(frozen=True)
class _Alike:
    """Numbers of which the case says the same: one row stands for them."""

    members: tuple[Drawn, ...]

    @property
    def first(self) -> Drawn:
        return self.members[0]


def assumptions(material: Material) -> Section:
    """Return every uncertain number of the case, by unit."""
    lead = (
        "Every uncertain number, with its median and the range that holds 90% "
        "of worlds. Rows drawn in the same table share one axis."
    )
    by_unit: dict[str, list[Drawn]] = {}
    for drawn in material.drawn:
        by_unit.setdefault(drawn.number.unit, []).append(drawn)
    parts = [
        Details(
            f"{_HEADINGS.get(unit, unit)}: {len(found)}",
            (_table(material, unit, found),),
            open=True,
            printed=False,
        )
        for unit, found in by_unit.items()
    ]
    short = tuple(_for_paper(material))
    return Section("assumptions", "Assumptions", (Paragraph(prose(lead)), *parts, *short))


def _for_paper(material: Material) -> Iterator[Block]:
    """Yield, where the long tables have no room, those that decide who signs or rest on quotes."""
    asked = Counter(
        assumption.path
        for reasons in material.reasons.values()
        for reason in reasons
        for assumption in reason.assumptions
    )
    most = {path for path, _ in asked.most_common(_ON_PAPER)}
    short = [each for each in material.drawn if each.path in most or each.number.cite]
    if short:
        said = (
            f"Of {len(material.drawn)}, those that most often separate a party's consent from its "
            "refusal, and those that rest on the words of a source; the others stand in the "
            "report on screen and in the tables."
        )
        head = ("Number", "Middle (90% of worlds)", "Rests on")
        rows = [_row(material, alike, 0.0, 1.0, False) for alike in _merged(short)]
        yield Paragraph(prose(said), "paper")
        yield Table(head, tuple((row[0], row[2], row[3]) for row in rows), style="paper")


def _table(material: Material, unit: str, found: Sequence[Drawn]) -> Table:
    start, stop, log = _axis(unit, found)
    rows, anchors = [], []
    for alike in _merged(found):
        rows.append(_row(material, alike, start, stop, log))
        anchors.append(tuple(f"n-{each.path}" for each in alike.members))
    scale = f"{number(start)} to {number(stop)}" + (", logarithmic" if log else "")
    head = ("Number", f"Range ({scale})", "Middle (90% of worlds)", "Rests on")
    return Table(head, tuple(rows), anchors=tuple(anchors), style="ranges")


def _axis(unit: str, found: Sequence[Drawn]) -> tuple[float, float, bool]:
    low = min(each.spread.p5 for each in found)
    high = max(each.spread.p95 for each in found)
    if unit == "share":
        return 0.0, 1.0, False
    if low > 0 and high / low > _WIDE:
        return low, high, True
    return min(0.0, low), high if high > low else low + 1.0, False


def _merged(found: Sequence[Drawn]) -> Iterator[_Alike]:
    """Yield numbers, those together whose paths differ in one name and that say the same."""
    groups: dict[object, list[Drawn]] = {}
    for drawn in found:
        body = drawn.path.split(".")
        names = (*body[:-2], body[-1]) if len(body) > 2 else (drawn.path,)
        said = drawn.number.model_dump_json()
        groups.setdefault((names, said) if len(body) > 3 else drawn.path, []).append(drawn)
    for members in groups.values():
        yield _Alike(tuple(members))


def _row(
    material: Material, alike: _Alike, start: float, stop: float, log: bool
) -> tuple[Prose, ...]:
    drawn, spread = alike.first, alike.first.spread
    text = f"{number(spread.p50)} ({number(spread.p5)} to {number(spread.p95)})"
    mark = Mark(spread.p5, spread.p50, spread.p95, start, stop, text, log=log)
    return (_named(material, alike), (mark,), prose(text), _basis(material, drawn))


def _named(material: Material, alike: _Alike) -> Prose:
    case, drawn = material.case, alike.first
    if len(alike.members) == 1:
        return prose(
            Run(group_of(case, drawn.path), "faint"),
            ": ",
            name_of(case, drawn.path),
            Run(drawn.path, "path"),
        )
    places = [each.path.split(".") for each in alike.members]
    who = [case.name_of(place[-2]) for place in places]
    shown = who[:_SHOWN] + ([f"{len(who) - _SHOWN} more"] if len(who) > _SHOWN else [])
    pattern = ".".join((*places[0][:-2], "*", places[0][-1]))
    return prose(
        Run(group_of(case, drawn.path), "faint"),
        f": {len(who)} alike, each drawn by itself: {listed(shown)}",
        Run(pattern, "path"),
    )


def _basis(material: Material, drawn: Drawn) -> Prose:
    quantity = drawn.number
    runs: list[str | Run] = [Run(quantity.basis, f"basis {quantity.basis.replace(' ', '-')}")]
    for citation in quantity.cite:
        quotation = material.quotations.of(citation)
        runs += [" ", Run(f"[{quotation.number}]", "cite", f"#{quotation.anchor}")]
    name = quantity.base_rate or getattr(quantity.form, "name", "")
    if quantity.basis == "base rate" and name:
        runs += [" ", Run(str(name).replace("_", " "), href=f"#rate-{name}")]
        runs += [f" ({rests_on(quantity)})"]
    if quantity.judgement:
        said = quantity.judgement
        runs += [f" {said.why} ", Run(f"({said.by}, {said.date.isoformat()})", "faint")]
    if quantity.note:
        runs.append(f" {quantity.note}")
    return prose(*runs)
