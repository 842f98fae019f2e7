"""Which numbers of a case a proposal is computed from, stage by stage: found by watching it."""

from __future__ import annotations

from dataclasses import dataclass

from servanda.engine.chunk import Chunk, Voted
from servanda.engine.plan import Plan
from servanda.engine.told import columns_of
from servanda.engine.war_length import lengths_of
from servanda.engine.watched import WATCHED, Watched
from servanda.worlds.sample import Worlds

__all__ = ["Reads", "reads_of"]


@dataclass(frozen=True)
class Reads:
    """The numbers that each stage reads, those of the stages before it among them.

    setting: what the war is, shared by all proposals; settling: what the offer comes to; signing:
    who signs it, and how long it holds; war: how long the war lasts with it.
    """

    setting: frozenset[str]
    settling: frozenset[str]
    signing: frozenset[str]
    war: frozenset[str]
    by_consent: bool
    """Whether what the offer comes to hangs on who consents to it, besides the armed parties."""


def reads_of(plan: Plan, drawn: Worlds, proposal: str) -> Reads:
    """Return what `proposal` is computed from; done as an edit is, so that nothing is missed.

    What is read through the worlds of the ground, whenever that is, belongs to the war: the ground
    must be made anew where one of these numbers moves.
    """
    below, above = Watched.like(drawn), Watched.like(drawn)
    chunk = Chunk(plan, below).apart(above)
    offer, rule = plan.after_any_settlement(proposal), plan.rules[proposal]
    by_stakes = bool(chunk.ballots.asked_by_stakes(rule, proposal))
    voted: Voted = chunk.vote(offer)
    settling = frozenset(above.read)
    columns_of(chunk, voted)
    signing = frozenset(above.read)
    lengths_of(chunk, WATCHED, (proposal,))
    chunk.forget()
    setting = frozenset(below.read)
    signing |= setting
    by_consent = by_stakes or _sends_troops(plan, proposal)
    settling = signing if by_consent else settling | setting
    return Reads(setting, settling, signing, signing | frozenset(above.read), by_consent)


def _sends_troops(plan: Plan, proposal: str) -> bool:
    """Return whether who consents decides what the offer comes to."""
    case = plan.case
    stances = [case.stance_of(proposal, actor) for actor in case.known_actors]
    return any(stance is not None and stance.troops is not None for stance in stances)
