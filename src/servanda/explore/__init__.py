"""What would have to change: explorations of the worlds and their outcomes.

Each exploration is one file that asks one question of a study and answers with findings;
`EXPLORATIONS` names them in the order in which a reader wants the answers.
"""

from servanda.explore.case_exploration import CaseExploration, CaseStudy, explore_case
from servanda.explore.exploration import Exploration, choose, explore_all
from servanda.explore.finding import COLUMNS, Finding, Provenance
from servanda.explore.methods.group_forecast import GroupForecast, Member, forecast
from servanda.explore.methods.pareto import Frontier, Lever, frontier, pareto, repair
from servanda.explore.methods.reference_class import CLASSES, ReferenceClass, gaps, reference_class
from servanda.explore.packages.findings import DEALS
from servanda.explore.questions.forecast import FORECAST
from servanda.explore.questions.linchpins import JOINT_LINCHPINS, LINCHPINS
from servanda.explore.questions.past import PAST
from servanda.explore.questions.scenarios import SCENARIOS
from servanda.explore.questions.what_matters import WHAT_MATTERS
from servanda.explore.questions.what_suffices import WHAT_SUFFICES
from servanda.explore.study import Input, Outcome, Study

__all__ = [
    "CLASSES",
    "COLUMNS",
    "DEALS",
    "EXPLORATIONS",
    "FORECAST",
    "OF_CASES",
    "PAST",
    "CaseExploration",
    "CaseStudy",
    "Exploration",
    "Finding",
    "Frontier",
    "GroupForecast",
    "Input",
    "Lever",
    "Member",
    "Outcome",
    "Provenance",
    "ReferenceClass",
    "Study",
    "choose",
    "explore_all",
    "explore_case",
    "forecast",
    "frontier",
    "gaps",
    "pareto",
    "reference_class",
    "repair",
]

EXPLORATIONS: tuple[Exploration, ...] = (
    LINCHPINS,
    JOINT_LINCHPINS,
    WHAT_SUFFICES,
    WHAT_MATTERS,
    SCENARIOS,
)
"""Every exploration, in order."""

OF_CASES: tuple[CaseExploration, ...] = (DEALS, PAST, FORECAST)
"""Every exploration of a whole case, in order."""
