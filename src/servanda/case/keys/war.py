"""How the war goes: with a front or without, what it costs, what moves it, and how it ends.

Long because every key is declared here with all that is said of it.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from servanda.case.keys.dispute import Terms
from servanda.case.keys.key import Key
from servanda.case.keys.number import (
    Cite,
    Identifier,
    LogRatio,
    Months,
    Note,
    Openings,
    Pace,
    Part,
    PerPerceiver,
    Positive,
    Probability,
    Rate,
    Share,
    Text,
    base_rate,
)

__all__ = ["Front", "Jumps", "PowerChange", "Regroup", "Violations", "War"]


class Front(Part):
    """The front line as a share of the territory in dispute, and where the war would be decided."""

    issue: Annotated[
        Identifier, Key("The territorial issue that the front line runs through.", "isle")
    ]
    held_by: Annotated[
        Identifier | None,
        Key(
            "The party or side whose share `held` counts, and for whom a `trend` above 0 is good; "
            "else the first party.",
            "norland",
        ),
    ] = None
    against: Annotated[
        Identifier | None,
        Key(
            "The party or side that loses what `held_by` gains; else every party of another side.",
            "sutherland",
        ),
    ] = None
    held: Annotated[
        Share,
        Key(
            "The share of the territory that `held_by` holds now.",
            "0.3 to 0.35",
            "the share of the territory that {held_by} holds",
            "independent maps of the front line",
        ),
    ]
    beaten_at: Annotated[
        Annotated[float, Field(ge=0, lt=1)],
        Key("The share at which `held_by` is beaten.", "0.0"),
    ] = 0.0
    wins_at: Annotated[
        Annotated[float, Field(gt=0, le=1)], Key("The share at which `held_by` has won.", "1.0")
    ] = 1.0

    @model_validator(mode="after")
    def _ends_are_apart(self) -> Front:
        if self.wins_at <= self.beaten_at:
            raise ValueError(
                f"`wins_at`, {self.wins_at:g}, is not above `beaten_at`, {self.beaten_at:g}; "
                "give the share at which `held_by` has won, and the one at which it is beaten"
            )
        return self


class Regroup(Part):
    """What a pause is worth: pace gained by each party once rested, and how long that takes."""

    pace: Annotated[
        dict[Identifier, Pace],
        Key(
            "The pace that a rest gives a party.",
            "{norland: 0.1% to 0.5% per month}",
            "the pace that a rest gives {party}",
            "arms production, call-ups and training in {party} during lulls",
            each="party",
        ),
    ] = {}
    months: Annotated[
        Months,
        Key(
            "How long a rest takes to give two thirds of that.",
            "12 to 36 months",
            "how long regrouping takes",
            "how fast losses are made good during lulls",
        ),
    ] = Field(default_factory=lambda: base_rate(Months, "regrouping"))
    recovery: Annotated[
        Pace | None,
        Key(
            "The pace that a side that holds no ground would regain over the years of a deal; "
            "the less a side holds, the more of it.",
            "0.2% to 1% per month",
            "the pace that the loser of this war regains over the years",
            "rearmament, new patrons and new recruits of whoever holds less",
        ),
    ] = None
    recovery_months: Annotated[
        Months | None,
        Key(
            "How long such a recovery takes to give two thirds of that; else a base rate.",
            "5 to 15 years",
            "how long the loser of this war takes to recover",
            "how fast losers of like wars rearmed",
        ),
    ] = None


class Jumps(Part):
    """Sudden changes of relative power while a deal stands; else the kind's base rates."""

    rate: Annotated[
        Rate | None,
        Key(
            "How often relative power jumps.",
            "0.05 to 0.2 per year",
            "how often relative power jumps",
            "coups, changes of patron, new kinds of weapon",
        ),
    ] = None
    size: Annotated[
        Positive | None,
        Key(
            "How far it jumps, in swings of the front a month.",
            "0.1 to 0.2",
            "how far relative power jumps",
            "how much earlier upheavals moved the front",
        ),
    ] = None


class Violations(Part):
    """Breaches short of war, from which a deal recovers; else the kind's base rates."""

    share: Annotated[
        Share | None,
        Key(
            "The share of breaches that stay short of war.",
            "0.1 to 0.5",
            "the share of breaches that stay short of war",
            "incidents that monitors report, and what follows them",
        ),
    ] = None
    recovers: Annotated[
        Months | None,
        Key(
            "How long a deal takes to recover from one.",
            "1 to 6 months",
            "how long a deal takes to recover from a violation",
            "how long earlier incidents took to be settled",
        ),
    ] = None
    cost: Annotated[
        Share | None,
        Key(
            "What a violation costs each party, as a share of all its aims.",
            "0.001 to 0.01",
            "what a violation costs each party",
            "losses in earlier incidents",
        ),
    ] = None


