"""Evidence: the sources, the quoted words in their context, and the base rates."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.base_rates import BASE_RATES, BaseRateEntry
from servanda.case.keys.case import numbers_in
from servanda.case.names import name_of
from servanda.engine.cited import cited_by
from servanda.quantity import BaseRate, Form, Mixture
from servanda.references import reference
from servanda.report.blocks import (
    Block,
    Bullets,
    Details,
    Group,
    Paragraph,
    Passage,
    Prose,
    Quote,
    Run,
    Section,
    Table,
    prose,
)
from servanda.report.material import Material
from servanda.report.number_words import grade_in_words
from servanda.report.quotations import Quotation
from servanda.sentences import listed

__all__ = ["evidence"]


def evidence(material: Material) -> Section:
    """Return each source with its quoted words marked, then base rates and references."""
    blocks: list[Block] = []
    if material.public:
        blocks.append(Paragraph(prose(
            "Quotations and names of sources are withheld from this version. Their numbers, dates "
            "and grades stand below, so that each claim can be traced by whoever holds the case."
        )))  # fmt: skip
    elif material.quotations.all:
        blocks.append(Paragraph(prose(
            "A number in brackets leads to the words it rests on, marked where they stand in the "
            "source; from there links lead back to what rests on them."
        )))  # fmt: skip
    blocks += [_source(material, name) for name in material.case.sources]
    blocks += [*_base_rates(material), *_references(material)]
    return Section("evidence", "Evidence", tuple(blocks))


def _source(material: Material, name: str) -> Group:
    source = material.case.sources[name]
    facts: list[str | Run] = []
    for fact in (source.author, source.publisher, source.published.isoformat()):
        facts += [fact, " · "] if fact else []
    if source.grade:
        facts.append(Run(f"Admiralty grade {grade_in_words(source.grade)}"))
    if source.url:
        facts += [" · ", Run(source.url, "", source.url)]
    blocks: list[Block] = [Paragraph(prose(*facts), "small")]
    if source.note:
        blocks.append(Paragraph(prose(source.note), "small"))
    found = material.quotations.in_source(name)
    users = {q.number: tuple(_users(material, q)) for q in found}
    if material.public:
        blocks += [_withheld(q, users[q.number]) for q in found]
    else:
        if any(q.span for q in found):
            blocks.append(Passage(material.quotations.paragraphs(name), users))
        blocks += [
            Quote(q.quote, prose(Run(f"[{q.number}]", f"anchor {q.anchor}"), " ",
                                 *_links(users[q.number])))
            for q in found
            if not q.span
        ]  # fmt: skip
    title = f"Source {name.removeprefix('source_')}" if material.public else source.title
    return Group(prose(title), tuple(blocks), f"source-{name}")


def _users(material: Material, quotation: Quotation) -> Iterator[tuple[str, str]]:
    uncertain = {drawn.path for drawn in material.drawn}
    for path in quotation.used_by:
        hits = sorted(p for p in uncertain if p == path or p.startswith(f"{path}."))
        yield name_of(material.case, path), f"#n-{hits[0]}" if hits else ""


def _links(users: tuple[tuple[str, str], ...]) -> Iterator[str | Run]:
    for index, (label, href) in enumerate(users):
        yield "; " if index else "carries: "
        yield Run(label, "", href)


def _withheld(quotation: Quotation, users: tuple[tuple[str, str], ...]) -> Paragraph:
    tag = Run(f"[{quotation.number}]", f"anchor {quotation.anchor}")
    return Paragraph(prose(tag, " ", *_links(users)), "small")


def _base_rates(material: Material) -> Iterator[Block]:
    names: dict[str, None] = {}
    for _, number in numbers_in(material.case):
        names.update(dict.fromkeys(_rates_in(number.form)))
        names.update({number.base_rate: None} if number.base_rate else {})
    used = [BASE_RATES[name] for name in names if name in BASE_RATES]
    if used:
        rows = tuple(_rate_row(entry) for entry in used)
        head = ("Base rate", "What it is", "What it rests on")
        anchors = tuple((f"rate-{entry.name}",) for entry in used)
        table = Table(head, rows, anchors=anchors, style="rates")
        yield Details(f"Base rates used: {len(used)}", (table,))


def _rates_in(form: Form) -> Iterator[str]:
    if isinstance(form, BaseRate):
        yield form.name
    elif isinstance(form, Mixture):
        for part in form.parts:
            yield from _rates_in(part)


def _rate_row(entry: BaseRateEntry) -> tuple[Prose, ...]:
    rests = [entry.basis, f"Come by: {entry.access}."]
    if entry.references:
        rests.append(f"After {listed(list(entry.references))}.")
    if entry.caution:
        rests.append(entry.caution)
    unit = f" ({entry.unit})" if entry.unit else ""
    return (
        prose(entry.name.replace("_", " "), Run(entry.name, "path")),
        prose(f"{entry.meaning}{unit}"),
        prose(" ".join(rests)),
    )


def _references(material: Material) -> Iterator[Block]:
    keys = sorted(cited_by(material.case))
    if keys:
        items = tuple(prose(Run(key, "strong"), f" {reference(key)}") for key in keys)
        yield Details(
            f"Works behind formulas and base rates: {len(keys)}", (Bullets(items, "small"),)
        )
