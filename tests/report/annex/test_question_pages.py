"""Findings on the pages that their questions declare."""

from __future__ import annotations

from dataclasses import replace

from servanda.report.annex.question_pages import further_pages, page_of, question_page


def test_a_page_nobody_made_is_made_once_and_one_that_stands_is_not(
    strait_material, finding, words
) -> None:
    found = (finding("One.", section="new_page"), finding("Two.", section="new_page"),
             finding("Old.", section="past"))  # fmt: skip
    made = replace(strait_material, findings=found)
    (page,) = further_pages(made, {"past"})
    assert (page.anchor, page.title) == ("new_page", "New page")
    assert "One." in words(page) and "Two." in words(page)
    assert question_page(made, "nowhere") is None


def test_a_registered_question_brings_its_title_and_lead() -> None:
    page = page_of("past")
    assert page.anchor == "past" and page.lead