class PowerChange(Part):
    """What moves the ratio of forces besides the terms: aid, sanctions, losses, manpower."""

    title: Annotated[Text, Key("What happens.", "Aid from overseas ends")]
    on: Annotated[Identifier, Key("The party, or side, whose force changes.", "sutherland")]
    change: Annotated[
        LogRatio,
        Key(
            "By how much its force changes, as the logarithm of a ratio: -0.3 takes a quarter.",
            "-0.3 to -0.1",
            "how much “{change}” changes the force of {on}",
            "deliveries, budgets, recruitment and losses that bear on it",
        ),
    ]
    when: Annotated[
        Literal["fighting", "peace", "always"],
        Key("Whether it holds while fighting, while a deal stands, or always.", "fighting"),
    ] = "always"
    believed: Annotated[
        PerPerceiver[Probability],
        Key(
            "How likely it is held to be; may differ by perceiver.",
            "0.3 to 0.7",
            "the chance that “{change}” comes about",
            "what those who decide on it say and vote",
        ),
    ] = Field(default_factory=lambda: PerPerceiver[Probability].model_validate(1))
    since: Annotated[
        Months,
        Key(
            "The month from which it holds.",
            "6 months",
            "when “{change}” begins",
            "dates announced for it",
        ),
    ] = Field(default_factory=lambda: Months.model_validate(0), alias="from")
    cite: Cite = ()
    note: Note = ""


