"""Nothing is lost by closing the lid: the journal, the file that changes, the server that dies."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from servanda.errors import InputError
from servanda.workbench.exceptions import NoCaseError, StaleError
from servanda.workbench.session import Session

STRAIT = Path(__file__).parents[1] / "cases" / "strait"
PATH = "war.ends_by_itself"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(STRAIT, tmp_path / "case"))


def test_a_killed_server_loses_at_most_the_last_edit(serving: Callable[..., Any]) -> None:
    server = serving()
    for step in range(5):
        asked = {"seq": step, "patch": {PATH: [0.01, 0.3 + step / 100]}, "worlds": 5, "war": False,
                 "gesture": str(step + 1)}  # fmt: skip
        server.post("/edit", asked)
    server.kill()
    again = serving(folder=server.folder)
    said = again.get("/verdicts.json?worlds=5")
    assert said["patch"][PATH] in ([0.01, 0.34], [0.01, 0.33])
    assert said["undo"] >= 4 and said["journal_fault"] is None
    assert again.post("/undo", {})["patch"][PATH][1] < said["patch"][PATH][1]
    until = time.monotonic() + 30  # the next saving clears what the dead one left
    while list(server.folder.rglob("*.part")) and time.monotonic() < until:
        time.sleep(0.05)
    assert not list(server.folder.rglob("*.part"))
    again.kill()


def test_a_journal_that_is_damaged_is_said_and_left(folder: Path) -> None:
    (folder / ".servanda").mkdir()
    (folder / ".servanda" / "workbench.json").write_text('{"patch": {"war', encoding="utf-8")
    session = Session(folder)
    assert session.kept.patch == {} and "could not be read" in session.journal.fault
    session.close()


def test_edits_come_back_as_they_were_left(folder: Path) -> None:
    session = Session(folder)
    session.edit({PATH: (0.01, 0.3)}, 1, 5, war=False)
    session.close()
    again = Session(folder)
    assert again.live and again.kept.patch == {PATH: (0.01, 0.3)}
    again.undo()
    assert again.kept.patch == {}
    again.close()


def test_an_edit_of_a_number_that_is_gone_is_let_go(folder: Path) -> None:
    session = Session(folder)
    session.edit({PATH: (0.01, 0.3)}, 1, 5, war=False)
    session.kept.patch["war.nothing"] = (0.0, 1.0)
    file = folder / "case.yaml"
    file.write_text(file.read_text("utf-8") + "\n# another line\n", encoding="utf-8")
    assert session.refresh() and not session.refresh()
    assert session.kept.patch == {PATH: (0.01, 0.3)}
    session.close()


def test_a_case_with_faults_is_told_and_mended(folder: Path) -> None:
    file = folder / "case.yaml"
    good = file.read_text("utf-8")
    session = Session(folder)
    file.write_text(good.replace("held: 39% to 41%", "held: 140%"), encoding="utf-8")
    session.refresh()
    assert session.faults
    with pytest.raises(InputError, match="held"):
        _ = session.live
    file.write_text(good, encoding="utf-8")
    session.refresh()
    assert session.live.case.title and not session.faults
    session.close()


def test_no_case_is_no_fault(tmp_path: Path) -> None:
    session = Session(tmp_path)
    with pytest.raises(NoCaseError):
        _ = session.live
    assert not session.faults and session.title == tmp_path.name
    session.close()


def test_numbers_of_requests_are_kept_apart_by_tab(folder: Path) -> None:
    session = Session(folder)
    session.edit({}, 5, 5, tab="a", war=False)
    session.edit({}, 1, 5, tab="b", war=False)
    with pytest.raises(StaleError):
        session.edit({}, 4, 5, tab="a", war=False)
    for tab in range(200):
        session.edit({}, 1, 5, tab=str(tab), war=False)
    assert len(session._seq) <= 64
    session.close()


def test_a_thousand_steps_are_bounded(folder: Path) -> None:
    session = Session(folder)
    for step in range(1_100):
        session._step({PATH: (0.01, 0.3 + step / 10_000)}, str(step + 1), "")
    assert len(session.kept.undo) == 500
    session.close()
    assert (folder / ".servanda" / "workbench.json").stat().st_size < 100_000


def test_scenarios_changed_by_hand_are_read(folder: Path) -> None:
    session = Session(folder)
    (folder / "scenarios.yaml").write_text(f"thaw:\n  {PATH}: 0.02 to 0.2\n", encoding="utf-8")
    assert session.scenario("thaw") == {PATH: (0.02, 0.2)}
    (folder / "scenarios.yaml").write_text("thaw: [", encoding="utf-8")
    with pytest.raises(InputError, match="scenarios"):
        session.scenarios()
    with pytest.raises(InputError):
        session.keep_scenario("more")  # nothing is written over what cannot be read
    assert (folder / "scenarios.yaml").read_text("utf-8") == "thaw: ["
    session.close()


def test_a_movement_of_the_hand_is_one_step_and_the_next_is_another(folder: Path) -> None:
    session = Session(folder)
    for seq, (high, gesture) in enumerate(((0.3, "a"), (0.31, "a"), (0.32, "a"), (0.33, "b"))):
        session.edit({PATH: (0.01, high)}, seq, 5, gesture=gesture, war=False)
    session.undo()
    assert session.kept.patch == {PATH: (0.01, 0.32)}
    session.undo()
    assert session.kept.patch == {}
    session.redo()
    assert session.kept.patch == {PATH: (0.01, 0.32)}
    session.close()
