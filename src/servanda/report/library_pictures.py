"""The calibration of the library as pictures: what was said against how often it came true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from servanda.report.drawings.calibration import Dot, calibration
from servanda.saving import save_files
from servanda.settlements.calibration import HOLDS, SHRUNK, SIGNED, calibration_of
from servanda.settlements.library import FRAMES

if TYPE_CHECKING:
    from servanda.settlements.score import Row

__all__ = ["calibration_pictures", "save_pictures"]

_RIMS = f"rims, every case: hollow {FRAMES[0]}, filled {FRAMES[1]}"
_READ = (
    "Bars: 90% intervals of about fifths of the cases. On the rims every case, above where it came "
    f"true: hollow {FRAMES[0]}, filled {FRAMES[1]}."
)


def calibration_pictures(rows: Sequence[Row]) -> Mapping[str, str]:
    """Return SVG by file name: of signing, and of holding as it is and as shrunk."""
    found = calibration_of(rows)
    signed = [row for row in rows if row.became != "refused"]
    first = FRAMES[0]
    signing = calibration(
        {SIGNED: found[SIGNED]},
        [Dot(row.sign, row.became != "refused", row.frame == first) for row in rows],
        "share of worlds in which it is signed",
        "share that was signed (the draw set how many)",
        _RIMS,
    )
    holding = calibration(
        {"as it is": found[HOLDS], "shrunk to its kind": found[SHRUNK]},
        [Dot(row.hold, row.became == "held", row.frame == first) for row in signed],
        "said to hold five years, given signed",
        "share that held five years",
        _RIMS,
    )
    return {
        "library_signed.svg": signing.svg("library-signed", "Signing, said and come true", _READ),
        "library_holds.svg": holding.svg("library-holds", "Holding, said and come true", _READ),
    }


def save_pictures(rows: Sequence[Row], folder: Path) -> tuple[Path, ...]:
    """Write the pictures into a folder, together and whole, and return their paths."""
    made = {folder / name: svg + "\n" for name, svg in calibration_pictures(rows).items()}
    save_files(made)
    return tuple(made)
