"""Every registered formula, in the order in which they feed each other.

A new one is a function in its own file and a line here. Whoever needs one formula imports its file.
"""

from __future__ import annotations

from servanda.formulas.audience_costs import crisis_with_audiences
from servanda.formulas.bargaining import (
    alternating_offers,
    bargaining_zone,
    nash_division,
    take_it_or_leave_it,
)
from servanda.formulas.chain_store import row_of_challengers
from servanda.formulas.commitment import (
    commitment_gap,
    first_strike,
    preventive_war,
    tolerable_shift,
)
from servanda.formulas.consent_chance import (
    acceptable_range,
    at_least,
    disputed_veto,
    reach_quota,
    unanimity,
)
from servanda.formulas.contest import advance_with_force, force_needed
from servanda.formulas.credibility import belief_from_classes, belief_from_record
from servanda.formulas.deterrence import deterrence_threshold
from servanda.formulas.duration import war_with_offers
from servanda.formulas.fighting_offers import offers_while_fighting
from servanda.formulas.formula import Model
from servanda.formulas.hold import challenge_hazard, steady_hazard
from servanda.formulas.intervention import (
    audience_cost_needed,
    chance_of_joining,
    deterrence_probit,
)
from servanda.formulas.learning import value_of_war_believed, war_of_beliefs
from servanda.formulas.levers import (
    advance_that_tips,
    bearable_hazard,
    belief_for_survival,
    cost_that_tips,
    deterrence_levers,
)
from servanda.formulas.random_walk import war_course
from servanda.formulas.reputation import reputation_stake
from servanda.formulas.revocable_guarantee import revocable_guarantee
from servanda.formulas.signalling import (
    belief_after_signal,
    sunk_cost_signalling,
    tied_hands_signalling,
)
from servanda.formulas.three_party import extended_deterrence, unilateral_deterrence
from servanda.formulas.uneven_war import value_of_war_by_month, value_of_war_by_place
from servanda.formulas.value_of_deal import (
    joint_hazard,
    value_at_constant_hazard,
    value_of_kept_deal,
)
from servanda.formulas.volunteers import conditional_volunteers
from servanda.formulas.voting_power import power_indices
from servanda.formulas.war import value_of_war

__all__ = ["LIBRARY_ONLY", "MODELS"]

MODELS: tuple[Model, ...] = (
    # fighting on
    advance_with_force,
    war_course,
    value_of_war,
    value_of_war_by_place,
    value_of_war_by_month,
    value_of_war_believed,
    war_of_beliefs,
    # belief in the guarantee
    belief_from_record,
    belief_from_classes,
    belief_after_signal,
    sunk_cost_signalling,
    tied_hands_signalling,
    reputation_stake,
    row_of_challengers,
    chance_of_joining,
    deterrence_probit,
    # holding
    deterrence_threshold,
    steady_hazard,
    challenge_hazard,
    revocable_guarantee,
    joint_hazard,
    extended_deterrence,
    unilateral_deterrence,
    # signing
    value_at_constant_hazard,
    value_of_kept_deal,
    commitment_gap,
    tolerable_shift,
    preventive_war,
    first_strike,
    bargaining_zone,
    nash_division,
    take_it_or_leave_it,
    alternating_offers,
    offers_while_fighting,
    crisis_with_audiences,
    war_with_offers,
    # consent
    at_least,
    reach_quota,
    disputed_veto,
    unanimity,
    acceptable_range,
    conditional_volunteers,
    power_indices,
    # what would turn the verdict
    deterrence_levers,
    bearable_hazard,
    cost_that_tips,
    advance_that_tips,
    belief_for_survival,
    audience_cost_needed,
    force_needed,
)

_WHY_NOT: tuple[tuple[str, tuple[Model, ...]], ...] = (
    (
        "A case takes both sides' bargaining from its proposals, and never finds the terms itself.",
        (
            bargaining_zone,
            nash_division,
            take_it_or_leave_it,
            alternating_offers,
            offers_while_fighting,
            crisis_with_audiences,
        ),
    ),
    (
        "An assessment compares war and deal in each world directly, which says the same.",
        (commitment_gap, tolerable_shift, preventive_war, first_strike, war_with_offers),
    ),
    (
        "It is the whole game in one formula; an assessment computes its stages apart.",
        (extended_deterrence, unilateral_deterrence, row_of_challengers),
    ),
    (
        "An assessment writes it for a guarantee of its own form, and does not call it.",
        (
            advance_with_force,
            belief_from_record,
            belief_from_classes,
            belief_after_signal,
            sunk_cost_signalling,
            tied_hands_signalling,
            chance_of_joining,
            deterrence_probit,
            revocable_guarantee,
        ),
    ),
    (
        "It is the fuller war for those who have the data: an assessment takes one pace a month.",
        (value_of_war_by_place, value_of_war_by_month, value_of_war_believed, war_of_beliefs),
    ),
    (
        "It is the form for a front of steps and one breaker; an assessment knows neither.",
        (war_course, value_of_war, steady_hazard, challenge_hazard),
    ),
    (
        "It is what an assessment computes month by month, here at once for a constant hazard.",
        (joint_hazard, value_at_constant_hazard, value_of_kept_deal),
    ),
    (
        "An assessment counts the worlds in which each rule is met, with no formula for the count.",
        (at_least, reach_quota, disputed_veto, acceptable_range, conditional_volunteers),
    ),
    (
        "An assessment solves a war along a front in continuous time, one without by rates.",
        (value_of_war, war_of_beliefs, war_course),
    ),
    (
        "An assessment lets any party break a deal, and takes its hazards month by month.",
        (challenge_hazard, steady_hazard),
    ),
    (
        "It answers a question that no verb asks yet.",
        (power_indices, advance_that_tips, belief_for_survival, force_needed),
    ),
)

LIBRARY_ONLY: dict[str, str] = {
    each.name: reason for reason, formulas in _WHY_NOT for each in formulas
}
"""Formulas that no verb calls, each with the reason: for those who compute by themselves."""
