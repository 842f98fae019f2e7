"""What the results of a case rest on."""

from __future__ import annotations

from pathlib import Path

from servanda.case.keys.case import Case
from servanda.case.load import load
from servanda.engine.called import called_by
from servanda.engine.cited import cited_by, source_entries
from servanda.references import all_references


def test_every_key_is_of_the_bibliography_and_says_what_rests_on_it(strait: Case) -> None:
    found = cited_by(strait)
    assert list(found) == sorted(found)
    assert set(found) <= set(all_references())
    assert all(uses and len(set(uses)) == len(uses) for uses in found.values())


def test_the_formulas_are_those_that_a_run_calls(strait: Case) -> None:
    found = cited_by(strait)
    for formula in called_by(strait):
        for key in formula.sources:
            assert formula.name in found[key]


def test_words_of_likelihood_are_cited_by_the_numbers_that_use_them(
    isle: Path,
) -> None:
    found = cited_by(load(isle))
    assert "commitments.straits.believed" in found["ICD203"]


def test_the_sources_of_a_case_are_entries(isle: Path, strait: Case) -> None:
    text = source_entries(load(isle))
    assert text.startswith("@misc{brief,")
    assert "author = {A. Writer}" in text
    assert "https://example.org/vard" in text
    assert source_entries(strait).count("@misc{") == len(strait.sources)
