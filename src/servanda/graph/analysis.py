"""One model being analysed: the intermediate results that several concepts share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from servanda.arrays import Flags, Ints
from servanda.graph.kernels import arcs as by_arcs
from servanda.graph.kernels import cube
from servanda.graph.limits import refuse_steps
from servanda.graph.model import Model
from servanda.graph.moves import Arcs, OptionMoves, arcs_from
from servanda.graph.relation import Reading, Relation, reading
from servanda.threads import in_order

__all__ = ["Analysis"]


PLAIN = reading("plain")
ROUNDS = 40
"""Sweeps over the cube before flooding it instead; random models need about ten."""

SMALL = 1 << 14
"""Below this many states threads cost more than they save."""


class Analysis:
    """A model, and what has been worked out about it so far.

    Rankings are flooded (see `kernels`); any other comparison is searched state by state, which
    takes the number of decision makers x states x (states + moves) steps.

    `relations` replaces the decision makers' own preferences, for attitudes or fuzzy preference.
    """

    def __init__(self, model: Model, relations: Sequence[Relation] | None = None) -> None:
        self.model = model
        self.relations: Sequence[Relation] = relations or model.preferences
        self.ranked = relations is None and model.simple

    @property
    def makers(self) -> int:
        """How many decision makers there are."""
        return len(self.model.decision_makers)

    @property
    def states(self) -> int:
        """How many states there are."""
        return self.model.states

    def per_maker(self, answer: Callable[[int], Flags]) -> Flags:
        """Ask `answer` for each decision maker, in parallel where that pays."""
        if self.states < SMALL:
            return np.stack([answer(i) for i in range(self.makers)])
        return np.stack(in_order(answer, range(self.makers)))

    def metarational(
        self, sanctions: bool, credible: bool, counter: bool, how: Reading = PLAIN
    ) -> Flags:
        """Where each decision maker stays: an array (decision makers, states).

        Parameters: `sanctions`: it fears the others' answer to leaving; `credible`: only answers
        whose every step improves the state for whoever takes it; `counter`: only answers that it
        cannot itself escape afterwards; `how`: how comparisons are read.
        """
        if self.ranked and how.plain:
            moves = self.model.moves
            if isinstance(moves, OptionMoves) and moves.dense and self.states > 256:
                engine = self.cube
                return self.per_maker(lambda i: engine.stable(i, sanctions, credible, counter))
            if not sanctions:
                return self.per_maker(self._no_improvement)
            return self.per_maker(lambda i: self._flooded(i, credible, counter))
        arcs = self.arcs
        steps = self.makers * self.states * (self.states + float(arcs.targets.size))
        refuse_steps("a search state by state", steps if sanctions else 0.0, self.states)
        usable = self.steps(how) if credible else arcs
        return self.per_maker(lambda i: self._searched(i, usable, sanctions, counter, how))

    # Rankings over listed arcs.

    @cached_property
    def arcs(self) -> Arcs:
        """Every move, listed."""
        return self.model.moves.arcs

    @cached_property
    def ranks(self) -> Ints:
        """Every ranking: (decision makers, states)."""
        return np.stack([p.ranks for p in self.model.preferences])

    def _no_improvement(self, i: int) -> Flags:
        best = by_arcs.after_counter(self.arcs.starts, self.arcs.targets, self.ranks, i)
        return np.asarray(best == self.ranks[i])

    def _flooded(self, i: int, credible: bool, counter: bool) -> Flags:
        arcs, ranks = self.arcs, self.ranks
        landing = ranks[i]
        if counter:
            landing = by_arcs.after_counter(arcs.starts, arcs.targets, ranks, i)
        order = np.empty(self.states, np.int32)
        by_arcs.settle_order(landing, order, np.empty(self.states + 2, np.int32))
        worst = np.empty_like(landing)
        by_arcs.flood_landings(
            arcs.into, arcs.sources, order, landing, ranks, i, credible, arcs.transitive, worst,
            np.empty((self.makers, self.states), np.int32),
            np.empty(self.makers * self.states, np.int64),
        )  # fmt: skip
        out = np.empty(self.states, np.bool_)
        by_arcs.leaves_open(arcs.starts, arcs.targets, ranks, worst, i, out)
        return out

    # Any comparison, searched state by state.

    def steps(self, how: Reading) -> Arcs:
        """The moves that whoever makes them would take as a step of a sanction."""
        kept = []
        for i, relation in enumerate(self.relations):
            a, b = self.arcs.of(i)
            keep = how.stepping(relation.codes(a, b))
            kept.append((a[keep], b[keep]))
        return arcs_from(self.states, kept)

    def _searched(
        self, i: int, usable: Arcs, sanctions: bool, counter: bool, how: Reading
    ) -> Flags:
        movers = np.arange(self.makers) != i
        origins, targets = self.arcs.of(i)
        stable = np.ones(self.states, np.bool_)
        for s in range(self.states):
            codes = self.relations[i].row(s)
            tempting = self.arcs.out(i, s)
            tempting = tempting[how.tempting(codes[tempting])]
            if not tempting.size:
                continue
            if not sanctions:
                stable[s] = False
                continue
            deterred = how.deterring(codes)
            if counter:
                escapes = origins[~deterred[targets]]
                deterred[escapes] = False
            answered = by_arcs.reaches(usable.into, usable.sources, deterred, movers)
            stable[s] = bool(answered[tempting].all())
        return stable

    # Rankings over a cube of options.

    @cached_property
    def cube(self) -> CubeAnalysis:
        """The model as a cube of options."""
        return CubeAnalysis(self.model)


class CubeAnalysis:
    """Rankings over option form: arrays over all patterns, and no list of arcs."""

    def __init__(self, model: Model, rounds: int = ROUNDS) -> None:
        self.rounds = rounds
        moves = model.moves
        assert isinstance(moves, OptionMoves)
        self.moves = moves
        self.size = 1 << moves.bits
        self.slots = None if moves.in_order else moves.slots.astype(np.int64)
        self.every_pattern = len(moves.slots) == self.size
        self.blocks = np.array([(b.low, b.free, b.oneway) for b in moves.blocks], dtype=np.int64)
        self.ranks = self._by_slot(model)
        self.highest = [int(p.ranks.max(initial=0)) for p in model.preferences]

    def _by_slot(self, model: Model) -> Ints:
        rows = [p.ranks for p in model.preferences]
        if self.slots is None:
            return np.stack(rows)
        ranks = np.full((len(rows), self.size), -1, dtype=np.int32)
        for i, row in enumerate(rows):
            ranks[i, self.slots] = row
        return ranks

    def _by_state(self, values: NDArray[np.bool_]) -> Flags:
        return values if self.slots is None else values[self.slots]

    @cached_property
    def cells(self) -> tuple[Ints, Ints, NDArray[np.int64]]:
        """Every decision maker's cells by its rank: members, sizes, and where each one's begin."""
        members = np.empty_like(self.ranks)
        counts = []
        for j, (low, free, _) in enumerate(self.blocks):
            order = cube.order_by(self.ranks[j], self.highest[j])
            members[j], count = cube.cell_lists(order, self.size, low, free)
            counts.append(count)
        firsts = np.cumsum([0, *(len(c) for c in counts[:-1])]).astype(np.int64)
        return members, np.concatenate(counts), firsts

    def best_move(self, i: int, values: Ints) -> Ints:
        """Return the highest of `values` that one move of i, or none, leads to."""
        best = values.copy()
        cube.block_best(best, *self.blocks[i])
        return best

    def worst_landing(self, i: int, landing: Ints, credible: bool) -> Ints:
        """Return the lowest of `landing` that the others can bring about, or what is there."""
        if self.every_pattern and not credible:
            worst = landing.copy()
            for j in range(len(self.blocks)):
                if j != i:
                    cube.block_worst(worst, *self.blocks[j])
            return worst
        members, counts, firsts = self.cells
        # Sweeping walks every pair of cells that one-way options join; flooding only what it needs.
        rounds = self.rounds if self.blocks[:, 2].max() <= 1 else 0
        worst = landing.copy()
        if cube.sweep_steps(
            worst, self.ranks, members, counts, firsts, self.blocks, i, credible, rounds
        ):
            return worst
        order = cube.order_by(landing, self.highest[i])
        return cube.flood_steps(
            order, landing, self.ranks, members, counts, firsts, self.blocks, i, credible
        )

    def stable(self, i: int, sanctions: bool, credible: bool, counter: bool) -> Flags:
        """Where decision maker i stays."""
        rank = self.ranks[i]
        if not sanctions:
            return self._by_state(self.best_move(i, rank) == rank)
        landing = self.best_move(i, rank) if counter else rank
        if counter and self.slots is not None:
            landing[rank < 0] = -1
        worst = self.worst_landing(i, landing, credible)
        np.minimum(worst, rank, out=worst)
        cube.block_best(worst, *self.blocks[i])
        return self._by_state(worst <= rank)
