"""The answer: what would be signed and would hold, and what that rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from servanda.case.keys.case import numbers_in
from servanda.case.names import name_of
from servanda.engine.results import ProposalResult
from servanda.explore.finding import Row
from servanda.explore.questions.why import Assumption
from servanda.report.blocks import Bullets, Figure, Prose, Run, Section, prose
from servanda.report.brief.named import called, counted, first_of, of_which
from servanda.report.evidence_count import evidence_count
from servanda.report.material import Material
from servanda.report.number_words import chance, confidence, in_unit, percent
from servanda.sentences import listed, plural

__all__ = ["answer"]

BLOCKERS = 3
"""Parties whose refusal is told of, those that refuse most proposals first."""


SHORT_LIVED = 2
"""Proposals that are signed and may not hold, told in a sentence each; more stand in one."""

PICTURED = 4
"""Proposals that the picture shows where there are so many, however short the lists."""


def answer(material: Material, most: int) -> Section:
    """Return the answer in a few sentences, and a picture of it."""
    results = material.assessment.proposals
    items = [
        _outcome(results, most),
        *_signed_in_vain(results, most),
        *_answered_otherwise(results, most),
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
        both = chance(first.signed_and_holds_5y, "be signed and to hold for five years")
        said: list[str | Run] = [called(first), f" {both}"]
        if others:
            said += ["; so ", "is " if len(others) == 1 else "are ", *of_which(others, most)]
        return prose(*said, ".")
    none = Run(
        f"None of {len(results)} proposals would more likely than not be signed and hold for five "
        "years. "
        if len(results) > 1
        else "It is not more likely than not to be signed and to hold for five years. ",
        "strong",
    )
    if not known or max(each.signed_and_holds_5y.share for each in known) <= 0:
        return prose(none, "None does both in any of the worlds looked at.")
    best = max(known, key=lambda each: each.signed_and_holds_5y.share)
    both = chance(best.signed_and_holds_5y, "do both")
    return prose(none, "The nearest is ", called(best), f", which {both}.")


def _signed_in_vain(results: Sequence[ProposalResult], most: int) -> Iterator[Prose]:
    """Yield proposals that would be signed and would not do what they are for."""
    vain = [
        result
        for result in results
        if result.signed.share > 0.5 and result.signed_and_holds_5y.share <= 0.5
    ]
    fought_on = [each for each in vain if each.stops_fighting.share < 0.5 * each.signed.share]
    for result in fought_on:
        signed, stops = percent(result.signed.share), percent(result.stops_fighting.share)
        yield prose(
            called(result), f" is signed in {signed} of worlds, but stops the fighting in {stops}: "
            "an armed party whose consent it does not need fights on.",
        )  # fmt: skip
    short = [each for each in vain if each not in fought_on]
    if len(short) > SHORT_LIVED:
        yield _at_once(short, most)
        return
    for result in short:
        then = chance(result.holds[5], "hold for five years")
        signed = percent(result.signed.share)
        yield prose(called(result), f" is signed in {signed} of worlds, and then {then}.")


def _answered_otherwise(results: Sequence[ProposalResult], most: int) -> Iterator[Prose]:
    """Yield the proposals that weighing by answers and events takes across even odds."""
    for above, lead in ((True, "speak against"), (False, "speak for")):
        across = [
            (result, result.signed_weighed)
            for result in results
            if result.signed_weighed is not None
            and (result.signed.share > 0.5) == above
            and (result.signed_weighed.share > 0.5) != above
        ]
        if across:
            shown = across[: max(most, SHORT_LIVED)]
            told = [(called(each), f" ({percent(share.share)})") for each, share in shown]
            runs: list[str | Run] = []
            for place, pair in enumerate(told):
                runs += [" and " if place == len(told) - 1 else ", "] if place else []
                runs += pair
            rest = len(across) - len(shown)
            yield prose(
                Run(f"Answers and events so far {lead}", "strong"), " ", *runs,
                f" and {rest} more" if rest else "",
                ": in brackets, how often each is signed once they weigh the worlds.",
            )  # fmt: skip


def _at_once(short: Sequence[ProposalResult], most: int) -> Prose:
    """Return in one sentence the proposals that are signed and then may not hold."""
    shown = first_of(short, max(most, SHORT_LIVED))
    told: list[str | Run] = []
    for result in shown:
        held = result.holds[5]
        then = percent(held.share) if held is not None and held.worlds else "too few worlds to say"
        told += [called(result), f" ({percent(result.signed.share)}, then {then}); "]
    rest = len(short) - len(shown)
    told[-1] = str(told[-1]).removesuffix("; ") + (f"; {rest} more." if rest else ".")
    return prose("Signed in so many worlds, and then still standing after five years: ", *told)


def _refusals(material: Material) -> Iterator[Prose]:
    """Yield who refuses most proposals and what that rests on, parties by name; then the others."""
    results = material.assessment.proposals
    refused: dict[str, list[ProposalResult]] = {}
    names: dict[str, str] = {}
    for result in results:
        for party in result.parties:
            if result.signed.share < 0.5 and party.share.worlds and party.share.share < 0.5:
                refused.setdefault(party.id, []).append(result)
                names[party.id] = party.name
    most = max(map(len, refused.values()), default=0)
    worst = [each for each in refused if len(refused[each]) > 0.5 * most][:BLOCKERS]
    for who in sorted(worst, key=lambda each: names[each]):
        yield _refusal(material, who, names[who], refused[who])
    others = sorted((each for each in refused if each not in worst), key=lambda each: names[each])
    if others:
        yield _besides(others, names, refused)


def _refusal(material: Material, party: str, name: str, refused: Sequence[ProposalResult]) -> Prose:
    """Return one party's refusals: how many, the least firm, and the number that tells most."""
    best = max(refused, key=lambda each: each.consent[party].share)
    share = percent(best.consent[party].share)
    of = len(material.assessment.proposals)
    tells = _as_long_as(material, party, best)
    if len(refused) == 1:
        lead = Run(f"Unsignable as long as {name} refuses", "strong")
        return prose(lead, ": ", called(best), f" (it consents in {share} of worlds{tells}).")
    many = "every proposal" if len(refused) == of else f"{len(refused)} of {of} proposals"
    return prose(
        Run(f"Unsignable as long as {name} refuses", "strong"), f", as it does {many} in more than "
        "half of the worlds. It is nearest to ", called(best), f" (consents in {share}{tells}).",
    )  # fmt: skip


