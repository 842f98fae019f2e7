"""An accelerator's digits are the processor's: by numba's simulator, in a process of its own."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.engine.invented import deal_of, party, world, worlds_of

from servanda.engine.accelerator import machine
from servanda.engine.accelerator.machine import Device, OnDevice, accelerator
from servanda.engine.contract import Settings
from servanda.engine.executors import Engine, worked
from servanda.engine.war_tables import war_tables
from servanda.errors import InputError, MissingExtraError, ServandaError

CASES = Path(__file__).parents[2] / "cases"

RUN = """
import numpy as np, servanda as sv
from servanda.engine.accelerator import machine, each_world
from servanda.engine.contract import Settings
from servanda.engine.executors import Engine, sketched
from servanda.engine.proposal import settle
from servanda.engine.shard_file import shard_bytes
from tests.engine.invented import deal_of, party, world, worlds_of
from servanda.engine.war_tables import room_for_tables, war_tables

assert machine.config.ENABLE_CUDASIM
case = sv.load({case!r})
made = [shard_bytes(sketched(case, 2, Engine(kind), proposals=("truce",)), case)[0]
        for kind in ("threads", "accelerator")]
assert made[0] == made[1]
print("a case")

there = machine.OnDevice(machine.simulated())
blocks = np.array([1.0, 3.0, 6.0])
sides, row = [party(1.0), party(-1.0, bad_seen=0.6)], world(jump_rate=0.3, jump=0.002)
for settings in (Settings(blocks, power_states=3, violations=True, passes=2),
                 Settings(blocks, front=False, passes=6, by_block=True)):
    worlds = worlds_of(sides, row, 1, copies=5)  # more than the simulator has threads
    worlds.party[:, :, 1:] *= np.linspace(0.6, 1.0, 5)[:, None, None]
    terms = {{"violation": 0.3, "repelled": 0.2}} if settings.violations else {{}}
    deal = deal_of(sides, row, blocks, copies=5, terms=terms)
    tables, own = room_for_tables(5, 2), war_tables(worlds, settings.front)
    there.fill_tables(settings.front, worlds.party, worlds.world, np.ones((5, 2), bool), tables)
    assert all(map(np.array_equal, tables, own))
    told, same = there.settle(worlds, own, deal, settings), settle(worlds, own, deal, settings)
    for name in ("party", "world", "incidence", "hazard"):
        assert np.array_equal(getattr(told, name), getattr(same, name), equal_nan=True), name
    assert len(np.unique(same.of_world("stands_5"))) == 5
print("states")
"""


@pytest.mark.timeout(900)  # where kernels were not compiled before
def test_the_simulator_has_the_digits_of_the_processor() -> None:
    """Kernels launched over threads, a world each and more, in room that began as NaN."""
    environment = {**os.environ, "NUMBA_ENABLE_CUDASIM": "1"}
    environment["PYTHONPATH"] = os.pathsep.join(each for each in sys.path if each)
    found = subprocess.run(
        [sys.executable, "-c", RUN.format(case=str(CASES / "strait"))],
        env=environment, capture_output=True, text=True, timeout=880,
        cwd=Path(__file__).parents[3],
    )  # fmt: skip
    assert found.stdout.split("\n")[:2] == ["a case", "states"], found.stderr


def test_a_machine_without_one_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    machine._accelerator.cache_clear()
    monkeypatch.setattr(machine, "find_spec", lambda _: None)
    with pytest.raises(MissingExtraError, match=r"servanda\[accelerator\]"):
        accelerator()
    monkeypatch.setattr(machine, "find_spec", lambda _: object())
    cuda: Any = importlib.import_module("numba.cuda")
    monkeypatch.setattr(cuda, "is_available", lambda: False)
    with pytest.raises(InputError, match="`--engine threads` gives the same digits"):
        accelerator()


def test_what_goes_with_no_accelerator_is_refused() -> None:
    with pytest.raises(InputError, match="an accelerator has none"):
        Engine("accelerator", workers=2)
    with pytest.raises(InputError, match="for many cases"):
        list(worked(abs, [-1], Engine("accelerator")))


def test_another_digit_than_the_processors_stops_the_run() -> None:
    """A device that adds products in one step, or by another library, is found out at once."""

    class Wrong(Device):
        def __init__(self) -> None: ...

        def launch(self, name: str, count: int, given: Any, told: Any, room: Any) -> None:
            for each in told:
                each[...] = np.nextafter(1.0, 2.0)

    sides, blocks = [party(1.0), party(-1.0)], np.array([1.0, 3.0])
    worlds, deal = worlds_of(sides, world(), 0), deal_of(sides, world(), blocks)
    there, own = OnDevice(Wrong()), war_tables(worlds)
    with pytest.raises(ServandaError, match="does not give the processor's digits"):
        there.settle(worlds, own, deal, Settings(blocks))
    with pytest.raises(ServandaError, match="fill_tables_each"):
        there.fill_tables(True, worlds.party, worlds.world, np.ones((1, 2), bool), own)


def test_products_are_rounded_while_kernels_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, object]] = []
    door: Any = importlib.import_module("numba.cuda.cudadrv.nvvm")
    monkeypatch.setattr(door, "compile_ir", lambda _, **options: asked.append(options))
    theirs = door.compile_ir
    with machine.products_rounded():
        door.compile_ir("", opt=3)
    door.compile_ir("", opt=3)
    assert asked == [{"fma": False, "opt": 3}, {"opt": 3}] and door.compile_ir is theirs
