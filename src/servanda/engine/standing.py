"""Forwards through a deal: who is likely to be what, given that it stands, and how long it does.

Weights of types go along with the deal standing in a public state. A month of it takes from each
type what its attempts end in war; what remains, conditional on the state, is what the others
believe (from their prior, and from its signature) or what is so (from the types that sign). A new
leader is drawn afresh from the prior.
"""

from __future__ import annotations

from servanda.arrays import Floats
from servanda.compiled import compiled
from servanda.engine import slots
from servanda.engine.game import Game, Play, onward
from servanda.formulas.elementary import erfc

__all__ = ["ROOT_2", "acceptance", "believe", "stand"]

ROOT_2 = 1.4142135623730951


@compiled
def believe(game: Game, play: Play, blocks: Floats, power_states: int, limited: bool) -> None:
    """Fill `expected`, the hazard others expect of each party, from who would have signed.

    Where no type would sign, or the party signs nothing, its signature is no news.
    """
    parties, types, states, lanes = play.masses[slots.MASS].shape
    first = 1 if power_states == 3 else 0
    for i in range(parties):
        play.masses[slots.MASS, i] = 0.0
        for lane in range(lanes):
            total = 0.0
            for k in range(types):
                weight = game.kinds[slots.PRIOR, i, k, lane]
                if weight > 0.0 and game.own[slots.INSIDE, i, lane] > 0.0:
                    weight *= acceptance(game, play, i, k, first, lane)
                play.masses[slots.MASS, i, k, first, lane] = weight
                total += weight
            if total < 1e-9:
                for k in range(types):
                    play.masses[slots.MASS, i, k, first, lane] = game.kinds[slots.PRIOR, i, k, lane]
    for t in range(len(blocks)):
        months = int(blocks[t])
        play.expected[:, t] = 0.0
        for _ in range(months):
            for i in range(parties):
                _mean_hazard(game, play, i, t)
            for i in range(parties):
                for s in range(states):
                    for lane in range(lanes):
                        play.expected[i, t, s, lane] += play.mean[i, s, lane] / months
            for i in range(parties):
                _month_passes(game, play, i, t, power_states, limited)


@compiled
def acceptance(game: Game, play: Play, i: int, k: int, first: int, lane: int) -> float:
    """Return the chance that a type signs, as others read it: its margin blurred."""
    margin = (
        play.worths[slots.VALUE, i, k, first, lane]
        - game.own[slots.PRICE, i, lane]
        - game.kinds[slots.REFUSE, i, k, lane]
    )
    return 0.5 * erfc(-margin / (game.world[slots.BLUR, lane] * ROOT_2))


@compiled
def _mean_hazard(game: Game, play: Play, i: int, t: int) -> None:
    """Fill `mean` (n, S, L), the hazard of party i over its types still there, by state."""
    _, types, states, lanes = play.masses[slots.MASS].shape
    for s in range(states):
        for lane in range(lanes):
            play.rows[slots.STAY, s, lane] = 0.0
            play.rows[slots.WORTH, s, lane] = 0.0
        for k in range(types):
            for lane in range(lanes):
                play.rows[slots.STAY, s, lane] += play.masses[slots.MASS, i, k, s, lane]
            for lane in range(lanes):
                play.rows[slots.WORTH, s, lane] += (
                    play.masses[slots.MASS, i, k, s, lane] * play.hazard[i, t, s, k, lane]
                )
        for lane in range(lanes):
            if play.rows[slots.STAY, s, lane] > 1e-200:
                play.mean[i, s, lane] = (
                    play.rows[slots.WORTH, s, lane] / play.rows[slots.STAY, s, lane]
                )
            else:
                total = 0.0
                for k in range(types):
                    total += game.kinds[slots.PRIOR, i, k, lane] * play.hazard[i, t, s, k, lane]
                play.mean[i, s, lane] = total


