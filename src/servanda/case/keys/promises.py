"""Who promises what, how far it is believed, and how past promises were kept.

Long because every key is declared here with all that is said of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, StrictBool, model_validator

from servanda.case.keys.key import Key
from servanda.case.keys.number import (
    Cite,
    Force,
    Identifier,
    Months,
    Note,
    Part,
    PerPerceiver,
    Positive,
    Probability,
    Rate,
    Share,
    Text,
    base_rate,
)

__all__ = [
    "Commitment",
    "Conduct",
    "Credibility",
    "Guarantee",
    "RecordEntry",
    "Resolve",
    "Signal",
]


class Signal(Part):
    """A costly signal by the guarantor: costs sunk whatever happens, or paid only on reneging."""

    sunk: Annotated[
        Share | None,
        Key(
            "What the signal cost beforehand, whatever happens.",
            "0.05",
            "the cost sunk in signalling {guarantee}",
            "money spent and troops moved beforehand",
        ),
    ] = None
    tied: Annotated[
        Share | None,
        Key(
            "What reneging after it would cost.",
            "0.2",
            "the cost tied to reneging on {guarantee}",
            "oaths, laws and votes that bind the guarantor",
        ),
    ] = None
    stake_resolute: Annotated[
        Share,
        Key(
            "What a resolute guarantor has at stake.",
            "0.4",
            "what a resolute guarantor of {guarantee} has at stake",
            "the guarantors' trade, troops and citizens there",
        ),
    ]
    stake_irresolute: Annotated[
        Share,
        Key(
            "What an irresolute one has at stake.",
            "0.1",
            "what an irresolute guarantor of {guarantee} has at stake",
            "the guarantors' trade, troops and citizens there",
        ),
    ]
    cost: Annotated[
        Share,
        Key(
            "What intervening would cost.",
            "0.3",
            "what intervening under {guarantee} would cost one who signals",
            "the guarantors' losses elsewhere; what their forces are tied to",
        ),
    ]


class Credibility(Part):
    """How a belief in the guarantor's intervention is formed from base rate, record and signals."""

    prior: Annotated[
        PerPerceiver[Probability],
        Key(
            "How often such promises are kept (base rate).",
            "{base_rate: alliance_honour}",
            "the belief in {guarantee} before the record counts",
            "statements, votes and deployments of the guarantors",
        ),
    ]
    strength: Annotated[
        Positive,
        Key(
            "How many past cases that is worth.",
            "{base_rate: prior_strength}",
            "how many past cases the first belief in {guarantee} is worth",
            "how alike promises of its kind have been",
        ),
    ] = Field(default_factory=lambda: base_rate(Positive, "prior_strength"))
    record_weight: Annotated[
        PerPerceiver[Share],
        Key(
            "How far a perceiver heeds the guarantor's own record.",
            "0.5 to 0.9",
            "how far the guarantors' record counts for {guarantee}",
            "how often their record is cited",
        ),
    ] = Field(default_factory=lambda: PerPerceiver[Share].model_validate(1))
    memory: Annotated[
        Months,
        Key(
            "How fast past cases lose weight (a time constant).",
            "{base_rate: memory}",
            "how long the guarantors' past conduct counts for {guarantee}",
            "how often leaders still speak of earlier promises",
        ),
    ] = Field(default_factory=lambda: base_rate(Months, "memory"))
    tripwire: Annotated[
        Share | None,
        Key(
            "How far troops in harm's way move belief towards certainty.",
            "{base_rate: tripwire}",
            "the doubt about {guarantee} that troops in harm's way remove",
            "where the guarantors' troops stand",
        ),
    ] = None
    signal: Annotated[
        Signal | None,
        Key(
            "A costly signal by the guarantor.",
            "{sunk: 0.05, stake_resolute: 0.4, stake_irresolute: 0.1, cost: 0.3}",
        ),
    ] = None


class Resolve(Part):
    """The guarantor's own decision to intervene: what it has at stake, what it would pay."""

    stake: Annotated[
        PerPerceiver[Share],
        Key(
            "What the guarantor would save by intervening.",
            "0.3 to 0.5",
            "what the guarantors of {guarantee} have at stake",
            "the guarantors' trade, troops and citizens there",
        ),
    ]
    cost: Annotated[
        PerPerceiver[Share],
        Key(
            "What intervening would cost it.",
            "0.2 to 0.4",
            "what honouring {guarantee} would cost the guarantors",
            "the guarantors' losses elsewhere; what their forces are tied to",
        ),
    ]
    audience_cost: Annotated[
        PerPerceiver[Share],
        Key(
            "What reneging would cost it at home and abroad.",
            "0.05 to 0.2",
            "what reneging on {guarantee} would cost the guarantors at home",
            "polls and parliamentary debates in the guarantors' capitals",
        ),
    ] = Field(default_factory=lambda: PerPerceiver[Share].model_validate(0))
    noise: Annotated[
        Positive,
        Key(
            "How uncertain others are of these (standard deviation).",
            "0.1",
            "how uncertain others are of the resolve behind {guarantee}",
            "how far the guarantors' own words contradict one another",
        ),
    ]


