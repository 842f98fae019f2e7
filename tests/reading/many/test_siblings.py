"""The year that a dateline leaves out is that of the articles given with it."""

from __future__ import annotations

from datetime import date

from servanda.reading.many.siblings import dated_together
from servanda.reading.read import Said, read_text


def article(id: str, line: str, published: date | None = None) -> Said:
    text = f"Truce signed\n\n{line}\n\nChad signed a truce."
    return read_text(text, id, published, lambda _: [])


BARE = "CAIRO, July 27 (Harbour Newswire) — It was signed."


def days(*read: Said) -> list[date | None]:
    return [said.source.published for said in dated_together(read)]


def test_a_day_takes_the_year_nearest_to_the_others() -> None:
    near = article("one", "A day.", date(1994, 8, 1))
    bare = article("two", BARE)
    assert bare.source.published is None
    assert days(near, bare) == [date(1994, 8, 1), date(1994, 7, 27)]
    assert days(bare, near) == [date(1994, 7, 27), date(1994, 8, 1)]


def test_where_the_others_are_years_apart_it_stays_unknown() -> None:
    far = [article("a", "x", date(1984, 8, 1)), article("b", "x", date(1994, 8, 1))]
    assert days(*far, article("c", BARE))[-1] is None


def test_where_nobody_bears_a_year_it_stays_unknown() -> None:
    assert days(article("a", BARE), article("b", BARE)) == [None, None]


def test_a_day_that_is_known_stays_and_the_order_too() -> None:
    read = [article(name, BARE, date(1990, 1, n + 1)) for n, name in enumerate("abc")]
    assert list(dated_together(read)) == read
    assert list(dated_together([])) == []