@compiled
def _month_passes(game: Game, play: Play, i: int, t: int, power_states: int, limited: bool) -> None:
    """Take the weights of party i's types through a month in which the deal stands."""
    _, types, states, lanes = play.masses[slots.MASS].shape
    for k in range(types):
        if limited:
            _limited_month(game, play, i, t, k, power_states)
        elif states > 1:
            _calm(game, play, i)
            for s in range(states):
                for lane in range(lanes):
                    stands = (1.0 - play.hazard[i, t, s, k, lane]) * play.rows[slots.LEAD, s, lane]
                    play.masses[slots.MOVED, i, k, s, lane] = (
                        play.masses[slots.MASS, i, k, s, lane] * stands
                    )
        else:
            for lane in range(lanes):
                play.masses[slots.MASS, i, k, 0, lane] *= 1.0 - play.hazard[i, t, 0, k, lane]
        if states > 1:
            onward(
                game, play.masses[slots.MOVED, i, k], power_states, play.masses[slots.MASS, i, k]
            )
    _new_leaders(game, play, i)


@compiled
def _calm(game: Game, play: Play, i: int) -> None:
    """Fill `lead` with the chance that nobody but i breaks the deal for all, by state."""
    states, lanes = play.rows[slots.LEAD].shape
    for s in range(states):
        for lane in range(lanes):
            play.rows[slots.LEAD, s, lane] = 1.0
        for j in range(game.own[slots.IGNITES].shape[0]):
            if j != i:
                for lane in range(lanes):
                    play.rows[slots.LEAD, s, lane] *= (
                        1.0 - game.own[slots.IGNITES, j, lane] * play.mean[j, s, lane]
                    )


@compiled
def _limited_month(game: Game, play: Play, i: int, t: int, k: int, power_states: int) -> None:
    """Fill `moved`, a type's weights a month on: repelled attempts stay, violations slide."""
    states, lanes = play.rows[slots.LEAD].shape
    _calm(game, play, i)
    for s in range(states):
        for lane in range(lanes):
            tried = 1.0 - (1.0 - play.hazard[i, t, s, k, lane]) * play.rows[slots.LEAD, s, lane]
            stands = 1.0 - tried + game.world[slots.REPELLED, lane] * tried
            play.masses[slots.MOVED, i, k, s, lane] = (
                play.masses[slots.MASS, i, k, s, lane] * stands
            )
    for s in range(states):
        bad = s if s >= power_states else s + power_states
        for lane in range(lanes):
            tried = 1.0 - (1.0 - play.hazard[i, t, s, k, lane]) * play.rows[slots.LEAD, s, lane]
            slides = game.world[slots.VIOLATION, lane] * tried
            play.masses[slots.MOVED, i, k, bad, lane] += (
                play.masses[slots.MASS, i, k, s, lane] * slides
            )


@compiled
def _new_leaders(game: Game, play: Play, i: int) -> None:
    """Replace by the prior the share of weights whose leader left this month, by state."""
    _, types, states, lanes = play.masses[slots.MASS].shape
    for s in range(states):
        for lane in range(lanes):
            play.rows[slots.STAY, s, lane] = 0.0
        for k in range(types):
            for lane in range(lanes):
                play.rows[slots.STAY, s, lane] += play.masses[slots.MASS, i, k, s, lane]
        for k in range(types):
            for lane in range(lanes):
                fresh = (
                    play.rows[slots.STAY, s, lane] * game.kinds[slots.PRIOR, i, k, lane]
                    - play.masses[slots.MASS, i, k, s, lane]
                )
                play.masses[slots.MASS, i, k, s, lane] += game.own[slots.LEADERS, i, lane] * fresh


