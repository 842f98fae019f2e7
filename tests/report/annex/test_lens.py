"""The second lens."""

from __future__ import annotations

from dataclasses import replace

from servanda.report.annex.lens import lens


def test_only_findings_of_a_lens_are_here(strait_material, finding, words) -> None:
    found = (finding("Seen as a graph.", lens="graph"), finding("Counted."))
    section = lens(replace(strait_material, findings=found))
    assert section is not None and "Seen as a graph." in words(section)
    assert "Counted." not in words(section) and lens(strait_material) is None
