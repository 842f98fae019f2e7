"""How far each group forecast is from what was decided, issue by issue.

python validation/group_decision.py --data FOLDER [--write]

FOLDER holds deu3_issues.csv and deu3_positions.csv.
"""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path

import numpy as np
from mapping import GROUP_DECISION_COLUMNS as COLUMN

from servanda.explore.methods.group_forecast import METHODS, Member

FITTED = Path(__file__).parent.parent / "src" / "servanda" / "explore" / "methods" / "fitted"
SCALE = (0.0, 100.0)


def read(folder: Path) -> list[tuple[list[Member], float]]:
    """Members and outcome of every issue with an outcome and at least one member."""
    members: dict[str, list[Member]] = {}
    with (folder / "deu3_positions.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            values = [row[COLUMN[what]] for what in ("position", "capability", "salience")]
            if all(values) and float(values[1]) > 0 and float(values[2]) > 0:
                member = Member(row["actor"], *map(float, values))
                members.setdefault(row["isnr"], []).append(member)
    with (folder / "deu3_issues.csv").open(encoding="utf-8", newline="") as stream:
        return [
            (members[row["isnr"]], float(row[COLUMN["outcome"]]))
            for row in csv.DictReader(stream)
            if row[COLUMN["outcome"]] and row["isnr"] in members
        ]


def main() -> None:
    """Print mean absolute errors, with a bootstrap error of the difference from the default."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", action="store_true", help="write the errors that ship")
    given = parser.parse_args()
    issues = read(given.data)
    outcome = np.array([decided for _, decided in issues])
    missed = {
        name: np.abs([method(members, SCALE) for members, _ in issues] - outcome)
        for name, method in METHODS.items()
    }
    missed["middle of the scale"] = np.abs(50.0 - outcome)
    default = missed[next(iter(METHODS))]
    print(f"{len(issues)} issues with an outcome, on a scale of 0 to 100\n")
    print(f"{'':28s} {'MAE':>6s} {'RMSE':>6s} {'more than the default':>22s}")
    for name, error in missed.items():
        more = error - default
        print(
            f"{name:28s} {error.mean():6.1f} {np.sqrt((error**2).mean()):6.1f} "
            f"{more.mean():12.1f} +- {more.std(ddof=1) / np.sqrt(len(more)):.1f}"
        )
    inside = [
        np.quantile(missed["capability x salience mean"], level).round(1) for level in (0.5, 0.9)
    ]
    print(f"\nerror of the default: median {inside[0]}, nine in ten below {inside[1]}")
    if given.write:
        kept = {
            "source": "Arregui2021",
            "issues": len(issues),
            "mean_absolute_error": {
                name: round(float(missed[name].mean()) / 100.0, 4) for name in METHODS
            },
        }
        (FITTED / "group_decision.json").write_text(
            json.dumps(kept, indent=1) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
