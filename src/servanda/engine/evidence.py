"""Dated behaviour as evidence: how likely each world makes what parties said and did.

What parties answered to a proposal, how far the front moved, how often a deal was violated. Only
what is dated up to the day of the case counts. Attacks of a spoiler weigh no world: they move what
is believed of whoever may have steered them (`engine.inputs.record`).
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import numpy as np

from servanda.arrays import Floats
from servanda.case.keys.case import ANALYST, Case
from servanda.case.keys.proposals import Answer, Event
from servanda.engine.calendar import starts_of
from servanda.engine.chunk import Chunk
from servanda.engine.result_parts import EvidenceResult
from servanda.engine.settling import Offer
from servanda.engine.shares import Share
from servanda.engine.tally import Sums
from servanda.formulas.evidence_likelihoods import (
    acceptance_likelihood,
    front_loglik,
    refusal_likelihood,
    violations_loglik,
)

__all__ = ["evidence_in", "logliks", "moved", "signed_weighed"]

BLUR = 0.03
"""With what error a party reads its own margin when it answers, in its unit of value."""

HEARD = {"accepts": 1.0, "in_principle": 0.5, "conditional": 0.0, "rejects": 1.0, "undeclared": 0.0}
"""How far an answer is one: what hangs on a condition says nothing of the proposal as it is."""


def evidence_in(case: Case) -> tuple[str, ...]:
    """Return the names of the events of a case that count, as `logliks` tells them."""
    answers = [
        f"{name}: {said.party} {said.answer.replace('_', ' ')}"
        for name, body in case.proposals.items()
        for said in body.acceptance
        if _counts(case, said.date) and HEARD[said.answer] > 0.0
    ]
    events = [
        f"{event.kind}, {event.date.isoformat()}"
        for event in case.events
        if _counts(case, event.date) and event.kind != "attack"
    ]
    return tuple(dict.fromkeys([*answers, *events]))


def _counts(case: Case, date: datetime.date | None) -> bool:
    return date is None or date <= case.as_of


def logliks(chunk: Chunk) -> dict[str, Floats]:
    """Return the log-likelihood of every event that counts, in every world of a chunk."""
    case = chunk.plan.case
    found: dict[str, Floats] = {}
    for name, body in case.proposals.items():
        for place, said in enumerate(body.acceptance):
            if _counts(case, said.date) and HEARD[said.answer] > 0.0:
                key = f"{name}: {said.party} {said.answer.replace('_', ' ')}"
                found[key] = found.get(key, 0.0) + _answer(chunk, name, place, said)
    for place, event in enumerate(case.events):
        if _counts(case, event.date) and event.kind != "attack":
            key = f"{event.kind}, {event.date.isoformat()}"
            found[key] = found.get(key, 0.0) + _event(chunk, place, event)
    return {key: np.nan_to_num(values, nan=0.0, neginf=-1e9) for key, values in found.items()}


def _answer(chunk: Chunk, proposal: str, place: int, said: Answer) -> Floats:
    path = f"proposals.{proposal}.acceptance.{place}.reliability"
    reliability = HEARD[said.answer] * chunk.setting.readings.number(path)
    if said.party not in chunk.parties:
        return np.zeros(chunk.worlds)
    margin = chunk.vote(Offer(proposal)).margins[said.party]
    likelihood = refusal_likelihood if said.answer == "rejects" else acceptance_likelihood
    return np.asarray(
        np.log(likelihood(margin, BLUR, 1.0) * reliability + 0.5 * (1.0 - reliability))
    )


def _event(chunk: Chunk, place: int, event: Event) -> Floats:
    """Return the log-likelihood of what the front did, or of the violations there were."""
    readings, path = chunk.setting.readings, f"events.{place}"
    months = np.maximum(readings.number(f"{path}.months"), 1e-6)
    if event.kind == "violation":
        assert event.proposal is not None and event.count is not None
        return violations_loglik(event.count, 1.0, months * _breaches(chunk, event.proposal))
    trend = chunk.plan.case.war.trend
    if not chunk.plan.conflict.front or trend is None:
        return np.zeros(chunk.worlds)
    mean = readings.seen_by(ANALYST, "war.trend", trend) * months
    swing = np.maximum(readings.number("war.swing"), 1e-9) * np.sqrt(months)
    return front_loglik([readings.number(f"{path}.moved")], mean, swing)  # type: ignore[list-item]


def _breaches(chunk: Chunk, proposal: str) -> Floats:
    """Return how often a month somebody breaks or violates the deal in its first year."""
    settled = chunk.vote(Offer(proposal)).settled
    first = starts_of(settled.prepared.time.blocks) < 12
    months = settled.prepared.time.blocks[first]
    hazards = settled.outcomes.hazard.sum(axis=1)[:, first]
    return np.asarray(np.maximum((hazards * months).sum(axis=1) / months.sum(), 1e-12))


def moved(weighed: bool, events: Mapping[str, Sums]) -> EvidenceResult:
    """Return how far the evidence goes, and how far each event moves the share that sign.

    events: the shares that sign, by proposal, with all of the evidence (`""`) and without each
    event, as a sketch keeps them; the column `""` is of all worlds.
    """
    every = events[""]
    names = [name for name, _ in every.tallies if name]
    pushes = {
        event: {
            name: every.of_column(name).mean - rest.of_column(name).mean
            for name in names
            if rest.of_column(name).known
        }
        for event, rest in events.items()
        if event
    }
    return EvidenceResult(weighed, every.of_column("").effective, pushes)


def signed_weighed(events: Mapping[str, Sums]) -> dict[str, Share]:
    """Return the share that signs each proposal with all of the evidence; events as in `moved`."""
    every = events[""]
    shares = {name: Share.of(every.of_column(name)) for name, _ in every.tallies if name}
    return {name: share for name, share in shares.items() if share is not None}
