"""Linchpins of a study: which single number, moved inside its range, flips each verdict."""

from __future__ import annotations

from servanda.explore.exploration import Exploration
from servanda.explore.finding import Finding, Row
from servanda.explore.linchpins import Flip, thresholds
from servanda.explore.study import Input, Outcome, Study

__all__ = ["LINCHPINS", "linchpins"]

NOTHING = "Nothing inside the stated ranges, moved alone, flips it."


def linchpins(study: Study) -> list[Finding]:
    """Find the single inputs whose change inside their own stated range flips each verdict."""
    if study.rerun is None:
        return []
    return [_finding(study, outcome) for outcome in study.outcomes if outcome.is_verdict]


def _finding(study: Study, outcome: Outcome) -> Finding:
    flips = sorted(
        (flip for item in study.inputs for flip in _flips(study, outcome, item)),
        key=lambda flip: flip.distance,
    )
    return Finding(
        "linchpins",
        f"Which single number would flip the verdict whether {outcome.sentence}?",
        " ".join(flip.says for flip in flips[:3]) or NOTHING,
        "interval",
        tuple(_row(flip) for flip in flips),
        study.provenance("same worlds, one input set at a time; bracketed and halved"),
        found=bool(flips),
        labels={"middle": "threshold", "distance": "distance in units of the input's range"},
    )


def _flips(study: Study, outcome: Outcome, item: Input) -> tuple[Flip, ...]:
    rerun = study.rerun
    assert rerun is not None

    def margin(value: float) -> float:
        return float(rerun({item.name: value})[outcome.name].mean()) - outcome.level

    return thresholds(item, margin, standing=outcome.margin)


def _row(flip: Flip) -> Row:
    return {
        "label": flip.input.says,
        "low": flip.input.low,
        "middle": flip.value,
        "high": flip.input.high,
        "now": flip.input.middle,
        "distance": flip.distance,
        "basis": flip.input.basis,
        "indicator": flip.input.indicator,
        "says": flip.says,
        "before": flip.before,
        "after": flip.after,
    }


LINCHPINS = Exploration("linchpins", "Which single number would flip the verdict?", linchpins)
