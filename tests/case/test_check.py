"""What `check` reports beside faults: gaps, notes, and what the numbers rest on."""

from __future__ import annotations

import json
from pathlib import Path

from servanda.case.check import BASES, check, gaps_in, stated_numbers
from servanda.case.keys.case import numbers_in
from servanda.case.load import load


def test_numbers_are_counted_by_what_they_rest_on(isle: Path) -> None:
    report = check(isle)
    assert report.is_sound and not report.gaps
    assert tuple(report.counts) == BASES
    assert report.counts["evidence"] == 1
    assert report.counts["judgement"] == 1
    assert sum(map(report.share, BASES)) == 1.0
    case = load(isle)
    assert sum(report.counts.values()) == len(stated_numbers(case))
    silent = {name for name, _ in numbers_in(case)} - {name for name, _ in stated_numbers(case)}
    assert "guarantees.watch.force" in silent
    assert "war.memory" not in silent


def test_gaps_are_listed_and_are_no_faults(own_isle: Path, isle_text: str) -> None:
    text = isle_text.replace("repelled: 0.1", 'repelled: "?"').replace(
        "norland: 0.5, s", "norland: {value: '?', note: ask}, s"
    )
    (own_isle / "case.yaml").write_text(text)
    report = check(own_isle)
    assert report.is_sound
    assert [gap.key for gap in report.gaps] == ["issues.garrison.weights.norland", "war.repelled"]
    assert all(text.splitlines()[gap.line - 1].count("?") for gap in report.gaps)
    assert gaps_in(load(own_isle)) == [gap.key for gap in report.gaps]
    assert "2 gaps to fill" in str(report)


def test_what_is_declared_and_not_used_is_noted(own_isle: Path, isle_text: str) -> None:
    text = isle_text.replace("guarantees: [pact, shield, word]", "guarantees: [pact]")
    text = text.replace("record:\n", "record:\n  deal: {title: Deal, year: 2000, kind: other, ")
    text = text.replace(
        "kind: other, ", "kind: other, conduct: {highmoor: {ledger: compliance, kept: true}}}\n", 1
    )
    text = text.replace("after_any_settlement: [pact]", "after_any_settlement: true")
    text = text.replace(
        "sources:\n", "sources:\n  b: {title: B, publisher: B, published: 2025-01-01}\n"
    )
    (own_isle / "case.yaml").write_text(text)
    report = check(own_isle)
    assert report.is_sound, str(report)
    told_before = {note.key for note in check(Path(__file__).parent / "isle").notes}
    assert [note.key for note in report.notes if note.key not in told_before] == [
        "sources.b",
        "guarantees.shield",
        "guarantees.word",
        "record.deal.conduct.highmoor",
    ]


def test_a_source_without_its_text_is_noted(own_isle: Path, isle_text: str) -> None:
    text = isle_text.replace("    file: sources/brief.md\n", "")
    (own_isle / "case.yaml").write_text(text.replace("lose men every week", "whatever you like"))
    report = check(own_isle)
    assert report.is_sound
    assert "cannot be looked up" in report.notes[0].says


def test_the_report_is_plain_data_and_shows_well(own_isle: Path, isle_text: str) -> None:
    text = isle_text.replace("believed: likely", "believed: 3").replace(
        "title: The isle of Vard\n", "title: <b>The isle</b>\n"
    )
    (own_isle / "case.yaml").write_text(text)
    report = check(own_isle)
    plain = json.loads(json.dumps(report.to_dict()))
    assert plain["sound"] is False
    assert plain["faults"][0]["key"] == "commitments.straits.believed"
    assert plain["numbers"]["by_basis"]["evidence"] == 1
    assert "<b>The isle</b>" not in report._repr_html_()
    assert str(report).splitlines()[0].endswith("write a number in that range")
    assert str(report).endswith("1 fault")
