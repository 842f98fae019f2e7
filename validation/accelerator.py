"""The kernels of an accelerator, held against those of the processor.

    pip install 'servanda[accelerator]'
    python validation/accelerator.py lowered      no device: its code, run on the processor
    python validation/accelerator.py assembled    no device: NVIDIA's compiler and assembler
    python validation/accelerator.py device       a device: digits, and time beside threads

`lowered` and `device` work out war tables and every proposal of the shipped cases, of some cases of
the tests and of 40 settlements of the library, and compare every byte. `assembled` makes the
machine code of each kernel for a device of compute capability 9.0, looks that no product and sum
became one instruction, and prints what a thread takes. `device` then assesses the Ukraine case.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from servanda.arrays import Flags, Floats
from servanda.case.load import load
from servanda.engine.accelerator import machine
from servanda.engine.accelerator.code import DeviceCode, greater, less
from servanda.engine.accelerator.machine import Device, OnDevice
from servanda.engine.chunk import Chunk
from servanda.engine.contract import Deal, Outcomes, Settings, Worlds
from servanda.engine.executors import Engine, sketched
from servanda.engine.kernels import PROCESSOR, Kernels
from servanda.engine.plan import plan_of
from servanda.engine.shard_file import shard_bytes
from servanda.engine.war_tables import WarTables, room_for_tables
from servanda.worlds.sample import sample

TOP = Path(__file__).resolve().parents[1]
SHIPPED = ("examples/ukraine", "examples/sudan", "tests/cases/gorge", "tests/cases/marsh",
           "tests/cases/strait")  # fmt: skip
WORLDS, OF_LIBRARY, SETTLEMENTS = 256, 64, 40
SEED = 3


def cases() -> Iterator[tuple[str, int]]:
    """Yield the folders of cases, and in how many worlds each is tried."""
    yield from ((name, WORLDS) for name in SHIPPED)
    folders = sorted(each for each in (TOP / "library").iterdir() if each.is_dir())
    yield from ((f"library/{each.name}", OF_LIBRARY) for each in folders[:SETTLEMENTS])


def compare(other: OnDevice) -> None:
    """Work out every case by both, and print where a byte differs."""
    worlds, deals, tables, wrong = 0, 0, 0, []
    for name, count in cases():
        case, both = load(TOP / name), Both(other)
        plan = plan_of(case)
        drawn = sample(case, worlds=count, seed=SEED)
        chunk = Chunk(plan, drawn, kernels=Kernels(both.fill_tables, both.settle))
        chunk.vote_all(plan.after_any_settlement(proposal) for proposal in case.proposals)
        worlds, deals, tables = worlds + both.worlds, deals + both.deals, tables + both.tables
        wrong += [f"{name}: {each}" for each in both.wrong]
        print(f"{name}: {both.deals} deals, {both.tables} tables, {len(both.wrong)} of them differ")
    print(f"{deals} deals in {worlds} worlds of deals, {tables} war tables: {len(wrong)} differ")
    print("\n".join(wrong))


class Both:
    """Does each stage by the processor and by another, and notes what differs."""

    def __init__(self, other: OnDevice) -> None:
        self.other, self.wrong = other, list[str]()
        self.deals = self.tables = self.worlds = 0

    def fill_tables(
        self, front: bool, party: Floats, world: Floats, fresh: Flags, tables: WarTables
    ) -> None:
        PROCESSOR.fill_tables(front, party, world, fresh, tables)
        found = room_for_tables(*party.shape[:2])
        self.other.fill_tables(front, party, world, fresh, found)
        self._hold("war tables", zip(WarTables._fields, tables, found, strict=True))
        self.tables += 1

    def settle(
        self,
        worlds: Worlds,
        tables: WarTables,
        deal: Deal,
        settings: Settings,
        begins: Floats | None,
        checked: bool,
    ) -> Outcomes:
        own = PROCESSOR.settle(worlds, tables, deal, settings, begins, checked)
        found = self.other.settle(worlds, tables, deal, settings, begins, checked)
        names = [each.name for each in fields(Outcomes)]
        self._hold("a deal", ((each, getattr(own, each), getattr(found, each)) for each in names))
        self.deals, self.worlds = self.deals + 1, self.worlds + len(worlds.world)
        return own

    def _hold(self, what: str, parts: Any) -> None:
        for name, own, found in parts:
            if own.tobytes() != found.tobytes():
                gap = np.nanmax(np.abs(own - found), initial=0.0)
                self.wrong.append(f"{what}, {name}: by {gap} at most")


def device_code() -> DeviceCode:
    """Return what makes kernels for a device, whether one is there or not."""
    from numba import cuda

    from servanda.engine.accelerator.instructions import INSTEAD

    return DeviceCode(partial(cuda.jit, device=True), {max: greater, min: less, **INSTEAD})


def made_when_given(make: Callable[[Any, tuple[Any, ...]], Any]) -> Device:
    """Return a device on the processor's memory, whose kernels are made of what they are given."""

    class When:
        def __init__(self, source: Any) -> None:
            self._source, self._kernels = source, dict[str, Any]()

        def __getitem__(self, launch: tuple[int, int]) -> Callable[..., None]:
            def run(*given: Any) -> None:
                kind = str(signature_of(given))
                if kind not in self._kernels:
                    self._kernels[kind] = make(self._source, given)
                self._kernels[kind][launch](*given)

            return run

    from lowered import signature_of

    return Device(
        code=device_code(), make=When, send=partial(np.array, order="C"),
        fetch=lambda away, at_home: np.copyto(at_home, away),
        vacant=lambda shape, kind: np.full(shape, np.nan if kind == np.float64 else -1, kind),
        threads=48, in_a_block=16,
    )  # fmt: skip