class War(Part):
    """The war as it goes, as each party sees it, and what each expects from fighting on.

    With a `front`, give `trend` and `swing`; without one, `victory`. `settles_anyway` names
    proposals that are on the table whatever else is offered.
    """

    front: Annotated[
        Front | None,
        Key(
            "The front line and its ends; leave it out where there is none.",
            "{issue: isle, held: 0.3}",
        ),
    ] = None
    trend: Annotated[
        PerPerceiver[Pace] | None,
        Key(
            "How the front moves, per month and as a share of the territory; above 0 is good for "
            "`held_by`. May differ by perceiver.",
            "{norland: 0.2% to 0.6% per month, analyst: 0% to 0.3% per month}",
            "the pace of the front",
            "monthly change of territory held, on independent maps of the front line",
        ),
    ] = None
    swing: Annotated[
        Pace | None,
        Key(
            "How much the movement varies from month to month (standard deviation).",
            "0.01",
            "how much the front swings from month to month",
            "month-to-month variation on maps of the front line",
        ),
    ] = None
    swing_of_a_new_war: Annotated[
        Pace | None,
        Key(
            "How much the front would swing in a renewed war, where it hardly moves today; else "
            "as `swing`.",
            "0.5% to 2% per month",
            "how much the front would swing in a renewed war",
            "how mobile the forces on both sides of the line are",
        ),
    ] = None
    decided: Annotated[
        Rate | None,
        Key(
            "Without a front: how often a war like this is decided on the field; else the base "
            "rate of its kind.",
            "0.05 to 0.2 per year",
            "how often the war is decided on the field",
            "the fall of capitals and strongholds, mass surrenders",
        ),
    ] = None
    victory: Annotated[
        dict[Identifier, PerPerceiver[Probability]],
        Key(
            "Without a front: the chance that, if the war is decided, this party's side wins it, "
            "as that party sees it; by perceiver where others see it differently.",
            "{norland: 0.3 to 0.5, sutherland: {sutherland: 0.5 to 0.8, analyst: 0.4 to 0.7}}",
            "the chance that {party}'s side wins the war, if it is decided",
            "control of towns and roads, desertions, recruitment of {party}",
            each="party",
        ),
    ] = {}
    costs: Annotated[
        dict[Identifier, Share],
        Key(
            "What a year of war costs a party, as a share of the value of all its aims; else the "
            "base rate `war_cost`.",
            "{norland: 0.01 to 0.05, sutherland: {base_rate: war_cost}}",
            "what a year of war costs {party}",
            "casualty estimates, defence budget and conscription orders of {party}",
            each="party",
        ),
    ] = {}
    flow_costs: Annotated[
        dict[Identifier, Share],
        Key(
            "Instead of `costs`: what a month of war costs a party, as a share of a month of total "
            "victory.",
            "{norland: 0.1 to 0.3}",
            "what a month of war costs {party}",
            "casualty estimates, defence budget and conscription orders of {party}",
            each="party",
        ),
    ] = {}
    patience: Annotated[
        dict[Identifier, Rate],
        Key(
            "How fast each party discounts the future, per year; else the base rate `discount`.",
            "{norland: 0.05 to 0.15}",
            "how fast {party} discounts the future",
            "tenure of the leaders of {party}, and the election calendar",
            each="party",
        ),
    ] = {}
    ends_by_itself: Annotated[
        Rate,
        Key(
            "How often the war would stop for reasons outside the case.",
            "{base_rate: war_ending}",
            "how often such a war ends by itself",
            "stability of the governments, and support from outside",
        ),
    ] = Field(default_factory=lambda: base_rate(Rate, "war_ending"))
    while_fighting: Annotated[
        Terms,
        Key("How issues other than the front's stand meanwhile.", "{flag: shared}", each="issue"),
    ] = {}
    if_it_peters_out: Annotated[
        Terms,
        Key(
            "How they stand if the war stops without a deal; else as while fighting.",
            "{flag: sutherland}",
            each="issue",
        ),
    ] = {}
    regroup: Annotated[
        Regroup,
        Key("What a pause is worth.", "{pace: {norland: 0.2% to 0.5% per month}}"),
    ] = Field(default_factory=Regroup)
    operations: Annotated[
        Positive,
        Key(
            "How many operations make up a month: how finely force is turned into ground.",
            "{base_rate: operations}",
            "how many operations make up a month",
            "how often attacks are mounted along the line",
        ),
    ] = Field(default_factory=lambda: base_rate(Positive, "operations"))
    opportunities: Annotated[
        Openings | None,
        Key(
            "How often an opening to break a deal comes, for every party that does not say "
            "otherwise; else the base rate of the kind of war.",
            "0.5 to 2 per year",
            "how often an opening to break the deal comes",
            "crises elsewhere that tie down those who would answer",
        ),
    ] = None
    temptation_noise: Annotated[
        Positive | None,
        Key(
            "How far impulse and misreading move the decision to break it, as a share of all of a "
            "party's aims, for every party that does not say otherwise.",
            "0.01 to 0.05",
            "how far impulse moves the decision to break a deal",
            "signs of disputes in the leaderships",
        ),
    ] = None
    early: Annotated[
        Positive | None,
        Key(
            "Openings just after signature, when forces are still in contact, times the usual "
            "rate; fades with a time constant of six months.",
            "1 to 6",
            "how many more openings there are just after signature",
            "how fast forces are separated after earlier truces",
        ),
    ] = None
    jumps: Annotated[
        Jumps, Key("Sudden changes of relative power.", "{rate: 0.1 per year, size: 0.15}")
    ] = Field(default_factory=Jumps)
    violations: Annotated[
        Violations,
        Key("Breaches short of war.", "{share: 0.3, recovers: 3 months, cost: 0.005}"),
    ] = Field(default_factory=Violations)
    repelled: Annotated[
        Probability,
        Key(
            "The chance that a breach is repelled and the deal stands again.",
            "0.05 to 0.3",
            "the chance that a breach is repelled and the deal stands again",
            "how earlier breaches ended",
        ),
    ] = Field(default_factory=lambda: Probability.model_validate(0))
    decisiveness: Annotated[
        Positive,
        Key(
            "How far numbers of troops decide who gains ground (an exponent).",
            "{base_rate: contest_decisiveness}",
            "how far relative force decides who gains ground",
            "whether the larger force gained ground in recent operations",
        ),
    ] = Field(default_factory=lambda: base_rate(Positive, "contest_decisiveness"))
    memory: Annotated[
        Months,
        Key(
            "How fast past agreements lose weight (a time constant).",
            "{base_rate: memory}",
            "how long past conduct counts",
            "how often leaders still speak of earlier agreements",
        ),
    ] = Field(default_factory=lambda: base_rate(Months, "memory"))
    power: Annotated[
        dict[Identifier, PowerChange],
        Key(
            "What moves the ratio of forces besides the terms: aid, sanctions, losses, manpower, "
            "allies.",
            "{aid_ends: {title: Aid ends, on: sutherland, change: -0.3 to -0.1, when: fighting}}",
            each="change",
        ),
    ] = {}
    settles_anyway: Annotated[
        tuple[Identifier, ...],
        Key("Proposals that are on the table whatever else is offered.", "[truce]"),
    ] = ()
    cite: Cite = ()
    note: Note = ""
