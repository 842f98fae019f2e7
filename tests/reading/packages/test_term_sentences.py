"""Which sentences set terms."""

from __future__ import annotations

from tests.reading.packages.told import package


def issues(text: str) -> set[str]:
    return {term.issue for term in package(text).terms}


def test_a_sentence_beside_terms_sets_one_though_its_participle_looks_past() -> None:
    beside = (
        "The eight points, in short. Shooting is to stop at noon. Guns are to be towed back. "
        "Roads are to be reopened. Everybody held is swapped for everybody held."
    )
    assert "prisoners" in issues(beside)


def test_a_past_event_alone_sets_none() -> None:
    assert "prisoners" not in issues("Everybody held was swapped last year.")


def test_what_one_says_for_oneself_sets_none() -> None:
    assert not issues("I told my cousins that we shall have elections one fine day.")


def test_paragraphs_in_a_row_lift_each_other() -> None:
    first = "The strip is to be emptied of troops. Refugees shall return."
    between = "Every mine is lifted."
    assert "mines" in issues(f"{first}\n\n{between}")
