"""A case in a line, and in a few for a notebook."""

from __future__ import annotations

from servanda.case.keys.case import Case


def test_a_case_is_shown_in_a_line(strait: Case) -> None:
    assert repr(strait) == str(strait)
    assert repr(strait) == (
        "<Case 'The Strait of Ister': 4 actors, 2 issues, "
        "4 proposals (truce, entry, patrol, handover)>"
    )


def test_a_notebook_shows_titles_and_no_markup(strait: Case) -> None:
    page = strait.model_copy(update={"summary": "<b>&"})._repr_html_()
    assert "<p>&lt;b&gt;&amp;</p>" in page
    assert page.count("<li>") == 4 and "<code>truce</code>: A truce where the lines are" in page
    assert "<p><b>The Strait of Ister</b></p><ul>" in strait._repr_html_()
