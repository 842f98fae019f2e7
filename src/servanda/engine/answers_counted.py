"""What a consent rule makes of the answers of those who fight, those of all others being known.

While the hand moves what the war is worth, the answers of everybody else stay as they are. The rule
is asked once for each way in which those who fight may answer; then a movement looks its votes up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np

from servanda.arrays import Flags
from servanda.engine.ballots import Ballots
from servanda.engine.live_verdict import Consent, counted
from servanda.engine.plan import Plan
from servanda.worlds.sample import Worlds

__all__ = ["MOST_ASKED", "Answers", "answers_on"]

MOST_ASKED = 4
"""Armed parties whose answers are told apart: sixteen ways."""


@dataclass(frozen=True)
class Answers:
    """A rule's answer in some worlds, however those who fight answer.

    asked (k): places of the armed parties that it asks; signed (2^k, W): whether it is met, by
    which of them consent, the first counting 1, the next 2, and so on; consents: how often each of
    those consents who do not fight.
    """

    asked: tuple[int, ...]
    signed: Flags
    consents: Mapping[str, Consent]

    def where(self, armed: Flags) -> Flags:
        """Return where the rule is met; armed (W, n): where each party that fights consents."""
        way = np.zeros(len(armed), dtype=np.intp)
        for bit, place in enumerate(self.asked):
            way += armed[:, place].astype(np.intp) << bit
        found: Flags = self.signed[way, np.arange(len(armed))]
        return found


def answers_on(plan: Plan, drawn: Worlds, proposal: str) -> Answers:
    """Return what the rule of a proposal makes of every answer of those who fight.

    For rules that ask at most `MOST_ASKED` of them.
    """
    rule, parties = plan.rules[proposal], plan.conflict.parties
    worlds = len(drawn)
    ballots = Ballots(plan.case, drawn, plan.rules, plan.stances)
    asked = tuple(place for place, party in enumerate(parties) if party in rule.parties)
    ballot = ballots.ballot(rule, proposal, dict.fromkeys(parties, np.ones(worlds, np.bool_)))
    consents = {
        who: Consent(who, plan.case.name_of(who), counted(int(where.sum()), worlds))
        for who, where in ballot.consents.items()
        if who not in parties
    }
    signed = np.empty((2 ** len(asked), worlds), dtype=np.bool_)
    for way, answers in enumerate(product((False, True), repeat=len(asked))):
        armed = {parties[place]: np.full(worlds, answer)
                 for place, answer in zip(reversed(asked), answers, strict=True)}  # fmt: skip
        signed[way] = rule.decide(ballots.ballot(rule, proposal, armed))
    return Answers(asked, signed, consents)
