"""How the model, unfitted, would have told what became of the library: signed or not, held or not.

Fixed beforehand in `validation/registrations/004-library-of-settlements.md`: readings, forecasts,
clusters, scores and bars.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Any

import numpy as np

from servanda.arrays import Floats
from servanda.case.change import with_values
from servanda.case.keys.case import Case, numbers_in
from servanda.engine.assess import assess
from servanda.engine.results import ProposalResult
from servanda.engine.shares import FEW
from servanda.engine.verdict import firmness_of
from servanda.explore.methods.clustered import Scored, auc, brier, gain_over, over_clusters, shrunk
from servanda.explore.proposal_study import columns_of
from servanda.kinds_of_war import kind_of_war
from servanda.quantity import Interval
from servanda.settlements.library import Settlement, library
from servanda.threads import Progress
from servanda.worlds.sample import sample

__all__ = ["LibraryScore", "ReadingScore", "Row", "rates_of_kind", "readings", "score", "scored"]

SORTS = (
    r"war\.costs\.\w+",
    r"war\.patience\.\w+",
    r"parties\.\w+\.victory",
    r"war\.victory\.(?P<of>\w+)\.(?P=of)",
    r"war\.victory\.\w+\.analyst",
    r"proposals\.\w+\.political_costs\.\w+",
    r"proposals\.\w+\.pressure\.\d+\.costs",
    r"proposals\.\w+\.pressure\.\d+\.believed",
    r"record\.\w+\.conduct\.\w+\.similarity",
)
"""Judged numbers that are of one sort in every case."""

CODED, NO_COST, NO_RECORD, AVERAGE = (
    "as coded",
    "no political cost",
    "no political cost, no record",
    "judged fields at their average",
)
SHUFFLES = 200
SMOOTHING = 2.0
"""How many settlements of the overall share a kind's rate is drawn towards it by."""


@dataclass(frozen=True)
class Row:
    """What was forecast of one settlement, beside what became of it."""

    id: str
    dispute: str
    kind: str
    became: str
    close_call: bool
    sign: float
    hold: float
    verdict: str
    by_ranges: str
    robust: bool
    failed: tuple[str, ...]

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
class ReadingScore:
    """The scores of one reading of the library; `hold_*` are of those that were signed.

    `brier` of HOLD as it is, `brier_shrunk` drawn towards the rate of its kind, `brier_kind` of
    that rate, counted in other disputes of the library, `brier_shipped` of the rate shipped with
    the kind. `gain` is of the shrunk forecast over the rate of its kind.
    """

    name: str
    settlements: int
    sign_auc: Scored
    hold_auc: Scored
    brier: float
    brier_shrunk: float
    brier_kind: float
    brier_shipped: float
    brier_constant: float
    gain: Scored
    weight: float

    def to_dict(self) -> dict[str, Any]:
        """Return it as `--json` prints it."""
        body = vars(self).copy()
        return body | {k: body[k].to_dict() for k in ("sign_auc", "hold_auc", "gain")}


@dataclass(frozen=True, repr=False)
class LibraryScore:
    """How the model would have done: row by row, and reading by reading.

    `called_robust` is the share of the signed called unsignable and robust, `called_by_ranges` the
    share called unsignable with more than 90% of worlds agreeing; `shuffled` the mean AUC of SIGN
    and HOLD with forecasts shuffled among rows.
    """

    worlds: int
    seed: int
    version: str
    rows: tuple[Row, ...]
    readings: tuple[ReadingScore, ...]
    called_robust: float
    called_by_ranges: float
    shuffled: tuple[float, float]

    def __repr__(self) -> str:
        coded = self.readings[0]
        scores = f"SIGN {coded.sign_auc.value:.2f}, HOLD {coded.hold_auc.value:.2f} (AUC, as coded)"
        return f"<LibraryScore of {len(self.rows)} settlements: {scores}>"

    def to_dict(self) -> dict[str, Any]:
        """Return it as `--json` prints it."""
        return vars(self) | {
            "rows": [row.to_dict() for row in self.rows],
            "readings": [reading.to_dict() for reading in self.readings],
            "shuffled": list(self.shuffled),
        }


def score(
    settlements: Iterable[Settlement] | None = None,
    *,
    worlds: int = 2_000,
    seed: int = 0,
    progress: Progress | None = None,
) -> LibraryScore:
    """Run every settlement, unfitted, and score what it gives against what became of it.

    Parameters: `settlements`, those of the library where None; `worlds` and `seed`, as `assess`;
    `progress`, told how many runs are done.
    """
    from servanda.version import __version__

    chosen = tuple(library() if settlements is None else settlements)
    total, done = len(chosen) * 4, 0

    def told() -> None:
        nonlocal done
        done += 1
        if progress:
            progress(done, total)

    rows = []
    for each in chosen:
        rows.append(_row(each, assess(each.case, worlds=worlds, seed=seed)[each.proposal]))
        told()
    forecasts = {CODED: [(row.sign, row.hold) for row in rows]}
    for name, read in readings(chosen).items():
        found = []
        for each in chosen:
            found.append(_forecast(read(each), each.proposal, worlds, seed))
            told()
        forecasts[name] = found
    made = [
        scored(name, chosen, found, close, seed)
        for close in (True, False)
        for name, found in forecasts.items()
    ]
    signed = [row for row in rows if row.became != "refused"]
    calls = [row for row in signed if row.verdict == "unsignable"]
    return LibraryScore(
        worlds, seed, __version__, tuple(rows), tuple(made),
        sum(row.robust for row in calls) / max(len(signed), 1),
        sum(row.by_ranges == "robust" for row in calls) / max(len(signed), 1),
        _shuffled(chosen, forecasts[CODED], seed),
    )  # fmt: skip


