"""Readiness fitted to which proposals of the library were signed (registration 6).

    python validation/readiness.py [--worlds 2000] [--seed 0]

Prints the fits, as drawn and with refused and signed proposals counted as equally many, how far the
mean and the deviation stand in for one another, and the scores on what was not fitted.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from servanda.arrays import Floats
from servanda.engine.chunk import Chunk
from servanda.engine.plan import plan_of
from servanda.explore.methods.clustered import auc
from servanda.settlements.library import FRAMES, Settlement, library
from servanda.worlds.sample import sample

MEANS = np.arange(-0.05, 0.2001, 0.01)
DEVIATIONS = np.arange(0.02, 0.3001, 0.01)
LEAST = 0.002
"""No forecast is surer than that: the share of worlds has an error of its own."""

Fit = tuple[float, float]
WITHOUT: Fit = (0.0, 1e-9)


@dataclass(frozen=True)
class Margins:
    """A proposal: what signing is worth to those bound, and whether it was signed."""

    dispute: str
    frame: str
    signed: bool
    others_agree: Floats
    of_parties: Floats

    @classmethod
    def of(cls, settlement: Settlement, worlds: int, seed: int) -> Margins:
        """Return those of a settlement, with readiness held at 0."""
        case = settlement.case
        drawn = sample(case, worlds=worlds, seed=seed)
        ready = {f"parties.{party}.readiness": 0.0 for party in case.parties}
        plan = plan_of(case)
        chunk = Chunk(plan, drawn.fixed(ready))
        voted = chunk.vote(plan.after_any_settlement(settlement.proposal))
        bound = voted.settled.prepared.bound
        none = np.full((1, worlds), np.inf)
        return cls(
            settlement.dispute, settlement.frame, settlement.signed,
            voted.others_agree.astype(np.float64),
            np.stack([voted.margins[party] for party in bound]) if bound else none,
        )  # fmt: skip

    def chance(self, fit: Fit) -> float:
        """Return the chance that it is signed where readiness has this mean and deviation."""
        mean, deviation = fit
        willing = ndtr((self.of_parties + mean) / deviation).prod(axis=0)
        return float(np.clip((self.others_agree * willing).mean(), LEAST, 1.0 - LEAST))


class Told:
    """Proposals with their chances over the whole grid, computed once."""

    def __init__(self, proposals: Sequence[Margins]) -> None:
        self.proposals = tuple(proposals)
        self.signed = np.array([float(each.signed) for each in proposals])
        self.disputes = np.array([each.dispute for each in proposals])
        self.frames = np.array([each.frame for each in proposals])
        grid = [[[each.chance((m, s)) for s in DEVIATIONS] for m in MEANS] for each in proposals]
        self._scores = _log_score(np.array(grid), self.signed[:, None, None])

    def fit(self, of: np.ndarray, even: bool = True) -> tuple[Fit, float]:
        """Return the best fit to some proposals, and its log score."""
        total = (self._scores * self.weights(of, even)[:, None, None]).sum(axis=0)
        place = np.unravel_index(int(total.argmax()), total.shape)
        return (float(MEANS[place[0]]), float(DEVIATIONS[place[1]])), float(total[place])

    def within(self, of: np.ndarray, fall: float) -> list[Fit]:
        """Return the points whose log score falls short of the best by no more than `fall`."""
        total = (self._scores * self.weights(of, True)[:, None, None]).sum(axis=0)
        near = np.argwhere(total >= total.max() - fall)
        return [(float(MEANS[i]), float(DEVIATIONS[j])) for i, j in near]

    def weights(self, of: np.ndarray, even: bool) -> Floats:
        """Return what each proposal counts: 0 outside `of`; signed and refused alike if `even`."""
        if not even:
            return of.astype(np.float64)
        share = self.signed[of].mean()
        return np.where(of, np.where(self.signed > 0, 0.5 / share, 0.5 / (1.0 - share)), 0.0)

    def chances(self, fit: Fit) -> Floats:
        """Return the chance of each proposal."""
        return np.array([each.chance(fit) for each in self.proposals])

    def left_out(self) -> Floats:
        """Return the chance of each by the fit to all other disputes."""
        found = np.empty(len(self.proposals))
        for dispute in np.unique(self.disputes):
            here = self.disputes == dispute
            fit, _ = self.fit(~here)
            found[here] = [self.proposals[k].chance(fit) for k in np.flatnonzero(here)]
        return found


def _log_score(chance: Floats, signed: Floats) -> Floats:
    return signed * np.log(chance) + (1.0 - signed) * np.log1p(-chance)


def _clustered(gains: Floats, disputes: np.ndarray) -> tuple[float, float]:
    """Return the mean of gains and its standard error over disputes."""
    sums = np.array(
        [(gains - gains.mean())[disputes == each].sum() for each in np.unique(disputes)]
    )
    return float(gains.mean()), float(np.sqrt((sums**2).sum()) / len(gains))


def main() -> None:
    """Fit, and print what came out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--worlds", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    told = Told([Margins.of(each, given.worlds, given.seed) for each in library()])
    early, late = (told.frames == name for name in FRAMES)
    every = early | late
    fits = {"nothing": WITHOUT}
    for name, of in ((FRAMES[0], early), (FRAMES[1], late), ("all", every)):
        for even in (True, False):
            how = "signed and refused as equally many" if even else "as drawn"
            fits[f"{name}, {how}"] = told.fit(of, even)[0]
    print("fitted on: mean, s.d.; AUC, Brier, log score: of the first, the second, all")
    for name, fit in fits.items():
        print(f"  {name}: {fit[0]:.2f}, {fit[1]:.2f}" + _scores(told, told.chances(fit)))
    print("each dispute by the fit to the others:" + _scores(told, told.left_out()))
    before = _log_score(told.chances(WITHOUT), told.signed)
    gain = _clustered(_log_score(told.left_out(), told.signed) - before, told.disputes)
    print(f"gain in log score a proposal over none: {gain[0]:.3f} +- {gain[1]:.3f}")
    near = told.within(every, 1.35)
    means, deviations = zip(*near, strict=True)
    print(
        f"within 90% of the best: mean {min(means):.2f} to {max(means):.2f},"
        f" s.d. {min(deviations):.2f} to {max(deviations):.2f}"
    )


def _scores(told: Told, chance: Floats) -> str:
    early, late = (told.frames == name for name in FRAMES)
    said = ""
    for of in (early, late, early | late):
        score = _log_score(chance[of], told.signed[of]).mean()
        rank = auc(chance[of], told.signed[of])
        brier = ((chance[of] - told.signed[of]) ** 2).mean()
        said += f"; {rank:.2f}, {brier:.3f}, {score:.3f}"
    return said


if __name__ == "__main__":
    main()
