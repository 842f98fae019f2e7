"""What a model declares, and the checks every model makes before it computes.

A model is a function over worlds: columns in, columns out, one row a world. `model(...)` turns a
function of checked columns into a `Model`, which takes numbers or arrays, refuses what lies outside
the declared range, spreads single numbers over all worlds, leaves out worlds whose inputs have no
value, and returns every output beside a `status` column.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from servanda.errors import InputError
from servanda.formulas.status import Status

__all__ = ["Column", "Columns", "Input", "Model", "Monotone", "Output", "Rule", "Statuses", "model"]

Column = npt.NDArray[Any]
Columns = dict[str, Column]
Statuses = npt.NDArray[np.int8]
Direction = Literal["increasing", "decreasing"]
Monotone = Mapping[str, Mapping[str, Direction]]


@dataclass(frozen=True)
class Input:
    """One thing a model needs: its unit, the range it may take, and what it means.

    `usual` is the range to draw from when no better is known: the property tests draw from it.
    `axes` names what the entries of one world run over (months, consenters), none for one number.
    """

    name: str
    unit: str
    low: float
    high: float
    meaning: str
    usual: tuple[float, float]
    default: float | None = None
    whole: bool = False
    axes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.low <= self.usual[0] <= self.usual[1] <= self.high:
            raise InputError(f"input {self.name}: usual {self.usual} is not inside its range")


@dataclass(frozen=True)
class Output:
    """One thing a model tells: its unit, the range it must lie in, and what it means."""

    name: str
    unit: str
    low: float
    high: float
    meaning: str
    axes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rule:
    """A rule that ties inputs together; `broken` marks the worlds that break it."""

    says: str
    broken: Callable[[Columns], Any]


@dataclass(frozen=True, eq=False)
class Model:
    """A registered formula: what it takes, what it tells, on what it rests.

    `monotone` says for an output in which direction it may only move as an input rises, the rest
    held fixed. `sources` are keys of the bibliography.
    """

    name: str
    meaning: str
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    sources: tuple[str, ...]
    run: Callable[..., Columns]
    monotone: Monotone = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()

    def __call__(self, **values: npt.ArrayLike) -> Columns:
        """Compute every output in every world; the same as `compute`."""
        return self.compute(**values)

    def compute(self, **values: npt.ArrayLike) -> Columns:
        """Return every output, and `status`, as arrays with one row a world.

        Worlds run along the first axis; an argument without that axis holds in every world.
        """
        columns = {declared.name: self._column(declared, values) for declared in self.inputs}
        self._refuse_strangers(values)
        worlds = self._worlds(columns)
        self._check_axes(columns)
        whole = {i.name: i.whole for i in self.inputs}
        known = np.ones(worlds, dtype=np.bool_)
        spread = {}
        for declared in self.inputs:
            column = columns[declared.name]
            spread[declared.name] = np.broadcast_to(column, (worlds, *column.shape[1:]))
            missing = np.isnan(column).any(axis=tuple(range(1, column.ndim)))
            known &= ~np.broadcast_to(missing, (worlds,))
        self._check_rules(spread, known)
        ready = {
            name: np.ascontiguousarray(column[known], dtype=np.int64 if whole[name] else np.float64)
            for name, column in spread.items()
        }
        return self._collect(self.run(**ready), known)

    def _column(self, declared: Input, values: Mapping[str, npt.ArrayLike]) -> Column:
        """Return one input as an array with a world axis, inside its range."""
        given = values.get(declared.name, declared.default)
        if given is None:
            raise InputError(
                f"{self.name} needs {declared.name} ({declared.meaning}, {declared.unit}); give it"
            )
        try:
            column = np.asarray(given, dtype=np.float64)
        except (TypeError, ValueError):
            raise InputError(
                f"{self.name}: {declared.name} is {given!r}, not numbers; give numbers"
            ) from None
        if column.ndim == len(declared.axes):
            column = column[np.newaxis]
        if column.ndim != len(declared.axes) + 1:
            runs = ", ".join(("world", *declared.axes))
            raise InputError(
                f"{self.name}: {declared.name} has shape {column.shape}; it runs over ({runs})"
            )
        self._check_range(declared, column)
        return column

    def _check_range(self, declared: Input, column: Column) -> None:
        """Refuse a value outside the declared range, naming the first world that has one."""
        wrong = (column < declared.low) | (column > declared.high) | np.isinf(column)
        ask = f"from {declared.low:g} to {declared.high:g} {declared.unit}"
        if declared.whole:
            wrong |= (column != np.round(column)) & ~np.isnan(column)
            ask = f"whole, {ask}"
        if wrong.any():
            place = tuple(int(i) for i in np.argwhere(wrong)[0])
            raise InputError(
                f"{self.name}: {declared.name} is {column[place]:g} in world {place[0]}; "
                f"it must be {ask} ({declared.meaning})"
            )

    def _refuse_strangers(self, values: Mapping[str, npt.ArrayLike]) -> None:
        known = [declared.name for declared in self.inputs]
        for name in values:
            if name not in known:
                raise InputError(f"{self.name} takes no {name}; it takes {', '.join(known)}")

    def _worlds(self, columns: Columns) -> int:
        """Return the number of worlds; every input has that many rows, or one."""
        counts = {name: len(column) for name, column in columns.items() if len(column) != 1}
        if len(set(counts.values())) > 1:
            raise InputError(
                f"{self.name}: inputs differ in their number of worlds: {counts}; make them equal"
            )
        return next(iter(counts.values()), 1)

    def _check_axes(self, columns: Columns) -> None:
        """Refuse inputs that run over the same thing but differ in length."""
        lengths: dict[str, tuple[int, str]] = {}
        for declared in self.inputs:
            for axis, length in zip(declared.axes, columns[declared.name].shape[1:], strict=True):
                first, owner = lengths.setdefault(axis, (length, declared.name))
                if length != first or length == 0:
                    raise InputError(
                        f"{self.name}: {declared.name} has {length} entries along {axis}, "
                        f"{owner} has {first}; give each at least one, and the same number"
                    )

    def _check_rules(self, columns: Columns, known: npt.NDArray[np.bool_]) -> None:
        """Refuse inputs that contradict each other, naming the first world in which they do."""
        for rule in self.rules:
            broken = np.broadcast_to(rule.broken(columns), known.shape) & known
            if broken.any():
                world = int(np.argwhere(broken)[0][0])
                raise InputError(f"{self.name}: in world {world} {rule.says}")

    def _collect(self, computed: Columns, known: npt.NDArray[np.bool_]) -> Columns:
        """Return the outputs of all worlds, NaN where a world has none."""
        status: Statuses = np.full(len(known), Status.INPUT_MISSING, dtype=np.int8)
        told = computed.get("status", np.zeros(int(known.sum()), dtype=np.int8))
        status[known] = told
        outputs: Columns = {}
        for declared in self.outputs:
            part = np.asarray(computed[declared.name], dtype=np.float64)
            column = np.full((len(known), *part.shape[1:]), np.nan)
            column[known] = part
            column[status != Status.COMPUTED] = np.nan
            outputs[declared.name] = column
        outputs["status"] = status
        return outputs


def model(
    *,
    inputs: tuple[Input, ...],
    outputs: tuple[Output, ...],
    sources: tuple[str, ...],
    monotone: Monotone | None = None,
    rules: tuple[Rule, ...] = (),
) -> Callable[[Callable[..., Columns]], Model]:
    """Make a `Model` of a function that takes checked columns and returns its outputs.

    The function's first docstring sentence becomes the model's meaning, and its parameters and
    outputs are written below the docstring, so that `help` shows units and ranges.
    """

    def declare(run: Callable[..., Columns]) -> Model:
        text = run.__doc__ or ""
        made = Model(
            name=run.__name__,
            meaning=text.split("\n", 1)[0].strip(),
            inputs=inputs,
            outputs=outputs,
            sources=sources,
            run=run,
            monotone=MappingProxyType(dict(monotone or {})),
            rules=rules,
        )
        lines = [_line(i) for i in inputs] + ["", "Returns, with one row a world:", ""]
        about = "\n".join([text.rstrip(), "", "Takes:", "", *lines, *map(_line, outputs)])
        # The tools that read docstrings (help, doctest) find the function behind the instance.
        for name, value in (
            ("__doc__", about),
            ("__wrapped__", run),
            ("__module__", run.__module__),
            ("__name__", run.__name__),
            ("__qualname__", run.__qualname__),
        ):
            object.__setattr__(made, name, value)
        return made

    return declare


def _line(declared: Input | Output) -> str:
    """Return one line about an input or output."""
    over = f" over {', '.join(declared.axes)}" if declared.axes else ""
    unit = declared.unit or "no unit"
    default = getattr(declared, "default", None)
    tail = f"; default {default:g}" if default is not None else ""
    return (
        f"    {declared.name}: {declared.meaning} "
        f"[{declared.low:g}, {declared.high:g}] {unit}{over}{tail}"
    )
