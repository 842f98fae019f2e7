"""What the bodies of a case would decide: each decision forecast in every world, five ways.

The capability x salience mean is the default; the other ways stand beside it with the error each
made on past decisions, and where they lie apart that is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from servanda.arrays import Floats
from servanda.case.keys.case import Case
from servanda.case.keys.decisions import Decision
from servanda.errors import named
from servanda.explore.ask import CaseStudy, Option, Page, Question
from servanda.explore.finding import Cell, Finding, Provenance
from servanda.explore.methods.group_forecast import (
    METHODS,
    GroupForecast,
    Member,
    decisions_measured,
    forecast,
    measured_errors,
)
from servanda.worlds.sample import Worlds, sample

__all__ = ["FORECAST", "DecisionForecast", "decision_forecast", "explore_decisions"]

MOST = 500
"""Worlds on which a decision is forecast: the challenge model takes a millisecond or more each."""
SECTION = "decisions"
LEAST_WEIGHT = 1e-9
SOURCES = ("Arregui2021", "VanDenBos1991", "Achen2006", "Black1948", "Scholz2011", "Nash1950")
CAVEAT = (
    "The errors are those made on {issues} legislative decisions of the European Union, which are "
    "bargained over in peace and by consensus; those of an alliance in a war may be larger."
)


@dataclass(frozen=True, eq=False)
class DecisionForecast:
    """A decision in every world.

    `forecasts` gives each method's forecast by world, the default first; `spread` the weighted
    standard deviation of the members' positions by world; `weights` each member's mean share of
    capability x salience; `positions` each member's position by world.
    """

    decision: Decision
    forecasts: Mapping[str, Floats]
    spread: Floats
    weights: Mapping[str, float]
    positions: Mapping[str, Floats]

    @property
    def default(self) -> str:
        """The method that is believed first."""
        return next(iter(self.forecasts))

    @property
    def width(self) -> float:
        """The length of the scale."""
        return self.decision.scale.high - self.decision.scale.low

    @property
    def disagreement(self) -> float:
        """How far apart the methods' middle forecasts lie, as a share of the scale."""
        middles = [float(np.median(each)) for each in self.forecasts.values()]
        return (max(middles) - min(middles)) / self.width

    @property
    def disagrees(self) -> bool:
        """Whether the methods lie further apart than the default has missed on average."""
        return self.disagreement > measured_errors()[self.default]


def decision_forecast(
    case: Case, name: str, *, worlds: int = MOST, seed: int = 0
) -> DecisionForecast:
    """Forecast one decision of a case in each of the first `worlds` worlds.

    A position drawn past an end of the scale counts as that end, and a weight of 0 as next to none.

    Raises: InputError for an unknown decision.

    >>> from servanda.case.load import parse
    >>> from servanda.case.template import first_case
    >>> decision_forecast(parse(first_case()), "invitation")
    Traceback (most recent call last):
    servanda.errors.InputError: no decision is called 'invitation'; there are none
    """
    decision = named(name, case.decisions, "decision")
    drawn = sample(case, worlds=min(worlds, MOST), seed=seed)
    columns = {
        member: _columns(drawn, f"decisions.{name}.members.{member}", decision)
        for member in decision.members
    }
    found = [
        _in_world({member: each[:, world] for member, each in columns.items()}, decision)
        for world in range(len(drawn))
    ]
    weight = np.stack([each[1] * each[2] for each in columns.values()])
    shares = (weight / weight.sum(axis=0)).mean(axis=1)
    return DecisionForecast(
        decision,
        {way: np.array([each.alternatives[way] for each in found]) for way in METHODS},
        np.array([each.spread for each in found]),
        dict(zip(columns, map(float, shares), strict=True)),
        {member: each[0] for member, each in columns.items()},
    )


def explore_decisions(study: CaseStudy, decision: str | None = None) -> list[Finding]:
    """Forecast each decision of the case, and say who stands where with what weight."""
    found = []
    for name in [decision] if decision else study.case.decisions:
        made = decision_forecast(study.case, name, worlds=study.worlds, seed=study.seed)
        found += [_outcome(study, made), _members(study, made)]
    return found


def _columns(drawn: Worlds, path: str, decision: Decision) -> Floats:
    scale = decision.scale
    position = np.clip(drawn.values(f"{path}.position"), scale.low, scale.high)
    weights = [
        np.maximum(drawn.values(f"{path}.{weight}"), LEAST_WEIGHT)
        for weight in ("capability", "salience")
    ]
    return np.stack([position, *weights])


def _in_world(columns: Mapping[str, Floats], decision: Decision) -> GroupForecast:
    members = [Member(name, *map(float, values)) for name, values in columns.items()]
    return forecast(members, (decision.scale.low, decision.scale.high))


