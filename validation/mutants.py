"""Would a test notice? Change one sign, bound or number of a formula, and run its tests.

    python validation/mutants.py [ROOM ...] [--sample 200] [--seed 0] [--file NAME]
                                 [--survivors FILE]

ROOM is `formulas` or `engine` (both by default). Every place in a function where arithmetic,
comparison or a number decides is a mutant; a sample of them, drawn with the seed, is tried. For
each, the tests that mirror the file (`tests/ROOM/test_NAME.py`), its docstring examples and the
oracle tables of the room are run against a copy of the sources with that one change. A mutant is
killed where a test fails or does not end in time, and survives where all pass. Kernels run as plain
Python, so that each mutant costs seconds and not a compilation; the few instructions that only a
compiler has (`formulas/elementary.py`) get a stand-in in the copy, whose sums of products are
rounded twice. A file whose own tests do not pass so, unchanged and in time, is left out and named:
its mutants would all count as killed.

Left out: docstrings, type annotations, declarations (`Input(...)`, `Output(...)`, `Column(...)`),
messages, indices, and module constants that only size a table.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TOP = Path(__file__).parents[1]
ROOMS = ("formulas", "engine")
SECONDS = 180
DECLARED = {"Input", "Output", "Column", "Model", "Formula", "model", "BaseRateEntry"}
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.And: ast.Or,
    ast.Or: ast.And,
}


@dataclass(frozen=True)
class Mutant:
    """One change: where, and the text of the file with it."""

    file: Path
    line: int
    change: str
    text: str


class _Places(ast.NodeVisitor):
    """Find every node inside a function that may be changed."""

    def __init__(self) -> None:
        self.found: list[ast.AST] = []
        self.inside = 0

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self.inside += 1
        body = node.body[1:] if ast.get_docstring(node) else node.body
        for child in body:
            self.visit(child)
        self.inside -= 1

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name not in DECLARED and "Error" not in name:
            self.generic_visit(node)
            if name in ("min", "max") and self.inside:
                self.found.append(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value:
            self.visit(node.value)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Messages are no arithmetic."""

    def visit_Subscript(self, node: ast.Subscript) -> None:
        self.visit(node.value)  # an index that is off by one fails at once or reads another column

    def generic_visit(self, node: ast.AST) -> None:
        if self.inside:
            number = isinstance(node, ast.Constant) and isinstance(node.value, int | float)
            if number and not isinstance(getattr(node, "value", None), bool):
                self.found.append(node)
            if isinstance(node, ast.BinOp | ast.BoolOp) and type(node.op) in SWAPS:
                self.found.append(node)
            if isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS:
                self.found.append(node)
            if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
                self.found.append(node)
        super().generic_visit(node)


def _changed(node: ast.AST) -> ast.AST:
    """The node with one change."""
    if isinstance(node, ast.Constant):
        value = node.value
        assert isinstance(value, int | float)
        return ast.Constant(value + 1 if isinstance(value, int) or value == 0 else value * 1.5)
    if isinstance(node, ast.BinOp):
        return ast.BinOp(node.left, SWAPS[type(node.op)](), node.right)  # type: ignore[arg-type]
    if isinstance(node, ast.BoolOp):
        return ast.BoolOp(SWAPS[type(node.op)](), node.values)  # type: ignore[arg-type]
    if isinstance(node, ast.Compare):
        ops = [SWAPS[type(node.ops[0])](), *node.ops[1:]]
        return ast.Compare(node.left, ops, node.comparators)  # type: ignore[arg-type]
    if isinstance(node, ast.Call):
        assert isinstance(node.func, ast.Name)
        other = "max" if node.func.id == "min" else "min"
        return ast.Call(ast.Name(other, ast.Load()), node.args, node.keywords)
    assert isinstance(node, ast.UnaryOp)
    return node.operand


def mutants_of(file: Path) -> Iterator[Mutant]:
    """Every mutant of a file, made by cutting the new expression into the text as written."""
    text = file.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.encode()))
    raw = text.encode()
    places = _Places()
    places.visit(ast.parse(text))
    for node in places.found:
        begin = starts[node.lineno - 1] + node.col_offset  # type: ignore[attr-defined]
        end = starts[node.end_lineno - 1] + node.end_col_offset  # type: ignore[attr-defined]
        new = f"({ast.unparse(ast.fix_missing_locations(_changed(node)))})"
        old = raw[begin:end].decode()
        mutated = (raw[:begin] + new.encode() + raw[end:]).decode()
        change = f"{' '.join(old.split())} -> {new}"
        yield Mutant(file, node.lineno, change, mutated)  # type: ignore[attr-defined]


def tests_of(file: Path) -> list[str]:
    """What to run for a file: the tests that mirror it, and the oracle tables of its room."""
    room = file.parent.relative_to(TOP / "src" / "servanda")
    mirrored = TOP / "tests" / room / f"test_{file.stem}.py"
    tables = sorted((TOP / "tests" / room).glob("test_*oracle*.py"))
    tables += sorted((TOP / "tests" / room).glob("test_cardinal.py"))
    return [str(each.relative_to(TOP)) for each in (mirrored, *tables) if each.exists()]


