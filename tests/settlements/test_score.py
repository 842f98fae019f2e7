"""How the library is scored: as registered, set by set."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files

import pytest

from servanda.engine.executors import Engine, worked
from servanda.errors import InputError
from servanda.kinds_of_war.shrunk import shrinkage
from servanda.settlements.library import FRAMES, library
from servanda.settlements.reading_score import frozen, scored, shrinkage_of
from servanda.settlements.score import (
    ALL,
    CODED,
    Row,
    Run,
    _forecast,
    run_of_library,
    score,
    shipped_rows,
)
from servanda.worlds.sample import sample

CHOSEN = tuple(library())


def test_the_whole_of_it_on_a_few() -> None:
    few = [library()[name] for name in ("golan-1974", "tashkent-1966", "rogers-ceasefire-1970",
                                        "renville-1948", "thimphu-1985", "aceh-2002", "ira-1997",
                                        "ltte-april-2009")]  # fmt: skip
    made = score(few, worlds=64)
    assert [row.id for row in made.rows] == [each.id for each in few]
    again = score(few, worlds=64)
    assert made.to_dict()["rows"] == again.to_dict()["rows"]
    sign, hold = _forecast(few[0].case, few[0].proposal, sample(few[0].case, worlds=64, seed=0))
    assert made.rows[0].sign == pytest.approx(sign)
    assert made.rows[0].hold == pytest.approx(hold)
    assert [each.name for each in made.sets] == [*FRAMES, ALL]
    assert [each.readings[0].settlements for each in made.sets] == [5, 3, 8]
    assert [each.frozen is None for each in made.sets] == [True, False, True]
    assert made.to_dict()["sets"] == again.to_dict()["sets"]
    assert [row.shrunk is None for row in made.rows] == [not each.signed for each in few]
    for row in made.rows:
        assert 0 <= row.misses <= 1
    refused = next(row for row in made.rows if row.became == "refused")
    assert refused.misses == refused.sign
    assert replace(refused, became="held", sign=0.2).misses == 0.8


def test_simulated_coders_differ_and_no_coder_moves_another() -> None:
    few = [library()[name] for name in ("aceh-2002", "ira-1997", "ltte-april-2009")]
    two, three = score(few, worlds=64, coders=2), score(few, worlds=64, coders=3)
    assert two.coders == three.coders[:2] and len(three.coders) == 3
    assert all(0.0 <= auc <= 1.0 for coder in three.coders for auc in coder)
    runs = [Run("aceh-2002", f"coder {n}", 200, 0) for n in (1, 2, 3, 4)]
    assert len({run_of_library(run) for run in runs}) > 1
    assert score(few, worlds=64).coders == ()


@pytest.mark.slow
def test_processes_give_what_this_one_gives() -> None:
    names = ("aceh-2002", "ira-1997", "tashkent-1966")
    runs = [Run(name, reading, 64, 3) for name in names for reading in (CODED, "coder 1")]
    made = dict(worked(run_of_library, runs, Engine("processes", workers=2)))
    assert made == {run: run_of_library(run) for run in runs}
    assert isinstance(made[runs[0]], Row)


def test_settlements_of_ones_own_are_run_here() -> None:
    with pytest.raises(InputError, match="the shipped library alone"):
        score([library()["aceh-2002"]], engine=Engine("processes"))


def test_one_frame_alone_has_no_weight_of_its_own() -> None:
    made = score(
        [library()[name] for name in ("aceh-2002", "ira-1997", "ltte-april-2009")], worlds=8
    )
    assert [each.name for each in made.sets] == [FRAMES[1], ALL]
    assert made.shrinkage is None and made.sets[0].frozen is None


def test_the_shipped_scores_are_of_the_shipped_library() -> None:
    text = (files("servanda.settlements") / "scored.json").read_text(encoding="utf-8")
    told, rows = json.loads(text), shipped_rows()
    assert [(r.id, r.became, r.dispute) for r in rows] == [
        (each.id, each.became, each.dispute) for each in CHOSEN
    ]
    forecasts = [(row.sign, row.hold) for row in rows]
    for of in told["sets"]:
        some = [i for i, row in enumerate(rows) if of["name"] in (row.frame, ALL)]
        made = scored("as coded", [CHOSEN[i] for i in some], [forecasts[i] for i in some]).to_dict()
        kept = of["readings"][0]
        assert all(made[key] == pytest.approx(kept[key]) for key in made if key != "name")


def test_the_shipped_weight_is_fitted_on_the_shipped_scores() -> None:
    told = [(row.sign, row.hold) for row in shipped_rows()]
    parts = [
        [(each, said) for each, said in zip(CHOSEN, told, strict=True) if each.frame == frame]
        for frame in FRAMES
    ]
    (before, first), (after, second) = (tuple(map(list, zip(*part, strict=True))) for part in parts)
    made = shrinkage_of(CHOSEN, told, frozen(before, first, after, second))
    assert vars(made) == pytest.approx(vars(shrinkage()))


@pytest.mark.parametrize("name", ["golan-1974", "aceh-2002"])
def test_a_shipped_row_is_what_a_run_gives(name: str) -> None:
    row = next(row for row in shipped_rows() if row.id == name)
    each = library()[name]
    found = _forecast(each.case, each.proposal, sample(each.case, worlds=500, seed=0))
    assert found == pytest.approx((row.sign, row.hold), abs=0.06)
