"""From a case and its worlds to the rows that `settlement.settle` works through.

Everything that does not depend on the proposal is drawn once for a chunk of worlds (`WarSetting`);
`rows_for` adds a proposal's terms and guarantees.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import numpy.typing as npt

from servanda.arrays import Counts, Floats
from servanda.case.keys.case import ANALYST, Case
from servanda.case.keys.dispute import Issue, Outcome
from servanda.engine.kernel_one_challenger import INPUTS
from servanda.errors import InputError

__all__ = ["Draws", "Rows", "WarSetting", "rows_for", "war_setting"]


_COLUMN = {name: i for i, name in enumerate(INPUTS)}

Stated = dict[str, tuple[Outcome, str]]
"""How issues are settled, each with the path at which the case says so."""

ROUNDING = 1e-9
"""Slack when a share of territory is turned into a fort, for shares that are whole forts."""


class Draws(Protocol):
    """The worlds of a chunk: the value of every named number in each of them."""

    def values(self, name: str) -> Floats:
        """Return the number called `name` in every world."""
        ...


@dataclass(frozen=True)
class WarSetting:
    """What a chunk of worlds says of the war, whatever is proposed."""

    case: Case
    draws: Draws
    worlds: int
    steps: int
    weights: Mapping[tuple[str, str], Floats]
    shared: Floats
    up: Floats
    down: Floats
    too_fast: npt.NDArray[np.bool_]
    held: Floats
    pace: Mapping[str, tuple[Floats, Floats]] = field(default_factory=dict)

    @property
    def sides(self) -> tuple[str, str]:
        """Return the challenger and the protégé."""
        return self.case.challenger, self.case.protege

    def column(self, name: str) -> Floats:
        """Return the shared input called `name`."""
        return self.shared[:, _COLUMN[name]]


@dataclass(frozen=True)
class Rows:
    """The input of `settle` for one proposal: rows, and what each phase yields to both sides."""

    rows: Floats
    terms_a: Floats
    terms_b: Floats
    phases: Counts


def war_setting(case: Case, draws: Draws, worlds: int) -> WarSetting:
    """Return what `draws` say of the war of `case`.

    The front is counted in forts of `step` from `protege_wins_at`. Each perceiver's monthly mean
    and variance of forts gained give its chances of a step up and down by two moments
    [@SmithStam2004]: ``up - down = mean`` and ``up + down = variance + mean^2``, at least
    ``|mean|``. Where up + down would exceed 1 the step is too small for the pace and the world is
    not computed.
    """
    front = case.war.front
    n = front.steps
    step = (front.challenger_wins_at - front.protege_wins_at) / n
    shared = np.zeros((worlds, len(INPUTS)))
    held = _array(draws, "war.front.held", worlds)
    fort = np.floor((held - front.protege_wins_at) / step + 0.5 + ROUNDING)
    shared[:, _COLUMN["front"]] = np.clip(fort, 1, n - 1)
    pace = {}
    too_fast = np.zeros(worlds, dtype=np.bool_)
    swing = _array(draws, "war.swing", worlds)
    for ending, who in (("a", case.challenger), ("b", case.protege), ("", ANALYST)):
        trend = _array(draws, f"war.trend{case.war.trend.name_of(who)}", worlds)
        up, down = _two_moments(trend / step, swing / step)
        too_fast |= up + down > 1.0
        pace[who] = (up, down)
        if ending:
            shared[:, _COLUMN[f"up_{ending}"]] = up
            shared[:, _COLUMN[f"down_{ending}"]] = down
    setting = WarSetting(
        case=case,
        draws=draws,
        worlds=worlds,
        steps=n,
        weights=_weights(case, draws, worlds),
        shared=shared,
        up=pace[ANALYST][0],
        down=pace[ANALYST][1],
        too_fast=too_fast,
        held=held,
        pace=pace,
    )
    _fill_war(setting, step)
    shared[too_fast] = np.nan
    return setting


def _two_moments(mean: Floats, deviation: Floats) -> tuple[Floats, Floats]:
    steps = np.maximum(deviation**2 + mean**2, np.abs(mean))
    return (steps + mean) / 2, (steps - mean) / 2


def _array(draws: Draws, name: str, worlds: int) -> Floats:
    return np.broadcast_to(np.asarray(draws.values(name), dtype=np.float64), (worlds,))


def _weights(case: Case, draws: Draws, worlds: int) -> dict[tuple[str, str], Floats]:
    """Return each side's weight on each issue, summing to 1 over the issues in every world."""
    found: dict[tuple[str, str], Floats] = {}
    for side in (case.challenger, case.protege):
        raw = {
            issue: _array(draws, f"issues.{issue}.weights.{side}", worlds)
            for issue, body in case.issues.items()
            if side in body.weights
        }
        total = np.sum(list(raw.values()), axis=0) if raw else np.zeros(worlds)
        if not np.all(total > 0):
            raise InputError(f"issues: no issue has a weight above 0 for {side}; give one")
        for issue in case.issues:
            found[side, issue] = raw.get(issue, np.zeros(worlds)) / total
    return found