def _besides(
    others: Sequence[str], names: dict[str, str], refused: dict[str, list[ProposalResult]]
) -> Prose:
    """Return who else refuses something in most worlds, and what."""
    if len(others) > BLOCKERS:
        least = min(others, key=lambda each: min(r.consent[each].share for r in refused[each]))
        first = min(refused[least], key=lambda each: each.consent[least].share)
        return prose(
            f"{len(others)} others refuse some proposal in most worlds, {names[least]} most firmly "
            f"(“{first.title}”: consents in {percent(first.consent[least].share)}).",
            " ", Run("Who blocks, and why.", "way-out", "#blockers"),
        )  # fmt: skip
    parts = []
    for party in others:
        first = min(refused[party], key=lambda each: each.consent[party].share)
        parts.append(f"{names[party]} “{first.title}” ({percent(first.consent[party].share)})")
    return prose(f"Others that consent in fewer than half of the worlds: {listed(parts)}.")


def _as_long_as(material: Material, party: str, result: ProposalResult) -> str:
    """Return the number that best tells the worlds of its consent from those of its refusal."""
    for reason in material.reasons.get(result.id, ()):
        if reason.party.id == party and reason.party.modelled == "value":
            told = [each for each in reason.assumptions if each.signs and each.refuses]
            if told:
                return f"; {_told(material, told[0])}"
    return ""


def _told(material: Material, assumption: Assumption) -> str:
    assert assumption.signs is not None
    assert assumption.refuses is not None
    unit = dict(numbers_in(material.case))[assumption.path].unit
    yes, no = (in_unit(each.p50, unit) for each in (assumption.signs, assumption.refuses))
    return (
        f"what tells most is “{name_of(material.case, assumption.path)}”, median {yes} where it "
        f"consents and {no} where it refuses"
    )


def _confidence(material: Material) -> Prose:
    bases = dict(material.assessment.bases)
    numbers = (each for _, each in numbers_in(material.case) if not each.is_certain)
    counts = evidence_count(numbers)
    cited, measured = counts.get("words of a source", 0), counts.get("measured", 0)
    return prose(
        Run(f"Confidence is {confidence(bases)}", "strong"),
        f": of {counted(sum(counts.values()), 'uncertain number')} {cited or 'none'} rest on "
        f"words of a source, {measured or 'none'} on rates measured in data, others on judgement",
        Run(" or on nothing stated" if counts.get("nothing stated") else ""),
        f". Shares are of {plural(material.assessment.worlds, 'world')}, each "
        "drawing every number anew.",
    )


def _picture(results: Sequence[ProposalResult], most: int) -> Figure:
    shown = first_of(results, max(most, PICTURED))
    rows: list[Row] = [
        {
            "label": each.title,
            "low": max(0.0, share.share - 2 * share.se),
            "middle": share.share,
            "high": min(1.0, share.share + 2 * share.se),
            "group": group,
        }
        for each in shown
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
