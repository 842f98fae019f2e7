"""Changes in words: in full where a sentence can list them, and counted where it cannot."""

from __future__ import annotations

from servanda.explore.packages.repairs import CLAUSES, told, told_shortly


def changes(count: int) -> dict[str, tuple[str, str]]:
    return {f"term {n}": ("old", "new") for n in range(count)}


def test_a_sentence_lists_few_changes_and_counts_many() -> None:
    assert told_shortly(changes(CLAUSES)) == told(changes(CLAUSES))
    assert told_shortly(changes(CLAUSES + 1)) == f"{CLAUSES + 1} terms, as the table says"
    assert told(changes(CLAUSES + 1)).count("from “old” to “new”") == CLAUSES + 1
