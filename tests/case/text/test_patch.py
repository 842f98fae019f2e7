"""Changed entries are put into the text as somebody wrote it."""

from __future__ import annotations

from servanda.case.text.patch import patched

WRITTEN = "# mine\ntitle:   The isle   # a remark\nwar:\n    trend: 1\n    swing: 2\nlimits: [a]\n"
BEFORE = "title: The isle\nwar:\n  trend: 1\n  swing: 2\nlimits: [a]\n"


def test_only_the_entry_that_changed_is_written_anew() -> None:
    after = BEFORE.replace("limits: [a]", "limits: [b]")
    assert patched(WRITTEN, BEFORE, after) == WRITTEN.replace("limits: [a]", "limits: [b]")


def test_what_did_not_change_is_left_to_the_last_space() -> None:
    assert patched(WRITTEN, BEFORE, BEFORE) == WRITTEN


def test_an_entry_that_is_added_or_taken_away() -> None:
    added = BEFORE + "note: new\n"
    assert patched(WRITTEN, BEFORE, added) == WRITTEN + "note: new\n"
    taken = BEFORE.replace("limits: [a]\n", "")
    assert patched(WRITTEN, BEFORE, taken) == WRITTEN.replace("limits: [a]\n", "")
