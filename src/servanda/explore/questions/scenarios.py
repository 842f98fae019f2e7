"""Scenarios of a study: in which circumstances each verdict holds, and in which it does not."""

from __future__ import annotations

from dataclasses import replace

from servanda.explore.ask import Question
from servanda.explore.finding import Finding, Row
from servanda.explore.methods.boxes import Box
from servanda.explore.methods.prim import find_boxes
from servanda.explore.study import Outcome, Study

__all__ = ["SCENARIOS", "scenarios"]

SOURCES = ("Friedman1999", "Bryant2010")
FEWEST = 400


def scenarios(study: Study) -> list[Finding]:
    """Find the combinations of inputs in which each verdict, or its opposite, is common."""
    if study.worlds < FEWEST:
        return []
    return [_finding(study, _rarer(outcome)) for outcome in study.outcomes if outcome.is_verdict]


def _rarer(outcome: Outcome) -> Outcome:
    """Whichever of the two answers is the rarer: the one that needs explaining."""
    if outcome.values.mean() <= 0.5:
        return outcome
    says = f"it is not so that {outcome.sentence}"
    return replace(outcome, values=1.0 - outcome.values, says=says)


def _finding(study: Study, outcome: Outcome) -> Finding:
    boxes = find_boxes(study.values, outcome.values, study.stream(f"scenarios/{outcome.name}"))
    rows = [row for number, box in enumerate(boxes, 1) for row in _rows(study, number, box)]
    claim = " ".join(box.says(study.inputs, outcome.sentence) for box in boxes)
    return Finding(
        "scenarios",
        f"In which circumstances is it that {outcome.sentence}?",
        claim or "No combination of inputs makes it much likelier than it is anyway.",
        "box",
        tuple(rows),
        study.provenance("PRIM: peeling, pasting; scored on worlds held out", SOURCES),
        found=bool(boxes),
        outcome=outcome.name,
        labels={"frequency": "resampled worlds that gave this limit"},
    )


def _rows(study: Study, number: int, box: Box) -> list[Row]:
    rows: list[Row] = []
    for column in dict.fromkeys(limit.column for limit in box.limits):
        item = study.inputs[column]
        limits = {limit.side: limit for limit in box.limits if limit.column == column}
        values = study.values[:, column]
        rows.append(
            {
                "box": number,
                "input": item.says,
                "low": limits["low"].value if "low" in limits else None,
                "high": limits["high"].value if "high" in limits else None,
                "range_low": float(values.min()),
                "range_high": float(values.max()),
                "frequency": min(limit.frequency for limit in limits.values()),
                "coverage": box.coverage,
                "density": box.density,
                "base": box.base,
                "basis": item.basis,
            }
        )
    return rows


SCENARIOS = Question("scenarios", "In which circumstances does each verdict hold?", scenarios)
