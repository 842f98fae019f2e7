"""Two simulated experts pooled, and every pooled number checked by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.elicitation.simulated import answered

import servanda as sv
from servanda.case.change import with_values
from servanda.case.keys.case import Case
from servanda.elicitation.seeds import seeds
from servanda.explore.methods.classical_model import performance
from servanda.explore.proposal_study import columns_of
from servanda.worlds.sample import sample

STRAIT = Path(__file__).parents[1] / "cases" / "strait"
WORLDS = 600


@pytest.fixture(scope="module")
def case() -> Case:
    return sv.load(STRAIT)


@pytest.fixture(scope="module")
def numbers(case: Case) -> tuple[str, ...]:
    from servanda.elicitation.form import matters_most

    return tuple(each.path for each in matters_most(case, 3))


@pytest.fixture(scope="module")
def files(
    case: Case, numbers: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory
) -> list[Path]:
    from servanda.case.keys.case import numbers_in
    from servanda.explore.proposal_study import stated_range

    folder = tmp_path_factory.mktemp("answers")
    stated = {path: stated_range(dict(numbers_in(case))[path]) for path in numbers}
    low = {p: (a, a + 0.2 * (c - a), a + 0.4 * (c - a)) for p, (a, _, c) in stated.items()}
    high = {p: (a + 0.6 * (c - a), a + 0.8 * (c - a), c) for p, (a, _, c) in stated.items()}
    return [
        answered(folder / "low.csv", low, half=6.0),
        answered(folder / "high.csv", high, half=20.0),
    ]


def by_hand(case: Case, file: Path, numbers: tuple[str, ...]) -> dict[str, tuple[float, float]]:
    """What one expert's case gives, read from the file with no help from the package's reader."""
    rows = [line.split(",") for line in file.read_text("utf-8").splitlines()]
    values = {
        row[0]: f"{float(row[1])!r} to {float(row[3])!r}" for row in rows if row[0] in numbers
    }
    told = with_values(case, values)
    drawn = sample(told, worlds=WORLDS)
    found = {}
    for name in case.proposals:
        columns = columns_of(told, drawn, name, ("signed", "holds_5"))
        found[name] = (float(columns["signed"].mean()), float(columns["holds_5"].mean()))
    return found


def test_the_pool_with_equal_weights_by_hand(
    case: Case, files: list[Path], numbers: tuple[str, ...]
) -> None:
    made = sv.pool(case, files, named=True, worlds=WORLDS)
    low, high = (by_hand(case, file, numbers) for file in files)
    for name in case.proposals:
        assert made.by_expert["low"][name].signed == pytest.approx(low[name][0])
        assert made.by_expert["high"][name].signed == pytest.approx(high[name][0])
        signed = (low[name][0] + high[name][0]) / 2
        holds = (low[name][1] + high[name][1]) / 2
        assert made.equal[name].signed == pytest.approx(signed)
        assert made.equal[name].given == pytest.approx(holds / signed if signed else 0.0)


def test_the_pool_with_performance_weights_by_hand(
    case: Case, files: list[Path], numbers: tuple[str, ...]
) -> None:
    made = sv.pool(case, files, named=True, worlds=WORLDS)
    answers = np.array([each.answer for each in seeds()])
    off = np.where(np.arange(len(answers)) % 2, 1.0, -1.0)
    middles = [answers + off, answers + off]
    table = np.array(
        [np.stack([m - h, m, m + h], axis=1) for m, h in zip(middles, (6.0, 20.0), strict=True)]
    )
    done = performance(table, answers)
    total = sum(each.weight for each in done)
    weights = [each.weight / total for each in done]
    assert made.weighted is not None
    assert list(made.weights.values()) == pytest.approx(weights)
    assert weights[0] > 0.9 and weights[1] > 0.0  # the wide one says next to nothing
    low, high = (by_hand(case, file, numbers) for file in files)
    for name in case.proposals:
        signed = weights[0] * low[name][0] + weights[1] * high[name][0]
        assert made.weighted[name].signed == pytest.approx(signed)


def test_disagreement_is_named_with_what_it_moves(
    case: Case, files: list[Path], numbers: tuple[str, ...]
) -> None:
    made = sv.pool(case, files, named=True, worlds=WORLDS)
    assert {each.path for each in made.disagreements} == set(numbers)
    moves = [each.moves for each in made.disagreements]
    assert moves == sorted(moves, reverse=True) and moves[0] > 0.02
    assert all(not each.overlap for each in made.disagreements)
    assert "their ranges do not meet" in str(made)


def test_experts_are_anonymous_and_their_order_moves_nothing(case: Case, files: list[Path]) -> None:
    one = sv.pool(case, files, worlds=60)
    two = sv.pool(case, files[::-1], worlds=60)
    assert one.experts == ("expert 1", "expert 2")
    assert one.to_dict() == two.to_dict()
    assert "low" not in str(one.to_dict()["experts"].keys())


def test_one_expert_alone_is_that_expert(case: Case, files: list[Path]) -> None:
    made = sv.pool(case, files[:1], named=True, worlds=60)
    assert made.equal == made.by_expert["low"]
    assert made.disagreements == ()


def test_without_seeds_there_are_equal_weights_and_it_says_why(
    case: Case, numbers: tuple[str, ...], tmp_path: Path
) -> None:
    from servanda.case.keys.case import numbers_in
    from servanda.explore.proposal_study import stated_range

    stated = {path: stated_range(dict(numbers_in(case))[path]) for path in numbers[:1]}
    files = [answered(tmp_path / name, stated, seed_questions=False) for name in ("a.csv", "b.csv")]
    made = sv.pool(case, files, worlds=60)
    assert made.weighted is None and "seed questions" in made.why_not
    assert made.disagreements[0].moves == 0.0
    assert "No performance weights" in str(made)


def test_nobody_whose_ranges_hold_is_told(
    case: Case, numbers: tuple[str, ...], tmp_path: Path
) -> None:
    cocky = answered(tmp_path / "c.csv", {}, bias=30.0, half=1.5)
    made = sv.pool(case, [cocky], worlds=60)
    assert made.weighted is None and "calibration below" in made.why_not
