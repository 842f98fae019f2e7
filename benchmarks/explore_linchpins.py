"""Linchpins: processor seconds to find every number that flips a verdict, and joint changes.

The answer is checked first: a planted threshold is found. Then growth in inputs, on a planted
study, beside scanning every input with all worlds; and in worlds, on the Ukraine case.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from servanda.case.load import load
from servanda.explore.methods.thresholds import thresholds
from servanda.explore.proposal_study import studies_of, study_of
from servanda.explore.questions.linchpins import flips_of, joint_linchpins, linchpins
from servanda.explore.study import Input, Outcome, Rerun, Study

UKRAINE = Path(__file__).parents[1] / "examples" / "ukraine"


def planted(inputs: int, worlds: int) -> Study:
    values = np.random.default_rng(0).uniform(size=(worlds, inputs))
    items = tuple(Input(f"x{i}", 0.0, 1.0, "judgement", now=0.4) for i in range(inputs))

    def rerun(change: Mapping[str, float]) -> dict[str, np.ndarray]:
        first = np.full(worlds, change["x0"]) if "x0" in change else values[:, 0]
        return {"signed": 1.0 * (first + 0.1 * values[:, 1] > 0.7)}

    return Study(items, values, (Outcome("signed", rerun({})["signed"]),), rerun, seed=1)


def margin_of(rerun: Rerun, name: str) -> Callable[[float], float]:
    return lambda value: float(rerun({name: value})["signed"].mean()) - 0.5


def main() -> None:
    print(f"{'inputs':>7} {'ours, CPU s':>12} {'plain scan, CPU s':>18}   (20,000 worlds)")
    for inputs in (10, 40, 160):
        study = planted(inputs, 20_000)
        (outcome,) = study.outcomes
        begun = time.process_time()
        (flip,) = flips_of(study, outcome)
        ours = time.process_time() - begun
        assert abs(flip.value - 0.65) < 2e-3
        rerun = study.rerun
        assert rerun is not None
        begun = time.process_time()
        for item in study.inputs:
            thresholds(item, margin_of(rerun, item.name))
        print(f"{inputs:7} {ours:12.3f} {time.process_time() - begun:18.3f}")
    case = load(UKRAINE)
    print(
        f"\n{'worlds':>8} {'proposal':>20} {'inputs':>7} {'alone, CPU s':>13} {'joint, CPU s':>13}"
    )
    for worlds in (1_000, 10_000, 100_000):
        for name in ("full_withdrawal", "ceasefire_monitors"):
            begun = time.process_time()
            study = study_of(case, name, worlds=worlds, seed=1)
            linchpins(study)
            alone = time.process_time() - begun
            begun = time.process_time()
            joint_linchpins(study)
            joint = time.process_time() - begun
            count = len(study.inputs)
            print(f"{worlds:8,} {name:>20} {count:7} {alone:13.2f} {joint:13.2f}")
    print(f"\n{'proposals':>10} {'CPU s':>8} {'wall s':>8}   (100,000 worlds)")
    for proposals in (1, 3, len(case.proposals)):
        begun, clock = time.process_time(), time.perf_counter()
        for study in studies_of(case, list(case.proposals)[:proposals], worlds=100_000):
            linchpins(study)
        spent = time.process_time() - begun
        print(f"{proposals:10} {spent:8.1f} {time.perf_counter() - clock:8.1f}")


if __name__ == "__main__":
    main()
