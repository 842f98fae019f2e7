"""Files are saved whole, together, over nobody's work, and leave nothing behind."""

from __future__ import annotations

import errno
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from servanda.errors import InputError
from servanda.saving import LOCK, Transaction, save_files, update_file

SOURCE = str(Path(__file__).parents[1] / "src")
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")


def python(program: str, *arguments: object) -> subprocess.Popen[bytes]:
    """Run a program in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": SOURCE},
    )


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


APPEND = """
import sys
from pathlib import Path
from servanda.saving import update_file
path, who, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
print("ready", flush=True)
for number in range(count):
    update_file(path, lambda before: {path: (before or b"") + f"{who} {number}\\n".encode()})
"""


def test_two_who_change_a_file_at_once_lose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    writers = [python(APPEND, file, who, 150) for who in ("ann", "bob", "cat")]
    for writer in writers:
        _, said = writer.communicate(timeout=120)
        assert writer.returncode == 0, said
    lines = file.read_text().splitlines()
    assert sorted(lines) == sorted(f"{w} {n}" for w in ("ann", "bob", "cat") for n in range(150))
    assert names(tmp_path) == ["list.txt"]


KEEP_SAVING = """
import sys
from pathlib import Path
from servanda.saving import save_files
folder = Path(sys.argv[1])
print("ready", flush=True)
number = 0
while True:
    number += 1
    save_files({folder / f"report.{end}": f"{number} " + "x" * 200_000 for end in ("html", "md")})
"""


@POSIX
def test_whenever_it_is_killed_files_are_whole_and_the_next_run_clears_up(tmp_path: Path) -> None:
    rng, left = random.Random(5), 0
    for _ in range(12):
        with python(KEEP_SAVING, tmp_path) as saving:
            assert saving.stdout is not None
            assert saving.stdout.readline() == b"ready\n"
            time.sleep(rng.uniform(0.0, 0.08))
            saving.send_signal(signal.SIGKILL)
        for file in tmp_path.glob("report.*"):
            number, _, body = file.read_text().partition(" ")
            assert number.isdigit()
            assert body == "x" * 200_000
        left += sum(each.suffix in (".part", ".old") for each in tmp_path.iterdir())
    assert left, "no run was killed while it was writing: kill later, or more often"
    save_files({tmp_path / f"report.{end}": "new" for end in ("html", "md")})
    assert names(tmp_path) == ["report.html", "report.md"]


def test_parts_of_a_run_that_still_writes_are_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    with Transaction() as saving:
        part = saving.part(file)
        part.write_text("slow")
        done = python(
            "import sys; from pathlib import Path; from servanda.saving import save_files\n"
            "save_files({Path(sys.argv[1]): 'quick'})", file,
        )  # fmt: skip
        done.communicate(timeout=60)
        assert done.returncode == 0
        assert file.read_text() == "quick"
        assert part.read_text() == "slow"
    assert file.read_text() == "slow"
    assert names(tmp_path) == ["table.csv"]


@pytest.mark.parametrize("fails", [1, 2, 3])
def test_files_that_belong_together_land_together_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: int
) -> None:
    files = [tmp_path / name for name in ("a.html", "b.md", "c.csv")]
    for file in files[:2]:
        file.write_text("old")
    replace, done = os.replace, 0

    def sometimes(source: Path, target: Path) -> None:
        nonlocal done
        if str(source).endswith(".part"):
            done += 1
            if done == fails:
                raise OSError(errno.ENOSPC, "No space left on device")
        replace(source, target)

    monkeypatch.setattr("os.replace", sometimes)
    with pytest.raises(InputError, match="the disk is full"):
        save_files(dict.fromkeys(files, "new"))
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {
        "a.html": "old", "b.md": "old",
    }  # fmt: skip


def test_a_block_that_fails_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    with pytest.raises(InputError), Transaction() as saving:  # noqa: PT012
        saving.write(tmp_path / "a", "new")
        saving.write(tmp_path / "a" / "b", "under a file")
    assert names(tmp_path) == ["a"]
    assert (tmp_path / "a").read_text() == "old"


@pytest.fixture
def small_files() -> Iterator[None]:
    """Files may have at most 64 kB for the time of a test, as on a disk that is nearly full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, ignored)


@POSIX
@pytest.mark.usefixtures("small_files")
def test_what_does_not_fit_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "memo.md").write_text("old")
    with pytest.raises(InputError, match="larger than a file may be"):
        save_files({tmp_path / "memo.md": "x" * 100_000, tmp_path / "other.md": "short"})
    assert names(tmp_path) == ["memo.md"]
    assert (tmp_path / "memo.md").read_text() == "old"


def test_a_file_that_must_be_new_is_refused_where_it_stands(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from servanda.saving import save_files\n"
        "save_files({Path(sys.argv[1], 'a'): sys.argv[2], Path(sys.argv[1], 'b'): sys.argv[2]},"
        " fresh=True)"
    )
    runs = [python(program, tmp_path, who) for who in "xyz"]
    for run in runs:
        run.communicate(timeout=60)
    assert sorted(run.returncode for run in runs) == [0, 1, 1]
    assert (tmp_path / "a").read_text() == (tmp_path / "b").read_text()
    assert names(tmp_path) == ["a", "b"]


@POSIX
def test_what_is_no_ordinary_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for call in (
        lambda: save_files({tmp_path / "pipe": "x"}),
        lambda: update_file(tmp_path / "pipe", lambda _: {}),
        lambda: save_files({Path("/dev/null"): "x"}),
        lambda: save_files({tmp_path: "x"}),
    ):
        with pytest.raises(InputError, match="no ordinary file"):
            call()


def test_folders_made_for_nothing_are_taken_away(tmp_path: Path) -> None:
    (tmp_path / "b").touch()
    with pytest.raises(InputError, match="there already"):
        save_files({tmp_path / "new" / "er" / "a": "x", tmp_path / "b": "x"}, fresh=True)
    assert names(tmp_path) == ["b"]
    save_files({tmp_path / "new" / "er" / "a": "x"}, fresh=True)
    assert names(tmp_path / "new" / "er") == ["a"]


def test_names_of_any_length_and_script_can_be_saved(tmp_path: Path) -> None:
    file = tmp_path / ("Київ" * 31 + ".md")
    save_files({file: "x"})
    save_files({file: "y"})
    assert names(tmp_path) == [file.name]


def test_a_lock_that_a_dead_run_left_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / LOCK).touch()
    save_files({tmp_path / "a": "x"})
    assert names(tmp_path) == ["a"]
