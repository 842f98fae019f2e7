"""General metarationality: every improvement can be met by somebody, at whatever cost to itself."""

from __future__ import annotations

from servanda.graph.analysis import Analysis
from servanda.graph.concept import Concept, Stability, individual
from servanda.graph.explain_answers import explain_answers
from servanda.graph.model import Model
from servanda.graph.relation import reading

__all__ = ["GMR"]


def gmr(analysis: Analysis) -> Stability:
    """Find the states that are GMR stable for every decision maker.

    s is stable for i iff every improvement s1 has an answer s2 in R_{N-i}(s1), by legal sequences,
    with s >=_i s2. Equals deter, and so does landing back on s.

    Checked against: every published case and 1,640 random models, by the definition.

    Source: [@Howard1971]; legal sequences, [@Fang1993].
    """
    return individual(analysis.metarational(sanctions=True, credible=False, counter=False))


def explain(model: Model, group: tuple[int, ...], state: int) -> str:
    """Say why a state is GMR stable for a decision maker, or not."""
    return explain_answers(model, group[0], state, "GMR", (False, False), reading("plain"))


GMR = Concept(
    name="gmr",
    title="General metarationality",
    family="classic",
    asks=(
        "every improvement can be answered by moves of the others that leave the "
        "decision maker no better off than before"
    ),
    sources=("Howard1971", "Fang1993"),
    solve=gmr,
    explain=explain,
)