@compiled
def stand(
    game: Game,
    play: Play,
    blocks: Floats,
    power_states: int,
    limited: bool,
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
    the party ends it then, times the month.
    """
    parties, _, states, lanes = play.masses[slots.MASS].shape
    chance, after = play.rows[slots.GAIN], play.rows[slots.GAIN_WORTH]
    chance[:] = 0.0
    chance[1 if power_states == 3 else 0] = 1.0
    ended[:] = 0.0
    hazards[:] = 0.0
    month_of_break[:] = 0.0
    month = 0
    for t in range(len(blocks)):
        months = int(blocks[t])
        if t > 0:
            ended[:, t] = ended[:, t - 1]
        _bad_faith(play, t, bad)
        for _ in range(months):
            for i in range(parties):
                _mean_hazard(game, play, i, t)
            _hazards_of_all(game, play, chance, t, months, hazards)
            _month_stands(game, play, chance, after, t, month, power_states, limited, ended,
                          month_of_break)  # fmt: skip
            onward(game, after, power_states, chance)
            for i in range(parties):
                _month_passes(game, play, i, t, power_states, limited)
            month += 1
        for lane in range(lanes):
            standing[t, lane] = 0.0
            violated[t, lane] = 0.0
        for s in range(states):
            for lane in range(lanes):
                standing[t, lane] += chance[s, lane]
                if s >= power_states:
                    violated[t, lane] += chance[s, lane]
    _bad_faith(play, len(blocks), bad)


@compiled
def _bad_faith(play: Play, t: int, bad: Floats) -> None:
    """Fill the chance of bad faith of each party, given that the deal stands."""
    parties, types, states, lanes = play.masses[slots.MASS].shape
    for i in range(parties):
        for lane in range(lanes):
            total, of_bad = 0.0, 0.0
            for k in range(types):
                for s in range(states):
                    total += play.masses[slots.MASS, i, k, s, lane]
                    if 2 * k >= types:
                        of_bad += play.masses[slots.MASS, i, k, s, lane]
            bad[i, t, lane] = of_bad / total if total > 1e-200 else 0.0


@compiled
def _hazards_of_all(
    game: Game, play: Play, chance: Floats, t: int, months: int, hazards: Floats
) -> None:
    """Add each party's mean hazard over the states the deal may stand in."""
    parties, states, lanes = play.mean.shape
    for lane in range(lanes):
        total = 0.0
        for s in range(states):
            total += chance[s, lane]
        if total > 1e-200:
            for i in range(parties):
                mean = 0.0
                for s in range(states):
                    mean += chance[s, lane] * play.mean[i, s, lane]
                hazards[i, t, lane] += game.own[slots.IGNITES, i, lane] * mean / total / months


@compiled
def _month_stands(
    game: Game,
    play: Play,
    chance: Floats,
    after: Floats,
    t: int,
    month: int,
    power_states: int,
    limited: bool,
    ended: Floats,
    month_of_break: Floats,
) -> None:
    """Fill `after`, the chances of standing by state after a month, and add to what ended it.

    Where several attempt a breach in one month, the end is ascribed in proportion to their hazards.
    """
    parties, states, lanes = play.mean.shape
    after[:] = 0.0
    for s in range(states):
        bad = s if s >= power_states or not limited else s + power_states
        for lane in range(lanes):
            calm, total = 1.0, 0.0
            for i in range(parties):
                hazard = game.own[slots.IGNITES, i, lane] * play.mean[i, s, lane]
                calm *= 1.0 - hazard
                total += hazard
            tried = 1.0 - calm
            war, slides, stays = tried, 0.0, calm
            if limited:
                slides = game.world[slots.VIOLATION, lane] * tried
                stays = calm + game.world[slots.REPELLED, lane] * tried
                war = (
                    1.0 - game.world[slots.VIOLATION, lane] - game.world[slots.REPELLED, lane]
                ) * tried
            if total > 0.0:
                share = chance[s, lane] * war / total
                for i in range(parties):
                    mine = share * game.own[slots.IGNITES, i, lane] * play.mean[i, s, lane]
                    ended[i, t, lane] += mine
                    month_of_break[i, lane] += mine * (month + 1.0)
            lapses = game.lapse[t, lane]
            ended[parties, t, lane] += chance[s, lane] * (stays + slides) * lapses
            after[s, lane] += chance[s, lane] * stays * (1.0 - lapses)
            after[bad, lane] += chance[s, lane] * slides * (1.0 - lapses)
