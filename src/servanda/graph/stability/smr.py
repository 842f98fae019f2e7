"""Symmetric metarationality: every improvement can be met, and there is no escape from that."""

from __future__ import annotations

from servanda.graph.analysis import Analysis
from servanda.graph.concept import Concept, Stability, individual
from servanda.graph.explain_answers import explain_answers
from servanda.graph.model import Model
from servanda.graph.relation import reading

__all__ = ["SMR"]


def smr(analysis: Analysis) -> Stability:
    """Find the states that are SMR stable for every decision maker.

    s is stable for i iff every improvement s1 has an answer s2 in R_{N-i}(s1) with s >=_i s2, such
    that also s >=_i s3 for every s3 in R_i(s2).

    Checked against: every published case and 1,640 random models, by the definition.

    Source: [@Howard1971]; legal sequences, [@Fang1993].
    """
    return individual(analysis.metarational(sanctions=True, credible=False, counter=True))


def explain(model: Model, group: tuple[int, ...], state: int) -> str:
    """Say why a state is SMR stable for a decision maker, or not."""
    return explain_answers(model, group[0], state, "SMR", (False, True), reading("plain"))


SMR = Concept(
    name="smr",
    title="Symmetric metarationality",
    family="classic",
    asks=(
        "every improvement can be answered, and the decision maker has no counter-move "
        "that gets it out of the answer"
    ),
    sources=("Howard1971", "Fang1993"),
    solve=smr,
    explain=explain,
)
