"""What must change nothing, on one case of certain numbers: measures, company, a far hand-over.

Names, order, ends and issues are turned about in every case that ships (`test_nothing_but_names`).
"""

from __future__ import annotations

import numpy as np
from tests.laws.whole_cases import (
    apart,
    case_of,
    shipped,
    stated,
    symmetric,
    told,
    tree,
)

SECOND = [folder for folder in shipped() if tree(folder)["servanda"] == 2]
ROUNDING = 1e-9


def test_all_weights_told_in_another_measure_move_no_digit() -> None:
    keys = symmetric()
    doubled = stated(
        keys, issues__land__weights={"a": 2, "b": 10}, issues__flag__weights={"a": 1, "b": 5}
    )
    assert apart(told(case_of(keys), 2), told(doubled, 2)) < ROUNDING


def test_a_later_hand_over_is_worth_ever_more_like_none() -> None:
    keys = symmetric()
    margins = []
    for month in (6, 24, 60, 119):
        phases = [{"from_month": month, "terms": {"land": 0.3}}]
        found = told(stated(keys, proposals__bare__phases=phases), 2)["bare"]
        margins.append(float(found["deal.a"][0]))
    never = float(told(case_of(keys), 2)["bare"]["deal.a"][0])
    assert margins == sorted(margins)
    assert abs(margins[-1] - never) < 0.1 * abs(margins[0] - never)


def test_worlds_do_not_hang_on_their_company() -> None:
    from servanda.engine.chunk import Chunk
    from servanda.engine.plan import plan_of
    from servanda.engine.told import columns_of
    from servanda.worlds.sample import sample

    case = case_of(tree(SECOND[0]))
    plan, drawn = plan_of(case), sample(case, worlds=70, seed=3)

    def part(a: int, b: int) -> dict[str, dict[str, np.ndarray]]:
        chunk = Chunk(plan, drawn.chunk(a, b))
        return {
            n: columns_of(chunk, chunk.vote(plan.after_any_settlement(n))) for n in case.proposals
        }

    whole, parts = part(0, 70), [part(0, 1), part(1, 33), part(33, 70)]
    for name, columns in whole.items():
        for column, values in columns.items():
            joined = np.concatenate([each[name][column] for each in parts])
            np.testing.assert_allclose(values, joined, 0, 1e-5, err_msg=f"{name} {column}")
