"""How the model, unfitted, would have told what became of the library: signed or not, held or not.

Fixed beforehand in registrations 4 and 5 (`validation/registrations/`): readings, forecasts,
clusters, scores, sets and bars.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from servanda.case.keys.case import Case
from servanda.engine.assess import assess
from servanda.engine.executors import Engine, worked
from servanda.engine.own_numbers import judged
from servanda.engine.results import ProposalResult
from servanda.engine.shares import FEW
from servanda.engine.trials import HALF_A_HALF_WIDTH
from servanda.engine.verdict import firmness_of
from servanda.errors import InputError
from servanda.explore.methods.clustered import auc, shrunk
from servanda.explore.proposal_study import columns_of
from servanda.kinds_of_war.shrunk import Shrinkage
from servanda.settlements.calibration import Fifth, calibration_of
from servanda.settlements.library import FRAMES, Settlement, library
from servanda.settlements.reading_score import (
    Forecasts,
    FrozenScore,
    ReadingScore,
    frozen,
    rates_of_kind,
    scored,
    shrinkage_of,
    signed_papers,
)
from servanda.settlements.readings import CODED, readings
from servanda.threads import Progress
from servanda.worlds.sample import Lean, Worlds, sample
from servanda.worlds.streams import Stream

__all__ = [
    "ALL", "LibraryScore", "Row", "Run", "SetScore", "made_of", "run_of_library", "score",
    "shipped_rows",
]  # fmt: skip

SHUFFLES = 200
CODER = "coder"
ALL = "all"
"""What the set of every settlement is called; the others are called by the years of their frame."""


@dataclass(frozen=True)
class Row:
    """What was forecast of one settlement, beside what became of it.

    `shrunk` is HOLD drawn towards the rate of its kind, weight and rate from other disputes; of
    those that were signed.
    """

    id: str
    dispute: str
    frame: str
    kind: str
    became: str
    close_call: bool
    sign: float
    hold: float
    verdict: str
    by_ranges: str
    robust: bool
    failed: tuple[str, ...]
    shrunk: float | None = None

    @property
    def misses(self) -> float:
        """How far the forecast that decides it is from what became of it, 0 to 1."""
        if self.became == "refused":
            return self.sign
        if self.sign < 0.5:
            return 1.0 - self.sign
        return self.hold if self.became == "broken" else 1.0 - self.hold

    def to_dict(self) -> dict[str, Any]:
        """Return it as `--json` prints it."""
        return vars(self) | {"failed": list(self.failed), "misses": self.misses}


@dataclass(frozen=True)
class SetScore:
    """The scores of one set of settlements, reading by reading.

    `called_robust` is the share of the signed called unsignable and robust, `called_by_ranges` the
    share called unsignable with more than 90% of worlds agreeing; `shuffled` the mean AUC of SIGN
    and HOLD with forecasts shuffled among rows. `frozen` is of HOLD with weight and rates of kinds
    from the first frame alone, for the second.
    """

    name: str
    disputes: int
    readings: tuple[ReadingScore, ...]
    called_robust: float
    called_by_ranges: float
    shuffled: tuple[float, float]
    frozen: FrozenScore | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return it as `--json` prints it."""
        return vars(self) | {
            "readings": [reading.to_dict() for reading in self.readings],
            "shuffled": list(self.shuffled),
            "frozen": self.frozen.to_dict() if self.frozen else None,
        }


@dataclass(frozen=True, repr=False)
class LibraryScore:
    """How the model would have done: row by row, and set by set, each in several readings.

    `sets` are the frames by their years and then all. `shrinkage` is how far HOLD is believed
    beside the rate of its kind, fitted on all signed ones; None where only one frame is scored.
    `coders` are the AUCs of SIGN and HOLD on all, coded anew by each simulated second coder.
    """

    worlds: int
    seed: int
    version: str
    rows: tuple[Row, ...]
    sets: tuple[SetScore, ...]
    shrinkage: Shrinkage | None
    coders: tuple[tuple[float, float], ...] = ()

    def __repr__(self) -> str:
        coded = self.sets[-1].readings[0]
        scores = f"SIGN {coded.sign_auc.value:.2f}, HOLD {coded.hold_auc.value:.2f} (AUC, as coded)"
        return f"<LibraryScore of {len(self.rows)} settlements: {scores}>"

    @property
    def calibration(self) -> Mapping[str, tuple[Fifth, ...]]:
        """What was said in fifths, beside the share that came true."""
        return calibration_of(self.rows)

    def to_dict(self) -> dict[str, Any]:
        """Return it as `--json` prints it."""
        return vars(self) | {
            "calibration": {
                name: [each.to_dict() for each in found] for name, found in self.calibration.items()
            },
            "rows": [row.to_dict() for row in self.rows],
            "sets": [each.to_dict() for each in self.sets],
            "shrinkage": vars(self.shrinkage) if self.shrinkage else None,
            "coders": [{"sign_auc": sign, "hold_auc": hold} for sign, hold in self.coders],
        }


