"""A study of one proposal of a case: its worlds, what went into them, and the same worlds again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import lru_cache
from os import cpu_count

import numpy as np

from servanda import __version__
from servanda.case.fingerprint import case_hash
from servanda.case.number import Quantity
from servanda.case.schema import Case, numbers_in
from servanda.errors import InputError
from servanda.explore.indicators import indicator, label
from servanda.explore.study import FloatArray, Input, Outcome, Rerun, Study
from servanda.models.ballots import Node, compile_rule
from servanda.models.evaluate import evaluate_chunk
from servanda.quantity import Family
from servanda.worlds.belief import quantile
from servanda.worlds.sample import CHUNK, Worlds, sample

__all__ = ["OUTCOMES", "columns_of", "stated_range", "study_of", "used_by"]

OUTCOMES = {
    "signed": "{} is signed",
    "holds_5": "{} is signed and holds five years",
    "would_hold_5": "{}, once signed, holds five years",
}
"""The columns whose share of worlds makes the verdict, and how a sentence says them."""

FEW = 1_000
"""Worlds on which inputs are scanned before a flip is closed in on with all worlds."""
KEPT = 32
"""Reruns kept, since one answers for every outcome."""

BOUNDED = frozenset({"uniform", "loguniform", "triangular"})


def study_of(case: Case, proposal: str, *, worlds: int = 20_000, seed: int = 0) -> Study:
    """Return the study of one proposal: its uncertain numbers, and whether it is signed and holds.

    Only numbers that the proposal's fate was computed from are inputs. Whether those whose consent
    is a probability then consent, and whether a disputed veto is valid, is chance beside the
    inputs; `rerun` keeps that chance as it fell.

    Raises: InputError for an unknown proposal and for whatever `sample` refuses.
    """
    if proposal not in case.proposals:
        raise InputError(
            f"no proposal is called {proposal!r}; there are {', '.join(case.proposals)}"
        )
    drawn = sample(case, worlds=worlds, seed=seed)
    names = used_by(case, drawn, proposal)
    numbers = dict(numbers_in(case))
    inputs = tuple(_input(case, name, numbers[name]) for name in names)
    title = case.proposals[proposal].title
    says = {name: text.format(f"“{title}”") for name, text in OUTCOMES.items()}

    whole = tuple(_parts(drawn))

    def on(these: Worlds) -> Rerun:
        parts = whole if these is drawn else tuple(_parts(these))

        @lru_cache(maxsize=KEPT)
        def run(fixed: tuple[tuple[str, float], ...]) -> dict[str, FloatArray]:
            held = [part.fixed(dict(fixed)) for part in parts] if fixed else parts
            return _columns(case, held, proposal, tuple(OUTCOMES))

        return lambda fixed: run(tuple(fixed.items()))

    run, few = on(drawn), on(drawn.chunk(0, min(worlds, FEW)))
    found = run({})
    outcomes = tuple(Outcome(name, found[name], says[name]) for name in OUTCOMES)
    together = frozenset(name for item in case.correlations for name in item.between)
    table = np.concatenate([part.table(names) for part in whole])
    made = (case_hash(case), __version__, seed)
    return Study(inputs, table, outcomes, run, *made, together, few)


def columns_of(
    case: Case, drawn: Worlds, proposal: str, columns: tuple[str, ...]
) -> dict[str, FloatArray]:
    """Return some of a proposal's columns; a world that is not computed counts as no.

    Columns are those of signing and holding; not the months of war.
    """
    return _columns(case, tuple(_parts(drawn)), proposal, columns)


def _columns(
    case: Case, parts: Sequence[Worlds], proposal: str, columns: tuple[str, ...]
) -> dict[str, FloatArray]:
    rules = {proposal: compile_rule(case, proposal)}

    def work(part: Worlds) -> Mapping[str, FloatArray]:
        return evaluate_chunk(case, part, rules, (proposal,), war=False)[proposal]

    workers = min(cpu_count() or 1, len(parts))
    if workers == 1:
        results = [work(part) for part in parts]
    else:
        with ThreadPoolExecutor(workers) as pool:
            results = list(pool.map(work, parts))
    return {
        name: np.nan_to_num(np.concatenate([result[name] for result in results]))
        for name in columns
    }


def used_by(case: Case, drawn: Worlds, proposal: str) -> tuple[str, ...]:
    """Return the names of the uncertain numbers that a proposal's fate is computed from."""
    asked = _Asked(drawn.numbers)
    few = drawn.chunk(drawn.start, min(drawn.stop, drawn.start + 16))
    rules: dict[str, Node] = {proposal: compile_rule(case, proposal)}
    evaluate_chunk(case, replace(few, numbers=asked), rules, (proposal,), war=False)
    return tuple(name for name in drawn.uncertain if name in asked.names)


def stated_range(number: Quantity) -> tuple[float, float, float]:
    """Return the ends of a number's stated range and its middle.

    The ends are those of the middle 90% of the stated belief (an interval is exactly that), or the
    limits themselves of a distribution that has limits.
    """
    bounded = isinstance(number.form, Family) and number.form.name in BOUNDED
    edge = 1e-9 if bounded else 0.05
    low, middle, high = quantile(
        number.form, np.array([edge, 0.5, 1 - edge]), number.low, number.high, unit=number.unit
    )
    return float(low), float(middle), float(high)


class _Asked(Mapping[str, Quantity]):
    """Numbers of a case that remember which of them were asked for."""

    def __init__(self, numbers: Mapping[str, Quantity]) -> None:
        self._numbers = numbers
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> Quantity:
        self.names.add(name)
        return self._numbers[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


def _input(case: Case, name: str, number: Quantity) -> Input:
    low, middle, high = stated_range(number)
    basis = number.basis if number.basis in {"evidence", "base rate"} else "judgement"
    return Input(
        name,
        low,
        high,
        basis,  # type: ignore[arg-type]
        unit=number.unit,
        label=label(case, name),
        indicator=indicator(name),
        now=middle,
    )


def _parts(drawn: Worlds) -> Iterator[Worlds]:
    """Parts small enough that every core has work, and whole chunks where there are many worlds."""
    cores = cpu_count() or 1
    size = min(CHUNK, max(1_000, -(-len(drawn) // cores)))
    for start in range(drawn.start, drawn.stop, size):
        yield drawn.chunk(start, min(start + size, drawn.stop))
