"""Every base rate names what it rests on, and lies where its unit allows."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import servanda
from servanda.base_rates import BASE_RATES, BaseRateEntry, base_rate
from servanda.errors import InputError
from servanda.quantity import BaseRate, Family, Gap, convert, points
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
    if isinstance(entry.form, Family) and entry.form.name == "normal":
        mean, deviation = entry.form.parameters
        stated = [mean - 3 * deviation, mean + 3 * deviation]
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


def recount(shared: Path) -> ModuleType:
    """The script by which base rates were counted."""
    if not (shared / "data" / "ceasefires").is_dir():
        pytest.skip("the data are not beside this checkout")
    folder = Path(__file__).parents[1] / "validation"
    with pytest.MonkeyPatch.context() as paths:
        paths.syspath_prepend(str(folder))
        return import_module("base_rates")


@pytest.mark.parametrize(
    ("name", "kind", "ends", "cases", "clusters"),
    [
        ("ceasefire_break_civil", "truce", 15, 21, 13),
        ("settlement_break_civil", "settlement", 9, 13, 11),
    ],
)
def test_deals_of_civil_wars_are_counted_once_each(
    shared: Path, name: str, kind: str, ends: int, cases: int, clusters: int
) -> None:
    script = recount(shared)
    found = script.rate(script.cut(script.civil(shared / "data", kind), 5.0))
    entry = base_rate(name)
    assert (found.ends, found.cases, found.clusters) == (ends, cases, clusters)
    assert f"{ends} of {cases} " in entry.basis
    assert f"{clusters} countries" in entry.basis
    assert isinstance(entry.form, Family)
    assert entry.form.parameters[0] == pytest.approx(found.rate, abs=0.002)
    assert entry.form.parameters[1] == pytest.approx(found.log_sd, abs=0.02)


def test_war_ending_spans_both_counts_by_war(shared: Path) -> None:
    script = recount(shared)
    ends = script.OUTCOMES["no deal and no victory (low activity, side gone)"]
    counts = [
        script.rate(script.wars_after_a_year(shared / "data", f"{kind}.csv", ends))
        for kind in ("civil", "interstate")
    ]
    assert [(c.ends, c.cases, c.clusters) for c in counts] == [(52, 112, 58), (6, 9, 7)]
    low, high = points(base_rate("war_ending").form)
    assert low == pytest.approx(counts[0].low, abs=0.001)
    assert high == pytest.approx(counts[1].high, abs=0.01)


@EVERY
def test_every_entry_counts_as_something(entry: BaseRateEntry) -> None:
    assert entry.standing in ("measured", "second-hand", "judgement of this package")
    assert (entry.standing == "judgement of this package") == (entry.access == "judgement")


def test_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(InputError, match="did you mean tripwire"):
        base_rate("trip_wire")


def test_base_rates_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        BASE_RATES["tripwire"] = BASE_RATES["memory"]  # type: ignore[index]