class Guarantee(Part):
    """A promise to act if the deal is broken: by whom, for whom, with what, how far believed.

    Belief is given in one of three ways: `intervenes`, a probability per perceiver; `credibility`,
    formed from base rate, record and signals; `resolve`, from the guarantor's stakes. Where those
    it is `against` are not named, it stands by each party that it protects against every party of
    another side: one that protects both sides answers whoever breaks.
    """

    title: Annotated[Text, Key("What the guarantee is called.", "League assistance pact")]
    kind: Annotated[
        Literal["treaty", "assurance", "deployed_force", "monitors", "sanctions"],
        Key("`treaty`, `assurance`, `deployed_force`, `monitors` or `sanctions`.", "treaty"),
    ]
    guarantors: Annotated[tuple[Identifier, ...], Key("Who gives it.", "[league]")]
    protects: Annotated[
        tuple[Identifier, ...], Key("The parties, or sides, that it protects.", "[sutherland]")
    ] = ()
    against: Annotated[
        tuple[Identifier, ...],
        Key("The parties, or sides, whose breach it answers; else all others.", "[norland]"),
    ] = ()
    intervenes: Annotated[
        PerPerceiver[Probability] | None,
        Key(
            "The probability that it is honoured, by perceiver where beliefs differ.",
            "{norland: 0.05 to 0.2, sutherland: 0.2 to 0.5, analyst: 0.1 to 0.4}",
            "the chance that {guarantee} is honoured",
            "statements, votes and deployments of the guarantors",
        ),
    ] = None
    credibility: Annotated[
        Credibility | None,
        Key(
            "Instead: belief formed from base rate, record and signals.",
            "{prior: {base_rate: alliance_honour}}",
        ),
    ] = None
    resolve: Annotated[
        Resolve | None,
        Key(
            "Instead: belief derived from what the guarantor has at stake.",
            "{stake: 0.3 to 0.5, cost: 0.2 to 0.4, noise: 0.1}",
        ),
    ] = None
    unconditional: Annotated[
        PerPerceiver[Share],
        Key(
            "How likely it stands by those it protects even if they break the deal first, as a "
            "share of the chance that it is honoured otherwise; 0 where nothing is said: never.",
            "{sutherland: 0.2 to 0.6, analyst: 0.05 to 0.2}",
            "how far {guarantee} holds though a party it protects breaks the deal first",
            "whether the text is bound to an unprovoked attack; what guarantors told those they "
            "protect who struck first",
        ),
    ] = Field(default_factory=lambda: PerPerceiver[Share].model_validate(0))
    force: Annotated[
        Force,
        Key(
            "Troops it would bring to a renewed war.",
            "20 to 40 thousand",
            "the force that {guarantee} would bring",
            "forces assigned, exercised and funded",
        ),
    ] = Field(default_factory=lambda: Force.model_validate(0))
    deployed: Annotated[
        Force,
        Key(
            "Troops on the ground from the start.",
            "3 to 5 thousand",
            "the troops that {guarantee} keeps on the spot",
            "contingents pledged and arrived",
        ),
    ] = Field(default_factory=lambda: Force.model_validate(0))
    punishment: Annotated[
        Share,
        Key(
            "What its response would cost who breaks the deal, a month.",
            "0.05 to 0.1",
            "what {guarantee} would cost an attacker",
            "strike capability assigned; sanctions prepared",
        ),
    ] = Field(default_factory=lambda: Share.model_validate(0))
    breakdown_ratio: Annotated[
        Positive,
        Key(
            "By what factor it changes how often a breach becomes possible; below 1 is calmer.",
            "{base_rate: monitors_ratio}",
            "the factor by which {guarantee} changes how often a breach becomes possible",
            "incidents along lines that such missions watch",
        ),
    ] = Field(default_factory=lambda: Positive.model_validate(1))
    begins: Annotated[
        Months,
        Key(
            "How long after signature it begins.",
            "6 months",
            "the months until {guarantee} is in force",
            "dates of signature, ratification and deployment",
        ),
    ] = Field(default_factory=lambda: Months.model_validate(0), alias="from")
    until: Annotated[
        Months | None,
        Key(
            "How long after signature it ends; else never.",
            "120 months",
            "the months until {guarantee} ends",
            "mandates, terms of treaties and budgets behind it",
        ),
    ] = None
    host: Annotated[Identifier | None, Key("The party on whose soil it stands.", "sutherland")] = (
        None
    )
    host_withdraws: Annotated[
        Rate,
        Key(
            "How often that party's consent lapses.",
            "{base_rate: host_withdrawal}",
            "how often the host sends {guarantee} away",
            "parliamentary motions and polls in the host country",
        ),
    ] = Field(default_factory=lambda: Rate.model_validate(0))
    cite: Cite = ()
    note: Note = ""

    @model_validator(mode="before")
    @classmethod
    def _one_may_stand_for_a_list(cls, raw: Any) -> Any:
        if not isinstance(raw, Mapping):
            return raw
        lone = {
            key: [raw[key]]
            for key in ("guarantors", "protects", "against")
            if isinstance(raw.get(key), str)
        }
        return {**raw, **lone}

    @model_validator(mode="after")
    def _belief_is_given_once(self) -> Guarantee:
        given = [
            k for k in ("intervenes", "credibility", "resolve") if getattr(self, k) is not None
        ]
        if len(given) > 1 or (not given and self.kind != "monitors"):
            raise ValueError(
                f"belief in it is given by {' and '.join(given) or 'nothing'}; "
                "give one of `intervenes`, `credibility` and `resolve`"
            )
        return self


