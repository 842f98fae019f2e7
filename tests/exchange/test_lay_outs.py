"""What a file is is told by its headings; what is not understood is named with what reads it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.exchange.conftest import FILES

from servanda.case.keys.case import Case
from servanda.errors import InputError
from servanda.exchange.asked import Asked
from servanda.exchange.lay_outs import LAY_OUTS, piece_of


@pytest.mark.parametrize("lay_out", [each.name for each in LAY_OUTS])
def test_each_lay_out_is_known_by_its_headings(lay_out: str, vard: Case) -> None:
    found = piece_of(FILES / f"{lay_out}.csv", Asked(vard))
    named = piece_of(FILES / f"{lay_out}.csv", Asked(vard), lay_out)
    assert found.to_dict() == named.to_dict()


def test_a_table_nobody_knows_is_refused_with_what_each_lay_out_lacks(
    tmp_path: Path, vard: Case
) -> None:
    file = tmp_path / "tea.csv"
    file.write_text("cups,pots\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match="no lay-out that is known has its headings") as told:
        piece_of(file, Asked(vard))
    for word in ("cups", "event_id_cnty", "type_of_violence", "pa_name", "AgtId", "areaKm2"):
        assert word in str(told.value)
    with pytest.raises(InputError, match="it is without"):
        piece_of(file, Asked(vard), "ged")
    with pytest.raises(InputError, match="no lay-out is called 'tea'; there are acled, ged"):
        piece_of(file, Asked(vard), "tea")


@pytest.mark.parametrize(
    ("name", "says"),
    [("a.gmcr", "servanda graph solve"), ("a.efg", "Gambit"), ("a.pdf", "servanda read"),
     ("a.qdpx", "REFI-QDA"), ("case.yaml", "servanda check")],
)  # fmt: skip
def test_files_that_others_read_are_named(name: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        piece_of(Path(name), Asked())
