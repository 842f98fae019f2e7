"""Attitudes: decision makers that wish one another well or ill."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from servanda.errors import InputError, named
from servanda.graph.analysis import Analysis
from servanda.graph.concept import individual
from servanda.graph.model import Model
from servanda.graph.relation import UNKNOWN, Relation
from servanda.graph.solve import Solution

__all__ = ["solve_attitudes"]

SIGNS = {"+": 1, "positive": 1, "0": 0, "neutral": 0, "-": -1, "negative": -1}
RULES = {
    "rnash": (False, False, False),
    "rgmr": (True, False, False),
    "rsmr": (True, False, True),
    "rseq": (True, True, False),
}
"""The relational concepts: sanctions, credible, final."""


@dataclass(frozen=True, eq=False)
class Acceptable:
    """What a decision maker accepts, given what it wishes each: +1 acceptable, -1 not."""

    relations: Sequence[Relation]
    wishes: Sequence[int]

    def _judge(self, compared: Sequence[NDArray[np.int8]], size: int) -> NDArray[np.int8]:
        accepted = np.ones(size, dtype=bool)
        for wish, codes in zip(self.wishes, compared, strict=True):
            if wish:
                accepted &= (codes != UNKNOWN) & (codes * wish >= 0)
        return np.where(accepted, 1, -1).astype(np.int8)

    def row(self, state: int) -> NDArray[np.int8]:
        """Judge every state from `state`."""
        rows = [r.row(state) for r in self.relations]
        return self._judge(rows, len(rows[0]))

    def codes(self, sources: NDArray[np.int32], targets: NDArray[np.int32]) -> NDArray[np.int8]:
        """Judge each target from its source."""
        return self._judge([r.codes(sources, targets) for r in self.relations], len(sources))


def solve_attitudes(
    model: Model,
    attitudes: Mapping[str, Mapping[str, str]],
    concepts: Sequence[str] = ("rnash", "rgmr", "rsmr", "rseq"),
) -> Solution:
    """Find what is stable when decision makers have attitudes towards one another.

    From s, a state t is acceptable to i iff for every j towards which i is positive t >=_j s, and
    for every j towards which it is negative s >=_j t; towards the rest it is indifferent. RNash: no
    move leads to an acceptable state. RGMR, RSMR, RSEQ: every acceptable move can be answered by
    landing in a state that is not acceptable, as in GMR, SMR and SEQ, the sanctioners in RSEQ
    taking only steps that are acceptable to them.

    Parameters: `attitudes`: {i: {j: "+", "0" or "-"}}; what is not given is "+" towards oneself and
    "0" towards others. `concepts`: of rnash, rgmr, rsmr, rseq.

    *Departure* from what one may expect: the comparison is weak, so that with these defaults the
    concepts are Nash, GMR, SMR and SEQ only where nobody has ties.

    Raises InputError for an unknown name or sign.

    Checked against: the equivalence with the ordinary concepts in [@InoharaHipel2009], on random
    models.

    >>> from servanda.graph.model import option_model
    >>> pd = option_model(
    ...     {"A": ["Cooperate"], "B": ["Help"]}, {"A": [1, 0, 3, 2], "B": [1, 3, 0, 2]}
    ... )
    >>> solve_attitudes(pd, {}, ["rnash"]).equilibria
    {'rnash': ['1']}
    >>> kind = {"A": {"A": "0", "B": "+"}, "B": {"B": "0", "A": "+"}}
    >>> solve_attitudes(pd, kind, ["rnash"]).equilibria
    {'rnash': ['4']}

    Source: [@Inohara2007], recalled, not re-read.
    """
    makers = model.decision_makers
    wishes = np.eye(len(makers), dtype=int)
    for i, towards in attitudes.items():
        for j, sign in towards.items():
            if str(sign) not in SIGNS:
                raise InputError(f"{i} towards {j}: {sign!r} is no attitude; write +, 0 or -")
            wishes[model.maker(i), model.maker(j)] = SIGNS[str(sign)]
    relations = [Acceptable(model.preferences, [int(w) for w in row]) for row in wishes]
    analysis = Analysis(model, relations)
    answers = {}
    for name in concepts:
        rule = named(name, RULES, "relational concept")
        answers[name] = individual(analysis.metarational(*rule))
    return Solution(model, answers)
