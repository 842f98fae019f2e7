"""The verdict on a proposal as somebody watches it change: what a row of the workbench shows.

It is the same as that of an assessment without its trials, to the digit, but for what no row
shows. A verdict that was not put on trial is not called robust.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from servanda.engine.contract import YEARS
from servanda.engine.kind_rates import kind_holds
from servanda.engine.result_parts import Statement, Verdict, WarMonths
from servanda.engine.results import ProposalResult
from servanda.engine.shares import Share, Spread
from servanda.engine.statements import statements_on
from servanda.engine.summary import Worked, war_months
from servanda.engine.verdict import verdict_of

__all__ = ["Consent", "LiveVerdict"]


def _untried(verdict: Verdict) -> Verdict:
    """Return a verdict as it is called where nobody tried what it survives."""
    return replace(verdict, firmness="leaning") if verdict.firmness == "robust" else verdict


@dataclass(frozen=True)
class Consent:
    """One whose consent is needed, and the share of worlds in which it gives it."""

    id: str
    name: str
    share: Share


@dataclass(frozen=True)
class LiveVerdict:
    """What a row says of a proposal; `war` is None where its length was not followed yet."""

    id: str
    title: str
    verdict: Verdict
    signed: Share
    consents: tuple[Consent, ...]
    stops_fighting: Share
    holds: Mapping[int, Share | None]
    war: WarMonths | None
    kind: str
    kind_holds: Mapping[int, Spread] = field(default_factory=dict)
    statements: tuple[Statement, ...] = ()
    untried: bool = False
    """Whether trials, which it was not put to, might have it called robust."""

    @classmethod
    def of_worked(cls, worked: Worked) -> LiveVerdict:
        """Return the row of a proposal as worked out, the war's length with it or not."""
        case, name = worked.plan.case, worked.name
        signed = worked.known_share("signed")
        holds = {year: worked.share(f"holds_{year}", "signed") for year in YEARS}
        war = war_months(worked) if worked.share("never_ends") else None
        verdict = verdict_of(signed, worked.share("stops_fighting", "signed"), holds[5], war)
        kind = case.kind_of(name)
        return cls(
            name,
            case.proposals[name].title,
            _untried(verdict),
            signed,
            tuple(
                Consent(party, case.name_of(party), worked.known_share(f"consent.{party}"))
                for party in worked.plan.rules[name].parties
            ),
            worked.known_share("stops_fighting"),
            holds,
            war,
            kind,
            kind_holds(kind),
            statements_on(case, name, worked.known_share),
            verdict.firmness == "robust",
        )

    @classmethod
    def of_result(cls, result: ProposalResult) -> LiveVerdict:
        """Return the row of a proposal that was assessed."""
        shares = (result.signed, result.stops_given, result.holds[5])
        could_be = verdict_of(*shares, result.war_months).firmness == "robust"
        return cls(
            result.id,
            result.title,
            result.verdict,
            result.signed,
            tuple(Consent(each.id, each.name, each.share) for each in result.parties),
            result.stops_fighting,
            result.holds,
            result.war_months,
            result.kind,
            result.kind_holds,
            result.statements,
            result.robustness is None and could_be,
        )
