"""Past settlements beside the model."""

from __future__ import annotations

from dataclasses import replace

from servanda.report.annex.past import past


def test_curves_wait_and_words_are_told(strait_material, finding, words) -> None:
    curve = {"series": "all", "years": 1, "share": 0.5, "low": 0.4, "high": 0.6}
    found = (finding("So did others.", section="past"),
             finding("A curve.", section="past", shape="survival curve",
                     rows=(curve,)))  # fmt: skip
    section = past(replace(strait_material, findings=found))
    assert section is not None and "So did others." in words(section)
    details = section.blocks[-1]
    assert details.summary == "Each proposal, year by year" and not details.open
    assert past(strait_material) is None
