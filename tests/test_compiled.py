"""Machine code kept between runs: fresh after any change, and no need of a folder to keep it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numba.core import caching

from servanda.arrays import Floats
from servanda.compiled import compiled, compiled_apart

SOURCE = Path(__file__).parents[1] / "src" / "servanda" / "compiled.py"

FILES = {
    "__init__.py": "",
    "constants.py": "FACTOR = 1.0\n",
    "low.py": (
        "from servanda.compiled import compiled\n"
        "from servanda.constants import (\n    FACTOR,\n)\n"
        "@compiled\ndef low(x):\n    return FACTOR * x\n"
    ),
    "high.py": (
        "from servanda.compiled import compiled\nfrom servanda.low import low\n"
        "@compiled\ndef high(x):\n    return low(x) + 1.0\n"
    ),
}
RUN = "from servanda.high import high; print(high(2.0), sum(high.stats.cache_hits.values()))"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A small package of the same name with two kernels, one of which calls the other."""
    folder = tmp_path / "servanda"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    for each in (SOURCE, SOURCE.with_name("special.py")):
        shutil.copy(each, folder)
    return folder


def ran(package: Path, **environment: str) -> tuple[float, int]:
    """Return what the outer kernel gives in a process of its own, and how often code was kept."""
    given = os.environ | {"PYTHONPATH": str(package.parent)} | environment
    done = subprocess.run(
        [sys.executable, "-c", RUN], env=given, capture_output=True, text=True, check=True
    )
    value, hits = done.stdout.split()
    return float(value), int(hits)


def test_code_is_kept_until_a_called_kernel_or_a_constant_changes(package: Path) -> None:
    assert ran(package) == (3.0, 0)
    assert ran(package) == (3.0, 1)
    low = package / "low.py"
    low.write_text(low.read_text(encoding="utf-8").replace("* x", "* x * x"), encoding="utf-8")
    assert ran(package) == (5.0, 0)
    assert ran(package) == (5.0, 1)
    (package / "constants.py").write_text("FACTOR = 10.0\n", encoding="utf-8")
    assert ran(package) == (41.0, 0)
    (package / "__init__.py").write_text("# no kernel depends on this\n", encoding="utf-8")
    assert ran(package) == (41.0, 1)


def test_without_a_folder_to_keep_it_in_code_is_made_anew(package: Path, tmp_path: Path) -> None:
    (package / "__pycache__").write_text("no folder", encoding="utf-8")
    nowhere = {"HOME": "/dev/null", "XDG_CACHE_HOME": "/dev/null", "PYTHONDONTWRITEBYTECODE": "1"}
    assert ran(package, **nowhere) == (3.0, 0)
    assert ran(package, **nowhere) == (3.0, 0)
    kept = tmp_path / "kept"
    assert ran(package, **nowhere, NUMBA_CACHE_DIR=str(kept)) == (3.0, 0)
    assert ran(package, **nowhere, NUMBA_CACHE_DIR=str(kept)) == (3.0, 1)


def test_nothing_of_others_is_deleted(package: Path) -> None:
    ran(package)
    before = {path.name for path in package.rglob("*.nb?")}
    low = package / "low.py"
    low.write_text(low.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    ran(package)
    assert before <= {path.name for path in package.rglob("*.nb?")}


def test_damaged_machine_code_is_made_anew(package: Path) -> None:
    assert ran(package) == (3.0, 0)
    for kept in package.rglob("*.nb?"):
        kept.write_bytes(b"\x00damaged")
    assert ran(package) == (3.0, 0)
    assert ran(package) == (3.0, 1)


def test_a_kernel_imported_by_dots_counts_too(package: Path) -> None:
    high = package / "high.py"
    text = high.read_text(encoding="utf-8").replace("from servanda.low", "from .low")
    high.write_text(text, encoding="utf-8")
    assert ran(package) == (3.0, 0)
    low = package / "low.py"
    low.write_text(low.read_text(encoding="utf-8").replace("* x", "* x * x"), encoding="utf-8")
    assert ran(package) == (5.0, 0)


def test_arrays_apart_give_the_same_digits_and_are_told_to_the_compiler() -> None:
    """The promise is in the machine code, and moves no digit where it is kept."""

    def blend(a: Floats, b: Floats, out: Floats) -> None:
        for i in range(len(out)):
            out[i] = out[i] * a[i] + b[i]
            b[i] = out[i] - a[i]

    rng = np.random.default_rng(1)
    a, b, out = rng.normal(size=(3, 37))
    plain, apart = compiled(blend), compiled_apart(blend)
    for kernel in (plain, apart):  # what comes from a file cannot be looked at
        kernel._cache = caching.NullCache()  # type: ignore[attr-defined]
    found = [(b.copy(), out.copy()) for _ in range(2)]
    for kernel, (second, third) in zip((plain, apart), found, strict=True):
        kernel(a, second, third)
    assert all(np.array_equal(x, y) for x, y in zip(*found, strict=True))
    promised = [
        # "!noalias" is what a loop found out for itself, on processors with wide vectors.
        len(re.findall(r"(?<!!)\bnoalias\b", next(iter(kernel.inspect_llvm().values()))))  # type: ignore[attr-defined]
        for kernel in (plain, apart)
    ]
    assert promised[1] > promised[0]


def test_no_kernel_is_compiled_in_another_way() -> None:
    """What is said here of caches then holds of every kernel of the package."""
    ways = re.compile(
        r"\b(?:n?jit|vectorize|guvectorize|cfunc|stencil)\b\s*\(|^@(?:numba|n?jit)", re.M
    )
    # Devices keep no cache of kernels: what is made for one is made anew in each process.
    device = SOURCE.parent / "engine" / "accelerator" / "machine.py"
    others = [
        file.name
        for file in SOURCE.parent.rglob("*.py")
        if file not in {SOURCE, device} and ways.search(file.read_text(encoding="utf-8"))
    ]
    assert others == []
    assert ways.search(SOURCE.read_text(encoding="utf-8"))
