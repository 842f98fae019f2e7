"""What would suffice: what closed forms say would have to be so, beside what is so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from servanda.arrays import Floats
from servanda.explore.ask import Question
from servanda.explore.finding import Finding, Provenance, Row
from servanda.explore.questions.leverage import PRESSURE, VICTORY
from servanda.explore.study import Input, Required, Study
from servanda.sentences import number

__all__ = ["WHAT_SUFFICES", "what_suffices"]

SETTLED = "the same worlds settled anew at several values of it, straight between them"
SOURCES = ("KilgourZagare1994", "Powell2006", "Slantchev2003")
TOLD = 3
"""Quantities that the claim tells; the rows hold all."""
MET = 0.9
"""Share of worlds in which a quantity suffices as it is from which it goes untold."""
LEAST = 0.005
"""Share of worlds below which a special case goes untold."""
UNSAID = ("probability", "value", "share of victory flow")
"""Units that a sentence does without."""
SAME = ("u*", "W1*")
"""What the claim leaves to the rows: q* in terms of the deal, and M* in terms of war."""


def what_suffices(study: Study) -> list[Finding]:
    """Say what would have to be so of each quantity that a closed form covers, beside what is."""
    if study.required is None:
        return []
    asked = study.required()
    required = [each for each in asked if not _turns(each)]
    rows = tuple(_row(study, each) for each in required)
    lacking = sorted(required, key=lambda each: float(each.met.mean()))
    told = [says(each) for each in lacking if each.met.mean() < MET and _is_own(each)]
    about = study.outcomes[0].sentence.removesuffix(" is signed") if study.outcomes else "it"
    return [
        Finding(
            "what would suffice",
            f"What would have to be so for {about} to be signed and to hold?",
            " ".join(told[:TOLD])
            or "What a formula can solve for is as it would have to be in most worlds.",
            "table",
            rows,
            _provenance(study, required),
            (
                "Each is what would suffice if it alone were otherwise, those of deterrence once "
                "all have regrouped; a dash, unlike 0, is where it cannot be computed or no value "
                "decides.",
            ),
            found=bool(rows),
            labels={
                "needed": "needed, median of the worlds where a value decides",
                "needed_5": "5% of them need less",
                "needed_95": "5% of them need more",
                "distance": "from what is stated to what is needed, in units of the input's range",
            },
        ),
        *_refusals(study, [each for each in asked if _turns(each)]),
    ]


def _turns(each: Required) -> bool:
    """Say whether it is of what turns a refusal."""
    return each.symbol.split(" ")[0] in (VICTORY, PRESSURE)


def _refusals(study: Study, required: Sequence[Required]) -> Iterator[Finding]:
    """Yield for each party that mostly refuses how large victory or pressure would have to be."""
    for then in dict.fromkeys(each.then for each in required):
        own = [each for each in required if each.then == then]
        yield Finding(
            "what would suffice",
            f"How large would what victory brings, or pressure costs, have to be so that {then}?",
            " ".join(says(each) for each in own),
            "table",
            tuple(_row(study, each) for each in own),
            replace(study.provenance(SETTLED), worlds=len(own[0].needed)),
            (
                "How much pressure is to be expected has no base rate, and what victory brings has "
                "a wide one; a side that believes it is winning hardly signs without either.",
            ),
            found=True,
        )


def _is_own(each: Required) -> bool:
    """Say whether a quantity is told, and not left to the rows as another in other terms."""
    return each.symbol.split(" ")[0] not in SAME


def _provenance(study: Study, required: Sequence[Required]) -> Provenance:
    """Name the worlds looked at: the study's first ones, where it has many."""
    how = study.provenance("closed forms in each world, the rest of the world as it is", SOURCES)
    return replace(how, worlds=len(required[0].needed)) if required else how


def says(each: Required) -> str:
    """Say what is needed, beside what there is.

    >>> half, none = np.full(4, 0.5), np.zeros(4, dtype=bool)
    >>> print(says(Required("q*", "the belief", "probability", half, half / 2, True, none, none,
    ...                     "it holds")))
    It holds only if the belief is at least 0.5 (0.5 to 0.5 in 90% of the worlds in which a value
    decides; now 0.25); that is so in 0% of worlds.
    """
    low, middle, high = _spread(each.needed[each.some])
    if low is None or middle is None or high is None:
        deciding = f"Nothing hangs on {each.label} in any world."
    else:
        bound = "at least" if each.at_least else "at most"
        unit = "" if each.unit in UNSAID else f" {each.unit}"
        held = _spread(each.held)[1]
        now = "unknown" if held is None else number(held, 3)
        deciding = (
            f"{each.then[0].upper()}{each.then[1:]} only if {each.label} is {bound} "
            f"{number(middle, 3)}{unit} ({number(low, 3)} to {number(high, 3)} in 90% of the "
            f"worlds in which a value decides; now {now}); that is "
            f"so in {each.met.mean():.0%} of worlds."
        )
    cases = (
        (each.beyond, each.beyond_means),
        (each.needless, each.needless_means),
        (each.unknown, each.unknown_means),
    )
    special = [
        f"In {where.mean():.0%} of worlds {means}."
        for where, means in cases
        if where.mean() >= LEAST and means
    ]
    if each.some.mean() < 0.5 and special:
        return " ".join([*special, deciding])
    return " ".join([deciding, *special])


def _row(study: Study, each: Required) -> Row:
    low, middle, high = _spread(each.needed[each.some])
    item = next((item for item in study.inputs if item.name == each.path), None)
    return {
        "quantity": each.label,
        "symbol": each.symbol,
        "must be": "at least" if each.at_least else "at most",
        "needed": middle,
        "needed_5": low,
        "needed_95": high,
        "held": _spread(each.held)[1],
        "unit": each.unit,
        "suffices": float(each.met.mean()),
        "beyond any value": float(each.beyond.mean()),
        "needless": float(each.needless.mean()),
        "cannot be computed": float(each.unknown.mean()),
        "distance": _distance(item, middle),
        "indicator": item.indicator if item else "",
        "path": each.path,
        "says": says(each),
    }


def _distance(item: Input | None, needed: float | None) -> float | None:
    """How far what is needed lies from what is stated, in ranges; None where nothing states it."""
    if item is None or needed is None or item.width == 0.0:
        return None
    return (needed - item.middle) / item.width


def _spread(values: Floats) -> tuple[float | None, float | None, float | None]:
    known = values[np.isfinite(values)]
    if not len(known):
        return None, None, None
    low, middle, high = np.quantile(known, (0.05, 0.5, 0.95))
    return float(low), float(middle), float(high)


WHAT_SUFFICES = Question(
    "what would suffice",
    "What would have to be so for it to be signed and to hold?",
    what_suffices,
    alone=True,
)