def _fill_war(setting: WarSetting, step: float) -> None:
    """Fill the columns that describe fighting, its end, patience and temptation."""
    case, draws, n = setting.case, setting.draws, setting.worlds
    war, shared = case.war, setting.shared

    def value(name: str) -> Floats:
        return _array(draws, f"war.{name}", n)

    def put(name: str, values: Floats | float) -> None:
        shared[:, _COLUMN[name]] = values

    exits = value("ends_by_itself")
    put("exits", -np.expm1(-exits / 12.0))
    territory = war.front.issue
    for ending, side in (("a", case.challenger), ("b", case.protege)):
        put(f"delta_{ending}", np.exp(-value(f"patience.{side}") / 12.0))
        weight = setting.weights[side, territory]
        slope = weight / setting.steps if ending == "a" else -weight / setting.steps
        base = np.zeros(n) if ending == "a" else weight
        costs = value(f"costs.{side}") if side in war.costs else np.zeros(n)
        fighting = _others(setting, side, _stated_at("war.while_fighting", war.while_fighting))
        stopped = _others(setting, side, if_it_peters_out(case))
        put(f"flow_{ending}0", base + fighting - costs)
        put(f"flow_{ending}1", slope)
        put(f"exit_{ending}0", base + stopped)
        put(f"exit_{ending}1", slope)
    gain, loss = value("regroup.challenger") / step, value("regroup.protege") / step
    put("rest_up", (gain - loss) / 2)
    put("rest_down", (loss - gain) / 2)
    put("rest_months", np.maximum(value("regroup.months"), 1e-3))
    put("noise", np.maximum(value("temptation_noise"), 1e-6))
    put("giving_in", value("giving_in"))
    chances = np.minimum(value("opportunities") / 12.0, 1.0)
    put("chances", np.minimum(chances * _breach_ratio(setting, ANALYST), 1.0))
    put("chances_b", np.minimum(chances * _breach_ratio(setting, case.protege), 1.0))
    put("joined_odds", 1.0)


def _stated_at(where: str, terms: Mapping[str, Outcome]) -> Stated:
    return {issue: (outcome, f"{where}.{issue}") for issue, outcome in terms.items()}


def if_it_peters_out(case: Case) -> Stated:
    """Return how issues stand if the war stops by itself: as said, else as while fighting."""
    fighting = _stated_at("war.while_fighting", case.war.while_fighting)
    return fighting | _stated_at("war.if_it_peters_out", case.war.if_it_peters_out)


def _others(setting: WarSetting, side: str, terms: Stated) -> Floats:
    """Return what `side` gets a month from all issues but the territory, under `terms`."""
    territory = setting.case.war.front.issue
    others = [name for name in setting.case.issues if name != territory]
    for name in others:
        if name not in terms:
            raise InputError(f"war.while_fighting: says nothing on the issue {name}; add it")
    return _worth(setting, side, {name: terms[name] for name in others})


def outcome_value(
    setting: WarSetting, side: str, name: str, issue: Issue, outcome: Outcome, path: str
) -> Floats:
    """Return how much of what it wants on an issue `side` gets, from 0 to 1, in every world.

    A graded or territorial outcome is turned into the challenger's share x of what lies between
    the two sides' best; the challenger values it ``x^r`` and the protégé ``(1-x)^r``.
    """
    challenger = side == setting.case.challenger
    if issue.kind == "finite":
        if outcome.option is None or outcome.option not in issue.options:
            raise InputError(f"{path}: {outcome.option!r} is no option; use {list(issue.options)}")
        role = "challenger" if challenger else "protege"
        number = f"issues.{name}.options.{outcome.option}.{role}"
        return _array(setting.draws, number, setting.worlds)
    x = _share_of_issue(setting, issue, outcome, path)
    share = x if challenger else 1.0 - x
    if side in issue.risk:
        share = share ** _array(setting.draws, f"issues.{name}.risk.{side}", setting.worlds)
    return share


def _share_of_issue(setting: WarSetting, issue: Issue, outcome: Outcome, path: str) -> Floats:
    if issue.kind == "territory":
        front = setting.case.war.front
        low, high = front.protege_wins_at, front.challenger_wins_at
        raw = setting.held if outcome.as_held else _stated(setting, outcome, path)
    else:
        low, high = issue.protege_best, issue.challenger_best
        raw = _stated(setting, outcome, path)
    return np.clip((raw - low) / (high - low), 0.0, 1.0)


def _stated(setting: WarSetting, outcome: Outcome, path: str) -> Floats:
    if outcome.value is None:
        raise InputError(f"{path}: a number is wanted here, such as 0.2")
    return _array(setting.draws, f"{path}.value", setting.worlds)


