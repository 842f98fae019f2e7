"""The second lens on a case: each proposal as a graph model, in every world.

The cardinal lens asks by how much; the graph lens asks only who prefers what to what, and who can
answer whom. For one proposal the decision makers are the armed parties and, where the deal needs or
promises them, the others (consenters and guarantors taken together). Each can accept; any armed
party can then resume the war, and the others can join it where they promised to. Who prefers which
state in a world follows from the same values as the cardinal lens; the others honour the guarantee
in a world with the probability that the analyst, or whoever would break the deal, gives it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from servanda.arrays import Floats
from servanda.case.keys.case import Case
from servanda.engine.results import Assessment
from servanda.errors import InputError, named
from servanda.explore.finding import Finding, Findings, Provenance, Row
from servanda.explore.proposal_graph import (
    THE_OTHERS,
    graph_of,
    makers_of,
    parties_in,
    utilities_of,
)
from servanda.graph.ensemble import Ensemble, ensemble
from servanda.graph.evolution import Evolution, evolution
from servanda.graph.model import Model
from servanda.graph.picture import draw
from servanda.graph.solve import Solution, explain, solve
from servanda.worlds.sample import sample

__all__ = ["LENS_CONCEPTS", "GraphLens", "GraphLenses", "graph_lens", "lens_findings"]


LENS_CONCEPTS = ("nash", "gmr", "smr", "seq")

USED_WORLDS = 20_000
"""Worlds used by the graph lens; the standard error of a share is at most 0.0036."""

APART = 0.20
"""Difference between the lenses' shares that is worth a sentence."""


@dataclass(frozen=True, eq=False, repr=False)
class GraphLens:
    """One proposal as a graph model: who could do what, and in what share of worlds it is stable.

    `model` carries the preferences of the middle world, for words and paths; `feared` those of the
    middle world in each armed party's own eyes. `counted` takes the guarantor's resolve as the
    analyst sees it; `perceived` as each armed party does: what keeps a party to the deal is read
    from its own. Both are by name of the party. `deal` and `status_quo` are labels of states.
    """

    proposal: str
    title: str
    model: Model
    feared: Mapping[str, Model]
    utilities: Floats
    counted: Ensemble
    perceived: Mapping[str, Ensemble]
    deal: str
    status_quo: str
    names: Mapping[str, str]

    def __repr__(self) -> str:
        share, _ = self.share("seq")
        return f"<GraphLens on {self.proposal}: an equilibrium (SEQ) in {share:.0%} of worlds>"

    def share(self, concept: str) -> tuple[float, float]:
        """Return the share of worlds in which the deal is an equilibrium, and its error."""
        state = self.model.state(self.deal)
        share = float(self.counted.equilibrium[concept][state])
        return share, float(self.counted.error(share))

    def kept_by(self, dm: str, concept: str) -> float:
        """Return the share of worlds in which the deal, once made, is stable for `dm`."""
        source = self.perceived.get(dm, self.counted)
        row = source.groups[concept].index((self.model.maker(dm),))
        return float(source.stable[concept][row, self.model.state(self.deal)])

    def solution(self) -> Solution:
        """Return the stability of every state in the middle world."""
        return solve(self.model, LENS_CONCEPTS)

    def path(self, kind: str = "coalitions") -> Evolution:
        """Return how the middle world's status quo can evolve."""
        return evolution(self.model, self.status_quo, kind)

    def why(self, dm: str, concept: str = "seq") -> str:
        """Return in words why the deal is or is not stable for `dm` in the middle world.

        What keeps an armed party to it is told as that party sees the others.
        """
        seen = self.feared.get(dm, self.model)
        return _in_prose(explain(seen, self.deal, dm, concept))

    def to_dict(self) -> dict[str, Any]:
        """Return the lens as `--json` prints it."""
        return {
            "proposal": self.proposal,
            "states": self.model.states,
            "decision_makers": list(self.model.decision_makers),
            "worlds": self.counted.worlds,
            "deal": self.deal,
            "status_quo": self.status_quo,
            "equilibria": {
                concept: {
                    label: {"share": share, "se": se}
                    for label, (share, se) in self.counted.equilibria(concept).items()
                }
                for concept in LENS_CONCEPTS
            },
            "deal_stable_for": {
                concept: {dm: self.kept_by(dm, concept) for dm in self.model.decision_makers}
                for concept in LENS_CONCEPTS
            },
            "why": {dm: self.why(dm) for dm in self.model.decision_makers},
            "reached_from_status_quo": self.path().steps,
        }