class Conduct(Part):
    """How one actor behaved under one past agreement.

    `honour` is the ledger of guarantors' promises to others; `compliance` that of the parties' own
    promises. The two are never added together.
    """

    ledger: Annotated[
        Literal["honour", "compliance"],
        Key(
            "`honour` for a guarantor's promises to others, `compliance` for a party's own.",
            "compliance",
        ),
    ]
    kept: Annotated[StrictBool, Key("Whether it kept its promise.", "false")]
    invoked: Annotated[
        StrictBool,
        Key("Whether the promise was ever called upon; others do not count.", "true"),
    ] = True
    similarity: Annotated[
        Share,
        Key(
            "How much this case is like the one at hand.",
            "0.5 to 0.9",
            "how alike {record} and the present case are for {actor}",
            "whether the conditions of then recur",
        ),
    ] = Field(default_factory=lambda: Share.model_validate(1))
    cite: Cite = ()


class RecordEntry(Part):
    """A past agreement, and who kept and who broke what."""

    title: Annotated[Text, Key("What the agreement is called.", "Truce of 1998")]
    year: Annotated[
        Annotated[int, Field(strict=True, ge=1500, le=2200)], Key("When it was made.", "1998")
    ]
    ended: Annotated[
        Annotated[int, Field(strict=True, ge=1500, le=2200)] | None,
        Key("When it ended or was broken.", "2004"),
    ] = None
    kind: Annotated[
        Literal["treaty", "assurance", "ceasefire", "deployed_force", "monitors", "other"],
        Key("What sort of promise it was.", "ceasefire"),
    ]
    conduct: Annotated[
        dict[Identifier, Conduct],
        Key(
            "How each actor behaved under it.",
            "{norland: {ledger: compliance, kept: false}}",
            each="actor",
        ),
    ]
    cite: Cite = ()


class Commitment(Part):
    """Another promise of the same guarantor, whose credibility suffers if it reneges here."""

    title: Annotated[Text, Key("What was promised.", "The straits treaty")]
    guarantor: Annotated[Identifier, Key("Who promised it.", "league")]
    at_stake: Annotated[
        Share,
        Key(
            "What losing it would cost the guarantor.",
            "0.1 to 0.3",
            "what is at stake for the guarantor in {commitment}",
            "what allies elsewhere say and prepare for",
        ),
    ]
    believed: Annotated[
        Probability,
        Key(
            "How far it is believed today.",
            "likely",
            "how far {commitment} is believed today",
            "what allies elsewhere say and prepare for",
        ),
    ]
    loses: Annotated[
        Share,
        Key(
            "How much of that belief reneging here would cost.",
            "{base_rate: reputation_loss}",
            "how much less {commitment} would be believed after reneging here",
            "whether allies elsewhere speak of this case",
        ),
    ] = Field(default_factory=lambda: base_rate(Share, "reputation_loss"))
