"""The answer: what would be signed and would hold, and what that rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from servanda.case.keys.case import numbers_in
from servanda.case.names import name_of
from servanda.engine.results import ProposalResult
from servanda.explore.questions.why import Assumption
from servanda.report.blocks import Bullets, Figure, Prose, Run, Section, prose
from servanda.report.brief.named import called, counted, of_which
from servanda.report.evidence_count import evidence_count, told
from servanda.report.material import Material
from servanda.report.number_words import chance, confidence, number, percent
from servanda.sentences import listed

__all__ = ["answer"]

BLOCKERS = 3
"""Parties whose refusal is told of, those that refuse most proposals first."""


def answer(material: Material, most: int) -> Section:
    """Return the answer in a few sentences, and a picture of it."""
    results = material.assessment.proposals
    items = [
        _outcome(results, most),
        *_refusals(material),
        _confidence(material),
    ]
    return Section(
        "brief-answer", "The answer", (Bullets(tuple(items), "lead"), _picture(results, most))
    )


def _outcome(results: Sequence[ProposalResult], most: int) -> Prose:
    """Return which proposals would more likely than not be signed and hold, or the nearest."""
    known = [each for each in results if each.signed_and_holds_5y.worlds]
    lasting = [each for each in known if each.signed_and_holds_5y.share > 0.5]
    if lasting:
        first = max(lasting, key=lambda each: each.signed_and_holds_5y.share)
        others = [each for each in lasting if each is not first]
        said: list[str | Run] = [
            called(first), f" {chance(first.signed_and_holds_5y, 'be signed and to hold for five years')}"
        ]  # fmt: skip
        if others:
            said += ["; so ", "is " if len(others) == 1 else "are ", *of_which(others, most)]
        return prose(*said, ".")
    none = Run(
        f"{counted(len(results), 'proposal')}, and none would more likely than not be signed and "
        "hold for five years. "
        if len(results) > 1
        else "It is not more likely than not to be signed and to hold for five years. ",
        "strong",
    )
    if not known or max(each.signed_and_holds_5y.share for each in known) <= 0:
        return prose(none, "None does both in any of the worlds looked at.")
    best = max(known, key=lambda each: each.signed_and_holds_5y.share)
    both = chance(best.signed_and_holds_5y, "do both")
    return prose(none, "The nearest is ", called(best), f", which {both}.")


def _refusals(material: Material) -> Iterator[Prose]:
    """Yield who refuses most proposals, and what number that rests on, parties by name."""
    results = material.assessment.proposals
    refused: dict[str, list[ProposalResult]] = {}
    names: dict[str, str] = {}
    for result in results:
        for party in result.parties:
            if party.share.worlds and party.share.share < 0.5:
                refused.setdefault(party.id, []).append(result)
                names[party.id] = party.name
    worst = sorted(refused, key=lambda each: (-len(refused[each]), each))[:BLOCKERS]
    for party in sorted(worst, key=lambda each: names[each]):
        yield _refusal(material, party, names[party], refused[party], len(results))
    rest = len(refused) - len(worst)
    if rest:
        yield prose(
            f"{rest} more {'refuse' if rest > 1 else 'refuses'} a proposal in most worlds: ",
            Run("who blocks, and why", href="#blockers"), ".",
        )  # fmt: skip


def _refusal(
    material: Material, party: str, name: str, refused: Sequence[ProposalResult], of: int
) -> Prose:
    best = max(refused, key=lambda each: each.consent[party].share)
    share = best.consent[party].share
    many = f"{len(refused)} of {of} proposals" if of > 1 else "the proposal"
    lead = Run(f"Unsignable as long as {name} refuses", "strong")
    if not any(each.signed.share < 0.5 for each in refused):
        lead = Run(f"{name} refuses, and is not needed", "strong")
    said: list[str | Run] = [lead, f": it consents to {many} in fewer than half of the worlds"]
    if len(refused) > 1:
        said += [", most often to ", called(best), f" ({percent(share)})"]
    else:
        said += [f" ({percent(share)})" if of == 1 else "", *_to(best, of, share)]
    said.append(_as_long_as(material, party, best))
    return prose(*said, ".")


def _to(result: ProposalResult, of: int, share: float) -> list[str | Run]:
    return [": ", called(result), f" ({percent(share)})"] if of > 1 else []


def _as_long_as(material: Material, party: str, result: ProposalResult) -> str:
    """Return the number that best tells the worlds of its consent from those of its refusal."""
    for reason in material.reasons.get(result.id, ()):
        if reason.party.id == party and reason.party.modelled == "value":
            told = [each for each in reason.assumptions if each.signs and each.refuses]
            if told:
                return f"; {_told(material, told[0])}"
    return ""


def _told(material: Material, assumption: Assumption) -> str:
    assert assumption.signs is not None and assumption.refuses is not None
    unit = _unit(material, assumption.path)
    yes, no = number(assumption.signs.p50), number(assumption.refuses.p50)
    return (
        f"what tells most is “{name_of(material.case, assumption.path)}” (median {yes}{unit} where "
        f"it consents, {no} where it refuses)"
    )


def _unit(material: Material, path: str) -> str:
    unit = dict(numbers_in(material.case))[path].unit
    return f" {unit}" if unit and unit not in ("share", "probability") else ""


def _confidence(material: Material) -> Prose:
    bases = dict(material.assessment.bases)
    numbers = (each for _, each in numbers_in(material.case) if not each.is_certain)
    counts = evidence_count(numbers)
    return prose(
        Run(f"Confidence is {confidence(bases)}", "strong"),
        f": of {counted(sum(counts.values()), 'uncertain number')} {told(counts)}. Shares are of "
        f"{material.assessment.worlds:,} worlds, each of which draws every number anew; they rank "
        "proposals better than they measure chances.",
    )


def _picture(results: Sequence[ProposalResult], most: int) -> Figure:
    shown = sorted(results, key=lambda each: -each.signed_and_holds_5y.share)[:most]
    rows = [
        {
            "label": each.title,
            "low": max(0.0, share.share - 2 * share.se),
            "middle": share.share,
            "high": min(1.0, share.share + 2 * share.se),
            "group": group,
        }
        for each in results
        if each in shown
        for group, share in (
            ("signed", each.signed),
            ("signed, and holds five years", each.signed_and_holds_5y),
        )
        if share.worlds
    ]
    return Figure(
        id="fig-brief-answer",
        title="How often each proposal is signed, and holds five years",
        shape="interval",
        rows=tuple(rows),
        labels={"axis": "share of worlds"},
        note=f"Share of worlds in which each is signed, and is signed and holds five years: "
        f"{listed([f'{each.title} {percent(each.signed.share)}' for each in shown])}.",
        percent=True,
        domain=(0.0, 1.0),
    )