def run_lowered() -> None:
    from lowered import Lowered, without_a_device

    without_a_device()
    there = OnDevice(made_when_given(Lowered))
    compare(there)


class Assembled:
    """A kernel as machine code of a device, of which only the making is told."""

    def __init__(self, source: Any, given: tuple[Any, ...]) -> None:
        from lowered import CAPABILITY, signature_of
        from numba.cuda import compile_ptx

        began = time.perf_counter()
        with machine.products_rounded():
            ptx, _ = compile_ptx(source, signature_of(given), device=False, cc=CAPABILITY)
        compiled = time.perf_counter() - began
        loose = ptx.count("mul.f64") + ptx.count("add.f64") + ptx.count("sub.f64")
        found = find_spec("nvidia.cuda_nvcc")
        assert found is not None and found.submodule_search_locations
        assembler = Path(found.submodule_search_locations[0]) / "bin" / "ptxas"
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "kernel.ptx"
            file.write_text(ptx)
            command = [assembler, "-v", f"-arch=sm_{CAPABILITY[0]}{CAPABILITY[1]}", file]
            told = subprocess.run([*command, "-o", file.with_suffix(".cubin")], check=True,
                                  capture_output=True, text=True).stderr  # fmt: skip
        wanted = ("stack frame", "registers")
        lines = [line.strip() for line in told.splitlines() if any(w in line for w in wanted)]
        print(f"{source.__name__}: compiled in {compiled:.0f} s, with the assembler in "
              f"{time.perf_counter() - began:.0f} s; {loose} products and sums that may be joined; "
              f"calls {ptx.count('call.uni')}; {'; '.join(lines)}", flush=True)  # fmt: skip

    def __getitem__(self, launch: tuple[int, int]) -> Callable[..., None]:
        return lambda *given: None


def run_assembled() -> None:
    from lowered import without_a_device

    without_a_device()
    there = OnDevice(made_when_given(Assembled))
    there._checked |= {"fill_tables_each", "settle_plainly_each", "settle_in_states_each"}
    for name in ("examples/ukraine", "tests/cases/gorge"):
        case = load(TOP / name)
        plan = plan_of(case)
        drawn = sample(case, worlds=16, seed=SEED)
        chunk = Chunk(plan, drawn, kernels=Kernels(there.fill_tables, there.settle))
        chunk.vote(plan.after_any_settlement(next(iter(case.proposals))))


def run_device() -> None:
    """Compare every case, and time the Ukraine case by threads and on the device."""
    compare(machine._accelerator())
    case = load(TOP / "examples" / "ukraine")
    for worlds in (10_000, 100_000):
        told = {}
        for kind in ("threads", "accelerator"):
            began = time.perf_counter()
            told[kind] = shard_bytes(sketched(case, worlds, Engine(kind)), case)[0]
            print(f"{worlds} worlds, {kind}: {time.perf_counter() - began:.1f} s", flush=True)
        print("the same" if told["threads"] == told["accelerator"] else "NOT THE SAME")


def main() -> None:
    ways = {"lowered": run_lowered, "assembled": run_assembled, "device": run_device}
    if len(sys.argv) != 2 or sys.argv[1] not in ways:
        sys.exit(__doc__)
    if find_spec("numba_cuda") is None:
        sys.exit("this needs the compiler for devices: pip install 'servanda[accelerator]'")
    ways[sys.argv[1]]()


if __name__ == "__main__":
    main()
