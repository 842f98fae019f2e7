"""Forwards through a deal: who is likely to be what, given that it stands, and how long it does.

Weights of types go along with the deal standing in a public state. A month of it takes from each
type what its attempts end in war; what remains, conditional on the state, is what the others
believe (from their prior, and from its signature) or what is so (from the types that sign). A new
leader is drawn afresh from the prior.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats
from servanda.compiled import compiled, compiled_apart
from servanda.engine import slots
from servanda.engine.game import Game, Play, onward
from servanda.formulas.elementary import erfc

__all__ = ["ROOT_2", "acceptance", "believe", "stand"]

Counts = npt.NDArray[np.int64]

ROOT_2 = 1.4142135623730951


@compiled
def believe(
    game: Game, play: Play, blocks: Floats, power_states: int, limited: bool, asked: Counts
) -> None:
    """Fill `expected`, the hazard others expect of each party, from who would have signed.

    Where no type would sign, or the party signs nothing, its signature is no news. Only types
    `asked` for (n, types) are believed in by anybody.
    """
    parties, types = asked.shape
    mass, prior = play.masses[slots.MASS], game.kinds[slots.PRIOR]
    lanes = mass.shape[-1]
    first = 1 if power_states == 3 else 0
    mass[:] = 0.0
    for i in range(parties):
        for lane in range(lanes):
            total = 0.0
            for k in range(types):
                weight = prior[i, k, lane]
                if weight > 0.0 and game.own[slots.INSIDE, i, lane] > 0.0:
                    weight *= acceptance(
                        play.worths[slots.VALUE, i, k, first, lane],
                        game.own[slots.PRICE_SEEN, i, lane],
                        game.kinds[slots.REFUSE, i, k, lane],
                        game.own[slots.BLUR, i, lane],
                    )
                mass[i, k, first, lane] = weight
                total += weight
            if total < 1e-9:
                for k in range(types):
                    mass[i, k, first, lane] = prior[i, k, lane]
    play.expected[:] = 0.0
    for t in range(len(blocks)):
        months = int(blocks[t])
        for _ in range(months):
            _mean_hazards(t, asked, mass, play.hazard, prior, play.rows[slots.STAY],
                          play.mean)  # fmt: skip
            _expect(t, months, play.mean, play.expected)
            _month_passes(t, power_states, limited, asked, game.world, game.own[slots.IGNITES],
                          game.own[slots.LEADERS], prior, play.hazard, play.mean, mass,
                          play.masses[slots.MOVED], play.rows[slots.LEAD])  # fmt: skip


@compiled_apart
def _expect(t: int, months: int, mean: Floats, expected: Floats) -> None:
    """Add a month's hazards to the mean of its block."""
    lanes = mean.shape[-1]
    for i in range(mean.shape[0]):
        for s in range(mean.shape[1]):
            for lane in range(lanes):
                expected[i, t, s, lane] += mean[i, s, lane] / months


@compiled
def acceptance(value: float, price: float, refuse: float, blur: float) -> float:
    """Return the chance that a type signs, as others read it: they do not know its readiness."""
    margin = value - price - refuse
    return 0.5 * erfc(-margin / (blur * ROOT_2))


@compiled_apart
def _mean_hazards(
    t: int, asked: Counts, mass: Floats, hazards: Floats, prior: Floats, total: Floats, mean: Floats
) -> None:
    """Fill `mean` (n, S, L), the hazard of each party over its types still there, by state.

    mass (n, types, S, L); hazards (n, T, S, types, L); total (S, L) is room. Where all types have
    vanished the prior stands in for them.
    """
    lanes = mass.shape[-1]
    parties, types, states = mass.shape[0], mass.shape[1], mass.shape[2]
    for i in range(parties):
        for s in range(states):
            for lane in range(lanes):
                total[s, lane], mean[i, s, lane] = 0.0, 0.0
            for k in range(types):
                if asked[i, k] > 0:
                    for lane in range(lanes):
                        total[s, lane] += mass[i, k, s, lane]
                        mean[i, s, lane] += mass[i, k, s, lane] * hazards[i, t, s, k, lane]
            vanished = 0.0
            for lane in range(lanes):
                mean[i, s, lane] /= max(total[s, lane], 1e-200)
                vanished = max(vanished, 1.0 if total[s, lane] <= 1e-200 else 0.0)
            if vanished > 0.0:
                for lane in range(lanes):
                    if total[s, lane] <= 1e-200:
                        mean[i, s, lane] = 0.0
                        for k in range(types):
                            mean[i, s, lane] += prior[i, k, lane] * hazards[i, t, s, k, lane]


