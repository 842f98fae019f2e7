"""Votes on many proposals at once, while the hand moves: what was last exact, plus a coarse change.

All that a row shows and that moves with the war is worked out for all proposals together, in
arrays; shares are counted, not tallied.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from servanda.arrays import Flags, Floats
from servanda.engine.answers_counted import MOST_ASKED, Answers, answers_on
from servanda.engine.columns import BAD_TRUE
from servanda.engine.contract import PARTY_OUTPUT, WORLD_OUTPUT, Outcomes, column_of
from servanda.engine.inputs.war import Setting
from servanda.engine.live_verdict import SHOWN, LiveVerdict, counted, share_of_sums
from servanda.engine.plan import Plan
from servanda.engine.settling import Settled
from servanda.engine.shares import Share
from servanda.worlds.sample import Worlds

__all__ = ["Told", "answers_kept", "verdicts_near"]

MARGINS = [column_of(PARTY_OUTPUT, name) for name in ("margin_good", "margin_bad")]
STANDS = [column_of(WORLD_OUTPUT, f"stands_{year}") for year in SHOWN]
FIVE = SHOWN.index(5)


@dataclass(frozen=True)
class Told:
    """What of a settling a row is made of.

    margins (W, n, 2): what signing is worth above refusing, in good faith and in bad; stands
    (W, 3): the chance that what is signed stands after one year, five and ten.
    """

    margins: Floats
    stands: Floats

    @classmethod
    def of(cls, outcomes: Outcomes) -> Told:
        """Return what is told of outcomes."""
        return cls(outcomes.party[:, :, MARGINS], outcomes.world[:, STANDS])


def answers_kept(plan: Plan, setting: Setting, proposal: str) -> Answers | None:
    """Return what a rule makes of every answer; None where too many fight who are asked."""
    asked = set(plan.rules[proposal].parties) & set(plan.conflict.parties)
    if len(asked) > MOST_ASKED:
        return None

    def made(own: Setting) -> Answers:
        assert isinstance(own.readings.draws, Worlds)
        return answers_on(plan, own.readings.draws, proposal)

    return setting.made(("answers", proposal), made)


def verdicts_near(
    plan: Plan,
    setting: Setting,
    luck: Floats,
    now: Mapping[str, Settled],
    exact: Mapping[str, Told],
    before: Mapping[str, Told],
) -> dict[str, LiveVerdict]:
    """Return the verdicts on proposals that coarse outcomes come to; those alone that it can tell.

    luck (W, n): the draws that decide of what faith each party is. It cannot tell of a proposal
    whose outcomes are not known in some world, or that asks very many who fight.
    """
    names = [name for name in now if answers_kept(plan, setting, name) is not None]
    if not names:
        return {}
    coarse = {name: Told.of(now[name].outcomes) for name in names}
    margins = _moved(*([each[name].margins for name in names] for each in (exact, before, coarse)))
    stands = _moved(*([each[name].stands for name in names] for each in (exact, before, coarse)))
    stands = np.clip(stands, 0.0, 1.0)
    bad = luck < np.stack([now[name].worlds.party[:, :, BAD_TRUE] for name in names])
    known = np.isfinite(margins[..., 0] + margins[..., 1]).reshape(len(names), -1).all(axis=1)
    known = np.logical_and(known, np.isfinite(stands[..., FIVE]).all(axis=1))
    armed = np.asarray(np.where(bad, margins[..., 1], margins[..., 0]) >= 0.0, dtype=np.bool_)
    return {
        name: _verdict(plan, setting, now[name], armed[place], stands[place])
        for place, name in enumerate(names)
        if known[place]
    }


def _moved(exact: Sequence[Floats], before: Sequence[Floats], now: Sequence[Floats]) -> Floats:
    """Return exact arrays with the change of coarse ones added, all proposals in one."""
    with np.errstate(invalid="ignore"):  # what nothing deters is infinite, before and after
        moved: Floats = np.stack(exact) + (np.stack(now) - np.stack(before))
    return moved


def _verdict(
    plan: Plan, setting: Setting, now: Settled, armed: Flags, stands: Floats
) -> LiveVerdict:
    """Return the row of one proposal; armed (W, n): where each party that fights consents."""
    name, parties = now.offer.proposal, plan.conflict.parties
    answers = answers_kept(plan, setting, name)
    assert answers is not None
    signed = answers.where(armed)
    bound = [parties.index(party) for party in now.prepared.bound]
    stops = armed[:, bound].all(axis=1) & signed
    held = stands[stops]
    worlds, signs, stop = len(signed), int(signed.sum()), int(stops.sum())
    shares: dict[tuple[str, str], Share | None] = {
        ("signed", ""): counted(signs, worlds),
        ("stops_fighting", ""): counted(stop, worlds),
        ("stops_fighting", "signed"): share_of_sums(stop, stop, signs),
    }
    sums = zip(SHOWN, held.sum(axis=0), (held * held).sum(axis=0), strict=True)
    for year, total, squares in sums:
        shares[f"holds_{year}", "signed"] = share_of_sums(float(total), float(squares), signs)
    for party, count in zip(parties, armed.sum(axis=0), strict=True):
        shares[f"accepts.{party}", ""] = counted(int(count), worlds)
        shares[f"consent.{party}", ""] = shares[f"accepts.{party}", ""]

    def share(column: str, given: str = "") -> Share | None:
        kind, _, who = column.partition(".")
        others = answers.consents if kind == "consent" else {}
        return others[who].share if who in others else shares[column, given]

    return LiveVerdict.of_shares(plan, name, share, answers.consents)
