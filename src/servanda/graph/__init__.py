"""The graph model for conflict resolution: who can move where, who prefers what, what is stable.

>>> import servanda.graph as g
>>> chicken = g.option_model(
...     {"A": ["Drive on"], "B": ["Go straight"]}, {"A": [2, 3, 1, 0], "B": [2, 1, 3, 0]}
... )
>>> g.solve(chicken, ["nash", "gmr"]).equilibria
{'nash': ['2', '3'], 'gmr': ['1', '2', '3']}
"""

from servanda.callable_room import callable_room
from servanda.graph.attitude import solve_attitudes
from servanda.graph.ensemble import Ensemble, completions, ensemble
from servanda.graph.evolution import Evolution, evolution
from servanda.graph.goal import Goal, seek
from servanda.graph.graded import certainty_from_worlds, solve_fuzzy, solve_probabilistic
from servanda.graph.inverse import Needed, Region, conditions, inverse
from servanda.graph.least_change import Change, least_change
from servanda.graph.model import Model, option_model
from servanda.graph.options import Option
from servanda.graph.perception import (
    Hypergame,
    HypergameSolution,
    hypergame_from,
    read_hypergame,
    solve_hypergame,
)
from servanda.graph.picture import draw
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
from servanda.graph.write import model_data, write_model
from servanda.pixels import png_of as png

__all__ = [
    "CONCEPTS",
    "Change",
    "Ensemble",
    "Evolution",
    "Goal",
    "Hypergame",
    "HypergameSolution",
    "Model",
    "Needed",
    "Option",
    "Preference",
    "Region",
    "Solution",
    "by_pairs",
    "by_ranking",
    "by_statements",
    "by_utility",
    "by_weights",
    "certainty_from_worlds",
    "completions",
    "concept_called",
    "conditions",
    "draw",
    "ensemble",
    "evolution",
    "explain",
    "hypergame_from",
    "inverse",
    "least_change",
    "mixed_equilibria",
    "model_data",
    "model_from",
    "option_model",
    "png",
    "read_hypergame",
    "read_model",
    "seek",
    "solve",
    "solve_attitudes",
    "solve_command",
    "solve_fuzzy",
    "solve_hypergame",
    "solve_probabilistic",
    "write_model",
]

callable_room(__name__)
