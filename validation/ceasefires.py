"""Survival of civil-war ceasefires by form and circumstances: fit, score, and what ships.

python validation/ceasefires.py --data PATH/fortna_civil_1989_1999.csv [--write | --shipped]
"""

from __future__ import annotations

import json

from mapping import CEASEFIRES, INPUT_SETS
from reference_class import (
    FITTED,
    arguments,
    best_set,
    calibration,
    hazard_ratios,
    leave_one_group_out,
    names_of,
    score_shipped,
    scored,
    shipped,
    shown,
)

from servanda.explore.methods.reference_class import reference_class


def main() -> None:
    """Print the scores; with --write, ship the chosen set."""
    given = arguments("Fit and score how long ceasefires lasted.")
    spells = CEASEFIRES.rows(given.data)
    if given.shipped:
        score_shipped(reference_class("ceasefires"), spells)
        return
    sets = {kind: names_of(CEASEFIRES, kind) for kind in INPUT_SETS}
    hindsight = {
        f"{kind}, mission in hindsight": tuple(
            "peacekeepers_hindsight" if name == "peacekeepers" else name for name in sets[kind]
        )
        for kind in ("form", "form+circumstances")
    }
    found = leave_one_group_out(spells, {**sets, **hindsight})
    scores = scored(spells, found)
    print(f"{len(spells)} ceasefires, {sum(spell.broke for spell in spells)} broke")
    shown("One country left out at a time", scores)
    kind = best_set(scores)
    kept = shipped(
        CEASEFIRES,
        spells,
        kind,
        scores,
        describes="ceasefires in civil wars, 1989 to 1999, followed to the end of 2004",
        source="Fortna2008",
    )
    hazard_ratios(kept)
    if given.write:
        (FITTED / "ceasefires.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
        title = "Ceasefires: forecast and outcome, countries left out"
        calibration(spells, found[kind], given.plots / "ceasefires.svg", title)


if __name__ == "__main__":
    main()
