"""Key judgements: the bottom line up front, likelihood beside its share, confidence apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from servanda.case.keys.case import numbers_in
from servanda.engine.results import ProposalResult, Share
from servanda.report.blocks import Bullets, Group, Paragraph, Prose, Run, Section, Table, prose
from servanda.report.evidence_count import evidence_count, told
from servanda.report.material import Material
from servanda.report.number_words import chance, confidence, percent, share_text, spread_text
from servanda.sentences import listed, plural

__all__ = ["key_judgements", "verdict_run"]

NOTEWORTHY = 0.05
"""Share of worlds from which an effect on the war is worth a judgement of its own."""


def key_judgements(material: Material) -> Section:
    """Return the judgements, the verdicts in one table, and how far the evidence carries them."""
    results = material.assessment.proposals
    items = [
        *_outlook(results), *_disagreement(results), *_obstacle(results), *_guarantees(results),
        *_effect(results),
    ]  # fmt: skip
    rows = tuple(
        (
            prose(Run(result.title, href=f"#{result.id}")),
            prose(verdict_run(result), Run(f" {result.verdict.firmness}", "faint")),
        )
        for result in results
    )
    return Section(
        "judgements",
        "Key judgements",
        (
            Bullets(tuple(items), "lead"),
            Table(("Proposal", "Verdict"), rows, _VERDICTS, style="verdicts"),
            *_survival(results),
            Group(prose("Confidence"), (Paragraph(_confidence(material)),), "confidence"),
        ),
    )


_VERDICTS = (
    "Verdicts: signed and holds for five years, signed but breaks, signed but the war goes on, "
    "unsignable, or open. Robust: "
    "more than 90% of worlds agree, whatever sampling leaves open, and the verdict survives the "
    "tool's own base rates, a second coder and the exchange of roles; leaning: less than that; "
    "undetermined: even odds lie within sampling error."
)


def _survival(results: Sequence[ProposalResult]) -> Iterator[Group]:
    """Yield what each verdict survives, and what those rest on that do not survive everything."""
    tried = [result for result in results if result.robustness]
    firm = [result for result in tried if result.verdict.firmness == "robust"]
    items = [prose(*_names(firm), f": survive{'s' if len(firm) == 1 else ''} all.")] if firm else []
    items += [
        prose(_name(result), f": {result.robustness.sentence}.")
        for result in tried
        if result.robustness and result not in firm
    ]
    if items:
        yield Group(prose("What the verdicts survive"), (Bullets(tuple(items)),), "survival")


def verdict_run(result: ProposalResult) -> Run:
    """Return the verdict as a tag."""
    return Run(result.verdict.word, f"verdict {result.verdict.word.replace(' ', '-')}")


def _name(result: ProposalResult) -> Run:
    return Run(result.title, "strong", f"#{result.id}")


def _names(results: Sequence[ProposalResult]) -> list[Run]:
    """Return the names of proposals as prose lists them."""
    runs: list[Run] = []
    for index, result in enumerate(results):
        if index:
            runs.append(Run(" and " if index == len(results) - 1 else ", "))
        runs.append(_name(result))
    return runs


def _outlook(results: Sequence[ProposalResult]) -> Iterator[Prose]:
    known = [r for r in results if r.signed_and_holds_5y.worlds]
    lasting = [r for r in known if r.signed_and_holds_5y.share > 0.5]
    for result in lasting:
        both = chance(result.signed_and_holds_5y, "be signed and to hold for five years")
        yield prose(_name(result), f" {both}.")
    if known and not lasting:
        yield from _nearest(max(known, key=lambda r: r.signed_and_holds_5y.share))
    for result in known:
        if result.signed.share > 0.5 and result not in lasting:
            yield prose(_name(result), f" {chance(result.signed, 'be signed')}; {_then(result)}.")


def _then(result: ProposalResult) -> str:
    """Return what follows once it is signed."""
    if result.stops_fighting.share < 0.5 * result.signed.share:
        share = share_text(result.stops_fighting)
        return (
            f"but only in {share} of worlds would that stop the fighting: an armed party fights on"
        )
    return f"once signed it {chance(result.holds[5], 'hold for five years')}"


def _nearest(best: ProposalResult) -> Iterator[Prose]:
    none = "No proposal would more likely than not be signed and hold for five years. "
    if best.signed_and_holds_5y.share > 0:
        both = chance(best.signed_and_holds_5y, "do both")
        yield prose(Run(none, "strong"), "The nearest is ", _name(best), f", which {both}.")
    else:
        yield prose(Run(none, "strong"), "None does both in any world.")


def _disagreement(results: Sequence[ProposalResult]) -> Iterator[Prose]:
    """Yield public answers that the model does not expect."""
    for result in results:
        for said in result.statements:
            if said.agrees is False:
                yield prose("On ", _name(result), f": {said.sentence}.")


def _obstacle(results: Sequence[ProposalResult]) -> Iterator[Prose]:
    failing = [r for r in results if r.signed.worlds and r.signed.share < 0.5]
    refusals = Counter(p.name for r in failing for p in r.parties if p.share.share < 0.5)
    if not refusals:
        return
    most = max(refusals.values())
    names = [name for name, times in refusals.items() if times == most]
    shown = listed(names[:3] + ([f"{len(names) - 3} more"] if len(names) > 3 else []))
    many = f"{len(failing)} proposals" if len(failing) > 1 else "one proposal"
    refuse = "refuse" if len(names) > 1 else "refuses"
    yield prose(
        Run(f"{shown} {'are' if len(names) > 1 else 'is'} the commonest obstacle. ", "strong"),
        f"Of the {many} unlikely to be signed, {'each ' if len(names) > 1 else 'it '}"
        f"{'refuses' if len(names) > 1 else refuse} {most} in more than half of the worlds. ",
        Run("Who blocks, and why", href="#blockers"),
    )


def _guarantees(results: Sequence[ProposalResult]) -> Iterator[Prose]:
    """Yield what guarantees fail to do; proposals of which the same is true share a sentence."""
    alike: dict[tuple[Share, Share], list[ProposalResult]] = {}
    for result in results:
        found = result.belief
        if found and found.paper.worlds and found.paper.share + found.out_of_reach.share > 0.5:
            alike.setdefault((found.paper, found.out_of_reach), []).append(result)
    for (paper, beyond), same in alike.items():
        yield prose(
            "The guarantee in ",
            *_names(same),
            f" would not deter in {percent(paper.share + beyond.share)} of worlds: in "
            f"{share_text(paper)} it is a paper promise, believed less than it would have to be; "
            f"in {share_text(beyond)} no belief in it would be enough. ",
            Run("Is the guarantee believed?", href="#belief"),
        )


def _effect(results: Sequence[ProposalResult]) -> Iterator[Prose]:
    for result in results:
        months = result.war_months
        effects: tuple[tuple[str, Share], ...] = (
            ("lengthen", months.lengthens), ("shorten", months.shortens)
        )  # fmt: skip
        said = [
            f"{verb} the war in {share_text(share)} of worlds"
            for verb, share in effects
            if share.worlds and share.share > NOTEWORTHY
        ]
        if said and months.change:
            change = spread_text(months.change, "months", signed=True)
            yield prose(
                "Tabling ", _name(result), f" would {listed(said)}; median change {change}."
            )


def _confidence(material: Material) -> Prose:
    bases = dict(material.assessment.bases)
    numbers = (number for _, number in numbers_in(material.case) if not number.is_certain)
    counts = evidence_count(numbers)
    return prose(
        Run(f"{confidence(bases).capitalize()}. ", "strong"),
        f"Likelihood says in how many of the worlds that the assumptions allow something happens; "
        f"confidence says how firm those assumptions are. Of {sum(counts.values())} uncertain "
        f"numbers {told(counts)}. ",
        Run("All assumptions", href="#assumptions"),
        " · ",
        Run("what the model leaves out", href="#limits"),
        ". Words of likelihood follow ICD 203; ± is two standard errors from drawing "
        f"{plural(material.assessment.worlds, 'world')}, in percentage points, and says nothing "
        "of the error of the assumptions.",
    )
