"""Engines with real processes: killed workers, a killed scheduler, a full disk, a run that goes on.

Whatever happens, nothing that was finished is lost, nothing counts twice, and the digits are those
of one thread.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
import weakref
from collections.abc import Iterator
from concurrent.futures import Future
from importlib.util import find_spec
from pathlib import Path

import pytest

from servanda.case.keys.case import Case
from servanda.engine import cluster, executors
from servanda.engine.assess import assess, assessment_of
from servanda.engine.executors import Engine, sketched
from servanda.engine.sketch import Sketch
from servanda.errors import InputError

TOP = Path(__file__).resolve().parents[2]
STRAIT = TOP / "tests" / "cases" / "strait"
WORLDS = 600
POSIX = pytest.mark.skipif(os.name == "nt", reason="processes are killed by signals here")
DASK = pytest.mark.skipif(
    find_spec("distributed") is None, reason="servanda[cluster] is not installed"
)


def said(case: Case, sketch: Sketch) -> str:
    return json.dumps(assessment_of(case, sketch).to_dict())


@pytest.fixture(scope="module")
def plain(strait: Case) -> str:
    return json.dumps(assess(strait, worlds=WORLDS, proposals=("truce",)).to_dict())


@pytest.fixture
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "LEAST", 40)


def start(*arguments: str | Path, **more: object) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": str(TOP / "src"), "PYTHONWARNINGS": "ignore"}
    return subprocess.Popen(
        [sys.executable, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, env=environment, **more,
    )  # type: ignore[call-overload]  # fmt: skip


def children(pid: int) -> list[int]:
    """The workers of a process: those that were spawned to work, not to keep track."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    every = [int(each) for task in tasks for each in task.read_text().split()]
    return [each for each in every if b"spawn_main" in Path(f"/proc/{each}/cmdline").read_bytes()]


def wait_for(what: object, seconds: float = 300.0) -> None:
    until = time.monotonic() + seconds
    while not what():  # type: ignore[operator]
        assert time.monotonic() < until, "it never came to that"
        time.sleep(0.05)


def script(folder: Path, engine: str) -> Path:
    """Write a script that assesses the truce by an engine, in sixteen shards kept in `folder`."""
    file = folder / "run.py"
    file.write_text(
        "import json, sys\n"
        "from pathlib import Path\n"
        "from servanda.case.load import load\n"
        "from servanda.engine import executors\n"
        "from servanda.engine.assess import assessment_of\n"
        "from servanda.engine.executors import Engine, sketched\n"
        "from servanda.errors import InputError\n"
        "if __name__ == '__main__':\n"
        "    executors.LEAST = 30\n"
        f"    case, shards = load({str(STRAIT)!r}), Path({str(folder)!r})\n"
        "    try:\n"
        f"        made = sketched(case, {WORLDS}, {engine}, proposals=('truce',),\n"
        "            tell=lambda said: print(said, file=sys.stderr))\n"
        "    except InputError as error:\n"
        "        sys.exit(f'servanda: {error}')\n"
        "    print(json.dumps(assessment_of(case, made).to_dict()))\n"
    )
    return file


def test_what_cannot_work_says_so() -> None:
    with pytest.raises(InputError, match="there are threads, processes, cluster"):
        Engine("gpu")
    with pytest.raises(InputError, match="--scheduler tcp://HOST:8786"):
        Engine("cluster")
    with pytest.raises(InputError, match="add it"):
        Engine("processes", scheduler="tcp://x:1")
    with pytest.raises(InputError, match="workers: 0"):
        Engine("processes", workers=0)


@pytest.mark.usefixtures("small_shards")
def test_a_run_goes_on_from_the_shards_that_are_there(strait: Case, tmp_path: Path) -> None:
    engine, told = Engine(shards=tmp_path), []
    first = sketched(strait, 160, engine, proposals=("truce",))
    files = sorted(tmp_path.glob("*.shard"))
    assert len(files) == 4
    files[1].unlink()
    files[2].write_bytes(files[2].read_bytes()[:99])
    done: list[int] = []
    again = sketched(strait, 160, engine, proposals=("truce",), tell=told.append,
                     progress=lambda now, _: done.append(now))  # fmt: skip
    assert said(strait, again) == said(strait, first)
    assert done == [80, 120, 160]
    assert any("left out" in each for each in told) and any("80 worlds" in each for each in told)
    assert sorted(tmp_path.glob("*.shard")) == files


