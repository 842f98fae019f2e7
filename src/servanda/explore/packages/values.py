"""What packages give, world by world, on the same worlds for all of them.

Packages share nearly everything: what the war is worth, what each setting of each issue yields,
what each arrangement's guarantees bring, who else consents. Each of these is drawn once; a package
is then a sum, and one pass of the kernel that values deals.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from os import cpu_count

import numpy as np
from numpy.typing import NDArray

from servanda.case.keys.case import Case
from servanda.case.keys.dispute import Outcome
from servanda.case.keys.number import Quantity
from servanda.engine.assess import Ballots
from servanda.engine.ballots import compile_rule
from servanda.engine.guarantees import add_guarantees
from servanda.engine.inputs import Draws, WarSetting, rows_for, war_setting
from servanda.engine.kernel_one_challenger import INPUTS, OUTPUTS, column, settle
from servanda.explore.packages.combinations import Arrangement, Choice, Setting, Space
from servanda.explore.study import FloatArray
from servanda.worlds.sample import Worlds

__all__ = ["AIMS", "MEASURES", "PackageWorlds", "Parts", "measured"]

MEASURES = (
    "stops",
    "holds_5",
    "value_a",
    "value_b",
    "gain_a",
    "gain_b",
    "accepts_a",
    "accepts_b",
    "others",
    "would_hold_5",
)
"""What is said of a package: shares of worlds (signed and fighting stops, and holds five years;
each side accepts; all others agree; it would hold if signed), and medians of what it is worth to
each side, and of what it gains over fighting on."""

AIMS = ("stops", "holds_5", "value_a", "value_b")
BATCH = 32_768
"""Rows handed to the kernel at once."""


@dataclass(frozen=True)
class Parts:
    """What some packages give in each world, shape (packages, worlds)."""

    gain_a: FloatArray
    gain_b: FloatArray
    value_a: FloatArray
    value_b: FloatArray
    stands_5: FloatArray
    others: NDArray[np.bool_]

    def measures(self) -> FloatArray:
        """Give the columns of `MEASURES`, one row a package; a world not computed counts as no."""
        a, b = self.gain_a >= 0.0, self.gain_b >= 0.0
        stops = a & b & self.others
        stands = np.nan_to_num(self.stands_5)
        shares = (stops, stops * stands, a, b, self.others, stands)
        stops_, holds, a_, b_, others, stands_ = (each.mean(axis=1) for each in shares)
        middles = (self.value_a, self.value_b, self.gain_a, self.gain_b)
        values = [np.median(np.nan_to_num(each), axis=1) for each in middles]
        return np.column_stack([stops_, holds, *values, a_, b_, others, stands_])


class PackageWorlds:
    """Packages of a space on some worlds."""

    def __init__(self, space: Space, drawn: Worlds, extra: Sequence[Setting] = ()) -> None:
        """Draw what packages share; `extra` adds settings of the territory after the space's."""
        self.space, case = space, space.case
        self.drawn = replace(drawn, numbers={**drawn.numbers, **space.numbers(), **_extra(extra)})
        self.worlds = len(drawn)
        self.setting = war_setting(case, self.drawn, self.worlds)
        self._anchor = next(iter(case.proposals))
        self._base = self._yields({})[0]
        territory = case.front.issue
        self._terms: dict[str, list[FloatArray]] = {}
        self._lines: list[FloatArray] = []
        for issue, options in space.settings.items():
            found = [
                self._yields({issue: (each.outcome, each.path)})
                for each in (*options, *(extra if issue == territory else ()))
            ]
            self._terms[issue] = [worth - self._base for worth, _ in found]
            if issue == territory:
                self._lines = [line for _, line in found]
        self._others: dict[int, NDArray[np.bool_]] = {}
        self._rows: dict[int, FloatArray] = {}
        self._phases: dict[tuple[str, int], list[Mapping[str, FloatArray]]] = {}
        rules = {
            number: compile_rule(self._case_for(each), each.template or self._anchor)
            for number, each in enumerate(space.arrangements)
        }
        ballots = Ballots(case, self.drawn, {str(key): rule for key, rule in rules.items()})
        yes = np.ones(self.worlds, dtype=np.bool_)
        sides = {case.challenger: yes, case.protege: yes}
        for number, each in enumerate(space.arrangements):
            name = each.template or self._anchor
            held = self._reading(rules[number].vetoes, each)
            asked = Ballots(case, held, {"": rules[number]}) if held is not self.drawn else ballots
            ballot = asked.ballot(rules[number], name, sides, most=True)
            self._others[number] = rules[number].decide(ballot)

    def parts(self, packages: Choice, priced: tuple[str, str] | None = None) -> Parts:
        """Give what packages give in each world; `priced` sets whose political costs they carry."""
        made: dict[str, FloatArray] = {
            name: np.empty((len(packages), self.worlds))
            for name in ("deal_a", "deal_b", "fight_a", "fight_b", "stands_5")
        }
        for number in np.unique(packages[:, -1]):
            self._arranged(int(number))
        many = max(1, BATCH // self.worlds)
        batches = [
            group[start : start + many]
            for group in self._alike(packages)
            for start in range(0, len(group), many)
        ]

        def work(rows: NDArray[np.intp]) -> None:
            found = self._settled(packages[rows])
            for name, values in made.items():
                values[rows] = found[:, :, column(name)]

        workers = min(cpu_count() or 1, len(batches))
        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(work, batches))
        price = [priced or self.space.priced(each) for each in packages]
        value_a = made["deal_a"] - np.stack([self._price(names[0], 0) for names in price])
        value_b = made["deal_b"] - np.stack([self._price(names[1], 1) for names in price])
        return Parts(
            value_a - made["fight_a"],
            value_b - made["fight_b"],
            value_a,
            value_b,
            made["stands_5"],
            np.stack([self._others[int(each)] for each in packages[:, -1]]),
        )

    def _yields(self, also: Mapping[str, tuple[Outcome, str]]) -> tuple[FloatArray, FloatArray]:
        """Give what both sides get a month (2, worlds) under some terms, and where the line is."""
        made = rows_for(self.setting, self._anchor, dict(also))
        line = made.rows[:, list(INPUTS).index("line")].copy()
        return np.stack([made.terms_a[:, 0], made.terms_b[:, 0]]), line

    def _case_for(self, arrangement: Arrangement) -> Case:
        """Give the case with an arrangement's consent rule in its proposal."""
        case, name = self.space.case, arrangement.template or self._anchor
        body = case.proposals[name].model_copy(update={"consent": arrangement.consent})
        return case.model_copy(update={"proposals": {**case.proposals, name: body}})

    def _reading(self, vetoes: tuple[str, ...], arrangement: Arrangement) -> Worlds:
        valid = {"veto held valid": 1.0, "veto held invalid": 0.0}.get(arrangement.reading)
        return self.drawn if valid is None else self.drawn.fixed(dict.fromkeys(vetoes, valid))

    def _arranged(self, number: int) -> FloatArray:
        """Give the rows that an arrangement's guarantees decide, drawn once."""
        if number not in self._rows:
            each = self.space.arrangements[number]
            names = each.guarantees
            setting = self.setting
            if each.factor != 1.0:
                times = {f"guarantees.{name}.force": each.factor for name in names}
                setting = replace(setting, draws=_Times(self.drawn, times))
            rows = self.setting.shared.copy()
            add_guarantees(setting, names, rows)
            self._rows[number] = rows
            self._phased(setting, each)
        return self._rows[number]

    def _phased(self, setting: WarSetting, each: Arrangement) -> None:
        key = (each.template, len(each.phases))
        if key in self._phases:
            return
        self._phases[key] = []
        for number, phase in enumerate(each.phases):
            path = f"proposals.{each.template}.phases.{number}.terms"
            self._phases[key].append(
                {
                    issue: np.vstack([worth - self._base, line[None, :]])
                    for issue, outcome in phase.terms.items()
                    for worth, line in [self._yields({issue: (outcome, f"{path}.{issue}")})]
                }
            )

    def _alike(self, packages: Choice) -> Iterator[NDArray[np.intp]]:
        """Yield the packages that share their phases, since the kernel takes one set of them."""
        keys = [
            (each.template, len(each.phases)) if each.phases else ("", 0)
            for each in self.space.arrangements
        ]
        kinds = {key: number for number, key in enumerate(dict.fromkeys(keys))}
        kind = np.array([kinds[key] for key in keys])[packages[:, -1]]
        for number in range(len(kinds)):
            if (kind == number).any():
                yield np.flatnonzero(kind == number)

    def _settled(self, packages: Choice) -> FloatArray:
        """Give the outputs of the kernel, shape (packages, worlds, outputs)."""
        count, n = len(packages), self.worlds
        arrangement = self.space.arrangements[int(packages[0, -1])]
        phases = np.array([0, *(each.from_month for each in arrangement.phases)], dtype=np.int64)
        rows = np.empty((count, n, len(INPUTS)))
        terms = np.empty((2, count, n, len(phases)))
        line = list(INPUTS).index("line")
        for place, package in enumerate(packages):
            rows[place] = self._rows[int(package[-1])]
            terms[:, place], rows[place, :, line] = self._yielded(package, arrangement)
        results = np.empty((count * n, len(OUTPUTS)))
        flat = terms.reshape(2, count * n, len(phases))
        steps = self.setting.steps
        settle(steps, rows.reshape(count * n, -1), flat[0], flat[1], phases, results)
        return results.reshape(count, n, -1)

    def _yielded(self, package: Choice, arrangement: Arrangement) -> tuple[FloatArray, FloatArray]:
        """Give what a package yields a month, phase by phase (2, worlds, phases), and its line."""
        territory = self.space.case.front.issue
        issues = list(self._terms)
        now = {
            issue: self._terms[issue][int(pick)]
            for issue, pick in zip(issues, package, strict=False)
        }
        line = self._lines[int(package[issues.index(territory)])]
        steps = [sum(now.values(), self._base)]
        for later in self._phases[arrangement.template, len(arrangement.phases)]:
            now |= {issue: values[:2] for issue, values in later.items()}
            line = later[territory][2] if territory in later else line
            steps.append(sum(now.values(), self._base))
        return np.stack(steps, axis=-1), line

    def _price(self, name: str, side: int) -> FloatArray:
        if not name:
            return np.zeros(self.worlds)
        actor = (self.space.case.challenger, self.space.case.protege)[side]
        return self.drawn.values(f"proposals.{name}.political_costs.{actor}")


@dataclass(frozen=True)
class _Times:
    """Draws of which some are so many times as large."""

    draws: Draws
    times: Mapping[str, float]

    def values(self, name: str) -> FloatArray:
        return self.draws.values(name) * self.times.get(name, 1.0)


def measured(space: Space, drawn: Worlds, packages: Choice) -> FloatArray:
    """Give the measures of packages on some worlds, in memory that many worlds do not exceed."""
    found = []
    size = 25_000
    for start in range(drawn.start, drawn.stop, size):
        part = PackageWorlds(space, drawn.chunk(start, min(start + size, drawn.stop)))
        found.append(part.parts(packages))
    joined = {
        name: np.concatenate([getattr(each, name) for each in found], axis=1)
        for name in Parts.__dataclass_fields__
    }
    return Parts(**joined).measures()


def _extra(settings: Sequence[Setting]) -> dict[str, Quantity]:
    return {
        f"{each.path}.value": each.outcome.value
        for each in settings
        if each.outcome.value is not None
    }
