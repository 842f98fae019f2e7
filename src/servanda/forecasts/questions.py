"""Verdicts as dated questions that somebody can later find to have been wrong.

Each says what is asked, of which day, with what probability, who or what decides it by which rule,
and when it is void. A verdict is about an offer that is put now: a question on signature is void
where it is never put.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import ndtr

from servanda.case.keys.case import ANALYST, Case
from servanda.engine.chunk import Chunk
from servanda.engine.plan import plan_of
from servanda.engine.results import Assessment, ProposalResult
from servanda.explore.questions.past_classes import war_goes_on
from servanda.sentences import listed
from servanda.worlds.sample import sample

__all__ = ["Dated", "dated_questions"]

YEARS = (1, 5)
OF_THE_FRONT = 2_000
FORMULA_SAYS = "share of worlds, which is a probability only as far as the ranges are beliefs"


@dataclass(frozen=True)
class Dated:
    """One question with the answer given to it.

    `closes` is the last day whose events count, `resolver` the source and rule that decide,
    `void` when it is withdrawn, `cluster` what it shares its fate with, `made_by` what gave the
    probability: case, version, seed, worlds.
    """

    id: str
    question: str
    probability: float
    closes: datetime.date
    resolver: str
    void: str
    cluster: str
    rests_on: str
    made_by: Mapping[str, Any]

    def __str__(self) -> str:
        return (
            f"{self.question} {self.probability:.0%}. Decided by: {self.resolver} Void: {self.void}"
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the question as `--json` prints it and the ledger keeps it."""
        return vars(self) | {"closes": self.closes.isoformat(), "made_by": dict(self.made_by)}


class Questions(tuple[Dated, ...]):
    """The questions of a case, those that are decided first before the others."""

    __slots__ = ()

    def __str__(self) -> str:
        return "\n".join(f"{each.id} ({each.closes}): {each}" for each in self)

    def __repr__(self) -> str:
        return f"<{len(self)} dated questions>"

    def to_dict(self) -> dict[str, Any]:
        """Return the questions as `--json` prints them."""
        return {"questions": [each.to_dict() for each in self]}


def dated_questions(case: Case, assessment: Assessment, months: int = 12) -> Questions:
    """Return the questions that the verdicts on a case answer.

    Parameters: `months`, how long after the day of the case a signature counts, 1 or more.
    """
    made_by = {
        "case_hash": assessment.case_hash,
        "version": assessment.version,
        "seed": assessment.seed,
        "worlds": assessment.worlds,
    }
    found = [
        each
        for result in assessment
        for each in (
            *_of_signature(case, result, months, made_by),
            *_of_holding(case, result, months, made_by),
        )
    ]
    found += _of_the_war(case, made_by)
    found += _of_the_front(case, months, assessment.seed, made_by)
    return Questions(sorted(found, key=lambda each: (each.closes, each.id)))


def _slug(case: Case, *parts: str) -> str:
    return "/".join([case.as_of.isoformat(), *parts])


def _later(day: datetime.date, months: int) -> datetime.date:
    """Return the day so many months later, the last of its month where there is no such day.

    >>> _later(datetime.date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    last = (datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)).day
    return datetime.date(year, month, min(day.day, last))


def _of_signature(
    case: Case, result: ProposalResult, months: int, made_by: Mapping[str, Any]
) -> Iterator[Dated]:
    if not result.signed.worlds:
        return
    by = _later(case.as_of, months)
    who = listed([party.name for party in result.parties][:6])
    more = f" and {len(result.parties) - 6} more" if len(result.parties) > 6 else ""
    put = f"“{result.title}” is never formally put to those whose consent it needs by {by}."
    yield Dated(
        _slug(case, result.id, "signed"),
        f"Will “{result.title}” be signed or formally accepted by {who}{more} by {by}?",
        result.signed.share,
        by,
        "A text signed or accepted in writing, or statements of acceptance by each of them, in two "
        "independent news agencies; a text that changes who holds what, or who guarantees it, is "
        "another proposal.",
        put,
        case.title,
        FORMULA_SAYS,
        made_by,
    )
    for party in result.parties:
        if party.modelled != "value":
            continue
        yield Dated(
            _slug(case, result.id, "accepts", party.id),
            f"Will {party.name} have accepted “{result.title}” in public by {by}?",
            party.share.share,
            by,
            f"A statement on the record by the head of {party.name} or in its name, in two "
            "independent news agencies; acceptance on a condition counts as none.",
            put,
            case.title,
            FORMULA_SAYS,
            made_by,
        )


def _of_holding(
    case: Case, result: ProposalResult, months: int, made_by: Mapping[str, Any]
) -> Iterator[Dated]:
    signed_by = _later(case.as_of, months)
    for year in YEARS:
        share = result.holds[year]
        if share is None or share.worlds < 30:
            continue
        until = _later(signed_by, 12 * year)
        years = "a year" if year == 1 else f"{year} years"
        yield Dated(
            _slug(case, result.id, f"holds_{year}y"),
            f"If “{result.title}” is signed by {signed_by}, will it hold for {years} from its "
            f"signature?",
            share.share,
            until,
            "UCDP Georeferenced Event Dataset, or the UCDP Candidate Events where that is not yet "
            "out: it holds unless 25 battle-related deaths or more between the signatories are "
            "recorded in any twelve months from signature on.",
            f"It is not signed by {signed_by}, or another agreement between the same sides "
            f"takes its place before.",
            case.title,
            f"{FORMULA_SAYS}; papers of its kind hold "
            f"{result.kind_holds[year].p50:.0%} of the time",
            made_by,
        )


def _of_the_war(case: Case, made_by: Mapping[str, Any]) -> list[Dated]:
    """Ask whether the war goes on next calendar year, by the class fitted to that."""
    like, year = war_goes_on(case), case.as_of.year + 1
    return [
        Dated(
            _slug(case, "war", "active"),
            f"Will the conflict be active in {year}?",
            like.share,
            datetime.date(year, 12, 31),
            f"UCDP/PRIO Armed Conflict Dataset: 25 battle-related deaths or more in {year} between "
            f"sides of this conflict.",
            "The data set no longer codes the conflict as one, or ceases to appear.",
            case.title,
            f"a class of {like.cases} conflict years, not this model ({like.low:.0%} to "
            f"{like.high:.0%})",
            made_by,
        )
    ]


def _of_the_front(case: Case, months: int, seed: int, made_by: Mapping[str, Any]) -> list[Dated]:
    """Ask whether the front moves up, by the analyst's own trend and swing."""
    trend = case.war.trend
    if case.war.front is None or trend is None:
        return []
    chunk = Chunk(plan_of(case), sample(case, worlds=OF_THE_FRONT, seed=seed))
    readings = chunk.setting.readings
    mean = readings.seen_by(ANALYST, "war.trend", trend) * months
    swing = np.maximum(readings.number("war.swing"), 1e-9) * np.sqrt(months)
    by = _later(case.as_of, months)
    who = listed([case.name_of(party) for party in case.front_holders])
    where = case.issues[case.war.front.issue].title
    return [
        Dated(
            _slug(case, "war", "front"),
            f"Will {who} hold more of what is contested ({where}) on {by} than on {case.as_of}?",
            float(np.mean(ndtr(mean / swing))),
            by,
            f"The area within the contested ground under control of {who} on both days, measured "
            "on the daily map of one independent monitor named when the question is entered.",
            f"Fighting has stopped by agreement before {by}.",
            case.title,
            "the trend and swing of the front as the case has them",
            made_by,
        )
    ]
