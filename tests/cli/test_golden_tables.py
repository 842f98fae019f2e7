"""Every table of the terminal at 80, 100 and 120 columns, as files that a reader can look at.

The tables are made from invented results, so that the files change with the lay-out and nothing
else. `SERVANDA_GOLDEN=write` writes them anew.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from servanda.cli.finding_tables import rows_as_lines
from servanda.cli.tables import verdict_lines
from servanda.engine.result_parts import EvidenceResult, PartyResult, Verdict, WarMonths
from servanda.engine.results import Assessment, ProposalResult, Share, Spread
from servanda.engine.robustness import RANGES, SECOND_CODER, Robustness, Trial
from servanda.explore.finding import Finding, Provenance, Row, Shape

GOLDEN = Path(__file__).parent / "golden"
WIDTHS = (80, 100, 120)
HOW = Provenance("an invented table")


def share(value: float, worlds: int = 10_000) -> Share:
    return Share(value, 0.0045, worlds)


def party(name: str, consents: float, blocks: float) -> PartyResult:
    return PartyResult(name.lower(), name, "value", share(consents), share(blocks), None)


def result(name: str, title: str, signed: float, change: Spread | None) -> ProposalResult:
    months = WarMonths(
        change, change, change, change, change, change, share(0.1), share(0.2), share(0.0)
    )
    return ProposalResult(
        id=name,
        title=title,
        signed=share(signed),
        signed_smallest=None,
        stops_fighting=share(0.5 * signed),
        parties=(party("Norland", signed, 0.3), party("The Republic of Sutherland", 0.9, 0.02)),
        holds={year: share(0.9 / year) for year in (1, 5, 10)},
        would_hold={year: share(0.8 / year) for year in (1, 5, 10)},
        signed_and_holds_5y=share(0.4 * signed),
        war_months=months,
        belief=None,
        commitment_problem=share(0.3),
        not_computed={},
        verdict=Verdict("unsignable", "leaning", "unlikely to be signed (28% ±0.9 of worlds)"),
        signed_weighed=share(0.25 * signed),
        robustness=Robustness(
            (Trial(RANGES, False, None, "fewer than nine worlds in ten agree"),
             Trial(SECOND_CODER, True, 1.0, "")),
            ("“what a year of war costs Norland” being as low as judged",),
        ),
    )  # fmt: skip


def verdicts(width: int) -> Iterator[str]:
    made = (
        result("truce", "A truce where the lines are", 0.28, Spread(-3.0, -0.5, 0.0, 900)),
        result(
            "invitation_after_any_settlement", "An invitation however it ends", 0.004,
            Spread(0.0, 0.92, 65.3, 900),
        ),
        result("withdrawal", "Full withdrawal", 0.9996, None),
    )  # fmt: skip
    evidence = EvidenceResult(False, 900.0, {})
    yield from verdict_lines(Assessment("Strait", "0", "0", 0, 10_000, made, {}, evidence), width)


def finding(shape: Shape, rows: tuple[Row, ...], **labels: str) -> Callable[[int], Iterator[str]]:
    made = Finding("toy", "What?", "This.", shape, rows, HOW, labels=labels)
    return lambda width: rows_as_lines(made, made.rows, width)


TABLES: dict[str, Callable[[int], Iterator[str]]] = {
    "assess": verdicts,
    "linchpins": finding("interval", (
        {"label": "what a year of war costs Norland, as far as Norland itself sees it now",
         "low": 0.011, "middle": 0.0346, "high": 0.0999, "now": 0.035, "distance": 0.00004,
         "unit": "share of all aims a year", "basis": "judgement",
         "indicator": "casualty estimates, defence budget and conscription orders",
         "path": "war.costs.norland"},
        {"label": "how often such a war ends by itself", "low": 0.1, "middle": 0.2, "high": 0.3,
         "now": None, "distance": 1.0, "unit": "per year", "basis": "base rate",
         "indicator": "stability of the governments", "path": "war.ends_by_itself"},
    ), middle="threshold", distance="distance in units of the input's range"),
    "what_matters": finding("tornado", (
        {"label": "the pace of the front", "value": 0.41, "error": 0.02, "group": "evidence",
         "matters": True},
        {"label": "the pace of the front with what a year of war costs Norland", "value": 0.0123,
         "error": 0.0004, "group": "together", "matters": True},
    ), value="share of the spread that would go if this were known"),
    "scenarios": finding("box", (
        {"box": "1", "input": "the force that the League brings", "low": 12_000.0, "high": 45_000.0,
         "range_low": 5_000.0, "range_high": 1_234_567.0, "frequency": 0.97},
    )),
    "deals": finding("frontier", (
        {"label": "The land: 0.25; The port: shared; The name of the strait: old; pact, force x4",
         "x": 1.0, "y": 0.8358, "on_frontier": True, "group": "package", "gain.norland": 0.181,
         "gain.suria": -0.054, "costs": "Norland as in guarded", "worlds": 4_000},
        {"label": "A bare truce", "x": 0.0, "y": 0.0, "on_frontier": False,
         "group": "on the table", "gain.norland": -0.2, "gain.suria": 0.0, "costs": "its own",
         "worlds": 4_000},
    ), x="signed and fighting stops", y="and holds five years"),
    "past": finding("survival curve", tuple(
        {"series": "past settlements of civil wars", "years": year, "share": 0.75 - 0.01 * year,
         "low": 0.6, "high": 0.85} for year in (1, 2, 5, 10)
    )),
    "compare": finding("table", (
        {"proposal": "A truce where the lines are", "edit": "war.costs.norland: 0.1 → 0.2",
         "signed before": 0.28, "signed after": 0.412, "moved": 0.132},
    )),
    "forecast": finding("table", (
        {"rule": "capability × salience mean", "forecast": 41.2, "low": 22.0, "high": 60.0,
         "error": 23.2, "what it says": "the members meet a little below the middle"},
    )),
    "graph": finding("table", (
        {"concept": "Nash", "kept by Norland": 0.31, "kept by Suria": 0.9, "both": 0.28},
    )),
}  # fmt: skip
"""A table of every verb that prints one."""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", TABLES)
def test_a_table_looks_as_its_file_shows(name: str, width: int) -> None:
    lines = list(TABLES[name](width))
    assert max(map(len, lines)) <= width
    text = "\n".join(lines) + "\n"
    file = GOLDEN / f"{name}_{width}.txt"
    if os.environ.get("SERVANDA_GOLDEN") == "write":
        GOLDEN.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def test_every_file_is_looked_at() -> None:
    there = {file.name for file in GOLDEN.iterdir()}
    assert there == {f"{name}_{width}.txt" for name in TABLES for width in WIDTHS}


def test_no_table_writes_powers_of_ten() -> None:
    for file in GOLDEN.iterdir():
        text = file.read_text(encoding="utf-8")
        assert "e-0" not in text, file.name
        assert "e+0" not in text, file.name