@compiled_apart
def _month_passes(
    t: int,
    power_states: int,
    limited: bool,
    asked: Counts,
    world: Floats,
    ignites: Floats,
    leaders: Floats,
    prior: Floats,
    hazards: Floats,
    mean: Floats,
    mass: Floats,
    moved: Floats,
    room: Floats,
) -> None:
    """Take the weights of all types through a month in which the deal stands.

    What a type's attempts and the others' end in war is gone; repelled attempts stay, violations
    slide. Then power moves, violated deals mend, and of those whose leader left this month the
    prior takes the place. room (S, L). With one state the others' calm is the same for all types
    and tells nothing.
    """
    lanes = mass.shape[-1]
    parties, types, states = mass.shape[0], mass.shape[1], mass.shape[2]
    for i in range(parties):
        for s in range(states):
            for lane in range(lanes):
                room[s, lane] = 1.0
        if states > 1:
            for j in range(parties):
                if j != i:
                    for s in range(states):
                        for lane in range(lanes):
                            room[s, lane] *= 1.0 - ignites[j, lane] * mean[j, s, lane]
        for k in range(types):
            if asked[i, k] == 0:
                continue
            _stand(i, k, t, power_states, limited, world, hazards, mass, room, moved)
            onward(world, moved[i, k], power_states, mass[i, k])
        for s in range(states):
            for lane in range(lanes):
                room[s, lane] = 0.0
            for k in range(types):
                if asked[i, k] > 0:
                    for lane in range(lanes):
                        room[s, lane] += mass[i, k, s, lane]
            for k in range(types):
                if asked[i, k] > 0:
                    for lane in range(lanes):
                        fresh = room[s, lane] * prior[i, k, lane] - mass[i, k, s, lane]
                        mass[i, k, s, lane] += leaders[i, lane] * fresh


@compiled_apart
def _stand(
    i: int,
    k: int,
    t: int,
    power_states: int,
    limited: bool,
    world: Floats,
    hazards: Floats,
    mass: Floats,
    calm: Floats,
    moved: Floats,
) -> None:
    """Fill `moved`, a type's weights after its own and the others' attempts of a month."""
    lanes = mass.shape[-1]
    for s in range(calm.shape[0]):
        for lane in range(lanes):
            stands = (1.0 - hazards[i, t, s, k, lane]) * calm[s, lane]
            repelled = world[slots.REPELLED, lane] if limited else 0.0
            moved[i, k, s, lane] = mass[i, k, s, lane] * (stands + repelled * (1.0 - stands))
    if limited:
        for s in range(calm.shape[0]):
            bad = s if s >= power_states else s + power_states
            for lane in range(lanes):
                tried = 1.0 - (1.0 - hazards[i, t, s, k, lane]) * calm[s, lane]
                slides = mass[i, k, s, lane] * (world[slots.VIOLATION, lane] * tried)
                moved[i, k, bad, lane] += slides


@compiled
def stand(
    game: Game,
    play: Play,
    blocks: Floats,
    power_states: int,
    limited: bool,
    asked: Counts,
    standing: Floats,
    violated: Floats,
    ended: Floats,
    hazards: Floats,
    bad: Floats,
    month_of_break: Floats,
) -> None:
    """Fill what becomes of the deal, the weights of the true types standing in `mass` at signature.

    standing, violated (T, L): chance that it stands, that it stands violated, at each block's end;
    ended (n + 1, T, L): that each party ended it by then, and that it lapsed; hazards (n, T, L):
    mean hazard of a month of the block, for all, given that it stands; bad (n, T + 1, L): chance of
    bad faith at each block's beginning; month_of_break (n, L): sum over months of the chance that
    the party ends it then, times the month. asked (n, types): the true types and those believed in.
    """
    lanes = standing.shape[-1]
    mass, prior, ignites = play.masses[slots.MASS], game.kinds[slots.PRIOR], game.own[slots.IGNITES]
    chance, after = play.rows[slots.GAIN], play.rows[slots.GAIN_WORTH]
    chance[:] = 0.0
    chance[1 if power_states == 3 else 0] = 1.0
    ended[:] = 0.0
    hazards[:] = 0.0
    month_of_break[:] = 0.0
    month = 0.0
    for t in range(len(blocks)):
        months = int(blocks[t])
        if t > 0:
            for i in range(ended.shape[0]):
                for lane in range(lanes):
                    ended[i, t, lane] = ended[i, t - 1, lane]
        _bad_faith(t, mass, play.done, bad)
        for _ in range(months):
            month += 1.0
            _mean_hazards(t, asked, mass, play.hazard, prior, play.rows[slots.STAY],
                          play.mean)  # fmt: skip
            _month_stands(t, month, months, power_states, limited, game.world, ignites, game.lapse,
                          play.mean, chance, play.rows[slots.STAY], play.rows[slots.WORTH],
                          play.done, after, ended, hazards, month_of_break)  # fmt: skip
            onward(game.world, after, power_states, chance)
            _month_passes(t, power_states, limited, asked, game.world, ignites,
                          game.own[slots.LEADERS], prior, play.hazard, play.mean, mass,
                          play.masses[slots.MOVED], play.rows[slots.LEAD])  # fmt: skip
        for lane in range(lanes):
            standing[t, lane] = 0.0
            violated[t, lane] = 0.0
        for s in range(chance.shape[0]):
            for lane in range(lanes):
                standing[t, lane] += chance[s, lane]
                if s >= power_states:
                    violated[t, lane] += chance[s, lane]
    _bad_faith(len(blocks), mass, play.done, bad)


