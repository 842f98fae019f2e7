"""Kernels run wherever they are installed; machine code is kept only where there is room."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "servanda"
CALLER = """from .compiled import compiled
from .below import low

@compiled
def high(x):
    return low(x) + 1
"""


def package(folder: Path, value: int) -> None:
    """Make a package of two kernels, one calling the other."""
    home = folder / "toy"
    home.mkdir(exist_ok=True)
    (home / "__init__.py").touch()
    shutil.copy(PACKAGE / "compiled.py", home)
    (home / "above.py").write_text(CALLER)
    (home / "below.py").write_text(
        f"from .compiled import compiled\n@compiled\ndef low(x):\n    return x * {value}\n"
    )


def high(folder: Path, before: str = "", **variables: str) -> str:
    """Return what the outer kernel gives for 3, in a process of its own."""
    program = (
        f"{before}\nimport sys; sys.path.insert(0, {str(folder)!r})\n"
        "from toy.above import high; print(high(3))"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", program], capture_output=True, text=True, timeout=120,
        env=os.environ | variables, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def kept(folder: Path) -> list[Path]:
    return sorted((folder / "toy" / "__pycache__").glob("*.nbc"))


def test_a_kernel_that_another_calls_is_made_anew_when_it_changes(tmp_path: Path) -> None:
    package(tmp_path, 2)
    assert high(tmp_path) == "7"
    assert kept(tmp_path)
    assert high(tmp_path) == "7"
    package(tmp_path, 5)
    assert high(tmp_path) == "16"


NOWHERE = """
import os, tempfile
from pathlib import Path
def refused(*given, **more):
    raise PermissionError(13, 'Permission denied')
os.makedirs = Path.mkdir = tempfile.TemporaryFile = refused
"""
FULL = """
import numba.core.caching as caching
def full(*given, **more):
    raise OSError(28, 'No space left on device')
caching.IndexDataCacheFile._open_for_write = full
"""


@pytest.mark.parametrize("trouble", [NOWHERE, FULL], ids=["nowhere to write", "a full disk"])
def test_where_nothing_can_be_kept_it_runs_all_the_same(tmp_path: Path, trouble: str) -> None:
    package(tmp_path, 2)
    assert high(tmp_path, trouble, HOME="/nowhere", XDG_CACHE_HOME="/nowhere") == "7"
    assert not kept(tmp_path)


@pytest.mark.parametrize("damage", [b"", b"\x80\x05garbage"])
def test_damaged_machine_code_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    package(tmp_path, 2)
    high(tmp_path)
    for file in kept(tmp_path):
        file.write_bytes(damage)
    assert high(tmp_path) == "7"
