"""Which numbers of a case a proposal is computed from, stage by stage: found by watching it."""

from __future__ import annotations

from dataclasses import dataclass, field

from servanda.arrays import Floats
from servanda.engine.chunk import Chunk, Voted
from servanda.engine.inputs.readings import Readings
from servanda.engine.inputs.war import Setting
from servanda.engine.plan import Plan
from servanda.engine.told import columns_of
from servanda.engine.war_length import Lengths
from servanda.worlds.sample import Worlds

__all__ = ["Reads", "reads_of"]

WATCHED = 16
"""Worlds that are watched: what is read depends on no draw."""


@dataclass(frozen=True)
class Reads:
    """The numbers that each stage reads, those of the stages before it among them.

    setting: what the war is, shared by all proposals; settling: what the offer comes to; signing:
    who signs it, and how long it holds; war: how long the war lasts with it. Apart from these,
    draft: what the offer is in time, and who answers a breach of it.
    """

    draft: frozenset[str]
    setting: frozenset[str]
    settling: frozenset[str]
    signing: frozenset[str]
    war: frozenset[str]


@dataclass(frozen=True, repr=False, eq=False)
class _Watched(Worlds):
    """Worlds that note which numbers were asked for, be they drawn already or not."""

    read: set[str] = field(default_factory=set)

    def values(self, name: str) -> Floats:
        self.read.add(name)
        return super().values(name)

    def certain(self, name: str) -> float | None:
        self.read.add(name)
        return super().certain(name)


def reads_of(plan: Plan, drawn: Worlds, proposal: str) -> Reads:
    """Return what `proposal` is computed from; done as an edit is, so that nothing is missed.

    What is read through the worlds of the ground, whenever that is, belongs to the war: the ground
    must be made anew where one of these numbers moves.
    """

    def worlds() -> _Watched:
        return _Watched(drawn.numbers, drawn.together, drawn.seed, 0, WATCHED)

    below, above = worlds(), worlds()
    ground = Chunk(plan, below)
    # Ballots, made with every chunk, read the correlation of consents and nothing else yet.
    below.read.discard("consent_correlation")
    chunk = ground.apart(above)
    above.read.discard("consent_correlation")
    offer, rule = plan.after_any_settlement(proposal), plan.rules[proposal]
    by_stakes = bool(chunk.ballots.asked_by_stakes(rule, proposal))
    voted: Voted = chunk.vote(offer)
    settling = frozenset(above.read)
    above.read.add("consent_correlation")
    columns_of(chunk, voted)
    signing = frozenset(above.read)
    Lengths(chunk, WATCHED).columns(proposal)
    setting = frozenset(below.read)
    signing |= setting
    settling = signing if by_stakes or _sends_troops(plan, proposal) else settling | setting
    return Reads(
        _draft(plan, worlds(), proposal),
        setting,
        settling,
        signing,
        signing | frozenset(above.read),
    )


def _draft(plan: Plan, watched: _Watched, proposal: str) -> frozenset[str]:
    """Return what the draft of a proposal reads, nothing of the war being made before."""
    settler, offer = Chunk(plan, watched).settler, plan.after_any_settlement(proposal)
    fresh = Setting(plan.conflict, Readings(plan.case, watched, WATCHED))
    watched.read.clear()
    settler.beside(fresh).draft(offer)
    return frozenset(watched.read)


def _sends_troops(plan: Plan, proposal: str) -> bool:
    """Return whether who consents decides what the offer comes to."""
    case = plan.case
    stances = [case.stance_of(proposal, actor) for actor in case.known_actors]
    return any(stance is not None and stance.troops is not None for stance in stances)
