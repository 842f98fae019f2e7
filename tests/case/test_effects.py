"""What has no effect in a case is told with its line; everything else is read by an assessment."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from servanda.case.check import check
from servanda.case.effects import RecordedNumbers, unused_keys, without_effect
from servanda.case.keys.case import Case
from servanda.case.load import load, parse
from servanda.case.template import KINDS, first_case
from servanda.engine.chunk import Chunk
from servanda.engine.evidence import logliks
from servanda.engine.plan import plan_of
from servanda.engine.spill_over import spill_over
from servanda.engine.told import columns_of
from servanda.engine.war_length import lengths_of
from servanda.worlds.sample import sample

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = [
    *sorted(file.parent for file in ROOT.glob("examples/*/case.yaml")),
    *sorted(file.parent for file in ROOT.glob("tests/cases/*/case.yaml")),
    ROOT / "tests" / "case" / "isle_1",
]


def read_by_an_assessment(case: Case) -> set[str]:
    """Return the numbers asked for as every proposal is settled, voted on and told in columns."""
    plan = plan_of(case)
    drawn = sample(case, 8)
    numbers = RecordedNumbers(drawn.numbers)
    chunk = Chunk(plan, replace(drawn, numbers=numbers))
    lengths_of(chunk, 8, tuple(case.proposals))
    logliks(chunk)
    for name in case.proposals:
        columns = columns_of(chunk, chunk.vote(plan.after_any_settlement(name)))
        spill_over(chunk, 8, name, columns)
    return numbers.read


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_number_a_case_states_is_read_or_said_to_have_no_effect(folder: Path) -> None:
    case = load(folder)
    for idle in unused_keys(case, read_by_an_assessment(case)):
        assert idle.says, idle.name


@pytest.mark.parametrize("kind", KINDS)
def test_the_cases_to_begin_with_say_nothing_idle(kind: str) -> None:
    assert list(without_effect(parse(first_case(kind)))) == []


TEXT = first_case("interstate")
IDLE = {
    "stance of an actor nobody asks": (
        "    offer: lapses ",
        "    stances: {westmark: volunteer}\n    offer: lapses ",
        "proposals.truce.stances.westmark",
        "name it in a `consent`",
    ),
    "stance of an armed party": (
        "    offer: lapses ",
        "    stances: {norland: volunteer}\n    offer: lapses ",
        "proposals.truce.stances.norland",
        "`acceptance`",
    ),
    "weights of one who does not fight": (
        "weights: {norland: 1, sutherland: 1}",
        "weights: {norland: 1, sutherland: 1, league: 1}",
        "issues.harbour.weights.league",
        "name it under `parties`",
    ),
    "troops of a stance": (
        "        needs: 1 ",
        "        troops: 3 thousand\n        needs: 1 ",
        "actors.league.members.westmark.troops",
        "`quota`",
    ),
    "a host that goes back on a force that is not there": (
        "    consent: {all: [norland, sutherland]}",
        "    consent: {all: [norland, {host: sutherland, withdraws: 0.1}]}\n    inside: norland",
        "proposals.truce.consent.all.1.withdraws",
        "`host: sutherland`",
    ),
    "monitors that leave no force behind": (
        "    breakdown_ratio:",
        "    force: 3 thousand\n    breakdown_ratio:",
        "guarantees.watch.force",
        "another `kind`",
    ),
    "troops on the spot without a tripwire": (
        "    force: 5 to 15 thousand",
        "    force: 5 to 15 thousand\n    deployed: 1 thousand",
        "guarantees.pact.deployed",
        "tripwire",
    ),
    "a kind no proposal has": (
        "limits:",
        "by_kind: {civil_truce: {early: 3}}\n\nlimits:",
        "by_kind.civil_truce",
        "`kind: civil_truce`",
    ),
    "how long it takes to regain nothing": (
        "war:\n",
        "war:\n  regroup: {recovery_months: 10 years}\n",
        "war.regroup.recovery_months",
        "`recovery`",
    ),
    "forces of one whom nobody joins": (
        "  sutherland: {forces: 20 to 30 thousand}",
        "  sutherland: {forces: 20 to 30 thousand}\n  norland: {forces: 30 to 40 thousand}",
        "capabilities.norland",
        "a guarantee that brings troops protects it",
    ),
    "forces of one who does not fight": (
        "  sutherland: {forces: 20 to 30 thousand}",
        "  sutherland: {forces: 20 to 30 thousand}\n  league: {forces: 5 thousand}",
        "capabilities.league",
        "name it under `parties`",
    ),
}


@pytest.mark.parametrize("named", IDLE)
def test_what_has_no_effect_is_told_at_its_line_with_what_would_give_it_one(
    named: str, tmp_path: Path
) -> None:
    old, new, path, mend = IDLE[named]
    assert old in TEXT
    text = TEXT.replace(old, new, 1)
    if path.startswith("proposals.truce.consent"):
        text = text.replace("    guarantees: watch\n", "", 1)
    (tmp_path / "sources").mkdir()
    (tmp_path / "case.yaml").write_text(text.replace("    file: sources/brief.md\n", ""))
    report = check(tmp_path)
    assert report.is_sound, str(report)
    (note,) = [note for note in report.notes if "has no effect here" in note.says]
    assert note.key == path and mend in note.says
    line = text.replace("    file: sources/brief.md\n", "").splitlines()[note.line - 1]
    assert path.split(".")[-1] in line
