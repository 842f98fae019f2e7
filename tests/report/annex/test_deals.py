"""Deals to explore."""

from __future__ import annotations

from dataclasses import replace

from servanda.report.annex.deals import deals


def test_findings_about_packages_and_frontiers_are_here_and_nothing_is_nowhere(
    strait_material, finding, words
) -> None:
    found = (finding("A package.", section="deals"), finding("Another thing."))
    section = deals(replace(strait_material, findings=found))
    assert section is not None and section.anchor == "deals"
    assert "A package." in words(section) and "Another thing." not in words(section)
    assert deals(strait_material) is None
