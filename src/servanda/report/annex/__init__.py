"""The sections of a report, in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Callable

from servanda.report.annex.assumptions import assumptions
from servanda.report.annex.belief import belief
from servanda.report.annex.blockers import blockers
from servanda.report.annex.changes import changes, scenarios
from servanda.report.annex.deals import deals
from servanda.report.annex.evidence import evidence
from servanda.report.annex.holding import holding
from servanda.report.annex.key_judgements import key_judgements
from servanda.report.annex.lens import lens
from servanda.report.annex.limits import limits
from servanda.report.annex.past import past
from servanda.report.annex.question_pages import further_pages
from servanda.report.annex.reproduce import reproduce
from servanda.report.annex.side_by_side import side_by_side
from servanda.report.annex.war import war
from servanda.report.blocks import Section
from servanda.report.material import Material

__all__ = ["BACK", "FRONT", "sections"]

Making = Callable[[Material], Section | None]

FRONT: tuple[Making, ...] = (
    key_judgements,
    changes,
    side_by_side,
    blockers,
    holding,
    past,
    belief,
    war,
    scenarios,
    deals,
)
"""Sections before the pages that questions declare; one that has nothing to say gives none."""

BACK: tuple[Making, ...] = (lens, assumptions, evidence, limits, reproduce)
"""Sections behind them."""


def sections(material: Material) -> tuple[Section, ...]:
    """Return the sections that have something to say."""
    front, back = _made(material, FRONT), _made(material, BACK)
    made = {section.anchor for section in (*front, *back)}
    return (*front, *further_pages(material, made), *back)


def _made(material: Material, making: tuple[Making, ...]) -> list[Section]:
    return [section for make in making if (section := make(material)) is not None]
