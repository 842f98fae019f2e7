"""Strength of preference: stability that rests on deterrents that hurt much, or does not."""

from __future__ import annotations

from servanda.graph.analysis import Analysis
from servanda.graph.concept import Concept, Stability, individual
from servanda.graph.explain_answers import explain_answers
from servanda.graph.model import Model
from servanda.graph.relation import reading

__all__ = ["BY_STRENGTH", "strong_stability"]

RULES = {"gmr": (False, False), "smr": (False, True), "seq": (True, False)}


def strong_stability(analysis: Analysis, base: str, degree: int = 2) -> Stability:
    """Find the states that are stable because every improvement meets a loss of at least `degree`.

    s is strongly GMR stable for i iff every improvement s1, mild or great, has an answer s2 with
    s >> s2; strongly SMR stable iff also s >> s3 for every counter-move s3 of i; strongly SEQ
    stable iff the sanctioners use improvements, mild or great. Nash stable states are both strongly
    and weakly stable. With degrees of preference up to r, `degree` k asks for a drop of at least k.

    Parameters: `base`: gmr, smr or seq; `degree`: 1 to 7.

    Source: two degrees, [@Hamouda2004] and [@Hamouda2006]; r degrees, [@Xu2009].
    """
    credible, counter = RULES[base]
    how = reading("strong", degree=degree)
    return individual(analysis.metarational(True, credible, counter, how))


def by_strength(base: str, strong: bool) -> Concept:
    """Make the strong or the weak form of `base`; weakly stable is stable and not strongly so.

    Checked against: random models with degrees of preference, by the definition.
    """
    rule = RULES[base]
    word = "strong" if strong else "weak"

    def solve(analysis: Analysis) -> Stability:
        firm = strong_stability(analysis, base)
        if strong:
            return firm
        ordinary = analysis.metarational(True, *rule)
        steady = analysis.metarational(False, False, False)
        return individual(ordinary & (steady | ~firm.stable))

    def explain(model: Model, group: tuple[int, ...], state: int) -> str:
        how = reading("strong", degree=2) if strong else reading("plain")
        name = f"{word} {base.upper()}" if strong else base.upper()
        said = explain_answers(model, group[0], state, name, rule, how)
        if strong:
            return said
        firm = strong_stability(Analysis(model), base).stable[group[0], state]
        hold = "strong" if firm else "not strong: some deterrent hurts only mildly"
        return f"{said} Where the state is stable at all, that is {hold}."

    return Concept(
        name=f"{base}_{word}",
        title=f"{'Strong' if strong else 'Weak'} {base.upper()} stability",
        family="strength",
        asks=(
            f"every improvement meets a {base.upper()} deterrent that is much worse than staying"
            if strong
            else f"{base.upper()} stable, but some deterrent is only mildly worse than staying"
        ),
        sources=("Hamouda2004", "Hamouda2006", "Xu2009"),
        solve=solve,
        explain=explain,
    )


BY_STRENGTH = tuple(by_strength(base, strong) for base in RULES for strong in (True, False))
