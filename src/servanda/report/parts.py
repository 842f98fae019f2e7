"""What a report consists of: the brief, and the annex behind it; one of them alone, or both."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from servanda.report.annex import sections
from servanda.report.annex.reproduce import inside
from servanda.report.blocks import Details, Paragraph, Run, Section, prose
from servanda.report.brief import brief
from servanda.report.material import Material
from servanda.sentences import plural

__all__ = ["Parts", "parts"]

Made = TypeVar("Made")

WAY_OUT = "way-out"
"""The style of a sentence that only leads to the annex: a brief that goes alone has none."""


@dataclass(frozen=True)
class Parts:
    """The sections of the brief and of the annex; empty where a part is not written."""

    brief: tuple[Section, ...] = ()
    annex: tuple[Section, ...] = ()

    @property
    def every(self) -> tuple[Section, ...]:
        """All sections in their order."""
        return (*self.brief, *self.annex)


def parts(material: Material) -> Parts:
    """Return the parts of a report that are written.

    A brief alone says how to get the annex, carries what it takes to make it again, and leads
    nowhere that is not there.
    """
    if material.part == "annex":
        return Parts(annex=sections(material))
    if material.part == "both":
        return Parts(brief(material), sections(material))
    made = tuple(_without_ways_out(section) for section in brief(material))
    return Parts((*made, _behind(material)))


def _behind(material: Material) -> Section:
    """Return what stands behind a brief that goes alone."""
    made = material.assessment
    said = (
        "Every number, quotation and assumption stands in the annex (servanda report CASE "
        f"--annex). Case {made.case_hash[:12]}, {plural(made.worlds, 'world')}, seed {made.seed}, "
        f"servanda {made.version}; servanda verify makes the page again and compares every word."
    )
    listings = Details("What it is made again from", inside(material), printed=False, quiet=True)
    return Section("brief-behind", "Behind this brief", (Paragraph(prose(said), "small"), listings))


def _without_ways_out(made: Made) -> Made:
    """Return blocks in which no run leads to a place of the annex."""
    found: Any = made
    if isinstance(made, Run):
        found = replace(made, href="") if made.href.startswith("#") else made
    elif isinstance(made, tuple):
        kept = (each for each in made if not (isinstance(each, Run) and each.style == WAY_OUT))
        found = tuple(_without_ways_out(each) for each in kept)
    elif is_dataclass(made) and not isinstance(made, type):
        held = {each.name: getattr(made, each.name) for each in fields(made)}
        found = replace(
            made, **{n: _without_ways_out(v) for n, v in held.items() if isinstance(v, tuple)}
        )
    return cast(Made, found)