def score(
    settlements: Iterable[Settlement] | None = None,
    *,
    worlds: int = 2_000,
    seed: int = 0,
    coders: int = 0,
    engine: Engine | None = None,
    progress: Progress | None = None,
    tell: Callable[[str], None] | None = None,
) -> LibraryScore:
    """Run every settlement, unfitted, and score what it gives against what became of it.

    Parameters: `settlements`, those of the library where None; `worlds` and `seed`, as `assess`;
    `coders`, second codings of the whole library to simulate: each judged range is moved up or
    down by half its half-width; `engine`, what works the runs through, those of the library alone
    where it is not threads; `progress`, told how many runs are done; `tell`, told of workers that
    died.

    Raises: InputError where settlements of one's own are to be run elsewhere.
    """
    from servanda.version import __version__

    engine = engine or Engine()
    if settlements is not None and engine.kind != "threads":
        raise InputError(f"engine: {engine.kind} run the shipped library alone; name threads")
    runs = _shipped() if settlements is None else _Runs(tuple(settlements))
    tasks = [
        Run(each.id, reading, worlds, seed)
        for reading in (CODED, *runs.readings, *(f"{CODER} {n + 1}" for n in range(coders)))
        for each in runs.chosen
    ]
    made: dict[Run, Any] = {}
    work = runs.made if engine.kind == "threads" else run_of_library
    for task, found in worked(work, tasks, engine, tell):
        made[task] = found
        if progress:
            progress(len(made), len(tasks))
    told: dict[str, list[Any]] = {}
    for task in tasks:
        told.setdefault(task.reading, []).append(made[task])
    rows: list[Row] = told.pop(CODED)
    forecasts: dict[str, Forecasts] = {CODED: [(row.sign, row.hold) for row in rows]}
    forecasts |= {name: told[name] for name in runs.readings}
    whole = made_of(runs.chosen, rows, forecasts, worlds, seed, __version__)
    by_coder = (told[name] for name in told if name.startswith(CODER))
    return replace(whole, coders=tuple(_ranks(runs.chosen, found) for found in by_coder))


@dataclass(frozen=True)
class Run:
    """One settlement run in one reading: plain data, for whoever works it through."""

    settlement: str
    reading: str
    worlds: int
    seed: int

    def __str__(self) -> str:
        return f"{self.settlement}, {self.reading}"


class _Runs:
    """Settlements and how they may be read: what it takes to run one."""

    def __init__(self, chosen: tuple[Settlement, ...]) -> None:
        self.chosen = chosen
        self.readings = readings(chosen)
        self._by_id = {each.id: each for each in chosen}

    def made(self, run: Run) -> Row | tuple[float, float]:
        """Return the row of a settlement as coded, or its two forecasts in another reading."""
        each = self._by_id[run.settlement]
        if run.reading == CODED:
            found = assess(each.case, worlds=run.worlds, seed=run.seed, war_worlds=1)
            return _row(each, found[each.proposal])
        if run.reading in self.readings:
            case = self.readings[run.reading](each)
            return _forecast(case, each.proposal, sample(case, worlds=run.worlds, seed=run.seed))
        drawn = sample(each.case, worlds=run.worlds, seed=run.seed)
        return _forecast(each.case, each.proposal, drawn.leaning(_second(each, run, drawn)))


def _second(each: Settlement, run: Run, drawn: Worlds) -> dict[str, Lean]:
    """Return how a simulated second coder moves the judged ranges of a settlement."""

    def lean(path: str) -> Lean:
        stream = Stream(run.seed, f"{run.reading}/{each.id}/{path}")
        sign = float(np.sign(stream.uniforms(0, 1)[0] - 0.5))
        return lambda start, stop: np.full(stop - start, HALF_A_HALF_WIDTH * sign)

    return {path: lean(path) for path in judged(each.case) if path in drawn.numbers}


@cache
def _shipped() -> _Runs:
    return _Runs(tuple(library()))


def run_of_library(run: Run) -> Row | tuple[float, float]:
    """Return what one run of the shipped library gives; what a worker elsewhere is handed."""
    return _shipped().made(run)