@compiled_apart
def _bad_faith(t: int, mass: Floats, total: Floats, bad: Floats) -> None:
    """Fill the chance of bad faith of each party, given that the deal stands; total (L) is room."""
    lanes = mass.shape[-1]
    parties, types, states = mass.shape[0], mass.shape[1], mass.shape[2]
    for i in range(parties):
        for lane in range(lanes):
            total[lane], bad[i, t, lane] = 0.0, 0.0
        for k in range(types):
            in_bad = 1.0 if 2 * k >= types else 0.0
            for s in range(states):
                for lane in range(lanes):
                    total[lane] += mass[i, k, s, lane]
                    bad[i, t, lane] += in_bad * mass[i, k, s, lane]
        for lane in range(lanes):
            bad[i, t, lane] /= max(total[lane], 1e-200)


@compiled_apart
def _month_stands(
    t: int,
    month: float,
    months: int,
    power_states: int,
    limited: bool,
    world: Floats,
    ignites: Floats,
    lapse: Floats,
    mean: Floats,
    chance: Floats,
    calm: Floats,
    tried: Floats,
    total: Floats,
    after: Floats,
    ended: Floats,
    hazards: Floats,
    month_of_break: Floats,
) -> None:
    """Fill `after`, the chances of standing by state after a month; add what ended it, and hazards.

    Where several attempt a breach in one month, the end is ascribed in proportion to their hazards.
    calm, tried (S, L) and total (L) are room.
    """
    lanes = chance.shape[-1]
    parties, states = mean.shape[0], mean.shape[1]
    for lane in range(lanes):
        total[lane] = 0.0
    for s in range(states):
        for lane in range(lanes):
            total[lane] += chance[s, lane]
            calm[s, lane], tried[s, lane], after[s, lane] = 1.0, 0.0, 0.0
        for i in range(parties):
            for lane in range(lanes):
                hazard = ignites[i, lane] * mean[i, s, lane]
                calm[s, lane] *= 1.0 - hazard
                tried[s, lane] += hazard
    for s in range(states):
        bad = s if s >= power_states or not limited else s + power_states
        for i in range(parties):
            for lane in range(lanes):
                hazard = ignites[i, lane] * mean[i, s, lane]
                part = chance[s, lane] / max(total[lane] * months, 1e-200)
                hazards[i, t, lane] += part * hazard
        for lane in range(lanes):
            v = world[slots.VIOLATION, lane] if limited else 0.0
            r = world[slots.REPELLED, lane] if limited else 0.0
            breaks = 1.0 - calm[s, lane]
            slides, stays = v * breaks, calm[s, lane] + r * breaks
            lapses = lapse[t, lane]
            ended[parties, t, lane] += chance[s, lane] * (stays + slides) * lapses
            after[s, lane] += chance[s, lane] * stays * (1.0 - lapses)
            after[bad, lane] += chance[s, lane] * slides * (1.0 - lapses)
            war = chance[s, lane] * ((1.0 - v - r) * breaks)
            tried[s, lane] = war / max(tried[s, lane], 1e-300)
        for i in range(parties):
            for lane in range(lanes):
                mine = tried[s, lane] * (ignites[i, lane] * mean[i, s, lane])
                ended[i, t, lane] += mine
                month_of_break[i, lane] += mine * month
