"""A graph model as GraphML, for programs that draw and measure networks."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from servanda.errors import GraphError
from servanda.escaping.hidden import visible
from servanda.graph.model import Model
from servanda.graph.solve import Solution

__all__ = ["graphml"]

MOST_STATES = 100_000
_SPACE = "http://graphml.graphdrawing.org/xmlns"


def graphml(model: Model, solution: Solution | None = None) -> bytes:
    """Return a model as GraphML: a node a state, an edge a move of a decision maker.

    Nodes carry `label`, `pattern`, `status_quo`, each decision maker's `rank of NAME` (higher is
    better), and with a `solution` whether they are an equilibrium of each concept; edges carry
    `decision_maker` and `gain`, whether the mover prefers where it leads.

    Raises: GraphError for more than 100,000 states, or for preferences that are no ranking.

    >>> from servanda.graph.model import option_model
    >>> made = graphml(option_model({"A": ["Hold"], "B": ["Help"]}, {"A": ["1"], "B": ["2"]}))
    >>> made.count(b"<node"), made.count(b"<edge")
    (4, 8)
    """
    if model.states > MOST_STATES:
        raise GraphError(
            f"{model.states:,} states are too many for GraphML; at most {MOST_STATES:,}"
        )
    if not model.simple:
        raise GraphError("GraphML carries rankings alone, and some preferences here are none")
    root = ET.Element("graphml", {"xmlns": _SPACE})
    keys = _Keys(root)
    graph = ET.SubElement(root, "graph", {"id": "states", "edgedefault": "directed"})
    equilibria = {n: a.equilibria for n, a in solution.answers.items()} if solution else {}
    for state in range(model.states):
        node = ET.SubElement(graph, "node", {"id": f"s{state + 1}"})
        keys.put(node, "label", model.labels[state])
        if model.codes is not None:
            keys.put(node, "pattern", model.pattern(state))
        keys.put(node, "status_quo", state == model.status_quo)
        for name, preference in zip(model.decision_makers, model.preferences, strict=True):
            keys.put(node, f"rank of {name}", int(preference.ranks[state]))
        for concept, stable in equilibria.items():
            keys.put(node, concept, bool(stable[state]))
    for i, (name, preference) in enumerate(
        zip(model.decision_makers, model.preferences, strict=True)
    ):
        for state in range(model.states):
            for target in model.moves.out(i, state):
                ends = {"source": f"s{state + 1}", "target": f"s{target + 1}"}
                edge = ET.SubElement(graph, "edge", ends)
                keys.put(edge, "decision_maker", name)
                keys.put(edge, "gain", bool(preference.ranks[target] > preference.ranks[state]))
    ET.indent(root)
    written: bytes = ET.tostring(root, "utf-8", xml_declaration=True)
    return written


class _Keys:
    """The attributes of a file, declared where they are first used."""

    def __init__(self, root: ET.Element) -> None:
        self._root = root
        self._ids: dict[tuple[str, str], str] = {}

    def put(self, element: ET.Element, name: str, value: str | int | bool) -> None:
        """Give a node or an edge a value under a name."""
        place = (element.tag, name)
        if place not in self._ids:
            self._ids[place] = f"d{len(self._ids)}"
            kinds: dict[type, str] = {bool: "boolean", int: "int"}
            key = ET.Element("key", {
                "id": self._ids[place], "for": element.tag, "attr.name": visible(name),
                "attr.type": kinds.get(type(value), "string"),
            })  # fmt: skip
            self._root.insert(len(self._ids) - 1, key)
        data = ET.SubElement(element, "data", {"key": self._ids[place]})
        data.text = str(value).lower() if isinstance(value, bool) else visible(str(value))
