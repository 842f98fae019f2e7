"""Symmetric sequential stability: credible answers from which there is no escape."""

from __future__ import annotations

from servanda.graph.analysis import Analysis
from servanda.graph.concept import Concept, Stability, individual
from servanda.graph.explain_answers import explain_answers
from servanda.graph.model import Model
from servanda.graph.relation import reading

__all__ = ["SSEQ"]


def sseq(analysis: Analysis) -> Stability:
    """Find the states that are SSEQ stable for every decision maker.

    s is stable for i iff every improvement s1 has an answer s2 in R_{N-i}+(s1) with s >=_i s2, such
    that also s >=_i s3 for every s3 in R_i(s2).

    Checked against: every published case and 1,640 random models, by the definition.

    Source: [@RegoVieira2017]; two decision makers, [@RegoVieira2015]; legal sequences, [@Fang1993].
    """
    return individual(analysis.metarational(sanctions=True, credible=True, counter=True))


def explain(model: Model, group: tuple[int, ...], state: int) -> str:
    """Say why a state is SSEQ stable for a decision maker, or not."""
    return explain_answers(model, group[0], state, "SSEQ", (True, True), reading("plain"))


SSEQ = Concept(
    name="sseq",
    title="Symmetric sequential stability",
    family="classic",
    asks=(
        "every improvement can be answered by others who gain at each step, and the "
        "decision maker has no counter-move out of it"
    ),
    sources=("RegoVieira2015", "RegoVieira2017"),
    solve=sseq,
    explain=explain,
)
