"""The sections of a report, in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Callable

from servanda.report.blocks import Section
from servanda.report.material import Material
from servanda.report.sections.assumptions import assumptions
from servanda.report.sections.belief import belief
from servanda.report.sections.blockers import blockers
from servanda.report.sections.changes import changes, scenarios
from servanda.report.sections.deals import deals
from servanda.report.sections.decisions import decisions
from servanda.report.sections.evidence import evidence
from servanda.report.sections.holding import holding
from servanda.report.sections.key_judgements import key_judgements
from servanda.report.sections.lens import lens
from servanda.report.sections.limits import limits
from servanda.report.sections.past import past
from servanda.report.sections.reproduce import reproduce
from servanda.report.sections.side_by_side import side_by_side
from servanda.report.sections.war import war

__all__ = ["SECTIONS", "sections"]

SECTIONS: tuple[Callable[[Material], Section | None], ...] = (
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
    decisions,
    lens,
    assumptions,
    evidence,
    limits,
    reproduce,
)
"""Every section; one that has nothing to say gives none."""


def sections(material: Material) -> tuple[Section, ...]:
    """Return the sections that have something to say."""
    return tuple(made for section in SECTIONS if (made := section(material)) is not None)
