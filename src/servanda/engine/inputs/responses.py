"""What guarantors do if a deal is broken: every set of promises that may be honoured together.

A *response* is a set of promises, all honoured and the others not. Honouring is independent given
the world, so that a perceiver's belief in a response is a product of its beliefs in the promises.
Whom a promise protects and whose breach it answers decides to whom it matters; nothing else does.

A promise that is unconditional may stand by a protected party that broke the deal itself (moral
hazard; entrapment of the guarantor). Then that party's breach has responses of its own: sets of
promises that come against it and of promises that stand by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from servanda.arrays import Flags, Floats
from servanda.case.keys.case import ANALYST
from servanda.engine.inputs.guarantees import Promise
from servanda.engine.inputs.timeline import Timeline
from servanda.engine.inputs.war import Setting

__all__ = ["Responses", "responses_of"]

MOST_TOGETHER = 4
"""Promises followed one by one; more are joined into these."""

MOST_BEHIND = 2
"""The same for promises that may stand by who breaks the deal."""


@dataclass(frozen=True)
class Responses:
    """The responses of a proposal's guarantors, as the kernel's `Deal` takes them.

    shift, cost: (worlds, responses); against, beside, backs: (worlds, parties, responses, phases);
    true: (worlds, responses, phases); answers, supports (parties, responses): which party's breach
    each response answers, and whose breach it does nothing but support.
    """

    shift: Floats
    cost: Floats
    against: Floats
    beside: Floats
    backs: Floats
    true: Floats
    answers: Flags
    supports: Flags


@dataclass(frozen=True)
class _Help:
    """What one promise does in one case: which sides it joins, with what, honoured how likely.

    forces (worlds,) by side; honoured (worlds, phases) by perceiver, the analyst among them.
    """

    name: str
    forces: Mapping[str, Floats]
    punishment: Floats
    honoured: Mapping[str, Floats]


_Case = tuple[tuple[tuple[str, tuple[str, ...]], ...], tuple[float, ...], tuple[str, ...]]
"""Which promises are due, the sides that each joins, which way each side then moves power, and
which of the promises stand by who broke the deal."""


def responses_of(setting: Setting, promises: list[Promise], time: Timeline) -> Responses:
    """Return the responses that `promises` make possible, one for every set of them.

    Parties whose breach the same promises answer alike have their responses in common, and share
    them with the parties that these promises protect. A promise to several sides is one: it is
    honoured to all of them or to none, and its force is split among those that it joins.
    *Departures*: what joins several sides is added up in the logarithm of the ratio of forces; that
    a promise may stand by who broke the deal is felt by who is attacked where only one party fights
    it, for with more nobody knows beforehand which of them it will be.
    """
    breakers: dict[_Case, list[str]] = {}
    protected: dict[_Case, list[str]] = {}
    of_breaker = {
        party: _joined_against(setting, promises, party) for party in setting.conflict.parties
    }
    for party, joined in of_breaker.items():
        if joined[0]:
            breakers.setdefault(joined, []).append(party)
    for party in setting.conflict.parties:
        opponents = setting.conflict.opponents_of(party)
        if len(opponents) == 1 and of_breaker[opponents[0]][2]:
            protected.setdefault(of_breaker[opponents[0]], []).append(party)
            continue
        side = (setting.conflict.side_of(party),)
        due = tuple((each.name, side) for each in promises if party in each.protects)
        if due:
            protected.setdefault((due, (1.0,) * len(due), ()), []).append(party)
    cases = dict.fromkeys((*breakers, *protected))
    if not cases:
        return _room(setting, time, 0)
    present = {each.name: _in_force(each, time) for each in promises}
    called = []
    for case in cases:
        joins, loyal = dict(case[0]), case[2]
        these = [each for each in promises if each.name in joins]
        against = [_help(each, joins, present) for each in these if each.name not in loyal]
        behind = [_behind(each, joins, present) for each in these if each.name in loyal]
        called.append((_joined_up(against, MOST_TOGETHER), _joined_up(behind, MOST_BEHIND)))
    made = _room(setting, time, sum(2 ** sum(map(len, each)) - 1 for each in called))
    first = 0
    for case, helps in zip(cases, called, strict=True):
        first = _fill(made, first, setting, *helps, _ways(case), breakers.get(case, []),
                      protected.get(case, []))  # fmt: skip
    return made


def _joined_against(setting: Setting, promises: list[Promise], breaker: str) -> _Case:
    """Return the promises that answer a party's breach, and the sides that each then joins.

    Whom they join moves power his way; where he stands on the same end of the axis as the breaker
    and yet fights him, it moves the other way. With them the promises that may stand by him.
    """
    conflict = setting.conflict
    own, sign = conflict.side_of(breaker), setting.power.sign_of(conflict.side_of(breaker))
    due, ways = [], []
    for each in promises:
        if breaker in each.against:
            sides = dict.fromkeys(map(conflict.side_of, each.protects))
            joins = tuple(side for side in sides if side != own)
            due.append((each.name, joins))
            ways += [-1.0 if setting.power.sign_of(side) == sign else 1.0 for side in joins]
    loyal = tuple(each.name for each in promises if each.backs(breaker))
    due += [(name, (own,)) for name in loyal]
    ways += [1.0] * len(loyal)
    return tuple(due), tuple(ways), loyal


def _ways(case: _Case) -> dict[str, float]:
    sides = [side for _, joins in case[0] for side in joins]
    return dict(zip(sides, case[1], strict=True))


def _help(
    promise: Promise, joins: Mapping[str, tuple[str, ...]], present: Mapping[str, Floats]
) -> _Help:
    sides = joins[promise.name]
    there = present[promise.name]
    return _Help(
        promise.name,
        {side: promise.force / len(sides) for side in sides},
        promise.punishment,
        {who: held[:, None] * there for who, held in promise.beliefs.items()},
    )


def _behind(
    promise: Promise, joins: Mapping[str, tuple[str, ...]], present: Mapping[str, Floats]
) -> _Help:
    """Return what a promise does for who broke the deal: what it does otherwise, if it stands.

    That a promise which does not ask who began makes its ward reckless is the guarantor's side of
    the dilemma of alliances, entrapment [@Snyder1984].
    """
    assert promise.behind is not None
    helps, stands = _help(promise, joins, present), promise.behind
    honoured = {who: held * stands[who][:, None] for who, held in helps.honoured.items()}
    return replace(helps, punishment=np.zeros_like(helps.punishment), honoured=honoured)


def _room(setting: Setting, time: Timeline, responses: int) -> Responses:
    """Return room for so many responses, nothing believed in any of them."""
    worlds, parties = setting.readings.worlds, len(setting.conflict.parties)
    of_world, of_party = (worlds, responses), (parties, responses)
    by_phase = (worlds, parties, responses, len(time.begins))
    return Responses(
        np.zeros(of_world), np.zeros(of_world),
        np.zeros(by_phase), np.zeros(by_phase), np.zeros(by_phase),
        np.zeros((worlds, responses, len(time.begins))),
        np.zeros(of_party, dtype=np.bool_), np.zeros(of_party, dtype=np.bool_),
    )  # fmt: skip


def _fill(
    made: Responses,
    first: int,
    setting: Setting,
    against: list[_Help],
    behind: list[_Help],
    ways: Mapping[str, float],
    breakers: list[str],
    protected: list[str],
) -> int:
    """Fill in one response for every set of promises, for and against a breach, honoured at once.

    Returns the place after them.
    """
    promises = [*against, *behind]
    parties, nothing = setting.conflict.parties, setting.readings.constant(0.0)
    sets = [chosen for chosen in product((False, True), repeat=len(promises)) if any(chosen)]
    after = first + len(sets)
    for j, chosen in enumerate(sets, first):
        kept = [promise for promise, taken in zip(promises, chosen, strict=True) if taken]
        made.shift[:, j] = sum(
            way * setting.power.joined(side, _brought(kept, side, nothing))
            for side, way in ways.items()
        )
        made.cost[:, j] = sum(each.punishment for each in kept)
    if breakers:
        _put(made.true[:, first:after], promises, ANALYST)
    for place, party in enumerate(parties):
        if party in breakers:
            answers = [any(chosen[: len(against)]) for chosen in sets]
            made.answers[place, first:after] = answers
            made.supports[place, first:after] = np.logical_not(answers)
            _put(made.against[:, place, first:after], promises, party, answers)
            _put(made.backs[:, place, first:after], promises, party, np.logical_not(answers))
        if party in protected:
            _put(made.beside[:, place, first:after], promises, party)
    return after


def _brought(kept: list[_Help], side: str, nothing: Floats) -> Floats:
    return sum((each.forces.get(side, nothing) for each in kept), nothing)


def _put(
    room: Floats, promises: list[_Help], perceiver: str, where: Iterable[bool] | None = None
) -> None:
    """Put the belief that just the promises of each set are honoured: (worlds, sets, phases).

    Sets are in the order of `product`; those alone that are `where`.
    """
    first, *others = (promise.honoured[perceiver] for promise in promises)
    found = [1.0 - first, first] if others else [first, first]
    for honoured in others:
        broken = 1.0 - honoured
        found = [each * part for each in found for part in (broken, honoured)]
    for j, so in enumerate(where if where is not None else (True,) * (len(found) - 1)):
        if so:
            room[:, j] = found[j + 1]  # the first set is the empty one


def _in_force(promise: Promise, time: Timeline) -> Floats:
    """Return how much of a promise holds in each phase: within its time, while its host lets it."""
    there = time.within(promise.begins, promise.until)
    if not promise.leaves.any():
        return there
    middle = 0.5 * (time.starts + time.ends - 1.0)[None, :]
    stays = np.power(
        1.0 - promise.leaves[:, None], np.maximum(middle - promise.begins[:, None], 0.0)
    )
    return there * stays


def _joined_up(promises: list[_Help], most: int) -> list[_Help]:
    """Return at most so many promises: of more, the last by name are taken as one.

    It is honoured where at least one of its parts is, and brings what is then to be expected, as
    the analyst sees it. *Departure*: one belief and one force for what may be any set of them.
    """
    promises = sorted(promises, key=lambda each: each.name)
    while len(promises) > most:
        promises = [*promises[:-2], _as_one(promises[-2], promises[-1])]
    return promises


def _as_one(a: _Help, b: _Help) -> _Help:
    either = {who: 1.0 - (1.0 - a.honoured[who]) * (1.0 - b.honoured[who]) for who in a.honoured}
    ours, theirs = a.honoured[ANALYST].max(axis=1), b.honoured[ANALYST].max(axis=1)
    some = np.maximum(1.0 - (1.0 - ours) * (1.0 - theirs), 1e-12)

    def brought(x: Floats, y: Floats) -> Floats:
        return np.where(ours + theirs > 0.0, (ours * x + theirs * y) / some, 0.5 * (x + y))

    nothing = np.zeros_like(ours)
    forces = {
        side: brought(a.forces.get(side, nothing), b.forces.get(side, nothing))
        for side in dict.fromkeys((*a.forces, *b.forces))
    }
    return _Help(f"{a.name}+{b.name}", forces, brought(a.punishment, b.punishment), either)