class GraphLenses:
    """The graph lens on some proposals of a case, in order; found by the name of a proposal."""

    def __init__(self, case: Case, assessment: Assessment, lenses: Sequence[GraphLens]) -> None:
        self.case, self.assessment, self.lenses = case, assessment, tuple(lenses)

    def __iter__(self) -> Iterator[GraphLens]:
        return iter(self.lenses)

    def __len__(self) -> int:
        return len(self.lenses)

    def __getitem__(self, proposal: str) -> GraphLens:
        return named(proposal, {each.proposal: each for each in self.lenses}, "proposal")

    def findings(self, proposal: str | None = None) -> Findings:
        """Return what the lens says of one proposal, or of each."""
        chosen = [self[proposal]] if proposal else self.lenses
        found = (lens_findings(self.case, self.assessment, each) for each in chosen)
        return Findings(finding for findings in found for finding in findings)

    def __str__(self) -> str:
        return str(self.findings())

    def __repr__(self) -> str:
        return f"<graph lens on {', '.join(each.proposal for each in self.lenses)}>"

    def _repr_html_(self) -> str:
        """Return what the lens says for a notebook."""
        return self.findings()._repr_html_()

    def to_dict(self) -> dict[str, Any]:
        """Return the lenses as `--json` prints them."""
        return {"case": self.case.title, "proposals": [each.to_dict() for each in self.lenses]}


def graph_lens(case: Case, assessment: Assessment, proposal: str) -> GraphLens:
    """Return `proposal` of `case` as a graph model over the worlds of `assessment`.

    Raises: InputError where the assessment has no proposal of that name.
    """
    every = named(proposal, assessment.kept, "proposal")
    kept = {name: column[:USED_WORLDS] for name, column in every.items()}
    worth = [f"{name}.{p}" for p in case.parties for name in ("refuse", "keep", "alone", "joined")]
    known = np.asarray(np.isfinite([kept[name] for name in worth]).all(axis=0), dtype=np.bool_)
    if not known.any():
        raise InputError(f"{proposal}: no world could be computed, so no preference is known")
    kept = {name: column[known] for name, column in kept.items()}
    names, inside, asked, opposed = _who(case, assessment, kept, proposal)
    model, states = graph_of(names, inside, asked, opposed, assessment[proposal].title)
    makers = tuple(who for who, name in names.items() if name in model.decision_makers)
    luck = sample(case, len(known), assessment.seed).event(f"honour/{proposal}")[known]

    def seen(beliefs: Mapping[str, Floats]) -> Floats:
        honours = {party: luck < belief for party, belief in beliefs.items()}
        return utilities_of(kept, states, makers, honours)

    analyst = seen(dict.fromkeys(opposed, kept["believed_true"]))
    own = {
        names[party]: seen(dict.fromkeys(opposed, kept[f"believed.{party}"]))
        for party in case.parties
        if names[party] in model.decision_makers
    }
    return GraphLens(
        proposal=proposal,
        title=assessment[proposal].title,
        model=model.with_utilities(np.median(analyst, axis=0)),
        feared={who: model.with_utilities(np.median(each, axis=0)) for who, each in own.items()},
        utilities=analyst,
        counted=ensemble(model, analyst, LENS_CONCEPTS),
        perceived={who: ensemble(model, each, LENS_CONCEPTS) for who, each in own.items()},
        deal=model.labels[next(n for n, state in enumerate(states) if state.kind == "deal")],
        status_quo=model.labels[0],
        names=names,
    )


def _who(
    case: Case, assessment: Assessment, kept: Mapping[str, Floats], proposal: str
) -> tuple[dict[str, str], tuple[str, ...], bool, tuple[str, ...]]:
    """Return the decision makers, who must accept, whether others must, and whom they oppose."""
    acting = [
        name
        for name in case.proposals[proposal].guarantees
        if case.guarantees[name].kind != "monitors"
    ]
    facing = {party for name in acting for party in case.opposed_by(name)}
    opposed = tuple(party for party in case.parties if party in facing)
    consenters = [p.id for p in assessment[proposal].parties if p.modelled == "probability"]
    both = consenters or opposed
    names = makers_of(case, proposal, consenters) if both else parties_in(case)
    inside = tuple(party for party in case.parties if kept[f"inside.{party}"].any())
    return names, inside, bool(consenters), opposed


def _in_prose(words: str) -> str:
    """Return an explanation with the others, who are many, in the plural within a sentence."""
    for singular, plural in (
        (f"and {THE_OTHERS} would itself", "and the others would themselves"),
        (f"but {THE_OTHERS} would not itself", "but the others would not themselves"),
        (f"; {THE_OTHERS}", "; the others"),
    ):
        words = words.replace(singular, plural)
    return words