def made_of(
    chosen: Sequence[Settlement],
    rows: Sequence[Row],
    forecasts: Mapping[str, Forecasts],
    worlds: int,
    seed: int,
    version: str,
) -> LibraryScore:
    """Return the scores of forecasts by reading, set by set."""
    there = [name for name in FRAMES if any(each.frame == name for each in chosen)]
    places = {name: [i for i, each in enumerate(chosen) if each.frame == name] for name in there}
    unseen = None
    if len(there) == len(FRAMES):
        parts = [
            ([chosen[i] for i in places[name]], [forecasts[CODED][i] for i in places[name]])
            for name in FRAMES
        ]
        unseen = frozen(*parts[0], *parts[1], seed)
    sets = []
    for name in [*there, ALL]:
        of = places.get(name, range(len(chosen)))
        told = {reading: [found[i] for i in of] for reading, found in forecasts.items()}
        late = unseen if name == FRAMES[-1] else None
        sets.append(
            _set_score(name, [chosen[i] for i in of], [rows[i] for i in of], told, late, seed)
        )
    coded = forecasts[CODED]
    kept = shrinkage_of(chosen, coded, unseen, seed) if unseen else None
    drawn = tuple(
        replace(row, shrunk=at) for row, at in zip(rows, _shrunk(chosen, coded), strict=True)
    )
    return LibraryScore(worlds, seed, version, drawn, tuple(sets), kept)


def _set_score(
    name: str,
    chosen: Sequence[Settlement],
    rows: Sequence[Row],
    forecasts: Mapping[str, Forecasts],
    unseen: FrozenScore | None,
    seed: int,
) -> SetScore:
    signed = [row for row in rows if row.became != "refused"]
    calls = [row for row in signed if row.verdict == "unsignable"]
    return SetScore(
        name,
        len({each.dispute for each in chosen}),
        tuple(
            scored(reading, chosen, found, close, seed)
            for close in (True, False)
            for reading, found in forecasts.items()
        ),
        sum(row.robust for row in calls) / max(len(signed), 1),
        sum(row.by_ranges == "robust" for row in calls) / max(len(signed), 1),
        _shuffled(chosen, forecasts[CODED], seed),
        unseen,
    )


def _shrunk(chosen: Sequence[Settlement], coded: Forecasts) -> list[float | None]:
    """Return HOLD of each signed one drawn towards its kind, weight and rate from others."""
    papers, hold, held, disputes = signed_papers(list(zip(chosen, coded, strict=True)))
    towards, _ = shrunk(hold, rates_of_kind(papers), held, disputes)
    made = iter(towards)
    return [float(next(made)) if each.signed else None for each in chosen]


def _row(each: Settlement, result: ProposalResult) -> Row:
    holds = result.holds[5]
    few = holds is None or holds.worlds < FEW
    hold = result.would_hold[5] if few else holds
    tried = result.robustness
    return Row(
        each.id, each.dispute, each.frame, each.kind, each.became, each.close_call,
        result.signed.share, hold.share if hold is not None else 0.5, result.verdict.word,
        firmness_of(result.signed, result.verdict.word, result.stops_given, holds),
        result.verdict.firmness == "robust",
        tuple(trial.name for trial in tried.failed) if tried else (),
    )  # fmt: skip


def _forecast(case: Case, proposal: str, drawn: Worlds) -> tuple[float, float]:
    found = columns_of(case, drawn, proposal, ("signed", "holds_5", "would_hold_5"))
    signed = float(found["signed"].sum())
    given = float(found["holds_5"].sum()) / signed if signed >= FEW else None
    share = signed / len(found["signed"])
    return share, float(found["would_hold_5"].mean()) if given is None else given


def shipped_rows() -> tuple[Row, ...]:
    """Return the rows as they were scored for this version, without running anything.

    >>> len(shipped_rows()) == len(library())
    True
    """
    text = (files("servanda.settlements") / "scored.json").read_text(encoding="utf-8")
    names = {field.name for field in fields(Row)}
    rows: list[dict[str, Any]] = json.loads(text)["rows"]
    kept = ({name: at for name, at in row.items() if name in names} for row in rows)
    return tuple(Row(**row | {"failed": tuple(row["failed"])}) for row in kept)


def _ranks(chosen: Sequence[Settlement], forecasts: Forecasts) -> tuple[float, float]:
    """Return the AUC of SIGN over all, and of HOLD over those that were signed."""
    signed = np.array([float(each.signed) for each in chosen])
    held = np.array([float(each.became == "held") for each in chosen if each.signed])
    hold = np.array([t[1] for each, t in zip(chosen, forecasts, strict=True) if each.signed])
    return auc(np.array([told[0] for told in forecasts]), signed), auc(hold, held)


def _shuffled(chosen: Sequence[Settlement], forecasts: Forecasts, seed: int) -> tuple[float, float]:
    rng = np.random.Generator(np.random.Philox(key=seed))
    sign = np.array([told[0] for told in forecasts])
    hold = np.array([t[1] for each, t in zip(chosen, forecasts, strict=True) if each.signed])
    signed = np.array([float(each.signed) for each in chosen])
    held = np.array([float(each.became == "held") for each in chosen if each.signed])
    both = [
        (auc(rng.permutation(sign), signed), auc(rng.permutation(hold), held))
        for _ in range(SHUFFLES)
    ]
    mean_sign, mean_hold = np.array(both).mean(axis=0)
    return float(mean_sign), float(mean_hold)
