"""A case is written back with its comments, in one step, and says the same when read again."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from servanda.case.change import with_value, with_values
from servanda.case.fingerprint import case_hash
from servanda.case.keys.case import Case, numbers_in
from servanda.case.load import faults, load, parse
from servanda.case.text.save import case_text, save
from servanda.case.upgrade import upgrade
from servanda.errors import CaseError, InputError
from servanda.saving import save_files


def comments_in(text: str) -> list[str]:
    return [line[line.index("#") :].strip() for line in text.splitlines() if "#" in line]


def test_a_case_written_anew_says_the_same(isle: Path) -> None:
    case = load(isle)
    text = case_text(case)
    assert parse(text) == case or case_hash(parse(text)) == case_hash(case)
    assert case_text(parse(text)) == text


def test_saving_what_is_there_changes_no_byte(own_isle: Path, isle_text: str) -> None:
    save(load(own_isle), own_isle)
    assert (own_isle / "case.yaml").read_text() == isle_text


def test_a_change_keeps_comments_order_and_notation(own_isle: Path, isle_text: str) -> None:
    case = with_values(
        load(own_isle),
        {"war.repelled": "0.2 to 0.3", "proposals.truce.offer": "stands", "title": "Vard"},
    )
    save(case, own_isle)
    text = (own_isle / "case.yaml").read_text()
    assert comments_in(text) == comments_in(isle_text)
    before, after = isle_text.splitlines(), text.splitlines()
    changed = [line for line in after if line not in before]
    assert [line.strip() for line in changed] == [
        "title: Vard",
        "repelled: 0.2 to 0.3",
        "offer: stands",
    ]
    assert len(before) - len(after) <= 2
    assert case_hash(load(own_isle)) == case_hash(case)


EXAMPLES = sorted((Path(__file__).resolve().parents[3] / "examples").glob("*/case.yaml"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda file: file.parent.name)
def test_a_change_of_a_long_case_leaves_every_other_line(example: Path, tmp_path: Path) -> None:
    """However its lines are broken and its brackets set."""
    folder = Path(shutil.copytree(example.parent, tmp_path / "case"))
    upgrade(folder)
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    save(with_values(load(folder), {"war.swing": "1% per month", "title": "T"}), folder)
    lines = text.splitlines()
    first = lines.index(next(line for line in lines if line.startswith("  swing:")))
    after = next(i for i in range(first + 1, len(lines)) if lines[i][:3].strip())
    title = next(i for i, line in enumerate(lines) if line.startswith("title:"))
    kept = [*lines[:title], "title: T", *lines[title + 1 : first], "  swing: 0.01", *lines[after:]]
    assert (folder / "case.yaml").read_text(encoding="utf-8").splitlines() == kept


CHANGES = {
    "war.trend.highmoor": "0.1% to 0.2% per month",
    "war.front.held": {"value": 0.4, "note": "seen from above"},
    "war.flow_costs.norland": {"uniform": [0.1, 0.2]},
    "war.repelled": {"value": 0.2, "judgement": {"by": "X", "date": "2025-01-01", "why": "so"}},
    "actors.league.members.eastmark.consents": "0.2 to 0.3",
    "actors.willing.members.lowmoor": "refuse",
    "actors.norland": {"name": "Norland", "aliases": ["the North"]},
    "proposals.truce.terms.harbour": "no",
    "proposals.truce.phases": [],
    "proposals.bargain.guarantees": ["pact"],
    "proposals.bargain.after_any_settlement": False,
    "proposals.bargain.stances.lowmoor": {"position": "conditional", "needs": 2},
    "proposals.bargain.consent": {"all": ["norland", "sutherland"]},
    "guarantees.word.intervenes": "?",
    "guarantees.watch.title": "no",
    "correlations": [],
    "limits": ["one: two", "- three", "# four", "yes", "1:30", "", "é“”", "a\nb", "2025-01-01"],
    "summary": "Two words.\n\nThen more.",
    "as_of": "2025-03-02",
    "issues.isle.risk": {},
    "commitments": {},
}


@pytest.mark.parametrize("path", CHANGES)
def test_each_kind_of_change_is_written(path: str, own_isle: Path) -> None:
    case = with_value(load(own_isle), path, CHANGES[path])
    save(case, own_isle)
    assert case_hash(load(own_isle)) == case_hash(case)
    assert faults(own_isle) == []


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(chosen=st.sets(st.sampled_from(sorted(CHANGES)), min_size=1, max_size=6))
def test_any_changes_together_are_written(chosen: set[str], own_isle: Path, isle_text: str) -> None:
    (own_isle / "case.yaml").write_text(isle_text)
    if "war.front.held" in chosen:
        chosen -= {"correlations"}
    case = with_values(load(own_isle), {path: CHANGES[path] for path in sorted(chosen)})
    save(case, own_isle)
    assert case_hash(load(own_isle)) == case_hash(case)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_number_is_written_as_it_is(isle_text: str, data: st.DataObject) -> None:
    case = parse(isle_text)
    name, number = data.draw(st.sampled_from(numbers_in(case)))
    low, high = max(number.low, -1e6), min(number.high, 1e6)
    value = data.draw(st.floats(low, high, allow_subnormal=False))
    try:
        changed = with_value(case, name, value)
    except InputError:
        return  # the case would contradict itself
    assert case_hash(parse(case_text(changed))) == case_hash(changed)


def test_line_endings_stay(own_isle: Path, isle_text: str) -> None:
    file = own_isle / "case.yaml"
    file.write_bytes(isle_text.replace("\n", "\r\n").encode())
    save(with_value(load(own_isle), "title", "Vard"), own_isle)
    data = file.read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") > 100


def test_lists_keep_their_indentation(own_isle: Path, isle_text: str) -> None:
    file = own_isle / "case.yaml"
    flat = isle_text.replace("\n  - ", "\n- ").replace("\n    rank", "\n  rank")
    flat = flat.replace("\n    why", "\n  why").replace("\n      - {f", "\n    - {f")
    flat = flat.replace("\n        - ", "\n      - ")
    file.write_text(flat)
    save(with_value(load(own_isle), "title", "Vard"), own_isle)
    assert "\n- The fleet" in file.read_text()
    assert "\n      - sutherland" in file.read_text()


def test_a_case_shared_by_anchors_is_not_changed_unawares(own_isle: Path, isle_text: str) -> None:
    text = isle_text.replace("norland: 0.5, s", "norland: &half {value: 0.5}, s")
    text = text.replace("sutherland: 0.5}", "sutherland: *half}")
    (own_isle / "case.yaml").write_text(text)
    case = load(own_isle)
    save(with_value(case, "title", "Vard"), own_isle)
    assert "*half" in (own_isle / "case.yaml").read_text()
    changed = with_value(case, "issues.garrison.weights.norland", {"value": 0.7, "note": "x"})
    save(changed, own_isle)
    assert case_hash(load(own_isle)) == case_hash(changed)


def test_nothing_is_written_over_a_case_with_faults(own_isle: Path, isle_text: str) -> None:
    case = load(own_isle)
    broken = isle_text.replace("believed: likely", "believed: 3")
    (own_isle / "case.yaml").write_text(broken)
    with pytest.raises(CaseError):
        save(with_value(case, "title", "Vard"), own_isle)
    assert (own_isle / "case.yaml").read_text() == broken


def test_a_new_file_and_its_folder_are_made(tmp_path: Path, isle: Path) -> None:
    case = load(isle)
    file = save(case, tmp_path / "there" / "case.yaml")
    assert case_hash(parse(file.read_text())) == case_hash(case)
    assert [p.name for p in file.parent.iterdir()] == ["case.yaml"]


def test_rights_and_links_stay(own_isle: Path, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere.yaml"
    (own_isle / "case.yaml").rename(real)
    (own_isle / "case.yaml").symlink_to(real)
    real.chmod(0o640)
    save(with_value(load(own_isle), "title", "Vard"), own_isle)
    assert (own_isle / "case.yaml").is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert "title: Vard" in real.read_text()


def test_a_place_that_cannot_be_written_says_so(tmp_path: Path, isle: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="cannot be written"):
        save_files({tmp_path / "file" / "case.yaml": "x"})
    with pytest.raises(InputError):
        save(Case.model_validate(load(isle)), "/proc/nothing/case.yaml")


KEEP_SAVING = """
import sys
from servanda.case.change import with_value
from servanda.case.load import load
from servanda.case.text.save import save
folder = sys.argv[1]
case = load(folder)
print("ready", flush=True)
number = 0
while True:
    number += 1
    save(with_value(case, "title", f"Vard {number} " + "x" * 20000), folder)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_killing_it_midway_leaves_a_whole_file(own_isle: Path) -> None:
    """Whenever the saving process is killed, the file that stands is a whole case."""
    for wait in (0.03, 0.11, 0.2):
        saving = subprocess.Popen(
            [sys.executable, "-c", KEEP_SAVING, str(own_isle)], stdout=subprocess.PIPE
        )
        assert saving.stdout is not None
        assert saving.stdout.readline().strip() == b"ready"
        time.sleep(wait)
        saving.send_signal(signal.SIGKILL)
        saving.wait()
        saving.stdout.close()
        assert load(own_isle).title.startswith(("The isle of Vard", "Vard "))


def test_dying_between_writing_and_replacing_leaves_the_old_file(
    own_isle: Path, isle_text: str
) -> None:
    """The process ends without warning at each step of writing."""
    for step in ("fsync", "replace"):
        program = (
            "import os, pathlib, sys\n"
            "from servanda.saving import save_files\n"
            f"{'os.fsync' if step == 'fsync' else 'os.replace'} = "
            "lambda *given: os._exit(9)\n"
            "save_files({pathlib.Path(sys.argv[1]): 'half a ca'})\n"
        )
        ended = subprocess.run([sys.executable, "-c", program, str(own_isle / "case.yaml")])
        assert ended.returncode == 9
        assert (own_isle / "case.yaml").read_text() == isle_text
