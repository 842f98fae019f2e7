"""Write a report in the formats asked for, each file in one step."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path

from servanda.case.keys.case import Case
from servanda.engine.results import Assessment
from servanda.explore.finding import Finding
from servanda.report import formats as known
from servanda.report.formats import Format
from servanda.report.material import material

__all__ = ["write"]


def write(
    case: Case,
    assessment: Assessment,
    folder: Path | None,
    output: Path,
    formats: Sequence[Format],
    findings: Iterable[Finding] = (),
    public: bool = False,
) -> list[Path]:
    """Write the report in each format, and return the files written.

    `output` is the file without its ending, or with that of one of the formats. A file that stands
    there already is replaced in one step, so whoever stops this finds the old or the new one.
    """
    endings = {f".{each.name}" for each in known.FORMATS}
    stem = output.with_suffix("") if output.suffix.lower() in endings else output
    made_from = material(case, assessment, folder, findings, public)
    written = []
    for each in formats:
        for path, content in each.make(made_from, stem).items():
            _replace(path, content)
            written.append(path)
    return written


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        beside.write_bytes(content)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
