"""Write a report in the formats asked for: all its files, or none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from servanda.case.keys.case import Case
from servanda.engine.results import Assessment
from servanda.explore.finding import Finding
from servanda.report import formats as known
from servanda.report.formats import Format
from servanda.report.material import Explored, Part, material
from servanda.saving import save_files

__all__ = ["write"]


def write(
    case: Case,
    assessment: Assessment,
    folder: Path | None,
    output: Path,
    formats: Sequence[Format],
    findings: Iterable[Finding] = (),
    public: bool = False,
    explored: Explored | None = None,
    shown: Collection[str] = (),
    part: Part = "both",
) -> list[Path]:
    """Write the report in each format, and return the files written.

    `output` is the file without its ending, or with that of one of the formats. All files
    take their places together once all are made: whoever stops this finds the old ones.

    Parameters: `explored`, how the findings were made, without which `servanda verify` cannot make
    them again; `shown`, words that may stand in public (`servanda.report.redaction`); `part`, the
    brief, the annex, or both.

    Raises: InputError where one of them cannot be written; then all are what they were.
    """
    endings = {f".{each.ending}" for each in known.FORMATS}
    stem = output.with_suffix("") if output.suffix.lower() in endings else output
    made_from = material(case, assessment, folder, findings, public, explored, shown, part)
    files: dict[Path, str | bytes] = {}
    for each in formats:
        files |= each.make(made_from, stem)
    save_files(files)
    return list(files)
