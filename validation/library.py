"""The library of settlements scored and drawn: what `servanda.settlements` and the docs ship.

python validation/library.py [--write]    with --write it is run anew, which takes long
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import servanda
from servanda.door.library import score_library
from servanda.report.library_pictures import save_pictures
from servanda.settlements.score import shipped_rows

TOP = Path(__file__).resolve().parents[1]
PACKAGE = Path(servanda.__file__).parent


def main() -> None:
    """Draw the calibration from the shipped scores; with --write, score first and ship those."""
    given = argparse.ArgumentParser(description="Score the library of settlements and draw it.")
    given.add_argument("--write", action="store_true", help="run it anew and ship the scores")
    if given.parse_args().write:
        made = score_library(progress=lambda done, total: print(f"{done} of {total}", end="\r"))
        ship(made.to_dict())
    for path in save_pictures(shipped_rows(), TOP / "docs" / "validation"):
        print(f"drawn: {path.relative_to(TOP)}")


def ship(told: dict[str, object]) -> None:
    """Write the scores, and the weight of the model beside the rate of a kind."""
    for path, body in (
        (PACKAGE / "settlements" / "scored.json", told),
        (PACKAGE / "kinds_of_war" / "shrunk.json", told["shrinkage"]),
    ):
        path.write_text(json.dumps(body, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
