"""Key judgements: the bottom line up front, likelihood beside its share, confidence apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from servanda.models.assessment import ProposalResult, Share
from servanda.report.blocks import Bullets, Group, Paragraph, Prose, Run, Section, Table, prose
from servanda.report.material import Material
from servanda.report.words import confidence, in_words, listed, percent, share_text, spread_text

__all__ = ["key_judgements", "verdict_run"]

NOTEWORTHY = 0.05
"""Share of worlds from which an effect on the war is worth a judgement of its own."""


def key_judgements(material: Material) -> Section:
    """Return the judgements, the verdicts in one table, and how far the evidence carries them."""
    results = material.assessment.proposals
    items = [*_outlook(results), *_obstacle(results), *_guarantees(results), *_effect(results)]
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
            Table(("Proposal", "Verdict"), rows, style="verdicts"),
            Group(prose("Confidence"), (Paragraph(_confidence(material)),), "confidence"),
        ),
    )


def verdict_run(result: ProposalResult) -> Run:
    """Return the verdict as a tag."""
    return Run(result.verdict.word, f"verdict {result.verdict.word.replace(' ', '-')}")


def _name(result: ProposalResult) -> Run:
    return Run(result.title, "strong", f"#{result.id}")


def _outlook(results: tuple[ProposalResult, ...]) -> Iterator[Prose]:
    known = [r for r in results if r.signed_and_holds_5y.worlds]
    lasting = [r for r in known if r.signed_and_holds_5y.share > 0.5]
    for result in lasting:
        yield prose(
            _name(result),
            f" is {in_words(result.signed_and_holds_5y)} to be signed and to hold for five years.",
        )
    if not lasting and known:
        best = max(known, key=lambda r: r.signed_and_holds_5y.share)
        nearest: tuple[str | Run, ...] = ("None is signed and holds in any world.",)
        if best.signed_and_holds_5y.share > 0:
            both = in_words(best.signed_and_holds_5y)
            nearest = ("The nearest is ", _name(best), f": {both} to do both.")
        yield prose(
            Run("No proposal would more likely than not be signed and hold for five years. ", "strong"),
            *nearest,
        )
    for result in known:
        if result.signed.share > 0.5 and result not in lasting:
            yield prose(
                _name(result),
                f" is {in_words(result.signed)} to be signed; once signed it is "
                f"{in_words(result.holds[5])} to hold for five years.",
            )


def _obstacle(results: tuple[ProposalResult, ...]) -> Iterator[Prose]:
    failing = [r for r in results if r.signed.worlds and r.signed.share < 0.5]
    refusals = Counter(p.name for r in failing for p in r.parties if p.share.share < 0.5)
    if not refusals:
        return
    name, times = refusals.most_common(1)[0]
    shares = [p.share.share for r in failing for p in r.parties if p.name == name]
    many = "proposal" if len(failing) == 1 else "proposals"
    yield prose(
        Run(f"{name} is the commonest obstacle. ", "strong"),
        f"Of the {len(failing)} {many} unlikely to be signed, it refuses {times} in most worlds "
        f"(it consents in {percent(min(shares))} to {percent(max(shares))} of them). ",
        Run("Who blocks, and why", href="#blockers"),
    )


def _guarantees(results: tuple[ProposalResult, ...]) -> Iterator[Prose]:
    for result in results:
        found = result.belief
        if found is None or not found.paper.worlds:
            continue
        failing = found.paper.share + found.out_of_reach.share
        if failing > 0.5:
            yield prose(
                "The guarantee in ",
                _name(result),
                f" would not deter in {percent(failing)} of worlds: in "
                f"{share_text(found.paper)} it is a paper promise, believed less than it would "
                f"have to be; in {share_text(found.out_of_reach)} no belief in it would be enough.",
            )


def _effect(results: tuple[ProposalResult, ...]) -> Iterator[Prose]:
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
            yield prose(
                "Tabling ",
                _name(result),
                f" would {listed(said)}; the change is "
                f"{spread_text(months.change, 'months', signed=True)}.",
            )


def _confidence(material: Material) -> Prose:
    bases = dict(material.assessment.bases)
    total = sum(bases.values())
    cited = bases.get("evidence", 0)
    kinds = {
        "base rate": "base rates from the literature",
        "judgement": "stated judgements",
        "unsourced": "nothing stated",
    }
    rest = [f"{bases[kind]} on {words}" for kind, words in kinds.items() if bases.get(kind)]
    return prose(
        Run(f"{confidence(bases).capitalize()}. ", "strong"),
        f"Likelihood says in how many of the worlds that the assumptions allow something happens; "
        f"confidence says how firm those assumptions are. Of {total} uncertain numbers {cited} "
        f"rest on cited evidence, {listed(rest)}. ",
        Run("All assumptions", href="#assumptions"),
        " · ",
        Run("what the model leaves out", href="#limits"),
        ". Words of likelihood follow ICD 203; ± is two standard errors from drawing "
        f"{material.assessment.worlds:,} worlds, in percentage points, and says nothing of the "
        "error of the assumptions.",
    )
