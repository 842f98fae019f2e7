"""Days as newsrooms print them, some in another language or without a year."""

from __future__ import annotations

from datetime import date

import pytest

from servanda.reading.text.printed_days import DAY, day_in, day_without_year, nearest_year


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("8 août 2022 — Harbour Monitor", date(2022, 8, 8)),
        ("1er juillet 1998", date(1998, 7, 1)),
        ("3 de mayo de 1996", date(1996, 5, 3)),
        ("12. Oktober 1991", date(1991, 10, 12)),
        ("Friday, 3rd of May 2024", date(2024, 5, 3)),
        ("it may be so", None),
    ],
)
def test_a_whole_day(line: str, day: date | None) -> None:
    assert day_in(line) == day


def test_a_year_is_taken_from_what_was_given_with_it() -> None:
    found = day_without_year(["Truce signed", "OSLO, Oct. 3 (Harbour Newswire) — It was signed."])
    assert found == (10, 3)
    assert nearest_year(found, [date(2016, 9, 26), date(2016, 11, 24)]) == date(2016, 10, 3)
    assert nearest_year((1, 2), [date(2016, 12, 30)]) == date(2017, 1, 2)
    assert nearest_year(found, [date(1999, 1, 1), date(2016, 1, 1)]) is None
    assert nearest_year(found, []) is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("week ending 21 Aug 99", date(1999, 8, 21)),
        ("Feb. 9, '78", date(1978, 2, 9)),
        ("13-Feb-2015", date(2015, 2, 13)),
        ("2015, 13 February", date(2015, 2, 13)),
        ("12/II/2015", date(2015, 2, 12)),
        ("30.XI.1998", date(1998, 11, 30)),
        ("April 9–15, 2022", date(2022, 4, 15)),
        ("the 12th day of February 2015", date(2015, 2, 12)),
        ("Freitag, 3. Mai 2024", date(2024, 5, 3)),
        ("14 maggio 2024", date(2024, 5, 14)),
        ("05/03/94", date(1994, 3, 5)),
        ("Tuesday 02/03/2015", date(2015, 2, 3)),
        ("12 decisions 1999", None),
        ("July 27 15 were killed", None),
        ("S/1999/777", None),
    ],
)
def test_a_day_in_more_notations(line: str, day: date | None) -> None:
    assert day_in(line) == day


def test_a_day_is_found_where_it_stands() -> None:
    for day in ("3 May 2024", "2024-05-03", "03.05.24", "3/V/2024", "Fri May 3"):
        found = DAY.search(f"The Quay, {day} (late)")
        assert found is not None
        assert found.group() == day