def _row(each: Settlement, result: ProposalResult) -> Row:
    holds = result.holds[5]
    few = holds is None or holds.worlds < FEW
    hold = result.would_hold[5] if few else holds
    tried = result.robustness
    return Row(
        each.id, each.dispute, each.kind, each.became, each.close_call,
        result.signed.share, hold.share if hold is not None else 0.5, result.verdict.word,
        firmness_of(result.signed, result.verdict.word, result.stops_given, holds),
        result.verdict.firmness == "robust",
        tuple(trial.name for trial in tried.failed) if tried else (),
    )  # fmt: skip


def _forecast(case: Case, proposal: str, worlds: int, seed: int) -> tuple[float, float]:
    names = ("signed", "holds_5", "would_hold_5")
    found = columns_of(case, sample(case, worlds=worlds, seed=seed), proposal, names)
    signed = float(found["signed"].sum())
    given = float(found["holds_5"].sum()) / signed if signed >= FEW else None
    return signed / worlds, float(found["would_hold_5"].mean()) if given is None else given


def readings(chosen: Sequence[Settlement]) -> Mapping[str, Callable[[Settlement], Case]]:
    """Return the readings of a case besides that as coded, by name."""
    sums = {each.id: _of_sorts(each.case) for each in chosen}

    def average(each: Settlement) -> Case:
        others = [sums[one.id] for one in chosen if one.dispute != each.dispute]
        values = {}
        for path, number in numbers_in(each.case):
            sort = _sort_of(path)
            if sort is None or not isinstance(number.form, Interval):
                continue
            ends = [pair for found in others for pair in found.get(sort, ())]
            if ends:
                low, high = mean(a for a, _ in ends), mean(b for _, b in ends)
                values[path] = f"{low:.6g} to {high:.6g}"
        return with_values(each.case, values)

    return {
        NO_COST: lambda each: _without(each, record=False),
        NO_RECORD: lambda each: _without(each, record=True),
        AVERAGE: average,
    }


def _without(each: Settlement, *, record: bool) -> Case:
    """Return the case with no political cost, and no record where so asked."""
    body = each.case.proposals[each.proposal].model_copy(update={"political_costs": {}})
    proposals = {**each.case.proposals, each.proposal: body}
    changed: dict[str, Any] = {"proposals": proposals} | ({"record": {}} if record else {})
    return each.case.model_copy(update=changed)


def _sort_of(path: str) -> str | None:
    return next((sort for sort in SORTS if re.fullmatch(sort, path)), None)


def _of_sorts(case: Case) -> dict[str, list[tuple[float, float]]]:
    found: dict[str, list[tuple[float, float]]] = {}
    for path, number in numbers_in(case):
        sort = _sort_of(path)
        if sort and isinstance(number.form, Interval):
            found.setdefault(sort, []).append((number.form.low, number.form.high))
    return found


def scored(
    name: str,
    chosen: Sequence[Settlement],
    forecasts: Sequence[tuple[float, float]],
    close: bool = True,
    seed: int = 0,
) -> ReadingScore:
    """Return the scores of forecasts of SIGN and HOLD; without the close calls unless `close`."""
    pairs = [
        (each, told)
        for each, told in zip(chosen, forecasts, strict=True)
        if close or not each.close_call
    ]
    clusters = [each.dispute for each, _ in pairs]
    sign = np.array([told[0] for _, told in pairs])
    signed = np.array([float(each.signed) for each, _ in pairs])
    papers = [(each, told) for each, told in pairs if each.signed]
    hold = np.array([told[1] for _, told in papers])
    held = np.array([float(each.became == "held") for each, _ in papers])
    disputes = [each.dispute for each, _ in papers]
    rates = rates_of_kind([each for each, _ in papers])
    shipped = np.array([kind_of_war(each.kind).held(5).share for each, _ in papers])
    towards, weights = shrunk(hold, rates, held, disputes)
    return ReadingScore(
        name if close else f"{name}, without close calls",
        len(pairs),
        over_clusters(lambda rows: auc(sign[rows], signed[rows]), clusters, seed),
        over_clusters(lambda rows: auc(hold[rows], held[rows]), disputes, seed),
        brier(hold, held),
        brier(towards, held),
        brier(rates, held),
        brier(shipped, held),
        brier(np.full(len(held), held.mean()), held),
        gain_over(towards, rates, held, disputes, seed),
        float(weights.mean()),
    )


def rates_of_kind(papers: Sequence[Settlement]) -> Floats:
    """Return the rate of each paper's kind, counted in all other disputes of the library."""
    found = []
    for each in papers:
        others = [one for one in papers if one.dispute != each.dispute]
        overall = mean(float(one.became == "held") for one in others)
        alike = [float(one.became == "held") for one in others if one.kind == each.kind]
        found.append((sum(alike) + SMOOTHING * overall) / (len(alike) + SMOOTHING))
    return np.array(found)


def _shuffled(
    chosen: Sequence[Settlement], forecasts: Sequence[tuple[float, float]], seed: int
) -> tuple[float, float]:
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