def _breach_ratio(setting: WarSetting, perceiver: str) -> Floats:
    """Return how much likelier a breach looks to `perceiver` once the challenger's record counts.

    The ratio of the posterior to the prior mean chance of a breach under a Beta prior, each past
    agreement weighted by age and likeness [@CrescenziEtAl2012].
    """
    case, draws, n = setting.case, setting.draws, setting.worlds
    keeps = _array(draws, f"war.keeps_its_word{case.war.keeps_its_word.name_of(perceiver)}", n)
    strength = _array(draws, "war.word_strength", n)
    memory = _array(draws, "war.memory", n)
    kept, broken = ledger(setting, "compliance", (case.challenger,), memory)
    breach = 1.0 - keeps
    posterior = (breach * strength + broken) / np.maximum(strength + kept + broken, 1e-12)
    return np.where(breach > 0, posterior / np.where(breach > 0, breach, 1.0), 1.0)


def ledger(
    setting: WarSetting, name: str, actors: tuple[str, ...], memory: Floats
) -> tuple[Floats, Floats]:
    """Return the weight of kept and of broken promises of `actors` in one ledger, in every world.

    A promise weighs ``similarity * exp(-age/memory)``; only promises that were invoked count.
    """
    case, draws, n = setting.case, setting.draws, setting.worlds
    kept, broken = np.zeros(n), np.zeros(n)
    for entry, agreement in case.record.items():
        age = 12.0 * max(case.as_of.year - (agreement.ended or agreement.year), 0)
        for actor in actors:
            conduct = agreement.conduct.get(actor)
            if conduct is None or conduct.ledger != name or not conduct.invoked:
                continue
            like = _array(draws, f"record.{entry}.conduct.{actor}.similarity", n)
            weight = like * np.exp(-age / np.maximum(memory, 1e-9))
            if conduct.kept:
                kept = kept + weight
            else:
                broken = broken + weight
    return kept, broken


def rows_for(setting: WarSetting, proposal: str, also: Stated | None = None) -> Rows:
    """Return the rows of `settle` for `proposal`, but for its guarantees (`guarantees.py`).

    `also` says what would hold on some issues after any settlement whatever: it replaces the
    proposal's own terms on them, and how they would stand if the war stopped by itself.
    """
    case, also = setting.case, also or {}
    body = case.proposals[proposal]
    rows = setting.shared.copy()
    terms = [_stated_at(f"proposals.{proposal}.terms", body.terms) | also]
    for i, phase in enumerate(body.phases):
        stated = _stated_at(f"proposals.{proposal}.phases.{i}.terms", phase.terms)
        terms.append(terms[-1] | stated | also)
    for name in case.issues:
        if name not in terms[0]:
            raise InputError(
                f"proposals.{proposal}.terms: says nothing on the issue {name}; add it"
            )
    worth = {
        side: np.stack([_worth(setting, side, stated) for stated in terms], axis=1)
        for side in setting.sides
    }
    for ending, side in (("a", case.challenger), ("b", case.protege)):
        if also:
            _put_exit(setting, rows, ending, side, also)
        if side in body.political_costs:
            name = f"proposals.{proposal}.political_costs.{side}"
            rows[:, _COLUMN[f"price_{ending}"]] = _array(setting.draws, name, setting.worlds)
    rows[:, _COLUMN["line"]] = _line(setting, terms[-1])
    phases = np.array([0, *(phase.from_month for phase in body.phases)], dtype=np.int64)
    return Rows(rows, worth[case.challenger], worth[case.protege], phases)


def _put_exit(setting: WarSetting, rows: Floats, ending: str, side: str, also: Stated) -> None:
    """Change what a war that stops by itself is worth where `also` would follow it."""
    before = _others(setting, side, if_it_peters_out(setting.case))
    after = _others(setting, side, if_it_peters_out(setting.case) | also)
    rows[:, _COLUMN[f"exit_{ending}0"]] += after - before


def _worth(setting: WarSetting, side: str, terms: Stated) -> Floats:
    """Return what `side` gets a month under `terms`."""
    total = np.zeros(setting.worlds)
    for name, (outcome, path) in terms.items():
        share = outcome_value(setting, side, name, setting.case.issues[name], outcome, path)
        total += setting.weights[side, name] * share
    return total


def _line(setting: WarSetting, terms: Stated) -> Floats:
    """Return the fort from which a renewed war would start: the line agreed, never an end."""
    territory = setting.case.war.front.issue
    outcome, path = terms[territory]
    x = _share_of_issue(setting, setting.case.issues[territory], outcome, path)
    fort = np.floor(x * setting.steps + 0.5 + ROUNDING)
    return np.clip(fort, 1, setting.steps - 1)
