"""Agreements: kept where they stand, and somebody must say who broke the others."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.exchange.conftest import FILES

from servanda.case.keys.case import Case
from servanda.errors import InputError
from servanda.exchange.asked import Asked
from servanda.exchange.lay_outs import piece_of


def test_ucdp_agreements_that_stand_are_promises_kept(vard: Case) -> None:
    piece = piece_of(FILES / "ucdp_agreements.csv", Asked(vard, alike="0.3 to 0.8"))
    assert list(piece.values) == ["record.quay_protocol_2006"]
    entry = piece.into(vard).record["quay_protocol_2006"]
    assert {actor: conduct.kept for actor, conduct in entry.conduct.items()} == {
        "norland": True, "sutherland": True,
    }  # fmt: skip
    assert entry.conduct["norland"].cite[0].quote in piece.source[2]
    said = " ".join(piece.told)
    assert "Farland: Government 1" in said and "it does not say who" in said


def test_who_broke_what_is_left_to_be_completed(vard: Case) -> None:
    piece = piece_of(FILES / "ucdp_agreements.csv", Asked(vard))
    (ended,) = piece.open.values()
    assert ended["kind"] == "ceasefire" and ended["ended"] == 2004
    assert {each["kept"] for each in ended["conduct"].values()} == {"?"}
    assert "# record:" in str(piece) and "vard_ceasefire_1998" in str(piece)


def test_how_alike_they_are_is_a_gap_unless_somebody_says(vard: Case) -> None:
    piece = piece_of(FILES / "ucdp_agreements.csv", Asked(vard))
    entry = piece.into(vard).record["quay_protocol_2006"]
    assert entry.conduct["norland"].similarity.is_gap
    assert any("is a gap" in said for said in piece.told)


def test_a_case_knows_what_had_ended_by_its_day(vard: Case) -> None:
    early = vard.model_copy(update={"as_of": date(2003, 1, 1)})
    piece = piece_of(FILES / "ucdp_agreements.csv", Asked(early))
    assert list(piece.values) == ["record.vard_ceasefire_1998"] and not piece.open
    assert "1 agreements after 2003-01-01, the day of the case, were left out." in piece.told


def test_pa_x_writes_nothing_by_itself(vard: Case) -> None:
    piece = piece_of(FILES / "pax.csv", Asked(vard))
    assert not piece.values and list(piece.open) == ["record.agreement_on_the_harbour_1995"]
    said = " ".join(piece.told)
    assert "Farland talks 1" in said and "status “Unilateral document” 1" in said
    assert "and not whether it was kept" in said


def test_what_is_not_known_is_refused(vard: Case, tmp_path: Path) -> None:
    text = (FILES / "ucdp_agreements.csv").read_text(encoding="utf-8")
    bad = tmp_path / "ucdp_agreements.csv"
    bad.write_text(text.replace(",0,,,1,", ",7,,,1,", 1), encoding="utf-8")
    with pytest.raises(InputError, match="ended is `7`"):
        piece_of(bad, Asked(vard))
    bad.write_text(text.replace("Norland", "Westland"), encoding="utf-8")
    with pytest.raises(InputError, match="no agreement is between two parties"):
        piece_of(bad, Asked(vard))


def test_the_whole_data_set_is_read(shared: Path, vard: Case) -> None:
    file = shared / "data" / "agreements" / "ucdp_pad_v22_1.csv"
    if not file.exists():
        pytest.skip("the data set is not beside this checkout")
    guatemala = Asked(vard, {"Government of Guatemala": "norland", "URNG": "sutherland"})
    sudan = Asked(vard, {"Government of Sudan": "norland", "SPLM/A": "sutherland"})
    kept, broken = piece_of(file, guatemala), piece_of(file, sudan)
    assert kept.values and broken.open
    assert {body["conduct"]["norland"]["kept"] for body in kept.values.values()} == {True}
    assert len(kept.into(vard).record) == len(vard.record) + len(kept.values)
