"""What the workbench keeps in the folder of a case."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda.errors import InputError
from servanda.workbench.journal import Journal, Kept, patch_of, read_scenarios, write_scenarios


def test_the_last_state_wins_and_is_read_again(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    for step in range(50):
        journal.note(Kept({"a": (0.0, float(step))}, [{}], []))
    journal.settle()
    assert Journal(tmp_path).read() == Kept({"a": (0.0, 49.0)}, [{}], [])
    journal.close()
    assert (tmp_path / ".servanda" / ".gitignore").read_text("utf-8") == "*\n"


def test_scenarios_are_written_whole_in_the_words_of_a_case(tmp_path: Path) -> None:
    written = {"one": {"war.swing": (0.1, 0.2)}, "two": {"war.trend.a": (3.0, 3.0)}, "none": {}}
    write_scenarios(tmp_path, written)
    assert read_scenarios(tmp_path) == written
    assert "war.swing: 0.1 to 0.2" in (tmp_path / "scenarios.yaml").read_text("utf-8")
    write_scenarios(tmp_path, {})
    assert read_scenarios(tmp_path) == {}


@pytest.mark.parametrize("raw", [[], "x", {"a": 1}, {"a": [1]}, {"a": [1, "b"]}, {"a": [1, True]},
                                 {"a": [1, float("inf")]}])  # fmt: skip
def test_edits_that_are_none(raw: object) -> None:
    with pytest.raises(InputError):
        patch_of(raw)


def test_the_dust_of_binary_fractions_is_left_out() -> None:
    assert patch_of({"a": [0.1 + 0.2, 0.6000000000000001]}) == {"a": (0.3, 0.6)}


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    (tmp_path / ".servanda").write_text("in the way", encoding="utf-8")
    journal.note(Kept())
    journal.settle()
    assert journal.fault
    journal.close()
