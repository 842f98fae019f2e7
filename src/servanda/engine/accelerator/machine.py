"""War tables and settlings on an accelerator, with the digits of the processor.

The kernels are those of the processor, made for a CUDA device (`code.py`): every product and sum is
rounded by itself, exponentials and logarithms are servanda's own, and so a world's digits are the
processor's. They are not taken on trust: the first worlds that a kernel works through are worked
through by the processor as well, and where a digit differs the run stops and says so. What is
drawn, voted on and counted stays with the processor; what is counted are whole numbers as always.

Where there is no device, numba's simulator runs the same code, slowly (`NUMBA_ENABLE_CUDASIM=1`).
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from importlib import import_module
from importlib.util import find_spec
from threading import Lock
from typing import Any

import numpy as np
from numba.core import config

from servanda.arrays import Flags, Floats
from servanda.engine.accelerator.code import DeviceCode, greater, less
from servanda.engine.accelerator.world_alone import room_for_deal, room_for_war
from servanda.engine.contract import Deal, Outcomes, Settings, Worlds
from servanda.engine.in_part import some_of_deal, some_tables, some_worlds
from servanda.engine.kernels import PROCESSOR, Kernels
from servanda.engine.outcomes_of_world import Told
from servanda.engine.proposal import given_of, rooms_for, told_of
from servanda.engine.reach import check_deal
from servanda.engine.war_tables import WarTables
from servanda.errors import InputError, MissingExtraError, ServandaError
from servanda.formulas import elementary

__all__ = ["Device", "OnDevice", "accelerator", "simulated"]

CHECKED = 16
"""Worlds in which the first answer of every kernel is held against the processor's."""


def accelerator() -> Kernels:
    """Return the kernels of this machine's accelerator, or of numba's simulator of one.

    Raises: MissingExtraError without `servanda[accelerator]`; InputError where no device answers.
    """
    found = _accelerator()
    return Kernels(found.fill_tables, found.settle)


@cache
def _accelerator() -> OnDevice:
    if config.ENABLE_CUDASIM:
        return OnDevice(simulated())
    if find_spec("numba_cuda") is None:
        raise MissingExtraError("working on an accelerator", "accelerator")
    cuda: Any = import_module("numba.cuda")
    if not cuda.is_available():
        raise InputError(
            f"engine: no accelerator answers on this machine ({_why_none(cuda)}); "
            "`--engine threads` gives the same digits"
        )
    return OnDevice(_device(cuda))


def _why_none(cuda: Any) -> str:
    """Return in a line why there is no device."""
    lines = [line.strip() for line in str(cuda.cuda_error() or "").splitlines()]
    return next((line.rstrip(".:") for line in lines[1:] if line), "no device was found")


