"""Several judges: a form with the numbers that matter most, and their verdicts pooled."""

from __future__ import annotations

import io
from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from servanda.door.case import CaseLike, case_of
from servanda.errors import InputError
from servanda.saving import save_files
from servanda.threads import Progress

if TYPE_CHECKING:
    from servanda.elicitation.pool import Pooled

__all__ = ["ask", "pool"]


def ask(
    case: CaseLike,
    output: str | PathLike[str] = "ask",
    *,
    numbers: int = 12,
    seeds: bool = True,
    seed: int = 0,
) -> list[Path]:
    """Write a form with the numbers that matter most: an offline HTML page and a spreadsheet.

    Parameters: `output`, the folder to write `form.html` and `form.csv` to; `numbers`, how many to
    ask for; `seeds`, whether to ask questions with known answers too, which performance weights
    take.

    Returns the files written. Raises: CaseError, InputError.
    """
    from servanda.elicitation.form import form_of
    from servanda.elicitation.page import form_page
    from servanda.escaping.csv_cells import CsvWriter

    if numbers < 1:
        raise InputError(f"numbers: {numbers} is too few; ask for 12, or 1 at least")
    folder = Path(output)
    if folder.suffix in {".html", ".csv"}:
        raise InputError(f"{folder} is the name of a file, and a form is two; name a folder")
    form = form_of(case_of(case), numbers=numbers, seed_questions=seeds, seed=seed)
    if not form.numbers:
        raise InputError("every number of this case is held for certain: there is nothing to ask")
    table = io.StringIO()
    writer = CsvWriter(table)
    rows = form.rows()
    writer.writerow(rows[0])
    for row in rows:
        writer.writerow(row.values())
    written = {
        folder / "form.html": form_page(form),
        folder / "form.csv": "\ufeff" + table.getvalue(),
    }
    save_files(written)
    return list(written)


def pool(
    case: CaseLike,
    answers: Iterable[str | PathLike[str]],
    *,
    named: bool = False,
    cut_off: float = 0.05,
    worlds: int = 4_000,
    seed: int = 0,
    progress: Progress | None = None,
) -> Pooled:
    """Pool what several experts answered: each one's verdicts, the pooled ones, the disagreement.

    Parameters: `answers`, files that the form wrote, one an expert; `named`, to call experts by
    their files; `cut_off`, the calibration below which an expert gets no performance weight.

    Raises: CaseError, InputError.
    """
    from servanda.elicitation.answers import read_experts
    from servanda.elicitation.pool import pool_experts

    if not 0.0 <= cut_off < 1.0:
        raise InputError(f"cut-off: {cut_off:g} is no chance below 1; 0.05 is usual")
    loaded = case_of(case)
    experts = read_experts([Path(path) for path in answers], loaded, named)
    return pool_experts(
        loaded, experts, worlds=worlds, seed=seed, cut_off=cut_off, progress=progress
    )
