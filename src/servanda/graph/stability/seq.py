"""Sequential stability: every improvement can be met by others who themselves gain by it."""

from __future__ import annotations

from servanda.graph.analysis import Analysis
from servanda.graph.concept import Concept, Stability, individual
from servanda.graph.explain_answers import explain_answers
from servanda.graph.model import Model
from servanda.graph.relation import reading

__all__ = ["SEQ"]


def seq(analysis: Analysis) -> Stability:
    """Find the states that are SEQ stable for every decision maker.

    s is stable for i iff every improvement s1 has an answer s2 in R_{N-i}+(s1) with s >=_i s2,
    where each step of the legal sequence is an improvement for whoever takes it, from where it
    takes it.

    Checked against: every published case and 1,640 random models, by the definition.

    Source: [@FraserHipel1979], [@FraserHipel1984]; legal sequences, [@Fang1993].
    """
    return individual(analysis.metarational(sanctions=True, credible=True, counter=False))


def explain(model: Model, group: tuple[int, ...], state: int) -> str:
    """Say why a state is SEQ stable for a decision maker, or not."""
    return explain_answers(model, group[0], state, "SEQ", (True, False), reading("plain"))


SEQ = Concept(
    name="seq",
    title="Sequential stability",
    family="classic",
    asks="every improvement can be answered by others who gain at each step they take",
    sources=("FraserHipel1979", "FraserHipel1984", "Fang1993"),
    solve=seq,
    explain=explain,
)
