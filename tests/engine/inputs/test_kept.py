"""Parts of inputs are made again where a number that they read was moved, and nowhere else."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.engine.inputs.kept import InputsKept
from servanda.engine.inputs.readings import Readings
from servanda.engine.inputs.war import Setting
from servanda.engine.plan import plan_of
from servanda.engine.ranges import moved
from servanda.worlds.sample import sample

READ, OTHER = "war.swing", "war.memory"


class Made:
    """A part of two numbers, and how often it was made of how many worlds."""

    def __init__(self) -> None:
        self.worlds: list[int] = []

    def __call__(self, own: Setting) -> np.ndarray:
        self.worlds.append(own.readings.worlds)
        return own.readings.number(READ)


@pytest.fixture
def settings(strait):
    plan, drawn = plan_of(strait), sample(strait, worlds=40)
    kept = InputsKept(drawn)

    def setting(**ranges: tuple[float, float]) -> Setting:
        paths = {path.replace("__", "."): ends for path, ends in ranges.items()}
        numbers = {path: moved(path, drawn.numbers[path], *ends) for path, ends in paths.items()}
        readings = Readings(strait, drawn.restated(numbers), 40)
        return Setting(plan.conflict, readings, kept.under(paths))

    return setting


def test_what_reads_nothing_moved_is_taken_as_it_is(settings) -> None:
    made = Made()
    first = settings().made("part", made)
    assert made.worlds == [40]  # nothing is watched before something is edited
    assert settings(war__memory=(0.8, 0.9)).made("part", made) is first
    assert made.worlds == [40, 16]
    assert settings().made("part", made) is first
    assert made.worlds == [40, 16]


def test_what_reads_what_moved_is_made_again(settings) -> None:
    made = Made()
    first = settings().made("part", made)
    edited = settings(war__swing=(0.001, 0.002))
    second = edited.made("part", made)
    assert not np.array_equal(first, second)
    assert np.array_equal(second, edited.readings.number(READ))
    assert settings(war__swing=(0.001, 0.002), war__memory=(0.8, 0.9)).made("part", made) is second
    assert np.array_equal(settings().made("part", made), first)  # and back
    assert made.worlds == [40, 16, 40, 40]


def test_a_setting_that_keeps_nothing_makes_everything(settings) -> None:
    made, setting = Made(), settings()
    bare = setting.beside(setting.conflict, setting.readings)
    assert bare.kept is None
    assert bare.made("part", made) is not bare.made("part", made)
    assert made.worlds == [40, 40]


def test_parts_that_read_the_same_are_watched_once_and_ahead(settings) -> None:
    one, other, setting = Made(), Made(), settings()
    setting.made(("quick", "part"), one, reads_as="part")
    setting.made(("fine", "part"), other, reads_as="part")
    assert setting.kept is not None
    setting.kept.inputs.watch(lambda: True)  # nobody has time for it
    assert one.worlds == [40]
    setting.kept.inputs.watch(lambda: False)
    assert one.worlds == [40, 16] and other.worlds == [40]
    moved_there = settings(war__swing=(0.001, 0.002))
    moved_there.made(("fine", "part"), other, reads_as="part")
    assert other.worlds == [40, 40]
