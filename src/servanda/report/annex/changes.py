"""What would change our mind: findings, each where its shape belongs and drawn by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

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
from servanda.sentences import plural

_OPEN = 8
"""Up to so many findings of a section are shown with their pictures at once."""

_SHOWN = 6
"""Of more than those, so many findings of an exploration are told at once."""

_PICTURE = ("The picture, and how it was found", "The table, and how it was found")

__all__ = ["changes", "figure_of", "finding_blocks", "of_section", "of_shapes", "scenarios"]


def changes(material: Material) -> Section | None:
    """Return findings about single numbers: tornadoes, intervals and tables."""
    lead = "Each finding says what the verdicts hang on, how far that is from where it would have "
    lead += "to be, and which observable would tell."
    found = of_shapes(material, ("tornado", "interval", "table", "box"))
    looked = max((finding.provenance.worlds for finding in found), default=0)
    if 0 < looked < material.assessment.worlds:
        lead += f" Explored on {looked:,} of the {plural(material.assessment.worlds, 'world')}."
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

    Where there are many, pictures open on request and stay off paper, and so do an exploration's
    findings beyond the first few; those that found nothing are listed last, equal answers once.
    """
    listed = list(found)
    by_exploration: dict[str, list[tuple[str, Finding]]] = {}
    for index, finding in enumerate(listed, start=1):
        by_exploration.setdefault(finding.exploration, []).append((f"{anchor}-{index}", finding))
    opened = len(listed) <= _OPEN
    for name, findings in by_exploration.items():
        blocks = list(_of_one(findings, opened))
        if len(by_exploration) == 1:
            yield from blocks
            return
        heading = name.replace("_", " ")
        yield Group(prose(heading[:1].upper() + heading[1:]), tuple(blocks))


def _of_one(findings: Sequence[tuple[str, Finding]], opened: bool) -> Iterator[Block]:
    """Yield the findings of one exploration."""
    told = [(name, f) for name, f in findings if f.rows]
    if not opened:
        told.sort(key=lambda each: not each[1].found)
    first, rest = (told, []) if opened else (told[:_SHOWN], told[_SHOWN:])
    for name, finding in first:
        yield from _told(finding, name, opened)
    if rest:
        more = f"{len(rest)} more"
        blocks = [block for name, f in rest for block in _told(f, name, opened)]
        yield Details(more, tuple(blocks), printed=False, quiet=True)
        yield Paragraph(prose(f"And {more}, in the report on screen."), "paper")
    nothing: dict[str, list[str]] = {}
    for _, finding in findings:
        if not finding.rows:
            nothing.setdefault(finding.claim, []).append(finding.question)
    items = [
        prose(Run(_joined(questions), "question"), claim) for claim, questions in nothing.items()
    ]
    if items:
        yield Bullets(tuple(items), "small")


def _joined(questions: Sequence[str]) -> str:
    """Return questions as one, what they have in common said once.

    >>> _joined(["Which number flips whether A is signed?", "Which number flips whether B holds?"])
    'Which number flips whether A is signed; B holds?'
    >>> _joined(["How long?", "How long?"])
    'How long?'
    """
    words = [question.split(" ") for question in questions]
    same = 0
    if len(questions) > 1:
        last = min(map(len, words)) - 1
        while same < last and len({each[same] for each in words}) == 1:
            same += 1
    ends = [" ".join(each[same:]).rstrip("?") for each in words]
    return f"{' '.join([*words[0][:same], ''])}{'; '.join(dict.fromkeys(ends))}?"


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
    worlds = f" {plural(how.worlds, 'world')}, seed {how.seed}." if how.worlds else ""
    sources = f" After {', '.join(how.sources)}." if how.sources else ""
    return f"How it was found: {how.method.rstrip('.')}.{worlds}{sources}"
