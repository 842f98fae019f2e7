"""The shipped tables hold together, and state names are those of the Unicode locale data."""

from __future__ import annotations

import re
from datetime import date

import pytest

from servanda.reading.who.tables import actors, decision_rule, members, offices, rows

NOT_STATES = set(
    """AC AI AQ AS AW AX BL BM BQ BV CC CK CP CQ CW CX DG EA EH EU EZ FK FO GF GG GI GL GP GS GU HK
    HM IC IM IO JE KY MF MO MP MQ MS NC NF NU PF PM PN PR QO RE SH SJ SX TA TC TF TK UM UN VG VI WF
    XA XB YT ZZ""".split()  # noqa: SIM905
)


def test_every_state_of_the_locale_data_is_there_by_its_name() -> None:
    babel = pytest.importorskip("babel")
    names = babel.Locale("en").territories
    ours = {row["iso2"]: row["name"] for row in rows("states") if row["iso2"]}
    theirs = {k: v for k, v in names.items() if re.fullmatch("[A-Z]{2}", k) and k not in NOT_STATES}
    assert ours == theirs


@pytest.mark.parametrize("table", ["states", "organisations", "offices", "memberships", "rules"])
def test_every_row_is_whole(table: str) -> None:
    for row in rows(table):
        assert None not in row
        assert None not in row.values(), row


def test_everything_refers_to_an_actor() -> None:
    known = actors()
    for office in offices():
        assert office.of in known
        assert office.until is None or office.until > office.since, office
    for row in rows("memberships"):
        assert row["organisation"] in known
        assert set(row["members"].split(";")) <= set(known)


@pytest.mark.parametrize(
    ("organisation", "day", "count"),
    [
        ("NATO", date(2008, 6, 1), 26),
        ("NATO", date(2022, 3, 1), 30),
        ("NATO", date(2024, 4, 1), 32),
        ("EU", date(2019, 1, 1), 28),
        ("EU", date(2024, 1, 1), 27),
        ("UNSC", date(2024, 1, 1), 5),
        ("ECOWAS", date(2024, 1, 1), 15),
    ],
)
def test_memberships_on_a_day(organisation: str, day: date, count: int) -> None:
    assert len(members(organisation, day)) == count


def test_no_one_leads_a_state_beside_another() -> None:
    """Two presidents on one day would make "the president" a guess."""
    for day in (date(2009, 3, 1), date(2016, 9, 12), date(2022, 3, 1), date(2025, 9, 5)):
        top: dict[str, set[str]] = {}
        for office in offices():
            if office.rank == "top" and office.held_on(day):
                top.setdefault(office.of, set()).add(office.person)
        assert not {of: who for of, who in top.items() if len(who) > 1}


def test_accession_takes_unanimity() -> None:
    rule = decision_rule("NATO", "membership")
    assert rule is not None
    assert rule.rule == "unanimity"
    assert "Article 10" in rule.basis
    assert decision_rule("NATO", "weather") is None
