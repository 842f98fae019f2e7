"""What came of the questions of a ledger: Brier and logarithmic scores, calibration, the crowd."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from servanda.errors import InputError
from servanda.explore.methods.clustered import Scored, gain_over, over_clusters
from servanda.forecasts.book import Book

__all__ = ["Bin", "LedgerScore", "score_ledger"]

LEAST = 0.001
"""No chance counts as less in the logarithmic score, so that one sure miss is not infinite."""
EDGES = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0)


@dataclass(frozen=True)
class Bin:
    """Questions whose probabilities lie in a range: how many, their mean, and what came."""

    low: float
    high: float
    questions: int
    mean: float
    came: float


@dataclass(frozen=True, repr=False)
class LedgerScore:
    """The scores of the questions that are resolved; errors over clusters, the cases.

    `base` is the Brier score of saying every time what came overall; `gain_on_crowd` is by how much
    the Brier score is below the crowd's, on the questions that the crowd answered.
    """

    resolved: int
    void: int
    open: int
    clusters: int
    brier: Scored
    log: Scored
    base: float
    calibration: tuple[Bin, ...]
    crowd: int
    brier_crowd: float | None
    gain_on_crowd: Scored | None

    def __repr__(self) -> str:
        return f"<LedgerScore: {self.resolved} resolved, Brier {self.brier.value:.3f}>"

    def __str__(self) -> str:
        lines = [
            f"{self.resolved} resolved in {self.clusters} cases, {self.void} void, "
            f"{self.open} open.",
            f"Brier {self.brier.value:.3f} ± {self.brier.se:.3f} (saying the overall share "
            f"{self.base:.3f}); logarithmic score {self.log.value:.3f} ± {self.log.se:.3f}.",
        ]
        lines += [
            f"  {bin.low:.0%} to {bin.high:.0%}: {bin.questions} questions, said {bin.mean:.0%}, "
            f"came {bin.came:.0%}"
            for bin in self.calibration
        ]
        if self.gain_on_crowd is not None and self.brier_crowd is not None:
            gain = self.gain_on_crowd
            lines.append(
                f"Crowd, on {self.crowd} of them: Brier {self.brier_crowd:.3f}; ours is lower by "
                f"{gain.value:+.3f} ± {gain.se:.3f}."
            )
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """Return the scores as `--json` prints them."""
        body = vars(self) | {
            "brier": _finite(self.brier),
            "log": _finite(self.log),
            "calibration": [vars(each).copy() for each in self.calibration],
        }
        gain = self.gain_on_crowd
        return body | {"gain_on_crowd": _finite(gain) if gain else None}


def _finite(scored: Scored) -> dict[str, float | None]:
    return {k: v if math.isfinite(v) else None for k, v in scored.to_dict().items()}


def score_ledger(book: Book, seed: int = 0) -> LedgerScore:
    """Return the scores of what is resolved.

    Raises: InputError where nothing is.
    """
    answers = book.answers
    rows = [
        (body, float(answers[name]["answer"] == "yes"))
        for name, body in book.questions.items()
        if name in answers and answers[name]["answer"] != "void"
    ]
    if not rows:
        raise InputError("no question is resolved yet; `servanda ledger resolve` does it")
    said = np.array([float(body["probability"]) for body, _ in rows])
    came = np.array([answer for _, answer in rows])
    clusters = [str(body["cluster"]) for body, _ in rows]
    crowd = _crowd(book)
    asked = np.array([place for place, (body, _) in enumerate(rows) if body["id"] in crowd], int)
    theirs = np.array([crowd[rows[place][0]["id"]] for place in asked])
    void = sum(body["answer"] == "void" for body in answers.values())
    squares = (said - came) ** 2
    logs = -np.log(np.maximum(np.where(came > 0.5, said, 1.0 - said), LEAST))
    gain = None
    if len(asked):
        on = [clusters[place] for place in asked]
        gain = gain_over(said[asked], theirs, came[asked], on, seed)
    return LedgerScore(
        len(rows), void, len(book.questions) - len(rows) - void, len(set(clusters)),
        over_clusters(lambda some: float(squares[some].mean()), clusters, seed),
        over_clusters(lambda some: float(logs[some].mean()), clusters, seed),
        float(((came.mean() - came) ** 2).mean()),
        tuple(_bins(said, came)),
        len(asked),
        float(((theirs - came[asked]) ** 2).mean()) if len(asked) else None,
        gain,
    )  # fmt: skip


def _crowd(book: Book) -> Mapping[str, float]:
    """Return the last probability that a crowd gave to each question before it was resolved."""
    found: dict[str, float] = {}
    closed: set[str] = set()
    for entry in book.entries:
        name = str(entry.body["id"])
        if entry.kind == "resolution":
            closed.add(name)
        elif entry.kind == "crowd" and name not in closed:
            found[name] = float(entry.body["probability"])
    return found


def _bins(said: np.ndarray, came: np.ndarray) -> list[Bin]:
    found = []
    for low, high in pairwise(EDGES):
        here = (said >= low) & ((said < high) | (high == 1.0))
        if here.any():
            found.append(
                Bin(low, high, int(here.sum()), float(said[here].mean()), float(came[here].mean()))
            )
    return found
