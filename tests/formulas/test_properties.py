"""What must hold of every registered model, whatever it computes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.formulas.formula import Column, Columns, Input, Model
from servanda.formulas.registry import MODELS
from servanda.formulas.status import Status
from servanda.references import all_references

WORLDS = 9
LENGTHS = {"fort": 12, "month": 24}
"""Entries along each axis; forts enough for the usual k, other axes take five."""

models = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
seeds = st.integers(0, 2**32 - 1)
few = settings(max_examples=20, deadline=None)


def shape(declared: Input, worlds: int) -> tuple[int, ...]:
    return (worlds, *(LENGTHS.get(axis, 5) for axis in declared.axes))


def draw(declared: Input, worlds: int, rng: np.random.Generator, edges: bool = False) -> Column:
    low, high = declared.usual
    size = shape(declared, worlds)
    if declared.whole:
        column = rng.integers(int(low), int(high) + 1, size).astype(float)
    else:
        column = rng.uniform(low, high, size)
    if edges:
        bound = rng.choice([b for b in (declared.low, declared.high) if abs(b) <= 10] or [low])
        column = np.where(rng.random(size) < 0.3, bound, column)
    return column


def inputs(model: Model, seed: int, worlds: int = WORLDS, edges: bool = False) -> Columns:
    """Draw worlds that break no rule of the model."""
    rng = np.random.default_rng(seed)
    columns = {i.name: draw(i, worlds, rng, edges) for i in model.inputs}
    keep = np.ones(worlds, dtype=bool)
    for rule in model.rules:
        keep &= ~np.broadcast_to(rule.broken(columns), (worlds,))
    return {name: column[keep] for name, column in columns.items()}


def same(first: Columns, second: Columns) -> None:
    for name in first:
        np.testing.assert_array_equal(first[name], second[name], err_msg=name, strict=True)


@models
@few
@given(seed=seeds)
def test_permuting_worlds_permutes_outcomes(model: Model, seed: int) -> None:
    given_ = inputs(model, seed)
    order = np.random.default_rng(seed).permutation(len(next(iter(given_.values()))))
    if len(order) == 0:
        return
    straight = model.compute(**given_)
    permuted = model.compute(**{name: column[order] for name, column in given_.items()})
    same({name: column[order] for name, column in straight.items()}, permuted)


@models
@few
@given(seed=seeds, cut=st.integers(1, WORLDS - 1))
def test_any_split_of_the_worlds_gives_the_same_bits(model: Model, seed: int, cut: int) -> None:
    given_ = inputs(model, seed)
    if len(next(iter(given_.values()))) <= cut:
        return
    whole = model.compute(**given_)
    first = model.compute(**{name: column[:cut] for name, column in given_.items()})
    second = model.compute(**{name: column[cut:] for name, column in given_.items()})
    same(whole, {name: np.concatenate([first[name], second[name]]) for name in whole})


@models
@few
@given(seed=seeds, edges=st.booleans())
def test_outcomes_lie_in_their_range_and_lack_a_value_only_with_a_status(
    model: Model, seed: int, edges: bool
) -> None:
    given_ = inputs(model, seed, edges=edges)
    if len(next(iter(given_.values()))) == 0:
        return
    told = model.compute(**given_)
    computed = told["status"] == Status.COMPUTED
    assert set(told) == {output.name for output in model.outputs} | {"status"}
    for output in model.outputs:
        column = told[output.name]
        assert not np.isnan(column[computed]).any(), output.name
        assert np.isnan(column[~computed]).all(), output.name
        slack = 1e-9 * (1.0 + np.abs(column[computed]))
        assert (column[computed] >= output.low - slack).all(), output.name
        assert (column[computed] <= output.high + slack).all(), output.name


DIRECTIONS = [
    pytest.param(model, output, name, direction, id=f"{model.name}-{output}-{name}")
    for model in MODELS
    for output, by_input in model.monotone.items()
    for name, direction in by_input.items()
]


@pytest.mark.parametrize(("model", "output", "name", "direction"), DIRECTIONS)
@few
@given(seed=seeds)
def test_outcomes_move_only_the_declared_way(
    model: Model, output: str, name: str, direction: str, seed: int
) -> None:
    before = inputs(model, seed)
    worlds = len(before[name])
    if worlds == 0:
        return
    raised = next(i for i in model.inputs if i.name == name)
    rng = np.random.default_rng(seed + 1)
    higher = np.maximum(before[name], draw(raised, worlds, rng))
    # One entry of a path at a time tells more than all of them together.
    if raised.axes:
        one = rng.integers(higher.shape[1])
        path = before[name].copy()
        path[:, one] = higher[:, one]
        higher = path
    after = {**before, name: higher}
    keep = np.ones(worlds, dtype=bool)
    for rule in model.rules:
        keep &= ~np.broadcast_to(rule.broken(after), (worlds,))
    if not keep.any():
        return
    low = model.compute(**{n: c[keep] for n, c in before.items()})
    high = model.compute(**{n: c[keep] for n, c in after.items()})
    both = (low["status"] == Status.COMPUTED) & (high["status"] == Status.COMPUTED)
    rise = high[output][both] - low[output][both]
    slack = 1e-9 * (1.0 + np.abs(low[output][both]))
    wrong = rise < -slack if direction == "increasing" else rise > slack
    assert not wrong.any(), (rise, {n: c[keep] for n, c in before.items()}, higher)


@models
def test_a_missing_input_marks_its_world_and_no_other(model: Model) -> None:
    given_ = inputs(model, 1, worlds=40)
    whole = model.compute(**given_)
    for declared in model.inputs:
        holed = given_[declared.name].copy()
        holed[1] = np.nan
        told = model.compute(**{**given_, declared.name: holed})
        assert told["status"][1] == Status.INPUT_MISSING
        others = np.arange(len(holed)) != 1
        same({n: c[others] for n, c in whole.items()}, {n: c[others] for n, c in told.items()})


@models
def test_a_model_declares_what_it_speaks_of(model: Model) -> None:
    assert model.meaning.endswith(".")
    assert set(model.sources) <= set(all_references())
    takes, tells = {i.name for i in model.inputs}, {o.name for o in model.outputs}
    assert set(model.monotone) <= tells
    assert all(set(by_input) <= takes for by_input in model.monotone.values())
    assert len(takes) == len(model.inputs)
    assert len(tells) == len(model.outputs)


def test_names_of_models_are_unique() -> None:
    names = [model.name for model in MODELS]
    assert len(set(names)) == len(names)
