"""Every base rate names what it rests on, and lies where its unit allows."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest

import servanda
from servanda.base_rates import BASE_RATES, BaseRateEntry, base_rate
from servanda.errors import InputError
from servanda.quantity import BaseRate, Gap, convert, points
from servanda.references import all_references

EVERY = pytest.mark.parametrize("entry", BASE_RATES.values(), ids=BASE_RATES)


@EVERY
def test_references_exist(entry: BaseRateEntry) -> None:
    assert set(entry.references) <= set(all_references())


@EVERY
def test_a_claim_of_evidence_names_a_source(entry: BaseRateEntry) -> None:
    assert entry.access == "judgement" or entry.references


@EVERY
def test_form_lies_in_its_range(entry: BaseRateEntry) -> None:
    stated = list(points(entry.form))
    assert stated
    assert all(entry.low <= value <= entry.high for value in stated)


@EVERY
def test_form_is_complete(entry: BaseRateEntry) -> None:
    assert not isinstance(entry.form, Gap | BaseRate)


@EVERY
def test_unit_is_known(entry: BaseRateEntry) -> None:
    assert convert(1.0, entry.unit, entry.unit) == 1.0
    if entry.unit:
        convert(
            1.0, entry.unit, {"per year": "per month", "months": "years"}.get(entry.unit, "share")
        )


@EVERY
def test_says_what_it_means_in_one_sentence(entry: BaseRateEntry) -> None:
    assert entry.meaning.endswith(".")
    assert entry.meaning.count(". ") == 0
    assert entry.basis.endswith(".")


def test_every_default_of_the_case_schema_exists() -> None:
    source = Path(servanda.__file__).parent / "case"
    text = "\n".join(file.read_text(encoding="utf-8") for file in sorted(source.rglob("*.py")))
    named = set(re.findall(r'base_rate\(\w+, "(\w+)"', text))
    named |= set(re.findall(r'"(stance_\w+)"', text))
    assert len(named) > 10
    assert named <= set(BASE_RATES)


def test_every_kind_of_war_has_its_base_rates() -> None:
    names = [name for name in BASE_RATES if name.endswith("_interstate")]
    assert len(names) > 5
    for name in names:
        for kind in ("civil_settlement", "civil_truce"):
            other = BASE_RATES[name.replace("interstate", kind)]
            assert (other.unit, other.high) == (BASE_RATES[name].unit, BASE_RATES[name].high)


def test_war_ending_spans_the_stated_annual_probabilities() -> None:
    low, high = points(base_rate("war_ending").form)
    assert 1 - math.exp(-low) == pytest.approx(0.10, abs=5e-4)
    assert 1 - math.exp(-high) == pytest.approx(0.35, abs=5e-4)


def test_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(InputError, match="did you mean tripwire"):
        base_rate("trip_wire")


def test_base_rates_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        BASE_RATES["tripwire"] = BASE_RATES["memory"]  # type: ignore[index]
