"""From the sums and the kept worlds of a proposal to its result and verdict in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import numpy as np

from servanda.arrays import Floats
from servanda.case.keys.case import Case
from servanda.engine.kernel_one_challenger import YEARS
from servanda.engine.result_columns import columns
from servanda.engine.results import (
    FEW,
    BeliefResult,
    PartyResult,
    ProposalResult,
    Share,
    Spread,
    Verdict,
    WarMonths,
)

__all__ = ["ROBUST", "firmness", "summarise"]


class _ShareOf(Protocol):
    def __call__(self, column: str, over: int = ...) -> Share: ...


ROBUST = 0.90
"""Share of worlds that must agree for a verdict to be called robust."""

NEVER_ENDS = (
    "nothing ends the fighting in these worlds, so it has no expected length: "
    "raise `war.ends_by_itself` or `war.swing`"
)

TOO_FAST = (
    "the front moves more than a step a month in these worlds: "
    "enlarge `war.front.step` or lower `war.swing` or `war.trend`"
)


def summarise(
    case: Case,
    name: str,
    parties: tuple[str, ...],
    worlds: int,
    total: Mapping[str, float],
    squares: Mapping[str, float],
    kept: Mapping[str, Floats],
) -> ProposalResult:
    """Return the result for one proposal from its sums over all worlds and its kept columns."""
    uncomputed = int(total["not_computed"])
    known = worlds - uncomputed

    def share(column: str, over: int = known) -> Share:
        found = Share.of(total[column], squares[column], over)
        return found or Share(float("nan"), float("nan"), 0)

    signed = share("signed")
    signings = round(total["signed"])
    years = range(1, YEARS + 1)
    sides = {case.challenger: "margin_a", case.protege: "margin_b"}
    holds = {year: Share.of(total[f"holds_{year}"], squares[f"holds_{year}"], signings)
             for year in years}  # fmt: skip
    would = {year: Share.of(total[f"would_hold_{year}"], squares[f"would_hold_{year}"], known)
             for year in years}  # fmt: skip
    both = share("holds_5")
    war = _war_months(kept, share)
    party_results = tuple(
        PartyResult(
            id=party,
            name=case.name_of(party),
            modelled="value" if party in sides else "probability",
            share=share(f"consent.{party}"),
            blocks=share(f"blocks.{party}"),
            margin=Spread.of(kept[sides[party]]) if party in sides else None,
        )
        for party in parties
    )
    return ProposalResult(
        id=name,
        title=case.proposals[name].title,
        signed=signed,
        signed_smallest=share("signed_smallest") if "signed_smallest" in total else None,
        stops_fighting=share("stops_fighting"),
        parties=party_results,
        holds=holds,
        would_hold=would,
        signed_and_holds_5y=both,
        war_months=war,
        belief=_belief(case, name, kept, share),
        commitment_problem=share("commitment"),
        values={key: Spread.of(kept[key]) for key in ("fight_a", "fight_b", "deal_a", "deal_b")},
        not_computed={
            advice: share(column, worlds)
            for advice, column in ((TOO_FAST, "not_computed"), (NEVER_ENDS, "never_ends"))
            if total[column]
        },
        verdict=_verdict(signed, share("stops_fighting"), holds[5], both, war),
        measured=_measured(kept, share, {"computed": known, "all": worlds, "signed": signings}),
    )


def _measured(
    kept: Mapping[str, Floats], share: _ShareOf, counts: Mapping[str, int]
) -> dict[str, Share | Spread | None]:
    """Return the columns declared with the column of the worlds that they sum up."""
    return {
        column.name: Spread.of(kept[column.worlds])
        if column.kind == "spread"
        else share(column.worlds, counts[column.over])
        for column in columns()
        if column.worlds
    }


def _war_months(kept: Mapping[str, Floats], share: _ShareOf) -> WarMonths:
    return WarMonths(
        without=Spread.of(kept["months_without"]),
        with_offer=Spread.of(kept["months_with"]),
        change=Spread.of(kept["months_change"]),
        standing=Spread.of(kept["months_standing"]),
        lapsing=Spread.of(kept["months_lapsing"]),
        lengthens=share("lengthens"),
        shortens=share("shortens"),
        already_over=share("already_over"),
    )


def _belief(
    case: Case, name: str, kept: Mapping[str, Floats], share: _ShareOf
) -> BeliefResult | None:
    promises = [case.guarantees[g] for g in case.proposals[name].guarantees]
    if not any(promise.kind != "monitors" for promise in promises):
        return None
    threshold = kept["threshold"]
    return BeliefResult(
        challenger=Spread.of(kept["believed"]),
        protege=Spread.of(kept["believed_b"]),
        analyst=Spread.of(kept["believed_true"]),
        threshold=Spread.of(np.minimum(threshold, 10.0)),
        self_enforcing=share("self_enforcing"),
        deterred=share("deterred"),
        paper=share("paper"),
        out_of_reach=share("out_of_reach"),
    )


def firmness(share: float) -> str:
    """Return how firm a verdict is when `share` of the worlds speak for it.

    >>> firmness(0.95), firmness(0.02), firmness(0.7), firmness(0.5)
    ('robust', 'robust', 'leaning', 'undetermined')
    """
    if share > ROBUST or share < 1.0 - ROBUST:
        return "robust"
    return "undetermined" if 0.45 <= share <= 0.55 else "leaning"


def _verdict(
    signed: Share, stops: Share, holds: Share | None, both: Share, war: WarMonths
) -> Verdict:
    """Return the verdict: is it signed, does that stop the fighting, does it hold five years."""
    if not signed.worlds:
        return Verdict("not computed", "undetermined", "no world could be computed")
    sign = f"{signed.word} to be signed (in {signed.share:.0%} of worlds, ±{2 * signed.se:.1%})"
    effect = _effect(war)
    if holds is None:
        return Verdict("unsignable", "robust", f"{sign}; {effect}")
    if holds.worlds < FEW:
        few = f"signed in {holds.worlds} worlds, too few to say whether it would hold"
        return Verdict("unsignable", firmness(signed.share), f"{sign}; {few}; {effect}")
    last = f"if signed, {holds.word} to hold five years ({holds.share:.0%}, ±{2 * holds.se:.1%})"
    sentence = f"{sign}; {last}; {effect}"
    if 0.45 <= signed.share <= 0.55:
        return Verdict("open", "undetermined", sentence)
    if signed.share < 0.5:
        return Verdict("unsignable", firmness(signed.share), sentence)
    if stops.share < 0.5 * signed.share:
        going_on = f"{sign}, but a belligerent would fight on; {effect}"
        return Verdict("signed but war goes on", firmness(stops.share / signed.share), going_on)
    word = "signed and holds" if both.share > 0.5 else "signed but breaks"
    return Verdict(word, firmness(both.share), sentence)


def _effect(war: WarMonths) -> str:
    longer, shorter = war.lengthens.share, war.shortens.share
    if war.change is None:
        return "what tabling it does to the length of the war cannot be computed"
    if max(longer, shorter) < 0.05:
        return "tabling it leaves the war as long as it is"
    months = f"median change {round(war.change.p50, 1) + 0.0:+.1f} months"
    if longer > shorter:
        return f"tabling it lengthens the war in {longer:.0%} of worlds ({months})"
    return f"tabling it shortens the war in {shorter:.0%} of worlds ({months})"
