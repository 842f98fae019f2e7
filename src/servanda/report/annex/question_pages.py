"""Findings on the pages that their questions declare: a section each, its lead, its findings."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.explore.ask import Page, questions
from servanda.report.annex.changes import finding_blocks, of_section
from servanda.report.blocks import Paragraph, Section, prose
from servanda.report.material import Material

__all__ = ["further_pages", "page_of", "question_page"]


def page_of(anchor: str) -> Page:
    """Return the page that a registered question declares; one named like the anchor, if none."""
    for each in questions():
        if each.page and each.page.anchor == anchor:
            return each.page
    return Page(anchor, anchor.replace("_", " ").capitalize(), "")


def question_page(material: Material, anchor: str) -> Section | None:
    """Return the section of a page, where there are findings for it."""
    found = of_section(material, anchor)
    if not found:
        return None
    page = page_of(anchor)
    lead = (Paragraph(prose(page.lead)),) if page.lead else ()
    return Section(anchor, page.title, (*lead, *finding_blocks(found, anchor)))


def further_pages(material: Material, made: set[str]) -> Iterator[Section]:
    """Yield the pages that findings ask for and no section of the report has made."""
    wanted = dict.fromkeys(f.section for f in material.findings if f.section)
    for anchor in wanted:
        if anchor not in made and (section := question_page(material, anchor)):
            yield section
