"""What experts are asked: the numbers on which verdicts hang most."""

from __future__ import annotations

import pytest

from servanda.elicitation.form import Form, form_of


@pytest.fixture(scope="module")
def form(strait) -> Form:
    return form_of(strait, numbers=6)


def test_those_that_matter_most_come_first_and_within_their_limits(form: Form) -> None:
    matters = [each.matters for each in form.numbers]
    assert matters == sorted(matters, reverse=True) and len(matters) == 6
    assert matters[0] > 0.2
    for each in form.numbers:
        assert each.least <= each.low <= each.middle <= each.high <= each.most
        assert each.name and each.watch


def test_a_row_a_question_with_room_for_three_answers(form: Form) -> None:
    rows = form.rows()
    assert len(rows) == 6 + len(form.seeds) and form.seeds
    assert all(row["5%"] == row["50%"] == row["95%"] == "" for row in rows)
    assert all(list(row) == list(rows[0]) for row in rows)
