"""The law of the live case: what a moved range gives is what the case with it written in gives."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

import servanda as sv
from servanda.case.change import with_values
from servanda.engine.assess import assess
from servanda.engine.live import Live, StoppedError, pieces
from servanda.engine.live_verdict import LiveVerdict
from servanda.errors import InputError
from servanda.quantity import Interval, Point

CASES = Path(__file__).parents[1] / "cases"
WORLDS = 510
"""More than one piece, few enough to be quick."""
FEW = 16
"""One group of worlds: what is stale would be so in any of them."""


def same(found: dict[str, LiveVerdict], wanted: dict[str, LiveVerdict]) -> bool:
    """To the digit; `repr` tells every bit of a number, and knows that what is unknown is."""
    return {name: repr(row) for name, row in found.items()} == {
        name: repr(row) for name, row in wanted.items()
    }


def rows(case: sv.Case, worlds: int = WORLDS) -> dict[str, LiveVerdict]:
    """The rows of an assessment."""
    made = assess(case, worlds=worlds, seed=7, robustness=False)
    return {each.id: LiveVerdict.of_result(each) for each in made}


def moved(live: Live, path: str) -> tuple[float, float]:
    """Another range of a number, inside what it may be."""
    number = live.numbers[path]
    form = number.form
    low, high = (
        (form.low, form.high) if isinstance(form, Interval) else (0.3, 0.4)
        if not isinstance(form, Point) else (form.value, form.value + 0.25)
    )  # fmt: skip
    middle = 0.5 * (low + high)
    found = (middle - 0.2 * (high - low), middle + 0.35 * (high - low))
    return min(found[0], number.high - 0.02), min(found[1], number.high - 0.01)


def by_hand(case: sv.Case, patch: dict[str, tuple[float, float]]) -> sv.Case:
    return with_values(case, {path: f"{low!r} to {high!r}" for path, (low, high) in patch.items()})


@pytest.mark.parametrize("name", ["strait", "marsh"])
def test_an_edit_is_the_case_written_anew_to_the_digit(name: str) -> None:
    case = sv.load(CASES / name)
    live = Live(case, seed=7)
    assert same(live.ask({}, WORLDS), rows(case))
    uncertain = [path for path in live.numbers if not live.numbers[path].is_certain]
    for place, path in enumerate(uncertain[:: max(1, len(uncertain) // 3)]):
        patch = {path: moved(live, path)}
        if place % 2:  # two at once, one of them moved before
            patch |= {uncertain[0]: moved(live, uncertain[0])}
        try:
            edited = by_hand(case, patch)
        except InputError:
            with pytest.raises(InputError):
                live.checked(patch)
            continue
        assert same(live.ask(patch, WORLDS), rows(edited)), patch


def test_what_is_kept_is_never_stale() -> None:
    """Numbers of every stage moved one after another, there and back, on one live case."""
    case = sv.load(CASES / "strait")
    live = Live(case, seed=7)
    start = live.ask({}, FEW)
    names = tuple(case.proposals)
    stages = [
        {p for n in names for p in live.reads(n).setting},
        {p for n in names for p in live.reads(n).settling - live.reads(n).setting},
        {p for n in names for p in live.reads(n).signing - live.reads(n).settling},
        {p for n in names for p in live.reads(n).war - live.reads(n).signing},
    ]
    assert all(stages[:3])
    patch: dict[str, tuple[float, float]] = {}
    for stage in (*stages, *stages):
        for path in sorted(stage, reverse=stage is stages[1])[:3]:
            number = live.numbers[path]
            if path in patch:
                del patch[path]
            elif not number.is_certain:
                patch[path] = moved(live, path)
            fresh = Live(case, seed=7)
            assert same(live.ask(patch, FEW), fresh.ask(patch, FEW)), path
    assert same(live.ask({}, FEW), start)


def test_who_consents_by_its_stakes_is_told_again_when_the_war_is_followed() -> None:
    """The offer is settled once and voted on twice: the second vote must know their chances."""
    case = sv.load(CASES / "bay")
    live = Live(case, seed=7)
    live.ask({}, 40)
    patch = {"guarantees.hasks_word.resolve.cost.fenn": (0.25, 0.4)}
    assert same(live.ask(patch, 40), rows(by_hand(case, patch), 40))


def test_worlds_across_chunks_are_summed_as_an_assessment_sums_them() -> None:
    case = sv.load(CASES / "strait")
    name = next(iter(case.proposals))
    live = Live(case, seed=7)
    found = live.ask({}, 4_200, (name,))[name]
    whole = assess(case, worlds=4_200, seed=7, proposals=(name,), robustness=False)[name]
    assert same({name: found}, {name: LiveVerdict.of_result(whole)})


def test_one_in_focus_is_the_same_as_among_all() -> None:
    live = Live(sv.load(CASES / "marsh"), seed=1)
    together = live.ask({}, 90)
    for name, row in together.items():
        assert same(Live(live.case, seed=1).ask({}, 90, (name,)), {name: row})


def test_threads_change_no_digit() -> None:
    case = sv.load(CASES / "marsh")
    one, three = (Live(case, threads=count).ask({}, 510) for count in (1, 3))
    assert same(one, three)


def test_without_the_war_all_else_is_the_same() -> None:
    live = Live(sv.load(CASES / "strait"))
    for name, row in live.ask({}, 100, war=False).items():
        whole = live.ask({}, 100)[name]
        assert row.war is None and "not computed yet" in row.verdict.sentence
        told = [repr((each.signed, each.holds, each.consents)) for each in (row, whole)]
        assert told[0] == told[1]


def test_nobody_waits() -> None:
    live = Live(sv.load(CASES / "strait"))
    with pytest.raises(StoppedError):
        live.ask({}, 100, stop=lambda: True)
    assert live.ask({}, 100, war=False)


def test_another_question_to_the_same_worlds_does_not_keep_one_going_that_is_stopped() -> None:
    live = Live(sv.load(CASES / "strait"), threads=1)
    names = tuple(live.case.proposals)
    asked = 0

    def stop() -> bool:
        nonlocal asked
        asked += 1
        if asked == 3:  # midway, somebody else asks of these worlds, and waits to the end
            live.ask({}, 60, names[:1], war=False)
        return asked > 3

    with pytest.raises(StoppedError):
        live.ask({}, 60, names, war=False, stop=stop)
    assert asked == 4


def test_what_cannot_be_is_refused_with_words() -> None:
    live = Live(sv.load(CASES / "strait"))
    path = next(p for p, n in live.numbers.items() if n.high == 1.0)
    for patch, words in (
        ({"war.nothing": (0.1, 0.2)}, "no number"),
        ({path: (0.5, 0.2)}, "swap"),
        ({path: (0.5, 1.5)}, "outside"),
        ({path: (0.0, 0.5)}, "limit"),
        ({path: (float("nan"), 0.5)}, "number"),
    ):
        with pytest.raises(InputError, match=words):
            live.ask(patch, 10)


def test_memory_is_bounded_over_many_edits() -> None:
    live = Live(sv.load(CASES / "strait"))
    live.kept.most = 200_000
    path = next(p for p, n in live.numbers.items() if not n.is_certain)
    low, high = moved(live, path)
    for step in range(40):
        live.ask({path: (low, high + 1e-4 * step)}, 40, war=False)
    assert live.kept.bytes <= 200_000
    assert len(live.settled) <= 2 * len(live.case.proposals)
    assert len(live._grounds) <= 3


def test_pieces_cover_all_worlds_once() -> None:
    for worlds in (1, 499, 500, 501, 1_000, 4_096, 20_000):
        ends = [(0, 0), *pieces(worlds)]
        assert all(a[1] == b[0] for a, b in pairwise(ends))
        assert ends[-1][1] == worlds
