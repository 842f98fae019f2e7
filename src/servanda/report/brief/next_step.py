"""One next step: the smallest change of a proposal that was assessed again as a proposal."""

from __future__ import annotations

from servanda.explore.finding import Finding, Row
from servanda.report.blocks import Paragraph, Run, Section, prose
from servanda.report.material import Material
from servanda.report.number_words import percent
from servanda.sentences import plural

__all__ = ["next_step"]

STEP = "next step"
"""The exploration whose finding this part draws."""


def next_step(material: Material, most: int) -> Section:
    """Return the smallest change that was found to help, or that none was."""
    found = [each for each in material.findings if each.exploration == STEP]
    title = "One next step"
    if not found:
        said = "Other packages were not searched for this report; “servanda deals” does so."
        return Section("brief-step", title, (Paragraph(prose(said)),))
    return Section("brief-step", title, (_told(material, found[0]),))


def _told(material: Material, finding: Finding) -> Paragraph:
    if not finding.rows:
        return Paragraph(prose(finding.claim))
    row = finding.rows[0]
    changed, title = row["changes"], str(row["proposal"])
    if not changed:
        return Paragraph(
            prose(
                Run(f"Put “{title}” to the parties as it stands. ", "strong"),
                "It is signed and holds in most worlds, so no change of its terms was looked for. ",
                Run("Other packages.", "way-out", "#deals"),
            )
        )
    one = "one term" if changed == 1 else f"{changed} terms"
    lead = f"Put to the parties “{title}” with {one} changed: {row['what']}. "
    return Paragraph(
        prose(
            Run(lead, "strong"),
            f"Written as a proposal and assessed again{_on(material, row)}, it is signed in "
            f"{_moved(row, 'signed')} of worlds{_stops(row)}, and signed and holds five years in "
            f"{_moved(row, 'holds')}. "
            f"Consent: {row['consent']}. ",
            Run("Other packages.", "way-out", "#deals"),
        )
    )


def _on(material: Material, row: Row) -> str:
    """Return on how many worlds that was, where it is not all of them."""
    worlds = row.get("worlds")
    if not isinstance(worlds, int) or worlds >= material.assessment.worlds:
        return ""
    return f" on the first {plural(worlds, 'world')}"


def _stops(row: Row) -> str:
    """Return in how many worlds it stops the fighting, where not in those that sign it."""
    alike = all(row[f"stops {when}"] == row[f"signed {when}"] for when in ("now", "then"))
    return "" if alike else f", stops the fighting in {_moved(row, 'stops')}"


def _moved(row: Row, name: str) -> str:
    """Return a share before and after."""
    before, after = row[f"{name} now"], row[f"{name} then"]
    assert isinstance(before, float)
    assert isinstance(after, float)
    return f"{percent(after)} (now {percent(before)})"
