"""What the answer hangs on: each input alone, pairs together, and the three kinds of basis."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from servanda.explore.ask import Question
from servanda.explore.finding import Cell, Finding
from servanda.explore.methods.sensitivity import Interaction, Sensitivity, first_order, interactions
from servanda.explore.methods.spread_by_group import GroupShares, group_shares
from servanda.explore.study import Outcome, Study
from servanda.sentences import listed

__all__ = ["WHAT_MATTERS", "Matters", "what_matters"]

SOURCES = ("Pearson1905", "DaVeiga2009", "Kelley1935")
SHARED_SOURCES = ("Owen2014", "Owen2017", "Broto2020")
SHOWN = 12


@dataclass(frozen=True, eq=False)
class Matters:
    """What one outcome hangs on: inputs alone, pairs, and the share of each kind of basis."""

    alone: Sensitivity
    together: tuple[Interaction, ...]
    by_basis: GroupShares


def measure(study: Study, outcome: Outcome) -> Matters:
    """Measure what one outcome of a study hangs on."""
    rng = study.stream(f"what matters/{outcome.name}")
    alone = first_order(study.values, outcome.values, rng)
    together = interactions(study.values, outcome.values, rng)
    bases = [item.basis for item in study.inputs]
    return Matters(
        alone,
        together,
        group_shares(study.values, outcome.values, bases, alone, together, rng),
    )


def what_matters(study: Study) -> list[Finding]:
    """Say which inputs each outcome hangs on, alone and together, and what that rests on."""
    findings = []
    for outcome in study.outcomes:
        found = measure(study, outcome)
        findings += [_tornado(study, outcome, found), _basis(study, outcome, found)]
    return findings


def _tornado(study: Study, outcome: Outcome, found: Matters) -> Finding:
    alone = found.alone
    order = np.argsort(-alone.share)[:SHOWN]
    rows = [
        {
            "label": study.inputs[i].says,
            "value": _within(alone.share[i]),
            "error": float(alone.error[i]),
            "group": study.inputs[i].basis,
            "matters": bool(alone.matters[i]),
        }
        for i in order
        if alone.matters[i] or len(study.inputs) <= SHOWN
    ]
    rows += [
        {
            "label": f"{study.inputs[pair.first].says} with {study.inputs[pair.second].says}",
            "value": _within(pair.share),
            "error": pair.error,
            "group": "together",
            "matters": True,
        }
        for pair in found.together[:SHOWN]
    ]
    return Finding(
        "what matters",
        f"What does it hang on whether {outcome.sentence}?",
        _claim(study, found),
        "tornado",
        tuple(rows),
        study.provenance("correlation ratio, bias-corrected; bootstrap errors", SOURCES),
        ("Shares of correlated inputs overlap: each is what learning that input alone is worth.",),
        found=bool(alone.matters.any() or found.together),
        outcome=outcome.name,
        labels={"value": "share of the spread that would go if this were known"},
    )


def _claim(study: Study, found: Matters) -> str:
    alone = found.alone
    order = [i for i in np.argsort(-alone.share) if alone.matters[i]][:3]
    parts = [f"{study.inputs[i].says} ({alone.share[i]:.0%})" for i in order]
    sentences = []
    if parts:
        sentences.append(f"Most on {', '.join(parts)}.")
    for pair in found.together[:2]:
        names = f"{study.inputs[pair.first].says} and {study.inputs[pair.second].says}"
        sentences.append(f"Together, {names} carry {pair.share:.0%} beyond what each does alone.")
    return " ".join(sentences) or "On nothing among the inputs that chance would not give."


def _basis(study: Study, outcome: Outcome, found: Matters) -> Finding:
    shares = found.by_basis
    rows: list[dict[str, Cell]] = [
        {"basis": name, "share": _within(share), "error": float(error)}
        for name, share, error in zip(shares.groups, shares.share, shares.error, strict=True)
    ]
    if shares.unresolved > 0.01:
        rows.append({"basis": "unresolved", "share": _within(shares.unresolved), "error": 0.0})
    pairs = zip(shares.groups, shares.share, strict=True)
    told = [f"{_within(share):.0%} on {name.replace('rate', 'rates')}" for name, share in pairs]
    moved = float(outcome.values.var()) > 0.0
    claim = f"The spread rests {listed(told)}." if moved else _NO_SPREAD
    return Finding(
        "what matters",
        f"What does the spread of the answer whether {outcome.sentence} rest on?",
        claim,
        "table",
        tuple(rows),
        study.provenance("Shapley effects by nearest neighbours", SHARED_SOURCES),
        found=moved,
        outcome=outcome.name,
        labels={"share": "share of the spread"},
    )


def _within(share: float) -> float:
    """Return a share as it is told: sampling and rounding put estimates below 0 or above 1."""
    return min(max(float(share), 0.0), 1.0)


_NO_SPREAD = "It has no spread: it is so in every world."

WHAT_MATTERS = Question("what matters", "What does the answer hang on?", what_matters)
