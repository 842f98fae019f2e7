"""`servanda shard` and `servanda merge` as a user runs them."""

from __future__ import annotations

import errno
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from servanda.cli import main

TOP = Path(__file__).parents[2]
STRAIT = TOP / "tests" / "cases" / "strait"
RUN = [sys.executable, "-m", "servanda"]


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as stopped:
        main([str(argument) for argument in arguments])
    return int(stopped.value.code or 0)


def start(*arguments: str | Path, **more: object) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": str(TOP / "src")}
    return subprocess.Popen(
        [*RUN, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=environment, **more,
    )  # type: ignore[call-overload]  # fmt: skip


def shard(worlds: str, folder: Path, *more: str) -> int:
    return run("shard", STRAIT, "--range", worlds, "-o", folder, "--seed", "3", *more)


def test_merge_prints_what_assess_prints(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for worlds in ("50:70", "0:7", "7:50"):
        assert shard(worlds, tmp_path) == 0
    written = capsys.readouterr().out.split()
    assert len(written) == 3 and all(Path(each).exists() for each in written)
    for form in ("--json", "--csv", None):
        more = [form] if form else []
        assert run("merge", tmp_path, *more) == 0
        merged = capsys.readouterr().out
        assert run("assess", STRAIT, "--worlds", "70", "--seed", "3", *more) == 0
        assert capsys.readouterr().out == merged


def test_a_shard_that_is_there_is_not_made_again_and_a_damaged_one_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert shard("0:20", tmp_path, "--proposal", "truce") == 0
    (path,) = tmp_path.glob("*.shard")
    content = path.read_bytes()
    assert shard("0:20", tmp_path, "--proposal", "truce") == 0
    assert "there already" in capsys.readouterr().err
    path.write_bytes(content[:100])
    assert run("merge", tmp_path) == 2
    assert "damaged" in capsys.readouterr().err
    assert shard("0:20", tmp_path, "--proposal", "truce") == 0
    assert [each.read_bytes() for each in tmp_path.glob("*.shard")] == [content]


def test_a_copy_counts_once_and_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert shard("0:20", tmp_path, "--proposal", "truce") == 0
    (path,) = tmp_path.glob("*.shard")
    (tmp_path / "copy.shard").write_bytes(path.read_bytes())
    capsys.readouterr()
    assert run("merge", tmp_path) == 0
    assert "the same shard twice; it counts once" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("worlds", "says"),
    [("0", "write 0:10000"), ("5:2", "holds no world"), ("a:b", "write 0:10000"),
     ("-1:3", "holds no world"), ("0:1.5", "is no range")],
)  # fmt: skip
def test_a_range_that_cannot_be_is_told(
    worlds: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("shard", STRAIT, f"--range={worlds}", "-o", tmp_path) == 2
    assert says in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="no limit of file size here")
def test_where_the_disk_is_full_there_is_no_half_shard(tmp_path: Path) -> None:
    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4_096, 4_096))

    arguments = ("shard", STRAIT, "--range", "0:200", "-o", tmp_path)
    with start(*arguments, preexec_fn=limit) as process:
        told = process.communicate()[1]
    assert process.returncode == 2
    assert "it cannot be written" in told and os.strerror(errno.EFBIG) in told
    assert "Traceback" not in told
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="no such signal here")
def test_a_run_that_is_killed_leaves_no_half_shard(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with start("shard", STRAIT, "--range", "0:3e5", "-o", tmp_path) as process:
        time.sleep(2.0)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert not list(tmp_path.glob("*.shard"))
    assert shard("0:20", tmp_path, "--proposal", "truce") == 0
    assert run("merge", tmp_path) == 0
