"""Nash stability (R, rationality): nobody can improve by itself."""

from __future__ import annotations

from servanda.graph.analysis import Analysis
from servanda.graph.concept import Concept, Stability, individual
from servanda.graph.explain_answers import explain_answers
from servanda.graph.model import Model
from servanda.graph.relation import reading

__all__ = ["NASH"]


def nash(analysis: Analysis) -> Stability:
    """Find the Nash stable states of every decision maker.

    s is stable for i iff i has no move to a state it prefers: R_i+(s) is empty.

    Checked against: every published case and 1,640 random models, by the definition.

    Source: [@Nash1950], as stated for graphs in [@Fang1993].
    """
    return individual(analysis.metarational(sanctions=False, credible=False, counter=False))


def explain(model: Model, group: tuple[int, ...], state: int) -> str:
    """Say why a state is Nash stable for a decision maker, or not."""
    return explain_answers(model, group[0], state, "Nash", None, reading("plain"))


NASH = Concept(
    name="nash",
    title="Nash stability",
    family="classic",
    asks="no move of its own leads to a state that the decision maker prefers",
    sources=("Nash1950", "Fang1993"),
    solve=nash,
    explain=explain,
)
