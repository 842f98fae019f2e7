"""Verbs that write: two at once and kills at any moment leave whole files and nothing else."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.cli.forks import Forks

from servanda.case.load import load
from servanda.evidence.records import Speaker, Statement
from servanda.evidence.span import Span
from servanda.reading.decisions import FILE, Decisions

STRAIT = Path(__file__).parents[1] / "cases" / "strait"
SOURCE = str(Path(__file__).parents[2] / "src")
STORY = "France will not send troops to Haiti. Kenya said that it would send police to Haiti."


def is_whole(file: Path) -> bool:
    """Return whether a file is one that a verb would write to its end."""
    data = file.read_bytes()
    ends = {".html": b"</html>\n", ".svg": b"</svg>", ".png": b"IEND\xaeB`\x82", ".csv": b"\r\n",
            ".parquet": b"PAR1"}  # fmt: skip
    if file.suffix == ".jsonl":
        return all(json.loads(line) for line in data.decode().splitlines())
    if file.name == "case.yaml":
        return bool(load(file).proposals)
    return data.rstrip(b"\n").endswith(ends.get(file.suffix, b"").rstrip(b"\n"))


VERBS: dict[str, tuple[tuple[str, ...], tuple[int, ...], set[str]]] = {
    "new": (("new", "talks"), (0, 2), {"talks"}),
    "draft": (("draft", "haiti.txt", "-o", "drafted", "--sides", "Haiti,France"), (0, 2),
              {"drafted"}),
    "demo": (("demo", "--worlds", "40", "-o", "demo.html"), (0,), {"demo.html"}),
    "report": (("report", "strait", "-o", "memo", "--to", "html,md,csv", "--explore", "none",
                "--worlds", "40"), (0,), {"memo.html", "memo.md", "memo-proposals.csv"}),
    "graph": (("graph", "strait", "truce", "-o", "graph.svg", "--worlds", "40"), (0,),
              {"graph.svg"}),
    "read for a case": (("read", "haiti.txt", "--case", "strait"), (0,), {"strait"}),
    "read into a table": (("read", "haiti.txt", "--export", "said.csv"), (0,), {"said.csv"}),
}  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a case and an article."""
    shutil.copytree(STRAIT, tmp_path / "strait")
    (tmp_path / "haiti.txt").write_text(STORY, encoding="utf-8")
    return tmp_path


def left_over(place: Path) -> list[Path]:
    """Return what no verb means to leave."""
    odd = (".part", ".old", ".lock", ".new")
    return [file for file in place.rglob("*") if file.suffix in odd]


@pytest.mark.parametrize("verb", VERBS)
def test_two_at_once_leave_whole_files_and_nothing_else(
    place: Path, verb: str, server: Forks
) -> None:
    arguments, codes, made = VERBS[verb]
    runs = [server.start(place, *arguments) for _ in range(2)]
    told = [run.communicate() for run in runs]
    ends = sorted(run.returncode for run in runs)
    assert ends in (sorted(codes * 2)[:2], list(codes)), told
    assert 0 in ends
    assert not [said for _, said in told if "Traceback" in said]
    there = {file.name for file in place.iterdir()}
    assert made <= there
    assert not left_over(place)
    for file in place.rglob("*"):
        if file.is_file() and "-wal" not in file.name and "-shm" not in file.name:
            assert is_whole(file), file


ROUNDS = """
import sys
from pathlib import Path
from servanda.evidence.records import Speaker, Statement
from servanda.evidence.span import Span
from servanda.reading.decisions import Decisions
folder, who, rounds, base = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
print("ready", flush=True)
for number in range(rounds):
    sys.stdin.readline()
    span = Span(base + number, base + number + 5)
    item = Statement("d", (), (), (span,), "indirect", f"words {number}", Speaker("A", "A"))
    Decisions(folder).record(item, "accept", who)
    print("done", flush=True)
"""


def simultaneous(folder: Path, pairs: int) -> int:
    """Have two processes decide at once, so many times; returns how many decisions are kept."""
    runs = []
    for who, base in (("ann", 0), ("bob", 1_000_000)):
        runs.append(subprocess.Popen(
            [sys.executable, "-c", ROUNDS, str(folder), who, str(pairs), str(base)], text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": SOURCE},
        ))  # fmt: skip
    for _ in range(pairs + 1):
        for run in runs:
            assert run.stdout is not None
            assert run.stdout.readline() in ("ready\n", "done\n")
        for run in runs:
            assert run.stdin is not None
            if run.poll() is None:
                run.stdin.write("go\n")
                run.stdin.flush()
    for run in runs:
        run.communicate(timeout=60)
    return len(Decisions(folder))


def test_decisions_taken_at_once_are_all_kept(tmp_path: Path) -> None:
    """150 pairs; as many as the variable PAIRS says."""
    pairs = int(os.environ.get("PAIRS", "150"))
    assert simultaneous(tmp_path, pairs) == 2 * pairs
    assert sorted(file.name for file in tmp_path.iterdir()) == [".gitattributes", FILE]


