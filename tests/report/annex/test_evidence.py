"""Evidence: sources, quoted words in their context, base rates."""

from __future__ import annotations

from dataclasses import replace

from servanda.report.annex.evidence import evidence


def test_every_quotation_stands_in_its_source_and_leads_back(isle_material, words) -> None:
    said = words(evidence(isle_material))
    for quotation in isle_material.quotations.all:
        assert quotation.quote in said
    assert "The isle of Vard: a brief" in said and "Admiralty grade" in said
    assert "#n-war.trend.analyst" in said


def test_in_public_nothing_of_a_source_is_said_but_that_there_is_one(isle_material, words) -> None:
    said = words(evidence(replace(isle_material, public=True)))
    assert "withheld from this version" in said
    assert not any(each.quote in said for each in isle_material.quotations.all)


def test_base_rates_and_works_are_listed(isle_material, words) -> None:
    said = words(evidence(isle_material))
    assert "Base rates used: " in said and "alliance_honour" in said
    assert "Works behind formulas and base rates: " in said
