"""What guarantees, past promises and commitments say that has no effect in a case."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.case.idle import Idle
from servanda.case.keys.case import Case
from servanda.case.problem import Path
from servanda.quantity import Point

__all__ = ["guarantees_without_effect", "past_without_effect"]


def guarantees_without_effect(case: Case) -> Iterator[Idle]:
    """Yield what a guarantee says that its kind, or another of its keys, leaves without effect."""
    used = {name for proposal in case.proposals.values() for name in proposal.guarantees}
    for name, promise in case.guarantees.items():
        path: Path = ("guarantees", name)
        if name not in used:
            yield Idle(path, "has no effect here: no proposal has it; name it under `guarantees`")
            continue
        if promise.kind == "monitors":
            says = "has no effect here: monitors bring no force; write another `kind`"
            stated = promise.model_fields_set - {"breakdown_ratio"}
            for key in ("force", "deployed", "punishment", "begins", "until", "host_withdraws",
                        "unconditional"):  # fmt: skip
                if key in stated:
                    alias = type(promise).model_fields[key].alias or key
                    yield Idle((*path, alias), says)
        answered = set(case.opposed_by(name))
        if "unconditional" in promise.model_fields_set and answered >= set(case.protected_by(name)):
            says = "has no effect here: it answers the breach of everyone that it protects"
            yield Idle((*path, "unconditional"), says)
        how = promise.credibility
        if promise.deployed.form != Point(0.0) and (how is None or how.tripwire is None):
            says = "has no effect here: troops on the spot count by `credibility.tripwire`"
            yield Idle((*path, "deployed"), says)
        if how is not None and how.signal is not None:
            signal: Path = (*path, "credibility", "signal")
            says = "has no effect here: what tells the two apart is the stake of the irresolute"
            yield Idle((*signal, "stake_resolute"), says)
            if how.signal.tied is None:
                says = "has no effect here: it counts where the cost is `tied`, not `sunk`"
                yield Idle((*signal, "cost"), says)


def past_without_effect(case: Case) -> Iterator[Idle]:
    """Yield conduct and commitments of actors whose record is not read."""
    guarantors = {g for promise in case.guarantees.values() for g in promise.guarantors}
    believed = {
        g
        for promise in case.guarantees.values()
        if promise.credibility is not None
        for g in promise.guarantors
    }
    members = {m for g in believed & set(case.actors) for m in case.actors[g].members}
    for name, past in case.record.items():
        for actor, conduct in past.conduct.items():
            path: Path = ("record", name, "conduct", actor)
            if conduct.ledger == "compliance" and actor not in case.parties:
                says = "not counted: `compliance` is read for armed parties alone"
                yield Idle(path, says)
            elif conduct.ledger == "honour" and actor not in believed | members:
                says = "this actor guarantees nothing in this case whose `credibility` is formed"
                yield Idle(path, f"not counted: {says}")
            elif not conduct.invoked:
                yield Idle(path, "not counted: the promise was never called upon")
    yield from _attacks(case)
    for name, commitment in case.commitments.items():
        if commitment.guarantor not in guarantors:
            who = case.name_of(commitment.guarantor)
            says = f"has no effect here: {who} guarantees nothing; name it under `guarantors`"
            yield Idle(("commitments", name), says)


def _attacks(case: Case) -> Iterator[Idle]:
    """Yield attacks that nobody is said to steer, and steering of who never attacked."""
    steered = {who for body in case.parties.values() for who in body.steers}
    attacked = {
        event.by for event in case.events if event.kind == "attack" and event.date <= case.as_of
    }
    for place, event in enumerate(case.events):
        if event.kind != "attack" or event.by is None:
            continue
        if event.by not in steered:
            who = case.name_of(event.by)
            says = f"nobody is said to steer {who}; add `steers: {{{event.by}: ...}}` to a party"
            yield Idle(("events", place), f"has no effect here: {says}")
        elif event.date > case.as_of:
            yield Idle(("events", place), "not counted: it is after the date of the case")
    for party, body in case.parties.items():
        for who in body.steers:
            path: Path = ("parties", party, "steers", who)
            if who == party or who not in case.parties:
                says = "is no other armed party; name one of `parties`"
                yield Idle(path, f"has no effect here: {case.name_of(who)} {says}")
            elif who not in attacked:
                says = f"no attack by {case.name_of(who)} is told; add one to `events`"
                yield Idle(path, f"has no effect here: {says}")
