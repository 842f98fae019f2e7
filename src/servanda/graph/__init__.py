"""The graph model for conflict resolution: who can move where, who prefers what, what is stable.

>>> import servanda.graph as g
>>> chicken = g.option_model(
...     {"A": ["Drive on"], "B": ["Go straight"]}, {"A": [2, 3, 1, 0], "B": [2, 1, 3, 0]}
... )
>>> g.solve(chicken, ["nash", "gmr"]).equilibria
{'nash': ['2', '3'], 'gmr': ['1', '2', '3']}
"""

from servanda.graph.model import Model, option_model
from servanda.graph.options import Option
from servanda.graph.preferences import (
    Preference,
    by_pairs,
    by_ranking,
    by_statements,
    by_utility,
    by_weights,
)
from servanda.graph.read import model_from, read_model
from servanda.graph.solve import Solution, explain, mixed_equilibria, solve, solve_command
from servanda.graph.stability import CONCEPTS, concept_called

__all__ = [
    "CONCEPTS",
    "Model",
    "Option",
    "Preference",
    "Solution",
    "by_pairs",
    "by_ranking",
    "by_statements",
    "by_utility",
    "by_weights",
    "concept_called",
    "explain",
    "mixed_equilibria",
    "model_from",
    "option_model",
    "read_model",
    "solve",
    "solve_command",
]
