"""The name of a case changes with what it says, and with nothing else."""

from __future__ import annotations

from pathlib import Path

import yaml

from servanda.case.change import with_value
from servanda.case.fingerprint import case_hash
from servanda.case.keys.case import numbers_in
from servanda.case.load import load, parse
from servanda.errors import InputError


def turned_round(value: object) -> object:
    """Return data with the keys of every mapping in the opposite order."""
    if isinstance(value, dict):
        return {key: turned_round(value[key]) for key in reversed(list(value))}
    return [turned_round(entry) for entry in value] if isinstance(value, list) else value


def test_comments_order_and_notation_do_not_count(isle: Path, isle_text: str) -> None:
    name = case_hash(isle)
    assert name == case_hash(load(isle)) == case_hash(isle / "case.yaml")
    without = "\n".join(line.split("#")[0] for line in isle_text.splitlines())
    assert case_hash(parse(without)) == name
    raw = yaml.safe_load(isle_text)
    turned = turned_round(raw) | {"parties": raw["parties"]}  # whose share a lone number is
    plain = yaml.dump(turned, sort_keys=False)
    plain = plain.replace("false: 0", "no: 0").replace("harbour: false", "harbour: no")
    assert case_hash(parse(plain)) == name
    for one, other in (
        ("0.30 to 0.36", "30% to 36%"),
        ("eastmark: volunteer", "eastmark: {position: volunteer}"),
        ("months: 1 to 3 years", "months: {value: 12 to 36, unit: months}"),
        ("guarantors: league", "guarantors: [league]"),
        ("highmoor: Highmoor", "highmoor: {name: Highmoor, kind: state}"),
        ("no: 0\n", "no: {norland: 0, sutherland: 1}\n"),
        ("stands", "stands"),
    ):
        assert case_hash(parse(isle_text.replace(one, other))) == name, other


def test_the_order_of_the_parties_counts(isle_text: str) -> None:
    """For it says whose share a lone number is, and for whom the front moves up."""
    raw = yaml.safe_load(isle_text)
    raw["parties"] = turned_round(raw["parties"])
    turned = (
        yaml.dump(raw, sort_keys=False)
        .replace("false: 0", "no: 0")
        .replace("harbour: false", "harbour: no")
    )
    assert case_hash(parse(turned)) != case_hash(parse(isle_text))


def test_writing_out_a_default_does_not_count(isle_text: str) -> None:
    text = isle_text.replace(
        "  settles_anyway:", "  memory: {base_rate: memory}\n  settles_anyway:"
    )
    assert text != isle_text
    assert case_hash(parse(text)) == case_hash(parse(isle_text))


def test_every_number_counts(isle: Path) -> None:
    case = load(isle)
    names = {case_hash(case)}
    changed = 0
    for name, _ in numbers_in(case):
        try:
            names.add(case_hash(with_value(case, name, 0.123)))
        except InputError:
            continue  # it cannot stand there
        changed += 1
    assert changed > 60
    assert len(names) == changed + 1


def test_the_basis_counts(isle_text: str) -> None:
    for one, other in (
        ("its council speaks of two years", "so they say"),
        ("lose men every week", "Both armies lose men"),
        ("note: guessed", "note: measured"),
        ("between: [war.swing", "why: x, between: [war.swing"),
    ):
        assert case_hash(parse(isle_text.replace(one, other))) != case_hash(parse(isle_text))
