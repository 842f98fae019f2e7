"""Many articles: the same whatever the number of processes, in order, whatever goes wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from servanda.reading.many import workers
from servanda.reading.many.parallel import Job, jobs_of, read_many, tell_many
from servanda.reading.many.printed import as_json, first_copies
from servanda.reading.read import read_articles


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Sixty short articles, two of one name."""
    (tmp_path / "more").mkdir()
    found = []
    for number in range(60):
        folder = tmp_path if number < 59 else tmp_path / "more"
        file = folder / f"{number % 59:02}.txt"
        state = ("Kenya", "Benin", "Peru")[number % 3]
        text = f"{state} will not send troops to Haiti, its envoy {number} said on Monday."
        file.write_text(text, encoding="utf-8")
        found.append(file)
    return found


def test_two_processes_read_what_one_does(files: list[Path]) -> None:
    alone = [said for _, said in read_many(jobs_of(files), processes=1)]
    assert [said for _, said in read_many(jobs_of(files), processes=2)] == alone
    assert alone == list(read_articles(files))
    names = [said.source.id for said in alone if said]
    assert len(set(names)) == 60


def test_what_is_told_of_an_article_is_the_same_from_another_process(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    here = [as_json(said) for _, said in read_many(jobs_of(files), processes=1) if said]
    monkeypatch.setattr(workers, "_is_alone", lambda: False)
    told = tell_many(jobs_of(files), as_json, wholly=False, forked=True, processes=2)
    there = [one for _, one in told if one]
    assert [one.lines for one in there] == [one.lines for one in here]
    assert any(one.lines for one in here)
    for one, other in zip(here, there, strict=True):
        assert one.source == other.source and np.array_equal(one.signature, other.signature)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")
def test_a_forked_process_tells_the_same(files: list[Path]) -> None:
    folder = files[0].parent
    run = "from servanda.cli import main; main()"
    command = [sys.executable, "-c", run, "read", str(folder), "--json"]
    told = subprocess.run(command, capture_output=True, check=True, text=True)
    alone = list(first_copies(map(as_json, read_articles([folder]))))
    assert told.stdout.splitlines() == [line for one in alone for line in one.lines]
    assert told.stderr.count("unread") == sum(bool(one.unread) for one in alone)


def test_a_file_that_cannot_be_opened_stops_nothing(files: list[Path], tmp_path: Path) -> None:
    jobs = [Job(files[0]), Job(tmp_path / "gone.txt"), Job(files[1]), Job(files[2], done="skipped")]
    found = [said for _, said in read_many(jobs, extract=lambda _: [])]
    assert found[1] is not None
    assert "cannot read" in found[1].unread
    assert found[2] is not None
    assert found[2].stances
    assert found[3] is None


def test_a_run_goes_on_where_no_process_can_start(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr("multiprocessing.process.BaseProcess.start", refuse)
    assert len(list(read_many(jobs_of(files), processes=2))) == 60


COMPILED_LATER = """
import sys
from pathlib import Path

from numba.core import event

from servanda.reading.many.parallel import Job, read_many, ready_to_read

ready_to_read()
with event.install_recorder("numba:compile") as later:
    (job, said), = read_many([Job(Path(sys.argv[1]))], processes=0)
assert said is not None and said.statements
print(len(later.buffer))
"""


@pytest.mark.slow
def test_nothing_is_compiled_once_it_is_ready_to_read(tmp_path: Path) -> None:
    article = tmp_path / "talks.txt"
    article.write_text(
        "Kenya will send police to Haiti, its president said.\n\n"
        "“We accept the plan,” the envoy of Benin told reporters in May 2025. But Peru, which had "
        "“grave doubts”, rejected it, according to two diplomats.\n",
        encoding="utf-8",
    )
    fresh = os.environ | {"NUMBA_CACHE_DIR": str(tmp_path / "machine_code")}
    done = subprocess.run(
        [sys.executable, "-c", COMPILED_LATER, str(article)],
        env=fresh, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "0"
