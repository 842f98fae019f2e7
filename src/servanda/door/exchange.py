"""Data files into a case, and the numbers of a case as a table to edit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from servanda.door.case import CaseLike, case_of, load
from servanda.errors import InputError

if TYPE_CHECKING:
    from servanda.case.keys.case import Case
    from servanda.exchange.number_sheet import Changes
    from servanda.exchange.piece import Piece

__all__ = ["export", "import_data"]


def export(case: CaseLike, output: str | PathLike[str] = "numbers.xlsx") -> Path:
    """Write the numbers and stances of a case as a table to edit in a spreadsheet.

    Parameters: `output`, an .xlsx or a .csv file. `import_data(output, into=...)` takes it back: a
    row left as it was changes nothing.

    Returns the file. Raises: CaseError, InputError, MissingExtraError.
    """
    from servanda.exchange.number_sheet import sheet_files
    from servanda.saving import save_files

    file = Path(output)
    save_files(sheet_files(case_of(case), file))
    return file


def import_data(
    path: str | PathLike[str],
    case: CaseLike | None = None,
    *,
    into: str | PathLike[str] | None = None,
    lay_out: str = "",
    names: Mapping[str, str] | None = None,
    since: date | None = None,
    months: int = 12,
    total: float | None = None,
    held_by: str = "",
    column: str = "",
    layer: str = "",
    per_place: str = "",
    quiet: int = 12,
    alike: str = "",
) -> Piece | Changes:
    """Make a piece of a case of a data file: areas by day, ACLED, UCDP GED and agreements, PA-X.

    A table that `export` wrote, edited, gives the changes of the case instead.

    Parameters: `case`, the one it is for; `into`, the folder of a case into which it is written,
    comments kept, and its source beside; `lay_out`, where the headings do not show it; `names`,
    what the file calls actors, as {"Government of Norland": "norland"}; `since` and `months`, what
    counts; `total`, the whole territory in square kilometres; `held_by`, `column`, `layer`, whose
    areas and where they stand; `per_place`, the share of the territory that a place is worth, such
    as "0.01% to 0.1%"; `quiet`, months without a death after which fighting counts as stopped.

    Returns the piece: `print` shows it ready to paste, with what was left out and what such data
    cannot say; `.values`, `.told`.

    Raises: InputError for what is not understood, by name; CaseError.
    """
    from servanda.exchange.asked import Asked
    from servanda.exchange.lay_outs import piece_of
    from servanda.exchange.number_sheet import changes_in, says_numbers

    given = into if into is not None else case
    loaded = None if given is None else case_of(given)
    if says_numbers(Path(path)):
        if loaded is None:
            raise InputError(f"{path}: name the case whose numbers these are")
        changes = changes_in(Path(path), loaded)
        if into is not None and changes.changed:
            _save(Path(into), lambda now: changes_in(Path(path), now).case)
        return changes
    asked = Asked(
        loaded, dict(names or {}), since, months, total,
        held_by, column, layer, per_place, quiet, alike,
    )  # fmt: skip
    piece = piece_of(Path(path), asked, lay_out)
    if into is not None:
        _write(piece, Path(into))
    return piece


def _write(piece: Piece, folder: Path) -> None:
    """Write a piece into a case, its source beside."""
    if not piece.values:
        raise InputError(f"{piece.file}: it gives no number to write; see it without --into")
    _, entry, source = piece.source
    _save(folder, piece.into, {str(entry["file"]): source})


def _save(
    folder: Path, change: Callable[[Case], Case], beside: Mapping[str, str] | None = None
) -> None:
    """Change the case that stands in a folder, and write files beside it, all or nothing."""
    from servanda.case.load import file_of
    from servanda.case.text.save import changed_text
    from servanda.saving import update_file

    file = file_of(folder)

    def files(before: bytes | None) -> Mapping[Path, str | bytes]:
        text = changed_text(change(load(folder)), file, (before or b"").decode("utf-8-sig"))
        return {file: text} | {file.parent / name: body for name, body in (beside or {}).items()}

    update_file(file, files)
