"""Verdicts while the hand moves: near what they are, and exact where the last exact one was."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.engine.test_live import CASES, moved, same

import servanda as sv
from servanda.engine.in_motion import InMotion
from servanda.engine.live import FIRST, Live, Spent, StoppedError
from servanda.engine.live_verdict import LiveVerdict

EXAMPLES = Path(__file__).parents[2] / "examples"
AT_MOST, ON_AVERAGE = 0.03, 0.005
"""By how much a share may differ in motion, as docs/workbench.md states it for such large moves."""


def settled_numbers(live: Live) -> list[str]:
    """Numbers on which what offers come to depends, those of the war first."""
    reads = [live.reads(name) for name in live.case.proposals]
    war = sorted({p for each in reads for p in each.setting})
    deal = sorted({p for each in reads for p in each.settling} - set(war))
    return [p for p in (*war[:: max(1, len(war) // 4)], *deal[:: max(1, len(deal) // 3)])
            if not live.numbers[p].is_certain]  # fmt: skip


def apart(near: LiveVerdict, exact: LiveVerdict) -> float:
    """The largest difference of a share that a row shows; of holding, in shares of all worlds."""
    pairs = [(near.signed, exact.signed), (near.stops_fighting, exact.stops_fighting)]
    pairs += [(a.share, b.share) for a, b in zip(near.consents, exact.consents, strict=True)]
    found = [abs(a.share - b.share) for a, b in pairs]
    for year in (1, 5, 10):
        a, b = near.holds[year], exact.holds[year]
        whole = [each.share * row.signed.share if each else 0.0
                 for each, row in ((a, near), (b, exact))]  # fmt: skip
        found.append(abs(whole[0] - whole[1]))
    return max(found)


@pytest.mark.parametrize("folder", [CASES / "strait", CASES / "marsh", EXAMPLES / "sudan"])
def test_in_motion_it_is_near_and_at_rest_to_the_digit(folder: Path) -> None:
    case = sv.load(folder)
    live = Live(case, seed=7)
    live.ask({}, FIRST, war=False)
    in_motion = InMotion(live)
    in_motion.make_ready()
    differences = []
    for path in settled_numbers(live)[:5]:
        patch = {path: moved(live, path)}
        near = in_motion.ask(patch)
        exact = live.ask(patch, FIRST, war=False)
        for name, row in near.items():
            if row.approximate:
                differences.append(apart(row, exact[name]))
                assert differences[-1] <= AT_MOST, (path, name)
            else:
                assert same({name: row}, {name: exact[name]})
        again = in_motion.ask(patch)  # what is known to the digit is told to the digit
        assert same(again, exact)
        fresh = Live(case, seed=7).ask(patch, FIRST, tuple(case.proposals)[:1], war=False)
        assert same(fresh, {name: exact[name] for name in fresh})  # nothing of it is left behind
    assert sum(differences) / len(differences) <= ON_AVERAGE


def test_at_the_place_of_the_last_exact_answer_nothing_is_added() -> None:
    """The coarse run is held against itself: the exact answer is left, but for rounding."""
    live = Live(sv.load(CASES / "strait"), seed=7)
    exact = live.ask({}, FIRST, war=False)
    in_motion = InMotion(live)
    asked = live.asked({}, lambda: False, Spent())
    for name in live.case.proposals:
        anchor = in_motion._latest(name)
        assert anchor is not None
        near = in_motion._near(asked, {name: anchor})[name]
        assert near.approximate
        assert apart(near, exact[name]) < 1e-12
        assert near.signed.se == pytest.approx(exact[name].signed.se, abs=1e-12)
        assert near.verdict == exact[name].verdict


def test_votes_of_all_at_once_are_those_of_each_by_itself(monkeypatch) -> None:
    """Where very many who fight are asked, offers are voted on one by one."""
    live = Live(sv.load(CASES / "strait"), seed=7)
    live.ask({}, FIRST, war=False)
    in_motion = InMotion(live)
    path = settled_numbers(live)[0]
    together = in_motion.ask({path: moved(live, path)})
    monkeypatch.setattr("servanda.engine.votes_in_motion.MOST_ASKED", -1)
    alone = in_motion.ask({path: moved(live, path)})
    for name, row in together.items():
        assert row.approximate and alone[name].approximate
        assert apart(row, alone[name]) < 1e-12
        assert row.signed.se == pytest.approx(alone[name].signed.se, abs=1e-12)
        assert (row.verdict, row.statements) == (alone[name].verdict, alone[name].statements)


def test_what_needs_no_settling_and_what_has_no_start_is_exact() -> None:
    live = Live(sv.load(CASES / "strait"), seed=7)
    in_motion = InMotion(live)
    name = next(iter(live.case.proposals))
    assert not in_motion.ask({}, (name,))[name].approximate
    name, consent = next(
        (each, p) for each in live.case.proposals
        for p in sorted(live.reads(each).signing - live.reads(each).settling)
        if not live.numbers[p].is_certain
    )  # fmt: skip
    in_motion.ask({}, (name,))
    patch = {consent: moved(live, consent)}
    found = in_motion.ask(patch, (name,))
    assert not found[name].approximate
    assert same(found, live.ask(patch, FIRST, (name,), war=False))


def test_where_stakes_decide_who_consents_it_is_exact() -> None:
    live = Live(sv.load(CASES / "bay"), seed=7)
    live.ask({}, FIRST, war=False)
    patch = {"guarantees.hasks_word.resolve.cost.fenn": (0.25, 0.4)}
    found = InMotion(live).ask(patch, ("both",))
    assert not found["both"].approximate


def test_nobody_waits() -> None:
    live = Live(sv.load(CASES / "strait"), seed=7)
    live.ask({}, FIRST, war=False)
    path = settled_numbers(live)[0]
    with pytest.raises(StoppedError):
        InMotion(live).ask({path: moved(live, path)}, stop=lambda: True)


def test_little_is_kept() -> None:
    live = Live(sv.load(CASES / "strait"), seed=7)
    in_motion = InMotion(live)
    live.ask({}, FIRST, war=False)
    path = settled_numbers(live)[0]
    low, high = moved(live, path)
    for step in range(4):
        in_motion.ask({path: (low, high - 1e-4 * step)})
        live.ask({path: (low, high - 1e-4 * step)}, FIRST, war=False)
        in_motion.make_ready()
    assert len(in_motion._quick) <= 2 * len(live.case.proposals)
