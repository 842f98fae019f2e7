"""From what is kept of all worlds to what is said of a proposal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from servanda.case.consent.asked import weighing_their_stakes
from servanda.engine.ballots import undeclared
from servanda.engine.contract import YEARS
from servanda.engine.kind_rates import defaults_of, kind_holds
from servanda.engine.plan import Plan
from servanda.engine.result_columns import columns
from servanda.engine.result_parts import (
    ArmedPartyResult,
    BeliefResult,
    BreakResult,
    ChallengedResult,
    PartyResult,
    WarMonths,
)
from servanda.engine.results import ProposalResult
from servanda.engine.shares import Share, Spread
from servanda.engine.sketch import FAITH, ProposalSketch
from servanda.engine.statements import statements_on
from servanda.engine.verdict import verdict_of

__all__ = ["Worked", "summarise", "war_months"]

NEVER_ENDS = (
    "nothing ends the fighting in these worlds, so it has no expected length: "
    "raise `war.ends_by_itself` or `war.swing`"
)

NOT_COMPUTED = (
    "the numbers of these worlds are too extreme to compute with: look for a range that reaches "
    "beyond what can be meant"
)


@dataclass(frozen=True)
class Worked:
    """A proposal as worked out: what is kept of its worlds, and whether these were weighed."""

    plan: Plan
    name: str
    sketch: ProposalSketch
    weighed: bool

    def share(self, name: str, given: str = "") -> Share | None:
        """Return the share of worlds of a column, among those of another if one is given."""
        return Share.of(self.sketch.sums.of_column(name, given))

    def known_share(self, name: str, given: str = "") -> Share:
        """Return the same, the share of no world where nothing is known."""
        return self.share(name, given) or Share.unknown()

    def spread(self, name: str, given: str = "") -> Spread | None:
        """Return where a column lies over the worlds, those of another if one is given."""
        histogram = self.sketch.spreads.get((name, given))
        return None if histogram is None else Spread.in_bins(histogram, self.weighed)


def summarise(worked: Worked) -> ProposalResult:
    """Return what is said of a proposal."""
    case, name = worked.plan.case, worked.name
    body, war = case.proposals[name], war_months(worked)
    signed = worked.known_share("signed")
    holds = {year: worked.share(f"holds_{year}", "signed") for year in YEARS}
    stops = worked.share("stops_fighting", "signed")
    kind = case.kind_of(name)
    return ProposalResult(
        id=name,
        title=body.title,
        signed=signed,
        signed_smallest=worked.share("signed_smallest"),
        stops_fighting=worked.known_share("stops_fighting"),
        parties=tuple(_party(worked, party) for party in worked.plan.rules[name].parties),
        holds=holds,
        would_hold={year: worked.share(f"would_hold_{year}") for year in YEARS},
        signed_and_holds_5y=worked.known_share("holds_5"),
        war_months=war,
        belief=_belief(worked),
        commitment_problem=worked.known_share("commitment"),
        not_computed=dict(_not_computed(worked)),
        verdict=verdict_of(signed, stops, holds[5], war),
        stops_given=stops,
        kind=kind,
        kind_holds=kind_holds(kind),
        kind_defaults=defaults_of(case, kind),
        armed=tuple(_armed(worked, party) for party in worked.plan.conflict.parties),
        breaking=_breaking(worked),
        challenged=_challenged(worked),
        statements=statements_on(case, name, worked.known_share),
        cycles=worked.share("cycles"),
        spill_over=worked.spread("spill_over"),
        measured=_measured(worked),
    )


def _party(worked: Worked, party: str) -> PartyResult:
    case = worked.plan.case
    armed, stance = party in case.parties, case.stance_of(worked.name, party)
    by_stakes = party in weighing_their_stakes(case, worked.name) and undeclared(stance)
    return PartyResult(
        id=party,
        name=case.name_of(party),
        modelled="value" if armed else "stakes" if by_stakes else "probability",
        share=worked.known_share(f"consent.{party}"),
        blocks=worked.known_share(f"blocks.{party}"),
        margin=worked.spread(f"margin.{party}") if armed else None,
    )


def _armed(worked: Worked, party: str) -> ArmedPartyResult:
    case, plan = worked.plan.case, worked.plan
    return ArmedPartyResult(
        id=party,
        name=case.name_of(party),
        side=plan.conflict.side_of(party),
        inside=bool(worked.sketch.sums.of_column(f"inside.{party}").mean > 0.5),
        fighting_on=worked.spread(f"war.{party}"),
        refusing=worked.spread(f"refuse.{party}"),
        deal=worked.spread(f"deal.{party}"),
        margin=worked.spread(f"margin.{party}"),
        accepts=worked.known_share(f"accepts.{party}"),
        breaks={year: worked.share(f"breaks_{year}.{party}", "signed") for year in YEARS},
        temptation_month=worked.spread(f"temptation_month.{party}", "stops_fighting"),
        bad_faith={
            year: Share.of(worked.sketch.weighed.of_column(f"{name}.{party}", standing))
            for year, (name, standing) in zip((0, 1, 5), FAITH, strict=True)
        },
        believed=worked.spread(f"believed.{party}"),
        trusts=worked.spread(f"trusts.{party}"),
        backed=worked.spread(f"backed.{party}"),
        threshold=worked.spread(f"threshold.{party}"),
    )


def _breaking(worked: Worked) -> BreakResult:
    return BreakResult(
        hazard=_hazard(worked),
        lapses={year: worked.share(f"lapses_{year}", "signed") for year in YEARS},
        two_equilibria=worked.share("two_equilibria"),
        in_fear=worked.share("fear_holds_5", "fear_signed"),
    )


def _hazard(worked: Worked) -> dict[int, float]:
    """Return the chance that a deal still standing ends in a year, among the worlds that sign."""
    stops = worked.sketch.sums.of_column("stops_fighting", "signed")
    before, found, last = stops.mean, {}, 0
    for year in YEARS:
        now = worked.sketch.sums.of_column(f"holds_{year}", "signed").mean
        if before > 0.0 and np.isfinite(now):
            found[year] = 1.0 - max(now / before, 0.0) ** (1.0 / (year - last))
        before, last = now, year
    return found


def _challenged(worked: Worked) -> ChallengedResult:
    return ChallengedResult(
        side=worked.plan.conflict.axis,
        months=worked.spread("challenged_months"),
        side_wins=worked.spread("challenged_side_wins"),
        others_win=worked.spread("challenged_others_win"),
        ends_with=worked.spread("challenged_ends_with"),
    )


def war_months(worked: Worked) -> WarMonths:
    """Return how long the war lasts with an offer and without, over the first worlds."""
    return WarMonths(
        without=worked.spread("months_without"),
        with_offer=worked.spread("months_with"),
        change=worked.spread("months_change"),
        change_where_taken=worked.spread("months_change", "stops_fighting"),
        standing=worked.spread("months_standing"),
        lapsing=worked.spread("months_lapsing"),
        lengthens=worked.known_share("lengthens"),
        shortens=worked.known_share("shortens"),
        already_over=worked.known_share("already_over"),
    )


def _belief(worked: Worked) -> BeliefResult | None:
    if ("threshold", "") not in worked.sketch.spreads:
        return None
    return BeliefResult(
        believed=worked.spread("believed"),
        analyst=worked.spread("believed_true"),
        threshold=worked.spread("threshold"),
        self_enforcing=worked.known_share("self_enforcing"),
        deterred=worked.known_share("deterred"),
        paper=worked.known_share("paper"),
        out_of_reach=worked.known_share("out_of_reach"),
    )


def _not_computed(worked: Worked) -> Iterator[tuple[str, Share]]:
    for advice, share in (
        (NOT_COMPUTED, worked.share("not_computed")),
        (NEVER_ENDS, worked.known_share("never_ends")),
    ):
        if share is not None and share.share > 0.0:
            yield advice, share


def _measured(worked: Worked) -> dict[str, Share | Spread | None]:
    """Return the columns declared with the column of the worlds that they sum up."""
    return {
        column.name: worked.spread(column.worlds)
        if column.kind == "spread"
        else worked.share(column.worlds, "signed" if column.over == "signed" else "")
        for column in columns()
        if column.worlds
    }
