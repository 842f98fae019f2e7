"""Unknown preference: the four extensions a to d of Nash, GMR, SMR and SEQ."""

from __future__ import annotations

from servanda.graph.analysis import Analysis
from servanda.graph.concept import Concept, Stability, individual
from servanda.graph.explain_answers import explain_answers
from servanda.graph.model import Model
from servanda.graph.relation import Reading, reading

__all__ = ["UNDER_UNKNOWN"]

EXTENSIONS = {
    "a": "takes gambles, and is not scared by unknowns",
    "b": "leaves only for sure gains, and is not scared by unknowns",
    "c": "takes gambles, and is scared by unknowns",
    "d": "leaves only for sure gains, and is scared by unknowns",
}
"""How a decision maker that does not know what it prefers behaves; d is the most cautious."""

RULES: dict[str, tuple[bool, bool] | None] = {
    "nash": None,
    "gmr": (False, False),
    "smr": (False, True),
    "seq": (True, False),
}


def under_unknown(base: str, extension: str) -> Concept:
    """Make the concept `base` under one extension to unknown preference.

    Under a and c a decision maker leaves for states that are better or unknown to it, under b and d
    only for better ones; under a and b it is deterred by states that are no better, under c and d
    also by unknown ones. Counter-moves must end in the same deterring set. Sanctioners in SEQ take
    better and unknown steps under all four. Nash_a is Nash_c and Nash_b is Nash_d.

    A state that is stable under all four is stable whatever is unknown turns out to be to a
    decision maker of any temper.

    Checked against: 160 random models, by the definition.

    Source: [@Li2004].
    """
    how = reading(extension, extension in "ac", extension in "cd")
    rule = RULES[base]
    name = f"{base}_{extension}"
    shown = "Nash" if base == "nash" else base.upper()

    def solve(analysis: Analysis) -> Stability:
        credible, counter = rule or (False, False)
        return individual(analysis.metarational(rule is not None, credible, counter, how))

    def explain(model: Model, group: tuple[int, ...], state: int) -> str:
        return explain_answers(model, group[0], state, f"{shown}_{extension}", rule, _named(how))

    return Concept(
        name=name,
        title=f"{shown} under extension {extension} to unknown preference",
        family="unknown",
        asks=f"{shown} for a decision maker that {EXTENSIONS[extension]}",
        sources=("Li2004",),
        solve=solve,
        explain=explain,
    )


def _named(how: Reading) -> Reading:
    # Extension b reads ordered comparisons as the classic concepts do, but must keep its name.
    return Reading(how.name, how.leaves, how.deters, how.steps, plain=False)


UNDER_UNKNOWN = tuple(under_unknown(base, e) for base in RULES for e in EXTENSIONS)
