"""The verdict on a proposal as somebody watches it change: what a row of the workbench shows.

It is the same as that of an assessment without its trials, to the digit, but for what no row
shows. A verdict that was not put on trial is not called robust.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from servanda.arrays import Flags, Floats
from servanda.engine.contract import YEARS
from servanda.engine.kind_rates import kind_holds
from servanda.engine.plan import Plan
from servanda.engine.result_parts import Statement, Verdict, WarMonths
from servanda.engine.results import ProposalResult
from servanda.engine.shares import Share, Spread
from servanda.engine.statements import statements_on
from servanda.engine.summary import Worked, war_months
from servanda.engine.verdict import verdict_of

__all__ = ["SHOWN", "Consent", "LiveVerdict", "counted", "share_of_sums"]


SHOWN = (1, 5, 10)
"""Years of which a row shows whether a deal holds."""


def _untried(verdict: Verdict) -> Verdict:
    """Return a verdict as it is called where nobody tried what it survives."""
    return replace(verdict, firmness="leaning") if verdict.firmness == "robust" else verdict


def _plain_share(values: Flags | Floats, given: Flags | Floats | None) -> Share | None:
    """Return the share of worlds of a column, summed as it comes; as `Share.of` but for rounding.

    Of flags, which are known in every world, the true ones are counted.

    >>> _plain_share(np.repeat([1.0, 0.0], [30, 70]), None)
    Share(share=0.3, se=0.04605..., worlds=100, low=None, high=None)
    >>> _plain_share(np.repeat([True, False], [30, 70]), None).share
    0.3
    """
    if values.dtype == np.bool_ and given is None:
        count = asked = len(values)
        total = squares = float(np.count_nonzero(values))
    else:
        some = values if given is None else values[given > 0.0]
        known = some[np.isfinite(some)]
        count, asked = len(known), len(some)
        total, squares = float(known.sum()), float(np.dot(known, known))
    return share_of_sums(total, squares, count, asked)


def share_of_sums(
    total: float, squares: float, count: int, asked: int | None = None
) -> Share | None:
    """Return a share from sums over the worlds that are known, of `asked` ones; as `Share.of`.

    total, squares: the sum of a chance over `count` worlds, and that of its square.

    >>> share_of_sums(30.0, 30.0, 100)
    Share(share=0.3, se=0.04605..., worlds=100, low=None, high=None)
    >>> share_of_sums(0.0, 0.0, 0) is None
    True
    """
    if not count:
        return None
    mean = min(max(total / count, 0.0), 1.0)
    if mean <= 1e-12 or mean >= 1.0 - 1e-12:
        one = 1.0 / (count + 2.0)  # one dissenting world among two more, as `Tally.error`
        error = math.sqrt(one * (1.0 - one) / (count + 2.0))
    else:
        square = squares / count - mean * mean
        error = math.sqrt(max(square, 0.0) / max(count - 1.0, 1.0))
    if asked is None or count == asked:
        return Share(mean, error, count)
    return Share(mean, error, count, total / asked, (total + asked - count) / asked)


def counted(count: int, worlds: int) -> Share:
    """Return the share of worlds that are counted, all of which are known.

    >>> counted(30, 100).share, counted(0, 0).worlds
    (0.3, 0)
    """
    return share_of_sums(float(count), float(count), worlds) or Share.unknown()


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
    approximate: bool = False
    """Whether it is near what an assessment would say, and not that to the digit."""

    @classmethod
    def of_worked(cls, worked: Worked) -> LiveVerdict:
        """Return the row of a proposal as worked out, the war's length with it or not."""
        war = war_months(worked) if worked.share("never_ends") else None
        return cls._of_shares(worked.plan, worked.name, worked.share, war)

    @classmethod
    def near(cls, plan: Plan, name: str, columns: Mapping[str, Flags | Floats]) -> LiveVerdict:
        """Return the row that columns come to which are near what an assessment has; no war.

        What holds or does not may be flags, where it is known in every world.
        """

        def share(column: str, given: str = "") -> Share | None:
            return _plain_share(columns[column], columns[given] if given else None)

        return cls.of_shares(plan, name, share)

    @classmethod
    def of_shares(
        cls,
        plan: Plan,
        name: str,
        share: Callable[..., Share | None],
        consents: Mapping[str, Consent] | None = None,
    ) -> LiveVerdict:
        """Return the row that shares come to which are near what an assessment has; no war.

        `share` is asked for a column, and for one beside it whose worlds alone count; `consents`
        are those that are told already.
        """
        return replace(
            cls._of_shares(plan, name, share, None, SHOWN, consents or {}), approximate=True
        )

    @classmethod
    def _of_shares(
        cls,
        plan: Plan,
        name: str,
        share: Callable[..., Share | None],
        war: WarMonths | None,
        years: tuple[int, ...] = YEARS,
        told: Mapping[str, Consent] | None = None,
    ) -> LiveVerdict:
        def known(column: str) -> Share:
            return share(column) or Share.unknown()

        case, signed = plan.case, known("signed")
        holds = {year: share(f"holds_{year}", "signed") for year in years}
        verdict = verdict_of(signed, share("stops_fighting", "signed"), holds[5], war)
        kind = case.kind_of(name)
        return cls(
            name,
            case.proposals[name].title,
            _untried(verdict),
            signed,
            tuple(
                told[party]
                if told and party in told
                else Consent(party, case.name_of(party), known(f"consent.{party}"))
                for party in plan.rules[name].parties
            ),
            known("stops_fighting"),
            holds,
            war,
            kind,
            kind_holds(kind),
            statements_on(case, name, known),
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
