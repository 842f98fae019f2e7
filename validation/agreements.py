"""Survival of peace agreements by form and circumstances: fit, score, and what ships.

python validation/agreements.py --data PATH/ucdp_pad_v22_1.csv [--write | --shipped]
"""

from __future__ import annotations

import json

from mapping import AGREEMENTS, INPUT_SETS
from reference_class import (
    FITTED,
    arguments,
    best_set,
    calibration,
    forecasts,
    hazard_ratios,
    known_on,
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
    given = arguments("Fit and score how long peace agreements lasted.")
    spells = AGREEMENTS.rows(given.data)
    if given.shipped:
        score_shipped(reference_class("agreements"), spells)
        return
    sets = {kind: names_of(AGREEMENTS, kind) for kind in INPUT_SETS}
    print(f"{len(spells)} agreements, {sum(spell.broke for spell in spells)} broke")
    train, test = known_on(spells)
    ahead = forecasts(train, test, sets)
    scores = scored(test, ahead)
    shown(
        f"Fitted on {len(train)} as known on 1 January 2000, scored on {len(test)} signed later",
        scores,
    )
    crossed = leave_one_group_out(spells, sets)
    shown("One peace process left out at a time", scored(spells, crossed))
    kind = best_set(scores)
    kept = shipped(
        AGREEMENTS,
        spells,
        kind,
        scores,
        describes="peace agreements in intrastate conflicts, 1975 to 2009, followed to 2021",
        source="Hogbladh2012",
    )
    hazard_ratios(kept)
    if given.write:
        (FITTED / "agreements.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
        title = "Agreements: fitted before 2000, scored after"
        calibration(test, ahead[kind], given.plots / "agreements.svg", title)


if __name__ == "__main__":
    main()