def lens_findings(case: Case, assessment: Assessment, lens: GraphLens) -> list[Finding]:
    """Return what the graph lens says of one proposal, and where the two lenses disagree."""
    made = Provenance(
        method="graph model over the worlds",
        case=assessment.case_hash,
        version=assessment.version,
        seed=assessment.seed,
        worlds=lens.counted.worlds,
        sources=("Fang1993",),
    )
    return [_stability_finding(lens, made), _comparison(case, assessment, lens, made)]


def _stability_finding(lens: GraphLens, made: Provenance) -> Finding:
    rows: list[Row] = []
    for concept in LENS_CONCEPTS:
        share, error = lens.share(concept)
        row: dict[str, str | float] = {
            "concept": concept.upper() if concept != "nash" else "Nash",
            "equilibrium": f"{share:.0%} ±{2 * error:.1%}",
        }
        for dm in lens.model.decision_makers:
            row[f"stable for {dm}"] = f"{lens.kept_by(dm, concept):.0%}"
        rows.append(row)
    claims = [_kept_claim(lens, name) for name in _armed(lens)]
    claim = " ".join([f"Once made, {lens.title} keeps {'; '.join(claims)}.", HANGS])
    return Finding(
        exploration="graph",
        question=f"Who could upset {lens.title}, and which answers deter?",
        claim=claim,
        shape="table",
        rows=tuple(rows),
        provenance=made,
        caveats=(
            *(f"Every preference at its median: {lens.why(name)}" for name in _armed(lens)),
            _reached(lens),
        ),
        lens="graph",
        picture=draw(lens.model, lens.solution()),
    )


HANGS = (
    "SEQ counts only answers that the others would gain by, GMR any answer: what lies between "
    "hangs on a threat that the others would not carry out."
)


def _armed(lens: GraphLens) -> list[str]:
    """Return the names of the armed parties that decide something."""
    return [name for name in lens.model.decision_makers if name in lens.perceived]


def _kept_claim(lens: GraphLens, name: str) -> str:
    credible, any_answer = lens.kept_by(name, "seq"), lens.kept_by(name, "gmr")
    return f"{name} in {credible:.0%} of worlds under SEQ and {any_answer:.0%} under GMR"


def _reached(lens: GraphLens) -> str:
    """Return in words how the middle world's status quo leads to the deal, if it does."""
    ways = lens.path()
    if lens.deal not in ways.steps:
        return "From the status quo no sequence of gains, alone or together, leads to the deal."
    steps = "; then ".join(" and ".join(step.who) for step in ways.path(lens.deal))
    return f"From the status quo moves that all who make them gain by lead to the deal: {steps}."


def _comparison(case: Case, assessment: Assessment, lens: GraphLens, made: Provenance) -> Finding:
    result = assessment[lens.proposal]
    kept = assessment.kept[lens.proposal]
    prefers = np.ones(len(kept["others_agree"]), dtype=np.bool_)
    for party in case.parties:
        outside = kept[f"inside.{party}"] == 0.0
        prefers &= outside | (kept[f"keep.{party}"] >= kept[f"refuse.{party}"])
    ordinal_sign = float(np.mean((prefers & (kept["others_agree"] > 0))[:USED_WORLDS]))
    cardinal_sign = result.signed.share
    would = result.would_hold[5]
    cardinal_hold = would.share if would else float("nan")
    tempted = min(_armed(lens), key=lambda name: lens.kept_by(name, "seq"))
    ordinal_hold = lens.kept_by(tempted, "seq")
    apart = []
    if abs(ordinal_sign - cardinal_sign) > APART:
        apart.append(
            "on signing: the cardinal lens counts the option to break the deal, the risk that it "
            "is broken and political costs; the graph lens compares only the deal kept with "
            "fighting on"
        )
    if abs(ordinal_hold - cardinal_hold) > APART:
        apart.append(
            "on holding: the cardinal lens follows temptation month by month, by how much it pays; "
            "the graph lens asks only whether breaking pays at all in the end"
        )
    claim = (
        f"The two lenses disagree {'; and '.join(apart)}."
        if apart
        else "The two lenses agree to within a fifth of the worlds."
    )
    rows: tuple[Row, ...] = (
        {"question": "preferred to fighting on by all", "cardinal": _percent(cardinal_sign),
         "graph": _percent(ordinal_sign)},
        {"question": f"kept (five years; by {tempted}, the most tempted, under SEQ)",
         "cardinal": _percent(cardinal_hold), "graph": _percent(ordinal_hold)},
    )  # fmt: skip
    return Finding(
        exploration="graph",
        question=f"Do the two lenses agree on {lens.title}?",
        claim=claim,
        shape="table",
        rows=rows,
        provenance=made,
        found=bool(apart),
        lens="graph",
    )


def _percent(share: float) -> str:
    return "–" if np.isnan(share) else f"{share:.0%}"
