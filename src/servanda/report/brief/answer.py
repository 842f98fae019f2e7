"""The answer: what would be signed and would hold, and what that rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from servanda.case.keys.case import numbers_in
from servanda.case.names import name_of
from servanda.engine.results import ProposalResult
from servanda.explore.finding import Row
from servanda.report.blocks import Bullets, Figure, Prose, Run, Section, prose
from servanda.report.brief.named import called, counted, first_of, of_which
from servanda.report.evidence_count import evidence_count
from servanda.report.material import Material
from servanda.report.number_words import chance, confidence, percent
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
    if len(results) == 1 and known:
        only = chance(known[0].signed_and_holds_5y, "be signed and to hold for five years")
        return prose(called(known[0]), f" {only}.")
    none = Run(
        f"None of {counted(len(results), 'proposal')} would more likely than not be signed and "
        "hold for five years. ",
        "strong",
    )
    if not known or max(each.signed_and_holds_5y.share for each in known) <= 0:
        return prose(none, "None does both in any of the worlds looked at.")
    best = max(known, key=lambda each: each.signed_and_holds_5y.share)
    both = chance(best.signed_and_holds_5y, "do both")
    return prose(none, "The nearest is ", called(best), f", which {both}.")


def _signed_in_vain(results: Sequence[ProposalResult], most: int) -> Iterator[Prose]:
    """Yield proposals that would be signed and would not do what they are for."""
    for result in _fought_on(results):
        signed, stops = percent(result.signed.share), percent(result.stops_fighting.share)
        yield prose(
            called(result), f" is signed in {signed} of worlds, but stops the fighting in {stops}: "
            "an armed party whose consent it does not need fights on.",
        )  # fmt: skip
    short = _short_lived(results)
    if len(short) > SHORT_LIVED:
        # The nearest has a sentence of its own already.
        nearest = max(results, key=lambda each: each.signed_and_holds_5y.share)
        yield _at_once([each for each in short if each is not nearest], most)
        return
    for result in short:
        then = chance(result.holds[5], "hold for five years")
        signed = percent(result.signed.share)
        yield prose(called(result), f" is signed in {signed} of worlds, and then {then}.")


def _in_vain(results: Sequence[ProposalResult]) -> list[ProposalResult]:
    """Return the proposals that are signed and then do not hold."""
    return [r for r in results if r.signed.share > 0.5 and r.signed_and_holds_5y.share <= 0.5]


def _fought_on(results: Sequence[ProposalResult]) -> list[ProposalResult]:
    return [r for r in _in_vain(results) if r.stops_fighting.share < 0.5 * r.signed.share]


def _short_lived(results: Sequence[ProposalResult]) -> list[ProposalResult]:
    fought_on = _fought_on(results)
    return [r for r in _in_vain(results) if r not in fought_on]


def _answered_otherwise(results: Sequence[ProposalResult], most: int) -> Iterator[Prose]:
    """Yield the proposals that weighing by answers and events takes across even odds."""
    short = _short_lived(results)
    told = short if len(short) > SHORT_LIVED else []
    for lead, across in (
        ("speak against", [each for each in _against(results) if each not in told]),
        ("speak for", _turned(results, False)),
    ):
        if across:
            share = _weighed(across[:1])
            yield prose(
                Run(f"Answers and events so far {lead} ", "strong"), *of_which(across, most),
                f": once they weigh, {'it is' if len(across) == 1 else 'the first is'} signed in "
                f"{share} of worlds.",
            )  # fmt: skip


def _against(results: Sequence[ProposalResult]) -> list[ProposalResult]:
    return _turned(results, True)


def _turned(results: Sequence[ProposalResult], above: bool) -> list[ProposalResult]:
    """Return the proposals above even odds, or below, that are on the other side once weighed."""
    return [
        each
        for each in results
        if each.signed_weighed is not None
        and (each.signed.share > 0.5) == above
        and (each.signed_weighed.share > 0.5) != above
    ]


def _weighed(results: Sequence[ProposalResult]) -> str:
    return listed([percent(r.signed_weighed.share) for r in results if r.signed_weighed])


def _at_once(short: Sequence[ProposalResult], most: int) -> Prose:
    """Return in a sentence the proposals that are signed and may not hold, and what is answered."""
    shown = first_of(short, max(most, SHORT_LIVED))
    told: list[str | Run] = []
    for result in shown:
        held = result.holds[5]
        then = percent(held.share) if held is not None and held.worlds else "too few worlds to say"
        told += [called(result), f" ({percent(result.signed.share)}, then {then}); "]
    rest = len(short) - len(shown)
    told[-1] = str(told[-1]).removesuffix("; ") + (f"; {rest} more." if rest else ".")
    across = _against(shown)
    if across:
        which = "these" if len(across) == len(shown) else listed([each.title for each in across])
        told.append(
            f" Answers and events so far speak against {which}: signed in {_weighed(across)} once "
            "they weigh."
        )
    return prose("Signed, and then standing after five years: ", *told)


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
    failing = [each for each in results if each.signed.worlds and each.signed.share < 0.5]
    if failing and not refused:
        yield _together(failing)


def _together(failing: Sequence[ProposalResult]) -> Prose:
    """Return that nobody's refusal alone is the reason, and how long the longest would hold."""
    many = "the proposal" if len(failing) == 1 else "any of these"
    said: list[str | Run] = [
        Run(f"No party refuses {many} in most worlds", "strong"),
        ": it is that all whose consent is needed must give it at once.",
    ]
    known = [(each.would_hold.get(5), each) for each in failing]
    standing = [(held.share, each) for held, each in known if held is not None and held.worlds]
    if standing:
        share, longest = max(standing, key=lambda pair: pair[0])
        said += [f" Signed in every world, {'the longest-lived, ' if len(standing) > 1 else ''}",
                 called(longest), f", would stand five years in {percent(share)}."]  # fmt: skip
    return prose(*said)


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
        Run(f"Unsignable as long as {name} refuses", "strong"), f", as it does {many} in most "
        "worlds. It is nearest to ", called(best), f" (consents in {share}{tells}).",
    )  # fmt: skip


def _besides(
    others: Sequence[str], names: dict[str, str], refused: dict[str, list[ProposalResult]]
) -> Prose:
    """Return who else refuses something in most worlds, and what."""
    if len(others) > BLOCKERS:
        least = min(others, key=lambda each: min(r.consent[each].share for r in refused[each]))
        return prose(
            f"{len(others)} others refuse some proposal in most worlds, {names[least]} most "
            "firmly. ", Run("Who blocks, and why.", "way-out", "#blockers"),
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
                return f"; what tells most is “{name_of(material.case, told[0].path)}”"
    return ""


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
        f". Shares are of {plural(material.assessment.worlds, 'world')}, draws of them all.",
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
