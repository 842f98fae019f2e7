"""What would change our mind: findings, each where its shape belongs and drawn by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from servanda.explore.finding import Finding, Shape
from servanda.report.blocks import (
    Block,
    Bullets,
    Details,
    Figure,
    Group,
    Paragraph,
    Run,
    Section,
    prose,
)
from servanda.report.material import Material

_OPEN = 8
"""Up to so many findings of a section are shown with their pictures at once."""

_PICTURE = ("The picture, and how it was found", "The table, and how it was found")

__all__ = ["changes", "figure_of", "finding_blocks", "of_section", "of_shapes", "scenarios"]


def changes(material: Material) -> Section | None:
    """Return findings about single numbers: tornadoes, intervals and tables."""
    lead = "Each finding says what the verdicts hang on, how far that is from where it would have "
    lead += "to be, and which observable would tell."
    return _section(
        material, "changes", "What would change our mind", lead, ("tornado", "interval", "table")
    )


def scenarios(material: Material) -> Section | None:
    """Return findings about joint conditions: boxes."""
    lead = "Conditions under which an outcome gathers, found from the worlds and tried on others."
    return _section(material, "scenarios", "Scenarios", lead, ("box",))


def of_shapes(material: Material, shapes: tuple[Shape, ...]) -> list[Finding]:
    """Return the findings of these shapes that name no section of their own, in their order."""
    return [f for f in material.findings if f.shape in shapes and not f.lens and not f.section]


def of_section(material: Material, name: str) -> list[Finding]:
    """Return the findings that belong to a section of that name, in their order."""
    return [finding for finding in material.findings if finding.section == name]


def _section(
    material: Material, anchor: str, title: str, lead: str, shapes: tuple[Shape, ...]
) -> Section | None:
    found = of_shapes(material, shapes)
    if not found:
        return None
    return Section(anchor, title, (Paragraph(prose(lead)), *finding_blocks(found, anchor)))


def finding_blocks(found: Iterable[Finding], anchor: str) -> Iterator[Block]:
    """Yield findings, those of one exploration together: the claim, then what it rests on.

    Where there are many, pictures open on request and stay off paper; those that found nothing are
    listed last.
    """
    listed = list(found)
    by_exploration: dict[str, list[tuple[int, Finding]]] = {}
    for index, finding in enumerate(listed, start=1):
        by_exploration.setdefault(finding.exploration, []).append((index, finding))
    for name, findings in by_exploration.items():
        blocks = [
            block
            for i, f in findings
            if f.rows
            for block in _told(f, f"{anchor}-{i}", len(listed) <= _OPEN)
        ]
        nothing = [prose(f"{f.question} ", f.claim) for _, f in findings if not f.rows]
        if nothing:
            blocks.append(Bullets(tuple(nothing), "small"))
        if len(by_exploration) == 1:
            yield from blocks
            return
        heading = name.replace("_", " ")
        yield Group(prose(heading[:1].upper() + heading[1:]), tuple(blocks))


def _told(finding: Finding, name: str, opened: bool) -> Iterator[Block]:
    yield Paragraph(prose(Run(finding.question, "question"), finding.claim), "finding")
    blocks: list[Block] = [figure_of(finding, f"fig-{name}")]
    if finding.caveats:
        blocks.append(Bullets(tuple(prose(caveat) for caveat in finding.caveats), "small"))
    blocks.append(Paragraph(prose(_made(finding)), "small"))
    summary = _PICTURE[finding.shape == "table"]
    yield Details(summary, tuple(blocks), open=opened, printed=opened, quiet=True)


def figure_of(finding: Finding, name: str, captioned: bool = False, small: bool = False) -> Figure:
    """Return the figure that draws a finding's rows by their shape."""
    return Figure(
        id=name,
        title=finding.question,
        shape=finding.shape,
        rows=finding.rows,
        labels=finding.labels,
        note=finding.claim,
        percent=finding.percent,
        captioned=captioned,
        small=small,
        image=finding.picture,
    )


def _made(finding: Finding) -> str:
    how = finding.provenance
    worlds = f" {how.worlds:,} worlds, seed {how.seed}." if how.worlds else ""
    sources = f" After {', '.join(how.sources)}." if how.sources else ""
    return f"How it was found: {how.method.rstrip('.')}.{worlds}{sources}"
