"""Why a decision maker stays or leaves: the shortest answers to what tempts it."""

from __future__ import annotations

from models import threat, three

from servanda.graph.reasons import temptations
from servanda.graph.relation import reading
from servanda.graph.solve import solve

PLAIN = reading("")
RULES = {"gmr": (False, False), "smr": (False, True), "seq": (True, False), "sseq": (True, True)}


def test_a_state_is_stable_where_every_temptation_has_its_answer() -> None:
    for model in (threat(), three()):
        answers = solve(model, list(RULES)).answers
        for name, rule in RULES.items():
            for i in range(len(model.decision_makers)):
                for s in range(model.states):
                    found = temptations(model, model.preferences, i, s, PLAIN)
                    stays = all(each.answers[rule] is not None for each in found)
                    assert stays == bool(answers[name].stable[i, s]), (name, i, s)


def test_an_answer_is_a_legal_way_from_the_temptation() -> None:
    model = three()
    for i in range(3):
        for s in range(model.states):
            for each in temptations(model, model.preferences, i, s, PLAIN):
                for answer in filter(None, each.answers.values()):
                    place = each.target
                    for before, move in zip((None, *answer.moves), answer.moves, strict=False):
                        assert move.source == place and move.dm != i
                        assert before is None or before.dm != move.dm
                        assert move.target in model.moves.out(move.dm, place)
                        place = move.target
                    assert answer.end == place
                if each.answers[True, False] is not None:
                    assert each.answers[True, False].credible
