"""Linchpins of a study: which single number, moved inside its range, flips each verdict.

Most numbers are ruled out without computing anything anew: where inputs are independent, the share
of worlds in a bin of one input *is* the share with that input fixed there. The rest are scanned on
the first few thousand worlds, and every flip is then closed in on, on all of them.
"""

from __future__ import annotations

from collections.abc import Callable

from servanda.explore.exploration import Exploration
from servanda.explore.finding import Finding, Row
from servanda.explore.linchpins import Flip, close_in, could_flip, thresholds
from servanda.explore.study import Input, Outcome, Rerun, Study

__all__ = ["LINCHPINS", "flips_of", "linchpins"]

NOTHING = "Nothing inside the stated ranges, moved alone, flips it."
FAR = 0.1
"""How far beyond noise a share of few worlds must stay from the level to rule an input out."""


def linchpins(study: Study) -> list[Finding]:
    """Find the single inputs whose change inside their own stated range flips each verdict."""
    if study.rerun is None:
        return []
    return [_finding(study, outcome) for outcome in study.outcomes if outcome.is_chance]


def flips_of(study: Study, outcome: Outcome) -> list[Flip]:
    """Find every single-input flip of one outcome's verdict, nearest first; each is verified.

    The margins of a flip are those of all worlds of the study, computed with the input at its two
    values.
    """
    flips = [flip for item in study.inputs for flip in _flips(study, outcome, item)]
    return sorted(flips, key=lambda flip: flip.distance)


def _finding(study: Study, outcome: Outcome) -> Finding:
    flips = flips_of(study, outcome)
    return Finding(
        "linchpins",
        f"Which single number would flip the verdict whether {outcome.sentence}?",
        " ".join(flip.says for flip in flips[:3]) or NOTHING,
        "interval",
        tuple(_row(flip) for flip in flips),
        study.provenance("same worlds, one input set at a time; both sides computed"),
        found=bool(flips),
        labels={"middle": "threshold", "distance": "distance in units of the input's range"},
    )


def _flips(study: Study, outcome: Outcome, item: Input) -> tuple[Flip, ...]:
    assert study.rerun is not None
    few = _margin(study.rerun_few or study.rerun, outcome, item)
    if _ruled_out(study, outcome, item, few):
        return ()
    margin = _margin(study.rerun, outcome, item)
    standing = outcome.margin
    now = margin(item.middle)
    if (now >= 0.0) != (standing >= 0.0):
        return (Flip(item, item.middle, item.middle, 0.0, standing, now),)
    guesses = [flip.value for flip in thresholds(item, few, points=5, accuracy=0.01)]
    for end in (item.low, item.high):  # few worlds may miss what turns only at the very end
        if not any((guess > item.middle) == (end > item.middle) for guess in guesses):
            guesses += [end] if (margin(end) >= 0.0) != (now >= 0.0) else []
    closed = (close_in(item, margin, guess, (item.middle, now)) for guess in guesses)
    return tuple(flip for flip in closed if flip is not None)


def _margin(rerun: Rerun, outcome: Outcome, item: Input) -> Callable[[float], float]:
    def margin(value: float) -> float:
        return float(rerun({item.name: value})[outcome.name].mean()) - outcome.level

    return margin


def _ruled_out(study: Study, outcome: Outcome, item: Input, few: Callable[[float], float]) -> bool:
    if item.width == 0.0:
        return True
    margins = outcome.values - outcome.level
    together = item.name in study.correlated
    if not could_flip(study.column(item.name), margins, stretch=2.0 if together else 1.0):
        return True
    side = 1.0 if outcome.margin >= 0.0 else -1.0
    ends = [side * few(value) for value in (item.low, item.high)]
    return together and min(ends) > FAR


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


LINCHPINS = Exploration("linchpins", "Which single number would flip the verdict?", linchpins)
