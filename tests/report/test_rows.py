"""Results as plain tables."""

from __future__ import annotations

import pytest
from tests.report.conftest import Assessed

from servanda.report.material import material
from servanda.report.rows import columns_of, tables_of


@pytest.fixture(scope="module")
def tables(strait_assessed: Assessed):
    return tables_of(
        material(strait_assessed.case, strait_assessed.assessment, strait_assessed.folder)
    )


def test_the_rows_of_a_table_share_their_columns_and_empty_tables_are_left_out(tables) -> None:
    assert set(tables) == {"proposals", "parties", "holding", "assumptions"}
    for rows in tables.values():
        assert all(list(row) == list(rows[0]) for row in rows)
        assert all(len(column) == len(rows) for column in columns_of(rows).values())


def test_a_row_is_what_it_says(tables, strait_assessed: Assessed) -> None:
    assessment = strait_assessed.assessment
    assert [row["proposal"] for row in tables["proposals"]] == [r.id for r in assessment]
    assert len(tables["parties"]) == sum(len(r.parties) for r in assessment)
    years = {row["year"] for row in tables["holding"]}
    assert years == set(assessment["truce"].would_hold)
    held = next(row for row in tables["assumptions"] if row["number"] == "war.front.held")
    assert held["value_5"] < held["value_50"] < held["value_95"]
    assert (held["unit"], held["basis"]) == ("share", "unsourced")