def test_what_another_decided_since_is_kept(tmp_path: Path) -> None:
    def item(number: int) -> Statement:
        span = Span(number, number + 5)
        return Statement("d", (), (), (span,), "indirect", "words\u2028of it", Speaker("A", "A"))

    mine, theirs = Decisions(tmp_path), Decisions(tmp_path)
    theirs.record(item(1), "accept", "bob")
    mine.record(item(2), "reject", "ann")
    assert len(Decisions(tmp_path)) == len(mine) == 2
    (tmp_path / FILE).write_text("broken\n", encoding="utf-8")
    with pytest.raises(Exception, match="each line is one JSON object"):
        mine.record(item(3), "accept", "ann")
    assert (tmp_path / FILE).read_text(encoding="utf-8") == "broken\n"


KEEP: dict[str, str] = {
    "decisions": """
span = lambda n: Span(n, n + 5)
n = 0
while True:
    n += 1
    item = Statement("d", (), (), (span(n),), "indirect", "w" * 20000, Speaker("A", "A"))
    Decisions(folder).record(item, "accept", "ann")
""",
    "report": """
made = assess(case, worlds=40, seed=0)
while True:
    write(case, made, folder, folder / "memo", FORMATS.resolve(["html", "md", "csv"]))
""",
    "table": """
said = read_text(STORY, "d")
while True:
    export([said] * 40, folder / "said.csv", "mentions")
    export([said] * 40, folder / "said.jsonl", "mentions")
""",
    "graph": """
model = option_model({"A": ["Hold"], "B": ["Help"]}, {"A": ["2"], "B": [3, 1, 2, 2]})
while True:
    write_model(model, folder / "model.json")
""",
}
HEAD = f"""
from pathlib import Path
from servanda.case.load import load
from servanda.engine.assess import assess
from servanda.evidence.records import Speaker, Statement
from servanda.evidence.span import Span
from servanda.graph.model import option_model
from servanda.graph.write import write_model
from servanda.reading.decisions import Decisions
from servanda.reading.export import export
from servanda.reading.read import read_text
from servanda.report.formats import FORMATS
from servanda.report.formats.write import write
folder, STORY = Path.cwd(), {STORY!r}
case = load({str(STRAIT)!r})
(folder / "ready").touch()
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
@pytest.mark.parametrize("what", KEEP)
def test_whenever_it_is_killed_what_stands_is_whole(
    tmp_path: Path, what: str, server: Forks
) -> None:
    rng = random.Random(3)
    ready = tmp_path / "ready"
    for _ in range(4):
        ready.unlink(missing_ok=True)
        run = server.start(tmp_path, code=HEAD + KEEP[what])
        while not ready.exists():
            time.sleep(0.01)
        time.sleep(rng.uniform(0.3, 0.9))
        run.kill(signal.SIGKILL)
        assert run.returncode == -signal.SIGKILL, run.communicate()
        for file in tmp_path.iterdir():
            if file != ready and file.suffix not in (".part", ".old", ".lock"):
                assert is_whole(file), file
    Decisions(tmp_path)  # it can be read, whatever there was


NOWHERE = """
import os, sys, tempfile
from pathlib import Path
made = Path.mkdir
def mkdir(path, *given, **more):
    if "servanda" in str(path) or "cache" in str(path).lower():
        raise OSError(30, "Read-only file system", str(path))
    return made(path, *given, **more)
Path.mkdir = mkdir
os.makedirs = lambda path, *given, **more: mkdir(Path(path))
import numba.core.caching as caching
def refused(self, *given, **more):
    raise OSError(30, "Read-only file system")
caching._CacheLocator.ensure_cache_path = refused
import importlib, pkgutil
import servanda
for found in pkgutil.walk_packages(servanda.__path__, "servanda."):
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)  # every kernel is declared, and finds no place
import numpy as np
from servanda.engine.game import LANES, ahead
from servanda.formulas.elementary import exponential
from servanda.graph.model import option_model
from servanda.graph.solve import solve
out = np.zeros((1, LANES))
ahead(np.zeros((6, LANES)), np.ones((1, LANES)), 1, out)
assert out.min() == 1.0 and abs(exponential(1.0) - 2.718281828) < 1e-8
model = option_model({"A": ["Hold"], "B": ["Help"]}, {"A": ["1"], "B": ["2"]})
assert solve(model, ["nash", "seq"]).equilibria["nash"]
assert not sum(ahead.stats.cache_hits.values())
from servanda.cli import main
main(["read", "haiti.txt"])
"""


@pytest.mark.slow
def test_where_no_cache_can_be_written_everything_runs(place: Path) -> None:
    """Kernels of every room are declared, a few compiled and run; and an article is read.

    That none is compiled in another way than these, `tests/test_compiled.py` sees to.
    """
    gone = {"HOME": "/nowhere", "XDG_CACHE_HOME": "/nowhere", "PYTHONPATH": SOURCE,
            "PYTHONDONTWRITEBYTECODE": "1", "PATH": os.environ.get("PATH", "")}  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", NOWHERE], cwd=place, env=gone, capture_output=True,
        text=True, timeout=280, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout
