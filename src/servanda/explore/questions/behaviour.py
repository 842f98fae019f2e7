"""What parties have said and done so far, as evidence on worlds: what each event moves.

Each world counts by how likely it makes the dated answers, moves of the front and violations in the
case. An event's push is the share with all events less the share without it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from servanda.arrays import Floats
from servanda.engine.chunk import Chunk
from servanda.engine.evidence import evidence_in, logliks
from servanda.engine.plan import plan_of
from servanda.engine.result_parts import LEAST_EFFECTIVE
from servanda.explore.ask import CaseStudy, Page, Question
from servanda.explore.finding import Finding, Row
from servanda.formulas.evidence_likelihoods import (
    effective_sample_size,
    moved_by,
    world_weights,
)
from servanda.threads import in_order
from servanda.worlds.sample import sample

__all__ = ["BEHAVIOUR", "behaviour"]

AT_ONCE = 1_024
"""Worlds a thread works on at a time: fixed, so that no digit hangs on the number of threads."""
WORTH = 0.005
"""The least push that is told in words."""
ASKS = "What does it move that parties answered, advanced or violated so far?"


def behaviour(study: CaseStudy) -> list[Finding]:
    """Weigh the worlds by what was said and done, and say what each event moves."""
    case, how = study.case, study.provenance("worlds weighed by the likelihood of dated behaviour")
    if not evidence_in(case) or not study.proposals:
        claim = (
            "Nothing that somebody said or did on a day is in the case (`acceptance`, `events`)."
        )
        return [Finding("behaviour", ASKS, claim, "table", (), how, found=False)]
    events, signed = _seen(study)
    weights = world_weights(list(events.values()), study.worlds)
    worth = effective_sample_size(weights)
    rows: list[Row] = []
    told = []
    for name, flags in signed.items():
        after, pushes = moved_by(flags, list(events.values()))
        title, before = case.proposals[name].title, float(flags.mean())
        error = math.sqrt(max(after * (1.0 - after), 0.0) / max(worth, 1.0))
        told.append((abs(after - before), f"“{title}” from {before:.0%} to {after:.0%} signed"))
        for event, push in zip(events, pushes, strict=True):
            rows.append(
                {
                    "label": event, "value": push, "error": error, "group": title,
                    "before": before, "after": after,
                }
            )  # fmt: skip
    told.sort(reverse=True)
    moved = [said for by, said in told if by >= WORTH][:3]
    claim = (
        f"Weighed by {_counted(len(events))}, {'; '.join(moved)}."
        if moved
        else f"Weighed by {_counted(len(events))}, no share that signs moves by half a point."
    )
    caveats = [
        f"The weighted worlds are worth {worth:,.0f} of {study.worlds:,}.",
        "What is said in public is discounted by its reliability; an answer that hangs on a "
        "condition says nothing of the proposal as it stands.",
        "The verdicts above are not weighed; `servanda assess CASE --weigh-evidence` weighs them.",
    ]
    if worth < LEAST_EFFECTIVE:
        caveats.insert(
            0,
            "The evidence contradicts nearly every world: the ranges of the case and what happened "
            "do not go together, and these shares rest on very few worlds.",
        )
    return [
        Finding(
            "behaviour", ASKS, claim, "tornado", tuple(rows), how, tuple(caveats),
            found=bool(moved),
            labels={"value": "change of the share that signs, by this event"},
        )
    ]  # fmt: skip


def _seen(study: CaseStudy) -> tuple[Mapping[str, Floats], Mapping[str, Floats]]:
    """Return the log-likelihoods of all events, and by proposal where it is signed."""
    plan = plan_of(study.case)
    drawn = sample(study.case, worlds=study.worlds, seed=study.seed)

    def work(start: int) -> tuple[dict[str, Floats], dict[str, Floats]]:
        chunk = Chunk(plan, drawn.chunk(start, min(start + AT_ONCE, study.worlds)))
        signed = {}
        for name in study.proposals:
            voted = chunk.vote(plan.after_any_settlement(name))
            signed[name] = np.where(voted.known, voted.signed, 0.0).astype(np.float64)
        return logliks(chunk), signed

    parts = in_order(work, range(0, study.worlds, AT_ONCE))
    events = {name: np.concatenate([part[0][name] for part in parts]) for name in parts[0][0]}
    signed = {name: np.concatenate([part[1][name] for part in parts]) for name in study.proposals}
    return events, signed


def _counted(events: int) -> str:
    return f"{events} event{'s' if events != 1 else ''}"


BEHAVIOUR = Question(
    "behaviour",
    ASKS,
    behaviour,
    of="case",
    page=Page(
        "behaviour",
        "What was said and done",
        "Each world counts by how likely it makes the dated behaviour; talk is discounted.",
    ),
    worlds=4_000,
)
