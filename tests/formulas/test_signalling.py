"""What a signal tells, and what each type would pay."""

from __future__ import annotations

import pytest
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, one, prefix_of, rows_for

from servanda.formulas.formula import Columns
from servanda.formulas.signalling import (
    CLASSES,
    belief_after_signal,
    sunk_cost_signalling,
    sunk_signal,
    tied_hands_signal,
    tied_hands_signalling,
)


def test_a_hopeless_signal_deters_nobody() -> None:
    told = sunk_cost_signalling(
        q=[0.2, 0.0], q_star=[1.2 - 0.2, 0.4], v_resolute=1, v_irresolute=0.3, c=0.7, k=0.1
    )
    assert told["challenge"].tolist() == [1.0, 1.0]


def after_signal(row: Row, case: Case) -> object:
    at = row["inputs"]
    told = belief_after_signal(
        prior=at["prior"], imitated=at["Pr_signal_irresolute"], committed=at["committed_share"]
    )
    return {"posterior": one(told, "posterior"), "qhat": one(told, "q_hat")}


def signalled(at: Row) -> Columns:
    game = {"q": at["q"], "q_star": 0.375, "v_resolute": 1.0, "v_irresolute": 0.35, "c": 0.7}
    if at["a"]:
        return tied_hands_signalling(**game, a=at["a"])
    return sunk_cost_signalling(**game, k=at["k"])


def signal(row: Row, case: Case) -> object:
    at = row["inputs"]
    told = signalled(at)
    assert CLASSES[int(told["kind"][0])].startswith(at["cls"].split(" (")[0])
    sent = one(told, "resolute_signals") + one(told, "irresolute_signals") > 0.0
    return {
        "R_signal": one(told, "resolute_signals"), "I_signal": one(told, "irresolute_signals"),
        "challenge_after_signal": one(told, "challenge_after_signal") if sent else None,
        "challenge_after_silence": one(told, "challenge_after_silence"),
        "posterior": one(told, "belief"),
    }  # fmt: skip


def selected(row: Row, case: Case) -> object:
    return CLASSES[int(signalled(row["inputs"])["kind"][0])]


HANDLERS = {"cred_signal": after_signal, "ED2": signal, "selection_ED2": selected}


@pytest.mark.parametrize("name", rows_for("signalling"))
def test_oracle_row(name: str, case: Case) -> None:
    row = ROWS[name]
    agree(name, HANDLERS[prefix_of(name)](row, case), row["expected"], row.get("tol", 0.0))


def test_on_the_line_between_two_classes() -> None:
    assert sunk_signal(0.375, 0.375, 0.35, 0.1)[0] == 0  # belief suffices
    assert sunk_signal(0.2, 0.375, 0.35, 0.35)[0] == 2  # no bluffer pays as much as its stake
    assert sunk_signal(0.2, 1.0, 0.35, 0.1)[0] == 4
    assert sunk_signal(0.0, 0.375, 0.35, 0.1)[0] == 4
    assert tied_hands_signal(0.375, 0.375, 0.35, 0.7, 0.1)[0] == 0
    assert tied_hands_signal(0.2, 0.375, 0.25, 0.75, 0.5)[0] == 3  # even the irresolute fights
    assert tied_hands_signal(0.2, 1.0, 0.35, 0.7, 0.1)[0] == 4
    assert tied_hands_signal(0.0, 0.375, 0.35, 0.7, 0.1)[0] == 4
    assert tied_hands_signal(0.0, 0.375, 0.25, 0.75, 0.5)[0] == 3


def test_a_bluffer_is_even_and_leaves_belief_at_the_threshold() -> None:
    _, sure, bluff, challenge, _, belief = sunk_signal(0.2, 0.4, 0.35, 0.1)
    assert (sure, belief) == (1.0, 0.4)
    assert 0.2 / (0.2 + 0.8 * bluff) == pytest.approx(0.4)
    assert (1 - challenge) * 0.35 == pytest.approx(0.1)
    _, _, bluff, challenge, _, _ = tied_hands_signal(0.2, 0.4, 0.35, 0.7, 0.1)
    assert 0.2 / (0.2 + 0.8 * bluff) == pytest.approx(0.4)
    assert (1 - challenge) * 0.35 == pytest.approx(challenge * 0.1)


def test_a_challenge_is_counted_over_both_moves() -> None:
    game = {"q": 0.2, "q_star": 0.4, "v_resolute": 1.0, "v_irresolute": 0.35, "c": 0.7}
    told = sunk_cost_signalling(**game, k=0.1)
    signals = 0.2 + 0.8 * told["irresolute_signals"][0]
    after = told["challenge_after_signal"][0]
    assert told["challenge"][0] == pytest.approx(signals * after + 1 - signals)
    silent = sunk_cost_signalling(**{**game, "q": 0.5}, k=0.1)
    assert (silent["challenge_after_signal"][0], silent["challenge"][0]) == (0.0, 0.0)


def test_belief_after_a_signal_is_bayes_rule() -> None:
    told = belief_after_signal(prior=[0.2, 0.0, 1.0], imitated=[0.5, 0.5, 0.0], committed=0.25)
    assert told["posterior"].tolist() == pytest.approx([0.2 / 0.6, 0.0, 1.0])
    assert told["q_hat"].tolist() == pytest.approx([1 / 3 + 2 / 3 * 0.25, 0.25, 1.0])
