"""The sections of a report, in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Callable

from servanda.report.annex.assumptions import assumptions
from servanda.report.annex.belief import belief
from servanda.report.annex.blockers import blockers
from servanda.report.annex.changes import changes, scenarios
from servanda.report.annex.deals import deals
from servanda.report.annex.decisions import decisions
from servanda.report.annex.evidence import evidence
from servanda.report.annex.holding import holding
from servanda.report.annex.key_judgements import key_judgements
from servanda.report.annex.lens import lens
from servanda.report.annex.limits import limits
from servanda.report.annex.past import past
from servanda.report.annex.reproduce import reproduce
from servanda.report.annex.side_by_side import side_by_side
from servanda.report.annex.war import war
from servanda.report.blocks import Section
from servanda.report.material import Material

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
