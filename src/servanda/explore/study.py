"""What every exploration is given: worlds, what went in, what came out, and how to ask again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from servanda.arrays import Floats
from servanda.errors import InputError, named
from servanda.explore.finding import Provenance
from servanda.sentences import plural

__all__ = ["Basis", "Input", "Outcome", "Required", "Rerun", "Study"]

Basis = Literal["evidence", "base rate", "judgement"]


@dataclass(frozen=True)
class Input:
    """One uncertain number of the case, as an exploration sees it.

    `low` and `high` are the stated range (a 90% interval is drawn past its ends, so worlds may lie
    outside); `now` is the central value; `basis` says what the number rests on; `indicator` says
    which observable would tell, and `label` is how a sentence names it.

    >>> Input("resolve", 0.05, 0.4, "judgement", unit="probability").width
    0.35000000000000003
    """

    name: str
    low: float
    high: float
    basis: Basis
    unit: str = ""
    label: str = ""
    indicator: str = ""
    now: float | None = None

    def __post_init__(self) -> None:
        if self.basis not in get_args(Basis):
            raise InputError(
                f"input {self.name!r}: {self.basis!r} is no basis; "
                f"write one of {', '.join(get_args(Basis))}"
            )
        if not self.low <= self.high:
            raise InputError(
                f"input {self.name!r}: its range runs from {self.low:g} down to {self.high:g}; "
                "write the lower end first"
            )

    @property
    def width(self) -> float:
        """The width of the stated range."""
        return self.high - self.low

    @property
    def says(self) -> str:
        """How a sentence names it."""
        return self.label or self.name

    @property
    def middle(self) -> float:
        """The central value, or the middle of the range where none is given."""
        return 0.5 * (self.low + self.high) if self.now is None else self.now


@dataclass(frozen=True, eq=False)
class Outcome:
    """One thing that came out in each world: a yes or no (0 or 1), or a number with a unit.

    `says` is a sentence without its full stop, true in the worlds with a 1: "Kyiv signs". The
    verdict is that it is so if the share of worlds is at least `level`.
    """

    name: str
    values: Floats
    says: str = ""
    unit: str = ""
    level: float = 0.5

    @property
    def is_chance(self) -> bool:
        """Whether it is a yes or no, or a chance of one, in each world."""
        return bool(((self.values >= 0.0) & (self.values <= 1.0)).all())

    @property
    def sentence(self) -> str:
        """How a sentence names it."""
        return self.says or self.name

    @property
    def margin(self) -> float:
        """By how much the mean is at or above the level."""
        return float(self.values.mean()) - self.level

    @property
    def is_verdict(self) -> bool:
        """Whether it only says yes or no."""
        return bool(np.isin(self.values, (0.0, 1.0)).all())


@dataclass(frozen=True, eq=False)
class Required:
    """What would have to be so of one quantity, in each of some worlds, by a closed form.

    Parameters
    ----------
    symbol, label, unit : how the literature, a sentence and a table name it
    needed : the value needed; NaN where it cannot be computed, which is not 0
    held : the value there is
    at_least : whether it must be at least the value needed, or at most
    beyond, needless : where no value whatever would do, and where any value does
    then : what follows once it is so: "Norland is deterred"
    path : the number of the case that states this quantity, if one does
    beyond_means, needless_means, unknown_means : what these worlds mean, for a sentence
    """

    symbol: str
    label: str
    unit: str
    needed: Floats
    held: Floats
    at_least: bool
    beyond: NDArray[np.bool_]
    needless: NDArray[np.bool_]
    then: str
    path: str = ""
    beyond_means: str = ""
    needless_means: str = ""
    unknown_means: str = ""

    @property
    def unknown(self) -> NDArray[np.bool_]:
        """Where it cannot be computed."""
        return np.isnan(self.needed) & ~self.beyond & ~self.needless

    @property
    def some(self) -> NDArray[np.bool_]:
        """Where a value decides it."""
        return np.isfinite(self.needed) & ~self.beyond & ~self.needless

    @property
    def met(self) -> NDArray[np.bool_]:
        """Where the value there is suffices."""
        enough = self.held >= self.needed if self.at_least else self.held <= self.needed
        return self.needless | (self.some & enough)


Rerun = Callable[[Mapping[str, float]], Mapping[str, Floats]]


@dataclass(frozen=True, eq=False, repr=False)
class Study:
    """Worlds with their inputs and outcomes; what an exploration is called with.

    Parameters
    ----------
    inputs : d inputs, in the order of the columns of `values`
    values : (n, d) the value of each input in each world
    outcomes : what came out in each world, each of n values
    rerun : gives the outcomes of the *same* worlds with the named inputs set to the given values;
        None where the study is only a table
    case, version, seed : what made it
    correlated : names of the inputs that do not vary independently of the others
    rerun_few, rerun_some : as `rerun`, on the first few worlds and on rather more of them, where
        those come cheaper
    required : gives what closed forms say would have to be so, where the worlds have such
    proposal : the proposal whose worlds they are, where they are one's

    Raises
    ------
    InputError : shapes disagree, a value is not finite, or there is no world

    Example
    -------
    >>> values = np.array([[0.1, 5.0], [0.3, 2.0], [0.2, 9.0]])
    >>> inputs = (Input("resolve", 0, 1, "judgement"), Input("drift", 0, 10, "evidence"))
    >>> study = Study(inputs, values, (Outcome("signed", np.array([0.0, 1.0, 1.0])),))
    >>> study.worlds, study.column("drift").tolist()
    (3, [5.0, 2.0, 9.0])
    """

    inputs: tuple[Input, ...]
    values: Floats
    outcomes: tuple[Outcome, ...]
    rerun: Rerun | None = None
    case: str = ""
    version: str = ""
    seed: int = 0
    correlated: frozenset[str] = frozenset()
    rerun_few: Rerun | None = None
    rerun_some: Rerun | None = None
    required: Callable[[], tuple[Required, ...]] | None = None
    proposal: str = ""

    def __repr__(self) -> str:
        outcomes = ", ".join(f"{o.name} {o.values.mean():.0%}" for o in self.outcomes)
        about = f" of {self.proposal}" if self.proposal else ""
        return (
            f"<Study{about}: {plural(self.worlds, 'world')}, {len(self.inputs)} inputs; {outcomes}>"
        )

    def __post_init__(self) -> None:
        values = check_table(self.values, len(self.inputs))
        object.__setattr__(self, "values", values)
        for outcome in self.outcomes:
            if outcome.values.shape != (len(values),):
                raise InputError(
                    f"outcome {outcome.name!r} has {outcome.values.shape} values for "
                    f"{len(values)} worlds; give one per world"
                )

    @property
    def worlds(self) -> int:
        """How many worlds there are."""
        return len(self.values)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the inputs, in order."""
        return tuple(item.name for item in self.inputs)

    def column(self, name: str) -> Floats:
        """Give the values of one input."""
        places = {each: place for place, each in enumerate(self.names)}
        return self.values[:, named(name, places, "input")]

    def outcome(self, name: str) -> Outcome:
        """Give one outcome by its name."""
        return named(name, {each.name: each for each in self.outcomes}, "outcome")

    def stream(self, name: str) -> np.random.Generator:
        """Give the random stream of that name: the same for the same seed, whoever else draws."""
        digest = hashlib.sha256(f"{self.seed}/explore/{name}".encode()).digest()
        return np.random.Generator(np.random.Philox(key=int.from_bytes(digest[:16], "little")))

    def provenance(self, method: str, sources: Sequence[str] = ()) -> Provenance:
        """Say how a finding on these worlds was made."""
        return Provenance(method, self.case, self.version, self.seed, self.worlds, tuple(sources))


def check_table(values: ArrayLike, width: int) -> Floats:
    """Give (n, width) finite numbers as floats, or say what is wrong with them."""
    table = np.ascontiguousarray(values, dtype=np.float64)
    if table.ndim != 2 or table.shape[1] != width or not len(table):
        raise InputError(
            f"the worlds are a table of shape {table.shape}; "
            f"give one row per world and {width} columns, one per input"
        )
    if not np.isfinite(table).all():
        row, column = np.argwhere(~np.isfinite(table))[0]
        raise InputError(
            f"world {row}, input {column} is {table[row, column]}; drop that world or give a number"
        )
    return table