def _quantiles(values: Floats) -> dict[str, Cell]:
    low, middle, high = np.quantile(values, (0.05, 0.5, 0.95))
    return {"low": float(low), "middle": float(middle), "high": float(high)}


def _outcome(study: CaseStudy, made: DecisionForecast) -> Finding:
    errors, scale = measured_errors(), made.decision.scale
    rows: list[dict[str, Cell]] = [
        {
            "label": f"{way}, error {errors[way] * made.width:.2g}",
            **_quantiles(values),
            "group": "the default" if way == made.default else "beside it",
            "error": errors[way] * made.width,
        }
        for way, values in made.forecasts.items()
    ]
    unit = f", {scale.unit}" if scale.unit else ""
    return Finding(
        "forecast",
        f"{made.decision.title}: where would {_who(study.case, made)} settle?",
        _claim(made),
        "interval",
        tuple(rows),
        _how(study, "each method in every world; errors on decisions of the past"),
        (
            _spread_says(made),
            CAVEAT.format(issues=decisions_measured()),
            "Bars hold 90% of worlds: they show what is not known of the members, and leave out "
            "the error of the method.",
        ),
        found=not made.disagrees,
        labels={"axis": f"{_ends(made)}{unit}", "error": "mean error on past decisions"},
        section=SECTION,
    )


def _members(study: CaseStudy, made: DecisionForecast) -> Finding:
    order = sorted(made.weights, key=lambda member: -made.weights[member])
    rows = tuple(
        {
            "label": f"{study.case.name_of(member)} ({made.weights[member]:.0%} of the weight)",
            **_quantiles(made.positions[member]),
            "weight": made.weights[member],
        }
        for member in order
    )
    first = order[0]
    return Finding(
        "forecast",
        f"{made.decision.title}: who stands where?",
        f"{study.case.name_of(first)} weighs most, with {made.weights[first]:.0%} of capability "
        f"times salience.",
        "interval",
        rows,
        _how(study, "positions drawn; weight is the mean share of capability times salience"),
        labels={"axis": _ends(made), "weight": "share of capability times salience"},
        section=SECTION,
    )


def _how(study: CaseStudy, method: str) -> Provenance:
    return replace(study.provenance(method, SOURCES), worlds=min(study.worlds, MOST))


def _who(case: Case, made: DecisionForecast) -> str:
    return case.name_of(made.decision.body) if made.decision.body else "they"


def _ends(made: DecisionForecast) -> str:
    """Say the scale: its labelled places, or its ends."""
    scale = made.decision.scale
    named = sorted(scale.labels.items(), key=lambda each: each[1])
    return "; ".join(f"{place:g} {label}" for label, place in named) or (
        f"{scale.low:g} to {scale.high:g}"
    )


def _nearest(made: DecisionForecast, value: float) -> str:
    """Say which labelled place lies nearest to a value, if any is labelled."""
    labels = made.decision.scale.labels
    if not labels:
        return ""
    label = min(labels, key=lambda each: abs(labels[each] - value))
    return f", nearest to “{label}” ({labels[label]:g})"


def _claim(made: DecisionForecast) -> str:
    values = _quantiles(made.forecasts[made.default])
    low, middle, high = (float(values[key] or 0.0) for key in ("low", "middle", "high"))
    unit = f" {made.decision.scale.unit}" if made.decision.scale.unit else ""
    error = measured_errors()[made.default] * made.width
    said = (
        f"At {middle:.3g}{unit} ({low:.3g} to {high:.3g} in 90% of worlds)"
        f"{_nearest(made, middle)}; on past decisions this method missed by {error:.2g} on "
        "average. "
    )
    middles = {way: float(np.median(each)) for way, each in made.forecasts.items()}
    least, most = min(middles, key=lambda w: middles[w]), max(middles, key=lambda w: middles[w])
    apart = f"from {middles[least]:.3g} ({least}) to {middles[most]:.3g} ({most})"
    if made.disagrees:
        return f"{said}The methods disagree by more than that, {apart}: trust none of them far."
    return f"{said}The methods agree within that error, {apart}."


def _spread_says(made: DecisionForecast) -> str:
    return (
        f"The members' positions spread by {float(np.median(made.spread)):.2g} around it (weighted "
        "standard deviation)."
    )


FORECAST = Question(
    "forecast",
    "What would each body that decides by bargaining settle on?",
    explore_decisions,
    of="case",
    names="decision",
    options=(Option("decision", str, "A decision of the case; all of them if left out."),),
    page=Page(
        SECTION,
        "What bodies would decide",
        "Some issues are settled by bargaining among the members of an alliance or a council. The "
        "default forecast is the mean of their positions, weighted by capability times salience; "
        "the other ways stand beside it with the error each made on past decisions. None of it "
        "enters the numbers of the proposals.",
    ),
    needs="a decision taken by bargaining among many; add one under `decisions`",
    worlds=500,
)
