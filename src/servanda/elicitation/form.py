"""What experts are asked: the uncertain numbers on which verdicts hang most, and seed questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata

from servanda.case.fingerprint import case_hash
from servanda.case.keys.case import Case, numbers_in
from servanda.case.names import group_of, name_of, watch_of
from servanda.elicitation.seeds import Seed, seeds
from servanda.engine.plan import plan_of
from servanda.engine.trials import told_quickly
from servanda.explore.proposal_study import stated_range
from servanda.worlds.sample import sample

__all__ = ["Asked", "Form", "form_of", "matters_most"]

WORLDS = 2_048


@dataclass(frozen=True)
class Asked:
    """One number of the case that experts are asked for: as stated, its limits, why it is asked.

    `low`, `middle` and `high` are the 5%, 50% and 95% of the case; `matters` the largest rank
    correlation with any proposal's being signed or holding.
    """

    path: str
    name: str
    group: str
    unit: str
    low: float
    middle: float
    high: float
    least: float
    most: float
    matters: float
    watch: str


@dataclass(frozen=True)
class Form:
    """What is asked about one case: numbers, those that matter most first, and seed questions."""

    case: str
    case_hash: str
    numbers: tuple[Asked, ...]
    seeds: tuple[Seed, ...]

    def rows(self) -> list[dict[str, object]]:
        """Return the form as a table for a spreadsheet, a question a row, answers left empty."""
        asked: list[dict[str, object]] = [
            {"id": each.path, "question": each.name, "unit": each.unit or "number",
             "5%": "", "50%": "", "95%": "", "why": ""}
            for each in self.numbers
        ]  # fmt: skip
        return asked + [
            {"id": each.id, "question": each.question, "unit": "percent",
             "5%": "", "50%": "", "95%": "", "why": ""}
            for each in self.seeds
        ]  # fmt: skip


def form_of(case: Case, *, numbers: int = 12, seed_questions: bool = True, seed: int = 0) -> Form:
    """Return what to ask about a case.

    Parameters: `numbers`, how many, those that matter most; `seed_questions`, whether to ask those
    with known answers too; without them, answers can be pooled with equal weights only.
    """
    chosen = matters_most(case, numbers, seed)
    return Form(case.title, case_hash(case), tuple(chosen), seeds() if seed_questions else ())


def matters_most(case: Case, most: int, seed: int = 0) -> Sequence[Asked]:
    """Return the uncertain numbers whose ranks go most with signing or holding, the first so many.

    Numbers of evidence are asked for too: an expert may know better.
    """
    drawn = sample(case, worlds=WORLDS, seed=seed)
    told = told_quickly(plan_of(case), drawn, tuple(case.proposals))
    columns = [np.nan_to_num(each[name]) for each in told.values()
               for name in ("signed", "would_hold_5")]  # fmt: skip
    outcomes = [each for each in map(rankdata, columns) if each.std() > 0.0]
    found = []
    for path in drawn.uncertain:
        ranks = rankdata(drawn.values(path))
        varied = outcomes if ranks.std() > 0.0 else []
        along = [abs(float(np.corrcoef(ranks, each)[0, 1])) for each in varied]
        found.append((max(along, default=0.0), path))
    numbers = dict(numbers_in(case))
    found.sort(key=lambda pair: (-pair[0], pair[1]))
    made = []
    for matters, path in found[:most]:
        number = numbers[path]
        low, middle, high = stated_range(number)
        made.append(
            Asked(
                path, name_of(case, path), group_of(case, path), number.unit,
                low, middle, high, number.low, number.high, matters, watch_of(case, path),
            )
        )  # fmt: skip
    return made
