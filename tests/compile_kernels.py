"""Compile the kernels that most tests call, so that no two processes of a test run do so at once.

`python3 dev.py test` runs it beside the type checker, which leaves a core idle.
"""

from __future__ import annotations

from pathlib import Path

import servanda as sv
from servanda.explore.proposal_study import study_of
from servanda.explore.questions.linchpins import flips_of
from servanda.graph.model import option_model
from servanda.graph.solve import solve
from servanda.reading.read import read_text

CASES = Path(__file__).parent / "cases"
FOUGHT = ("strait", "marsh", "gorge")
"""With a front and without, of two parties and of several, with violations and with jumps."""


def main() -> None:
    for name in FOUGHT:
        sv.assess(CASES / name, worlds=20)
    case = sv.load(CASES / "strait")
    study = study_of(case, "truce", worlds=20, seed=0)
    flips_of(study, study.outcomes[0])
    model = option_model({"A": ["Hold"], "B": ["Help"]}, {"A": ["1"], "B": ["2"]})
    solve(model, ["nash", "gmr", "smr", "seq"])
    read_text("Chad will never accept a truce, its minister said on Friday.")


if __name__ == "__main__":
    main()
