"""The four trials of every verdict: ranges, base rates, a second coder, roles exchanged.

What a change does to the shares is told by the same few worlds with it and without, followed as
explorations are; the change is added to the shares of all worlds. So few worlds tell it well, and
only the difference that exploring makes to a *difference* is left in it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from servanda.arrays import Floats
from servanda.case.keys.case import Case
from servanda.case.names import name_of
from servanda.engine.chunk import Chunk
from servanda.engine.fidelity import FOLLOWING
from servanda.engine.other_side import told_from_the_other_side
from servanda.engine.own_numbers import case_by_own_rules, judged, own_numbers
from servanda.engine.plan import Plan, plan_of
from servanda.engine.results import ProposalResult
from servanda.engine.robustness import BASE_RATES, RANGES, ROLES, SECOND_CODER, Robustness, Trial
from servanda.engine.told import signing_of
from servanda.engine.verdict import firmness_of, word_of
from servanda.threads import in_order
from servanda.worlds.sample import Lean, Worlds
from servanda.worlds.streams import Stream

__all__ = ["DRAWS", "HALF_A_HALF_WIDTH", "told_quickly", "trials"]

DRAWS = 32
"""Second codings that are simulated."""
A_DRAW = 64
"""Worlds of each, at most."""
AT_ONCE = 1_024
"""Worlds a thread works on at a time: fixed, so that no digit hangs on the number of threads."""
HALF_A_HALF_WIDTH = 0.5 * 1.6448536269514722
"""Half the half-width of a 90% interval, in standard deviations."""
MOST_DRAWS = 0.9
"""The share of second codings that must leave a verdict as it is: a judgement, not fitted."""
WORDED = 2
"""How many numbers a verdict is said to rest on."""
LEAST = 0.1
"""The least rank correlation of a number that a verdict is said to rest on: a judgement too."""

COLUMNS = ("signed", "stops_fighting", "holds_5")
WHAT = {
    "signed": "signing", "stops_fighting": "an end of the fighting", "holds_5": "holding",
}  # fmt: skip
TOLD = (*COLUMNS, "would_hold_5")

Told = Mapping[str, Floats]


@dataclass(frozen=True)
class _Shares:
    """Shares of all worlds: signed; signed and stopping the fighting; signed and holding."""

    signed: float
    stops: float
    holds: float

    @property
    def word(self) -> str:
        return word_of(
            self.signed, _given(self.stops, self.signed), _given(self.holds, self.signed)
        )

    @property
    def needed(self) -> dict[str, float]:
        """The shares that make the word: of all worlds, then of those that sign, by column."""
        needed = {"signed": self.signed}
        if self.signed >= 0.5:
            needed["stops_fighting"] = _given(self.stops, self.signed)
            if needed["stops_fighting"] >= 0.5:
                needed["holds_5"] = _given(self.holds, self.signed)
        return needed

    def moved(self, before: Told, after: Told, some: slice = slice(None)) -> _Shares:
        """Return the shares with what a change did in some worlds added."""
        by = [float((after[name][some] - before[name][some]).mean()) for name in COLUMNS]
        found = (self.signed + by[0], self.stops + by[1], self.holds + by[2])
        return _Shares(*(min(max(each, 0.0), 1.0) for each in found))


def _given(share: float, of: float) -> float:
    return share / of if of > 0.0 else 0.0


def trials(
    plan: Plan, drawn: Worlds, results: Iterable[ProposalResult], threads: int | None = None
) -> dict[str, Robustness]:
    """Return what the verdict on each proposal survives, and what it rests on.

    Parameters: `drawn`, the worlds of the assessment, of which the first 2,048 are used; `results`,
    what was found in all of them.
    """
    few = drawn.chunk(drawn.start, drawn.start + min(len(drawn), DRAWS * A_DRAW))
    results = tuple(results)
    names = tuple(result.id for result in results)
    own, by_rule = own_numbers(plan.case), case_by_own_rules(plan.case)
    rules = bool(own) or by_rule is not plan.case
    asked = {
        RANGES: (plan, few),
        BASE_RATES: (plan_of(by_rule), few.restated(own)) if rules else None,
        SECOND_CODER: _second_coder(plan, few),
        ROLES: _told_over(few, plan.case),
    }
    there = {name: each for name, each in asked.items() if each is not None}
    told = dict(zip(there, _all_told(list(there.values()), names, threads), strict=True))
    base = told[RANGES]
    ranks = _Ranks(few)
    note = f"{len(judged(by_rule)) - len(own)} judged numbers have none"
    return {
        result.id: _robustness(
            result,
            ranks,
            plan.case,
            base[result.id],
            (
                _ranges(result),
                _changed(BASE_RATES, result, base, told.get(BASE_RATES), note),
                _coded(result, base, told.get(SECOND_CODER)),
                _changed(ROLES, result, base, told.get(ROLES), ""),
            ),
        )
        for result in results
    }


def told_quickly(
    plan: Plan, worlds: Worlds, names: tuple[str, ...], threads: int | None = None
) -> dict[str, Told]:
    """Return, by proposal, whether it is signed and holds, followed as explorations are.

    `signed`, `stops_fighting`, `holds_5` and `would_hold_5`, a world each; one that is not computed
    speaks against.
    """
    return _all_told([(plan, worlds)], names, threads)[0]


def _all_told(
    asked: Sequence[tuple[Plan, Worlds]], names: tuple[str, ...], threads: int | None
) -> list[dict[str, Told]]:
    """Return, of each case in its worlds, what `told_quickly` tells; threads take turns at all."""
    parts = [
        (place, plan, worlds.chunk(start, min(start + AT_ONCE, worlds.stop)))
        for place, (plan, worlds) in enumerate(asked)
        for start in range(worlds.start, worlds.stop, AT_ONCE)
    ]

    def work(one: tuple[int, Plan, Worlds]) -> dict[str, Told]:
        chunk = Chunk(one[1], one[2], FOLLOWING)
        found: dict[str, Told] = {}
        for name in names:
            voted = chunk.vote(one[1].after_any_settlement(name))
            columns = signing_of(chunk, voted)
            found[name] = {
                each: np.nan_to_num(np.where(voted.known, columns[each], 0.0)) for each in TOLD
            }
        chunk.let_go()
        return found

    done = list(zip(parts, in_order(work, parts, threads), strict=True))
    told = [[made for part, made in done if part[0] == place] for place in range(len(asked))]
    return [
        {
            name: {each: np.concatenate([part[name][each] for part in own]) for each in TOLD}
            for name in names
        }
        for own in told
    ]


def _ranges(result: ProposalResult) -> Trial:
    firm = firmness_of(result.signed, result.verdict.word, result.stops_given, result.holds[5])
    said = "" if firm == "robust" else "fewer than nine worlds in ten agree, or sampling may err"
    return Trial(RANGES, firm == "robust", result.signed.share, said)


def _shares_of(result: ProposalResult) -> _Shares:
    signed, stops, holds = result.signed, result.stops_fighting, result.signed_and_holds_5y
    if not signed.worlds:
        return _Shares(0.0, 0.0, 0.0)
    return _Shares(signed.share, stops.share, holds.share)


def _changed(
    name: str,
    result: ProposalResult,
    base: Mapping[str, Told],
    others: Mapping[str, Told] | None,
    note: str,
) -> Trial:
    """Return the trial of one change: the word must stay, and by more than sampling may err.

    Each share that makes the word is held against the error of its own.
    """
    if others is None:
        return Trial(name, True, None, "", tried=False)
    before, after, found = base[result.id], others[result.id], _shares_of(result)
    made = found.moved(before, after)
    if made.word != found.word:
        says = f"{made.word} then, signed in {made.signed:.0%} of worlds"
        return Trial(name, False, made.signed, f"{says}; {note}" if note else says)
    own = {
        "signed": result.signed, "stops_fighting": result.stops_given, "holds_5": result.holds[5],
    }  # fmt: skip
    for column, share in made.needed.items():
        change = _change(column, share, made.signed, before, after)
        known, sampled = own[column], float(change.std()) / math.sqrt(len(change))
        error = math.hypot(known.se if known else 0.0, sampled)
        if change.any() and abs(share - 0.5) < 2.0 * error:
            says = f"{WHAT[column]} is too near one half to tell by so few worlds"
            return Trial(name, False, made.signed, says)
    return Trial(name, True, made.signed, "")


def _change(column: str, share: float, signed: float, before: Told, after: Told) -> Floats:
    """Return what each world adds to the change of a share that makes the word.

    A share of the worlds that sign is a ratio, and a world moves it by what it adds above the line
    and takes away below: (dx - share ds) / signed, to first order.
    """
    signs = after["signed"] - before["signed"]
    if column == "signed":
        return signs
    return np.asarray((after[column] - before[column] - share * signs) / signed)


def _second_coder(plan: Plan, few: Worlds) -> tuple[Plan, Worlds] | None:
    """Return the worlds in which every judged range is moved by half its half-width, up or down.

    Worlds fall into as many groups as there are draws; in each a range is moved one way.
    """
    moved = judged(plan.case)
    if not moved:
        return None
    each = max(1, len(few) // DRAWS)
    leans = {path: _lean(few, path, each) for path in moved if path in few.numbers}
    return plan, few.leaning(leans)


def _lean(few: Worlds, path: str, each: int) -> Lean:
    signs = np.sign(Stream(few.seed, f"second coder/{path}").uniforms(0, DRAWS) - 0.5)

    def lean(start: int, stop: int) -> Floats:
        group = np.minimum((np.arange(start, stop) - few.start) // each, DRAWS - 1)
        return np.asarray(HALF_A_HALF_WIDTH * signs[group])

    return lean


def _coded(
    result: ProposalResult, base: Mapping[str, Told], coder: Mapping[str, Told] | None
) -> Trial:
    """Return the trial by a second coder: nine draws in ten must leave the word as it is."""
    if coder is None:
        return Trial(SECOND_CODER, True, None, "", tried=False)
    found, before, after = _shares_of(result), base[result.id], coder[result.id]
    words = [found.moved(before, after, some).word for some in _draws(len(before["signed"]))]
    same = sum(word == found.word for word in words)
    share = same / len(words)
    survives = share >= MOST_DRAWS
    return Trial(SECOND_CODER, survives, share, f"stands in {same} of {len(words)} draws")


def _draws(worlds: int) -> Iterator[slice]:
    each = max(1, worlds // DRAWS)
    for draw in range(min(DRAWS, worlds)):
        yield slice(draw * each, (draw + 1) * each if draw < DRAWS - 1 else None)


def _told_over(few: Worlds, case: Case) -> tuple[Plan, Worlds] | None:
    """Return the same worlds with the front seen by those who lose by it."""
    found = told_from_the_other_side(case)
    if found is None:
        return None
    return plan_of(found[0]), few.told_over(found[1])


class _Ranks:
    """The ranks of the uncertain numbers of some worlds, each found out once for all verdicts."""

    def __init__(self, worlds: Worlds) -> None:
        self.worlds = worlds
        self._found: dict[str, Floats] = {}

    def items(self) -> Iterator[tuple[str, Floats]]:
        """Yield every uncertain number with its ranks."""
        from scipy.stats import rankdata

        for path in self.worlds.uncertain:
            if path not in self._found:
                self._found[path] = rankdata(self.worlds.values(path))
            yield path, self._found[path]


def _robustness(
    result: ProposalResult, ranks: _Ranks, case: Case, base: Told, found: tuple[Trial, ...]
) -> Robustness:
    if all(trial.survives for trial in found):
        return Robustness(found, ())
    decisive = dict(_decisive(result, ranks, case, base))
    undetermined = result.verdict.firmness == "undetermined"
    return Robustness(found, tuple(decisive.values()), undetermined, tuple(decisive))


def _decisive(
    result: ProposalResult, ranks: _Ranks, case: Case, base: Told
) -> Iterator[tuple[str, str]]:
    """Yield the uncertain numbers whose ranks go most with what the verdict says, and in words."""
    from scipy.stats import rankdata

    unsigned = result.verdict.word == "unsignable" or result.signed.share < 0.5
    decided = base["signed"] if unsigned else base["holds_5"]
    deciding = rankdata(decided)
    if len(decided) < 8 or deciding.std() == 0.0:
        return
    found = []
    for path, own in ranks.items():
        along = float(np.corrcoef(own, deciding)[0, 1]) if own.std() > 0.0 else 0.0
        if abs(along) > max(LEAST, 3.0 / math.sqrt(len(decided))):
            found.append((abs(along), path, along))
    against = unsigned or result.verdict.word == "signed but breaks"
    for _, path, along in sorted(found, reverse=True)[:WORDED]:
        way = "low" if (along > 0.0) == against else "high"
        name, basis = f"“{name_of(case, path)}”", ranks.worlds.numbers[path].basis
        if result.verdict.firmness == "undetermined":
            yield path, f"{name} ({_KNOWN.get(basis, 'a judgement')})"
        else:
            yield path, f"{name} being as {way} as {_AS.get(basis, 'judged')}"


_KNOWN = {"evidence": "from a source", "base rate": "a base rate"}
_AS = {"evidence": "its source has it", "base rate": "the base rate has it"}
