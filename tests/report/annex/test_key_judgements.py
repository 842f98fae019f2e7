"""The judgements a reader meets first."""

from __future__ import annotations

from servanda.case.keys.case import numbers_in
from servanda.report.annex.key_judgements import key_judgements, verdict_run


def test_each_verdict_is_given_with_what_it_survives(strait_material, words) -> None:
    section = key_judgements(strait_material)
    said = words(section)
    for result in strait_material.assessment.proposals:
        assert result.verdict.word in said and result.title in said
        assert verdict_run(result).style.startswith("verdict ")
    assert "What the verdicts survive" in said and "Confidence" in said


def test_confidence_counts_every_uncertain_number(strait_material, words) -> None:
    uncertain = [n for _, n in numbers_in(strait_material.case) if not n.is_certain]
    assert f"Of {len(uncertain)} uncertain numbers" in words(key_judgements(strait_material))