INSTRUCTIONS = """
import struct as _struct

fused = lambda a, b, c: a * b + c
bits_of = lambda number: _struct.unpack("<q", _struct.pack("<d", number))[0]
of_bits = lambda bits: _struct.unpack("<d", _struct.pack("<Q", int(bits) % 2**64))[0]


@compiled
"""
"""What stands in, as plain Python, for instructions that only a compiler has."""


def _in_python(file: Path, text: str) -> str:
    """Return the text of a source with stand-ins, before its first kernel."""
    if file.name != "elementary.py":
        return text
    return text.replace("\n@compiled\n", INSTRUCTIONS, 1)


def passes(file: Path, copy: Path, seconds: float = SECONDS) -> bool:
    """Whether examples and tests of a file pass, run against the copy of the sources."""
    pythonpath = os.pathsep.join([str(copy), str(TOP)])
    environment = os.environ | {
        "PYTHONPATH": pythonpath,
        "NUMBA_DISABLE_JIT": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "SERVANDA_SHARED": os.environ.get("SERVANDA_SHARED", str(TOP.parent / "shared")),
    }
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
    command += ["-o", f"pythonpath={pythonpath}", *tests_of(file)]
    examples = [sys.executable, "-c", _EXAMPLES.format(module=_module_of(file))]
    try:
        for run in (examples, command):
            done = subprocess.run(
                run, cwd=TOP, env=environment, timeout=seconds, capture_output=True, check=False
            )
            if done.returncode:
                return False
    except subprocess.TimeoutExpired:
        return False
    return True


def survives(mutant: Mutant, copy: Path, seconds: float) -> bool:
    """Whether all tests pass with this change made in the copy of the sources."""
    there = copy / mutant.file.relative_to(TOP / "src")
    kept = there.read_text(encoding="utf-8")
    there.write_text(_in_python(mutant.file, mutant.text), encoding="utf-8")
    try:
        return passes(mutant.file, copy, seconds)
    finally:
        there.write_text(kept, encoding="utf-8")


_EXAMPLES = """
import doctest, importlib, sys
module = importlib.import_module({module!r})
flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
sys.exit(bool(doctest.testmod(module, optionflags=flags).failed))
"""


def _module_of(file: Path) -> str:
    return ".".join(file.relative_to(TOP / "src").with_suffix("").parts)


def _limit(file: Path, copy: Path) -> float:
    """How long a mutant of a file may take: thrice what the file does; 0 where that fails."""
    began = time.monotonic()
    if passes(file, copy):
        return 3.0 * (time.monotonic() - began) + 10.0
    print(f"left out {file.relative_to(TOP)}: its tests do not pass as plain Python", flush=True)
    return 0.0


def main() -> None:
    """Try a sample of mutants and print the score and the survivors."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("rooms", nargs="*", default=ROOMS)
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--file", help="only the file of this name, without .py")
    parser.add_argument("--survivors", type=Path, help="write the survivors here")
    given = parser.parse_args()
    files = [f for room in given.rooms for f in (TOP / "src/servanda" / room).rglob("*.py")]
    pool = [
        mutant
        for file in sorted(files)
        if (given.file in (None, file.stem)) and tests_of(file)
        for mutant in mutants_of(file)
    ]
    random.Random(given.seed).shuffle(pool)
    chosen: list[Mutant] = []
    left: list[Mutant] = []
    limits: dict[Path, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "src"
        shutil.copytree(TOP / "src", copy, ignore=shutil.ignore_patterns("__pycache__"))
        special = TOP / "src" / "servanda" / "formulas" / "elementary.py"
        (copy / special.relative_to(TOP / "src")).write_text(
            _in_python(special, special.read_text(encoding="utf-8")), encoding="utf-8"
        )
        for mutant in pool:
            if len(chosen) == given.sample:
                break
            if mutant.file not in limits:
                limits[mutant.file] = _limit(mutant.file, copy)
            if not limits[mutant.file]:
                continue
            chosen.append(mutant)
            where = f"{mutant.file.relative_to(TOP)}:{mutant.line}"
            lives = survives(mutant, copy, limits[mutant.file])
            word = "survives" if lives else "killed"
            print(f"{len(chosen)}/{given.sample} {word} {where}: {mutant.change}", flush=True)
            if lives:
                left.append(mutant)
    killed = len(chosen) - len(left)
    share = killed / len(chosen) if chosen else float("nan")
    print(f"{killed} of {len(chosen)} mutants killed ({share:.0%}); {len(pool)} in all")
    if given.survivors:
        lines = [f"{m.file.relative_to(TOP)}:{m.line}\t{m.change}\n" for m in left]
        given.survivors.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
