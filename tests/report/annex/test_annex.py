"""The sections of a report, in their order."""

from __future__ import annotations

from dataclasses import replace

from servanda.report.annex import sections


def test_sections_with_something_to_say_come_in_order_and_once(strait_material, finding) -> None:
    made = replace(strait_material, findings=(finding("x", section="new_page"),))
    anchors = [section.anchor for section in sections(made)]
    assert len(anchors) == len(set(anchors))
    order = ["key-judgements", "blockers", "holding", "assumptions", "evidence", "limits",
             "reproduce"]  # fmt: skip
    there = [anchor for anchor in anchors if anchor in order]
    assert there == [anchor for anchor in order if anchor in anchors]
    assert anchors.index("new_page") < anchors.index("assumptions")
    assert "deals" not in anchors and "lens" not in anchors  # nothing was found for them