@dataclass
class Device:
    """A machine that kernels are launched on.

    make: makes a kernel from a Python function; send: to its memory; fetch: back into an array;
    vacant: memory of a shape and kind, with any numbers in it. threads: of a launch at most, which
    bounds the memory and moves no digit; in_a_block: threads of a block.
    """

    code: DeviceCode
    make: Callable[[Any], Any]
    send: Callable[[Any], Any]
    fetch: Callable[[Any, Any], None]
    vacant: Callable[[tuple[int, ...], Any], Any]
    threads: int
    in_a_block: int
    _kernels: dict[str, Any] = field(default_factory=dict)
    _room: dict[str, tuple[object, Any]] = field(default_factory=dict)

    def launch(self, name: str, count: int, given: Sequence[Any], told: Any, room: Any) -> None:
        """Run a kernel of `each_world` over so many worlds: it is `given` numbers and arrays.

        told: arrays that it writes into, from what is in them; room: of one thread, its shapes.
        """
        threads = min(count, self.threads)
        if threads == 0:
            return
        if name not in self._kernels:
            kernels: Any = import_module("servanda.engine.accelerator.each_world")
            self._kernels[name] = self.make(self.code.source(getattr(kernels, name)))
        there = _each(self.send, told)
        blocks = -(-threads // self.in_a_block)
        self._kernels[name][blocks, self.in_a_block](
            *(_each(self.send, part) for part in given), there, self._room_of(name, threads, room)
        )
        for at_home, away in zip(_leaves(told), _leaves(there), strict=True):
            if at_home.size:
                self.fetch(away, at_home)

    def _room_of(self, name: str, threads: int, room: Any) -> Any:
        """Return room for so many threads, kept until another is asked for."""
        shape = (threads, *(each.shape for each in _leaves(room)))
        if name not in self._room or self._room[name][0] != shape:
            self._room.pop(name, None)  # its memory first
            made = _each(lambda each: self.vacant((*each.shape, threads), each.dtype), room)
            self._room[name] = shape, made
        return self._room[name][1]


def _each(change: Callable[[Any], Any], what: Any) -> Any:
    """Return the same tuples with every array changed; a number stays as it is."""
    if isinstance(what, tuple):
        parts = [_each(change, part) for part in what]
        return type(what)(*parts) if hasattr(what, "_fields") else tuple(parts)
    return change(what) if isinstance(what, np.ndarray) else what


def _leaves(what: Any) -> Iterator[Any]:
    """Yield the arrays of tuples of tuples."""
    if not isinstance(what, tuple):
        yield what
        return
    for part in what:
        yield from _leaves(part)


def _device(cuda: Any) -> Device:
    """Return this machine's accelerator."""
    instructions: Any = import_module("servanda.engine.accelerator.instructions")
    code = DeviceCode(
        partial(cuda.jit, device=True), {max: greater, min: less, **instructions.INSTEAD}
    )
    return Device(
        code=code,
        make=lambda source: _Rounding(cuda.jit(source, lto=False)),
        send=lambda array: cuda.to_device(np.ascontiguousarray(array)),
        fetch=lambda away, at_home: np.copyto(at_home, away.copy_to_host()),
        vacant=cuda.device_array,
        threads=32_768,
        in_a_block=64,
    )


class _Rounding:
    """A kernel that is compiled, on its first launch, with every product rounded by itself.

    The compiler of devices else makes one instruction of a product and a sum, and other digits.
    """

    def __init__(self, kernel: Any) -> None:
        self._kernel = kernel

    def __getitem__(self, launch: tuple[int, int]) -> Callable[..., None]:
        def run(*given: Any) -> None:
            with products_rounded():
                self._kernel[launch](*given)

        return run


@contextmanager
def products_rounded() -> Iterator[None]:
    """Have what is compiled for a device meanwhile round every product by itself.

    numba hands this setting of the compiler through nowhere; it is put in at its last door.
    """
    door: Any = import_module("numba.cuda.cudadrv.nvvm")
    theirs = door.compile_ir
    door.compile_ir = partial(theirs, fma=False)
    try:
        yield
    finally:
        door.compile_ir = theirs


def simulated() -> Device:
    """Return numba's simulator as a device: Python, a thread for each of the device's.

    Memory begins as NaN there, so that nothing is read that was not written. What is made of
    instructions of the processor, exponentials and the like, it calls as it is.
    """
    cuda: Any = import_module("numba.cuda")
    return Device(
        code=DeviceCode(
            partial(cuda.jit, device=True),
            {max: greater, min: less},
            left=frozenset({elementary.__name__}),
        ),
        make=lambda source: _Unwarned(cuda.jit(source)),
        send=np.array,
        fetch=lambda away, at_home: np.copyto(at_home, away),
        vacant=lambda shape, kind: np.full(shape, np.nan if kind == np.float64 else -1, kind),
        threads=3,
        in_a_block=1,
    )


class _Unwarned:
    """A simulated kernel, in which a division by zero is as silent as on a device."""

    def __init__(self, kernel: Any) -> None:
        self._kernel = kernel

    def __getitem__(self, launch: tuple[int, int]) -> Callable[..., None]:
        def run(*given: Any) -> None:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", RuntimeWarning)
                self._kernel[launch](*given)

        return run


class OnDevice:
    """The two stages on a device; each kernel is made on first use, within a minute or two."""

    def __init__(self, device: Device) -> None:
        self._device = device
        self._checked: set[str] = set()
        self._lock = Lock()

    def fill_tables(
        self, front: bool, party: Floats, world: Floats, fresh: Flags, tables: WarTables
    ) -> None:
        """Fill war tables as `war_tables.fill_tables` does."""
        few, name = slice(0, CHECKED), "fill_tables_each"
        own = WarTables(*(table[few].copy() for table in tables))
        count, parties = party.shape[:2]
        with self._lock:
            # Those that are not fresh stay as they are: so all tables go there and back.
            self._device.launch(name, count, (bool(front), party, world, fresh), tables,
                                room_for_war(parties))  # fmt: skip
        if name not in self._checked:
            PROCESSOR.fill_tables(front, party[few], world[few], fresh[few], own)
            self._hold(name, some_tables(tables, few), own)

    def settle(
        self,
        worlds: Worlds,
        tables: WarTables,
        deal: Deal,
        settings: Settings,
        expected: Floats | None = None,
        checked: bool = False,
    ) -> Outcomes:
        """Return what becomes of a deal as `proposal.settle` does."""
        few = slice(0, CHECKED)
        begins = None if expected is None else expected[few].copy()
        if not checked:
            check_deal(deal, settings.violations)
        given = given_of(worlds, deal, settings, rooms_for(worlds, deal, settings))
        told, outcomes = told_of(worlds, settings, expected)
        count, parties, nodes = worlds.cost_nodes.shape
        if settings.power_states > 1 or settings.violations:
            name = "settle_in_states_each"
            own: tuple[int | bool, ...] = (settings.power_states, bool(settings.violations))
        else:
            name = "settle_plainly_each"
            own = (bool(settings.by_block),)
        first = (bool(settings.front), int(settings.passes), float(settings.tolerance),
                 float(settings.fear), *own)  # fmt: skip
        room = room_for_deal(parties, nodes, deal.response_shift.shape[1], settings)
        with self._lock:
            self._device.launch(name, count, (*first, given, tables), told, room)
        if name not in self._checked:
            again, _ = told_of(some_worlds(worlds, few), settings, begins)
            same = PROCESSOR.settle(some_worlds(worlds, few), some_tables(tables, few),
                                    some_of_deal(deal, few), settings, begins, True)  # fmt: skip
            found = Told(same.party, same.world, same.incidence, same.hazard, again.expected)
            self._hold(name, Told(*(part[few] for part in told)), found)
        return outcomes

    def _hold(self, name: str, found: tuple[Floats, ...], own: tuple[Floats, ...]) -> None:
        """Hold a kernel's first answer against the processor's, digit by digit.

        Raises: ServandaError where they are not the same.
        """
        if not all(np.array_equal(a, b, equal_nan=True) for a, b in zip(found, own, strict=True)):
            raise ServandaError(
                "engine: this accelerator does not give the processor's digits (the kernel "
                f"{name!r}), so nothing of it is used; `--engine threads` does the same work"
            )
        self._checked.add(name)
