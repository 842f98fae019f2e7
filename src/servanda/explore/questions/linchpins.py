"""Linchpins of a study: which single number, moved inside its range, flips each verdict.

Most numbers are ruled out without computing anything anew: where inputs are independent, the share
of worlds in a bin of one input *is* the share with that input fixed there. The rest are scanned on
the first few thousand worlds, and every flip is then closed in on, on all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from servanda.arrays import Floats
from servanda.explore.ask import Question
from servanda.explore.finding import Finding, Row
from servanda.explore.methods.root_on_few_worlds import close_in, followed
from servanda.explore.methods.thresholds import Flip, JointFlip, binned, thresholds, turning_bins
from servanda.explore.study import Input, Outcome, Rerun, Study
from servanda.sentences import number

__all__ = ["JOINT_LINCHPINS", "LINCHPINS", "flips_of", "jointly", "linchpins"]

Bins = Callable[[str], NDArray[np.intp]]

NOTHING = "Nothing inside the stated ranges, moved alone, flips it."
JOINTLY = 6
"""Inputs that a joint change may move."""
CLAUSES = 4
"""Moves that a sentence lists at the most; of more the table tells."""
HALVINGS = 7
ERRORS = 3.0
"""Standard errors by which a margin of few worlds may be wrong."""
SCREENED = 20_000
"""Worlds from which inputs are ruled out."""
FAR = 0.1
"""How far beyond noise a share of few worlds must stay from the level to rule an input out."""


def linchpins(study: Study) -> list[Finding]:
    """Find the single inputs whose change inside their own stated range flips each verdict."""
    if study.rerun is None:
        return []
    chances = [outcome for outcome in study.outcomes if outcome.is_chance]
    codes = _bins_of(study)
    return [_finding(study, outcome, _all_flips(study, outcome, codes)) for outcome in chances]


def flips_of(study: Study, outcome: Outcome) -> list[Flip]:
    """Find every single-input flip of one outcome's verdict, nearest first; each is verified.

    The margins of a flip are those of all worlds of the study, computed with the input at its two
    values.
    """
    return _all_flips(study, outcome, _bins_of(study))


def _all_flips(study: Study, outcome: Outcome, codes: Bins) -> list[Flip]:
    flips = [flip for item in study.inputs for flip in _flips(study, outcome, item, codes)]
    return sorted(flips, key=lambda flip: flip.distance)


def _bins_of(study: Study) -> Bins:
    """Give what looks up the bin of each of the first worlds, sorting each input only once."""

    @cache
    def codes(name: str) -> NDArray[np.intp]:
        return binned(study.column(name)[:SCREENED])

    return codes


def _finding(study: Study, outcome: Outcome, flips: list[Flip]) -> Finding:
    return Finding(
        "linchpins",
        f"Which single number would flip the verdict whether {outcome.sentence}?",
        " ".join(flip.says for flip in flips[:3]) or NOTHING,
        "interval",
        tuple(_row(flip) for flip in flips),
        study.provenance("same worlds, one input set at a time; both sides computed"),
        found=bool(flips),
        outcome=outcome.name,
        labels={"middle": "threshold", "distance": "distance in units of the input's range"},
    )


def jointly(study: Study, outcome: Outcome) -> tuple[JointFlip | None, int]:
    """Find a small joint change of the few inputs that move an outcome most, if one turns it.

    Returns the change, verified on all worlds, and how many inputs were let move. From where they
    are now, inputs move towards the ends of their ranges, each in proportion to its correlation
    with the outcome (the shortest way where the outcome is linear in them), until the verdict turns
    on the first worlds; then each is drawn back by itself as far as it goes.
    *Departure*: not the least of all joint changes, which `joint_flip` looks for at ten times the
    cost; but no number of it can be drawn back alone by an eighth of its way.
    """
    assert study.rerun is not None
    moved = _movers(study, outcome)
    items = [item for item, _ in moved]
    sign = 1.0 if outcome.margin >= 0.0 else -1.0
    few = _margins(study.rerun_few or study.rerun, outcome, items)
    now = np.array([np.clip(item.middle, item.low, item.high) for item in items])
    ends = np.array([item.low if sign * way > 0.0 else item.high for item, way in moved])
    weight = np.array([abs(way) for _, way in moved])

    def turns(values: Floats) -> bool:
        return (few(values) >= 0.0) != (outcome.margin >= 0.0)

    if not items or not turns(ends):
        return None, len(items)
    values = _drawn_back(turns, now, ends, weight / weight.max())
    return _confirmed(study, outcome, items, now, values), len(items)


def _drawn_back(
    turns: Callable[[Floats], bool], now: Floats, ends: Floats, weight: Floats
) -> Floats:
    """Give a point between now and the ends at which the verdict turns, drawn back towards now."""

    def at(reach: float) -> Floats:
        share = np.minimum(weight * reach / (1.0 - reach), 1.0) if reach < 1.0 else 1.0
        point: Floats = now + share * (ends - now)
        return point

    short, far = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = 0.5 * (short + far)
        short, far = (short, middle) if turns(at(middle)) else (middle, far)
    values = at(far)
    for place in np.argsort(weight):
        for share in (1.0, 0.5, 0.25, 0.125):
            back = values.copy()
            back[place] += share * (now[place] - values[place])
            if turns(back):
                values = back
                break
    return values


def _confirmed(
    study: Study, outcome: Outcome, items: list[Input], now: Floats, values: Floats
) -> JointFlip | None:
    """Give the joint change if it turns the verdict on all worlds, if need be pushed a little.

    Inputs drawn back all the way are left uncertain again where the verdict turns without them.
    """
    assert study.rerun is not None
    triples = list(zip(items, map(float, now), map(float, values), strict=True))
    kept_few = triples
    for each in [each for each in triples if each[1] == each[2]]:
        without = [other for other in kept_few if other is not each]
        few = _margins(study.rerun_few or study.rerun, outcome, [item for item, _, _ in without])
        at = np.array([new for _, _, new in without])
        if without and (few(at) >= 0.0) != (outcome.margin >= 0.0):
            kept_few = without
    for kept in (kept_few, triples) if len(kept_few) < len(triples) else (triples,):
        margins = _margins(study.rerun, outcome, [item for item, _, _ in kept])
        for stretch in (1.0, 1.03, 1.1) if kept else ():
            moves = tuple(
                (item, at, float(np.clip(at + stretch * (new - at), item.low, item.high)))
                for item, at, new in kept
            )
            margin = margins(np.array([new for _, _, new in moves]))
            if (margin >= 0.0) != (outcome.margin >= 0.0):
                return JointFlip(moves, _length(moves), margin, 1, 1)
    return None


def joint_linchpins(study: Study) -> list[Finding]:
    """Find a small joint change that flips each verdict."""
    if study.rerun is None:
        return []
    chances = [outcome for outcome in study.outcomes if outcome.is_chance]
    return [_jointly(study, outcome) for outcome in chances]


def _movers(study: Study, outcome: Outcome) -> list[tuple[Input, float]]:
    """The inputs that move an outcome most, each with its correlation, the largest first."""
    values = outcome.values[:SCREENED]
    if values.std() == 0.0:
        return []
    found = []
    for item in study.inputs:
        column = study.column(item.name)[:SCREENED]
        if item.width > 0.0 and column.std() > 0.0:
            found.append((item, float(np.corrcoef(column, values)[0, 1])))
    found.sort(key=lambda pair: -abs(pair[1]))
    return found[:JOINTLY]


def _margins(rerun: Rerun, outcome: Outcome, items: list[Input]) -> Callable[[Floats], float]:
    names = [item.name for item in items]

    def margin(values: Floats) -> float:
        held = dict(zip(names, map(float, values), strict=True))
        return float(rerun(held)[outcome.name].mean()) - outcome.level

    return margin


def _length(moves: tuple[tuple[Input, float, float], ...]) -> float:
    return float(np.sqrt(sum(((new - now) / (0.5 * item.width)) ** 2 for item, now, new in moves)))


def _jointly(study: Study, outcome: Outcome) -> Finding:
    found, count = jointly(study, outcome)
    rows: list[Row] = []
    claim = f"No joint change of the {count} numbers that move it most, inside their ranges, does."
    if not count:
        claim = "It is the same in every world looked at, so no number was seen to move it."
    if found is not None:
        told = [
            f"{item.says} from {number(now, 3)} to {number(new, 3)}"
            if now != new
            else f"{item.says} known to be {number(now, 3)}"
            for item, now, new in found.moves
        ]
        claim = f"Together: {'; '.join(told)}."
        if len(told) > CLAUSES:
            claim = f"{len(told)} numbers together, each moved as the table says."
        rows = [
            {
                "number": item.says,
                "now": now,
                "new": new,
                "unit": item.unit,
                "half-ranges moved": abs(new - now) / (0.5 * item.width),
                "basis": item.basis,
                "indicator": item.indicator,
                "path": item.name,
            }
            for item, now, new in found.moves
        ]
    return Finding(
        "joint linchpins",
        f"Which joint change would flip the verdict whether {outcome.sentence}?",
        claim,
        "table",
        tuple(rows),
        study.provenance("along the correlations, then drawn back; verified on all worlds"),
        ("The smallest that was found; the surface may hold a smaller one.",) if rows else (),
        found=bool(rows),
        outcome=outcome.name,
    )


def _flips(study: Study, outcome: Outcome, item: Input, codes: Bins) -> tuple[Flip, ...]:
    ask = _Margins(study, outcome, item)
    ends = _ends(study, outcome, item, codes, ask) if item.width else []
    if not ends:
        return ()
    middle = item.middle
    here = ask.sure(middle)
    if (here >= 0.0) != (outcome.margin >= 0.0):
        here = ask.all(middle)
        if (here >= 0.0) != (outcome.margin >= 0.0):
            return (Flip(item, middle, middle, 0.0, outcome.margin, here),)
    guesses = [flip.value for flip in thresholds(item, ask.few, ends=ends, points=5, accuracy=0.03)]
    for end in ends:  # few worlds may miss what turns only at the very end
        missed = not any((guess > middle) == (end > middle) for guess in guesses)
        if missed and end != middle and ask.may_turn(end, here):
            guesses.append(end)
    found = [
        close_in(item, ask.all, _placed(item, ask.some, guess), (middle, here), model=ask.some)
        for guess in guesses
    ]
    return tuple(flip for flip in found if flip is not None)


def _placed(item: Input, some: Callable[[float], float], guess: float) -> float:
    """Give the root that more worlds lead to from a guess, unless it lies across the middle."""
    slope = 0.0
    for _ in range(2):
        root, slope = followed(item, some, (guess, some(guess)), slope)
        if root is None or (root > item.middle) != (guess > item.middle):
            break
        guess = root
    return guess


class _Margins:
    """The margin of one outcome with one input held: of all worlds, and as fewer worlds tell it.

    Fewer worlds tell how the outcome *differs* from what it is with nothing held, where its mean
    over all worlds is known; that is far surer than their own mean.
    """

    def __init__(self, study: Study, outcome: Outcome, item: Input) -> None:
        assert study.rerun is not None
        self._outcome, self._item, self._rerun = outcome, item, study.rerun
        self._few = study.rerun_few or study.rerun
        self._some = study.rerun_some or study.rerun

    def all(self, value: float) -> float:
        """Give the margin of all worlds."""
        held = self._rerun({self._item.name: value})
        return float(held[self._outcome.name].mean()) - self._outcome.level

    def few(self, value: float) -> float:
        """Give the margin as the first few worlds tell it."""
        return self._told(self._few, value)[0]

    def some(self, value: float) -> float:
        """Give the margin as rather more worlds tell it."""
        return self._told(self._some, value)[0]

    def sure(self, value: float) -> float:
        """Give a margin whose sign is sure, from as few worlds as it takes."""
        for rerun in (self._few, self._some):
            told, doubt = self._told(rerun, value)
            if abs(told) > doubt:
                return told
        return self.all(value)

    def may_turn(self, value: float, here: float) -> bool:
        """Say whether the verdict may have another sign there; sure only where it says no."""
        for rerun in (self._few, self._some):
            told, doubt = self._told(rerun, value)
            if (told if here >= 0.0 else -told) > doubt:
                return False
        return True

    def _told(self, rerun: Rerun, value: float) -> tuple[float, float]:
        """Give the margin that some worlds tell, and how far it may be off."""
        name = self._outcome.name
        if rerun is self._rerun:
            return self.all(value), 0.0
        change = rerun({self._item.name: value})[name] - rerun({})[name]
        doubt = ERRORS * (float(change.std()) / np.sqrt(len(change)) + 1.0 / len(change))
        return self._outcome.margin + float(change.mean()), doubt


def _ends(study: Study, outcome: Outcome, item: Input, codes: Bins, ask: _Margins) -> list[float]:
    """Give the ends of the range towards which the input, moved, might turn the verdict."""
    margins = outcome.values[:SCREENED] - outcome.level
    together = item.name in study.correlated
    might = turning_bins(codes(item.name), margins, stretch=2.0 if together else 1.0)
    below = np.mean(study.column(item.name)[:SCREENED] < item.middle)
    here = min(int(below * len(might)), len(might) - 1)
    ends = [item.low] * bool(might[: here + 1].any()) + [item.high] * bool(might[here:].any())
    side = 1.0 if outcome.margin >= 0.0 else -1.0
    if together and ends and min(side * ask.few(end) for end in (item.low, item.high)) > FAR:
        return []
    return ends


def _row(flip: Flip) -> Row:
    return {
        "label": flip.input.says,
        "low": flip.input.low,
        "middle": flip.value,
        "high": flip.input.high,
        "now": flip.input.middle,
        "distance": flip.distance,
        "unit": flip.input.unit,
        "basis": flip.input.basis,
        "indicator": flip.input.indicator,
        "says": flip.says,
        "path": flip.input.name,
        "before": flip.before,
        "after": flip.after,
        "margin_before": flip.margin_before,
        "margin_after": flip.margin_after,
    }


LINCHPINS = Question("linchpins", "Which single number would flip the verdict?", linchpins)
JOINT_LINCHPINS = Question(
    "joint linchpins",
    "Which joint change would flip the verdict?",
    joint_linchpins,
    alone=True,
)