@POSIX
@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_worker_that_is_killed_costs_its_shard_alone(tmp_path: Path, plain: str) -> None:
    file = script(tmp_path, "Engine('processes', 2, shards=shards)")
    with start(file) as process:
        wait_for(lambda: list(tmp_path.glob("*.shard")) or process.poll() is not None)
        before = {each: each.stat().st_mtime_ns for each in tmp_path.glob("*.shard")}
        os.kill(children(process.pid)[0], signal.SIGKILL)
        out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    assert "unfinished are done again" in err
    assert out.strip() == plain
    after = {each: each.stat().st_mtime_ns for each in before}
    assert before and after == before, "what was finished was done again"


@POSIX
@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_full_disk_is_told_and_leaves_whole_shards_alone(tmp_path: Path) -> None:
    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    with start("-m", "servanda", "assess", STRAIT, "--worlds", "200", "--shards", tmp_path,
               preexec_fn=limit) as process:  # fmt: skip
        err = process.communicate(timeout=300)[1]
    assert process.returncode == 2
    assert "it cannot be written" in err and "Traceback" not in err
    assert not list(tmp_path.iterdir())


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A dask scheduler on this machine, and its address."""
    file = tmp_path / "scheduler.json"
    with start("-m", "distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard",
               "--host", "127.0.0.1", "--scheduler-file", file) as process:  # fmt: skip
        try:
            wait_for(lambda: file.exists() and file.read_text().strip().endswith("}"))
            yield process, json.loads(file.read_text())["address"]
        finally:
            process.kill()
            process.communicate()


def worker(address: str, folder: Path) -> subprocess.Popen[str]:
    return start("-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--nworkers",
                 "1", "--no-dashboard", "--no-nanny", "--local-directory", folder)  # fmt: skip


@DASK
@POSIX
@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_cluster_gives_the_same_digits_though_a_worker_and_then_the_scheduler_die(
    scheduler: tuple[subprocess.Popen[str], str], tmp_path: Path, plain: str
) -> None:
    process_of, address = scheduler
    file = script(tmp_path, f"Engine('cluster', scheduler={address!r}, shards=shards)")
    workers = [worker(address, tmp_path / name) for name in "ab"]
    try:
        with start(file) as process:
            wait_for(lambda: list(tmp_path.glob("*.shard")) or process.poll() is not None)
            workers[0].kill()
            kept = len(list(tmp_path.glob("*.shard")))
            wait_for(lambda: len(list(tmp_path.glob("*.shard"))) > kept or process.poll())
            process_of.kill()
            out, err = process.communicate(timeout=300)
    finally:
        for each in workers:
            each.kill()
            each.communicate()
    if process.returncode:  # killed before the last shard was there
        assert "servanda: " in err and "go on with the same" in err
        before = {each: each.stat().st_mtime_ns for each in tmp_path.glob("*.shard")}
        with start(script(tmp_path, "Engine(shards=shards)")) as process:
            out, err = process.communicate(timeout=300)
        assert "worlds are there already" in err
        assert before == {each: each.stat().st_mtime_ns for each in before}
    assert process.returncode == 0, err
    assert out.strip() == plain


@DASK
def test_where_no_scheduler_answers_it_says_so(
    strait: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", "1s")
    with pytest.raises(InputError, match="no scheduler answers there"):
        sketched(strait, 10, Engine("cluster", scheduler="tcp://127.0.0.1:9"), proposals=("truce",))


def test_a_result_that_was_handed_over_is_let_go() -> None:
    """Ten million worlds come as 153 shards of sixteen megabytes: one at a time has room."""
    under_way: dict[Future[str], str] = {}
    for task in "abc":
        future: Future[str] = Future()
        future.set_result(task.upper())
        under_way[future] = task
    kept = {task: weakref.ref(future) for future, task in under_way.items()}
    del future
    handed: list[str] = []
    for task, made in executors._finished(under_way):
        assert made == task.upper()
        assert kept[task]() is None
        assert all(kept[earlier]() is None for earlier in handed)
        handed.append(task)
    assert sorted(handed) == ["a", "b", "c"] and not under_way
