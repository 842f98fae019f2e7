"""What a file says about itself."""

from __future__ import annotations

from datetime import date

from servanda.reading.text.extracted import as_date


def test_a_day_is_read_of_an_iso_date_or_time_and_of_nothing_else() -> None:
    assert as_date(" 2025-03-01T12:00:00Z") == as_date("2025-03-01") == date(2025, 3, 1)
    for wrong in ("", "1 March 2025", "2025-13-01", "2025-02-30"):
        assert as_date(wrong) is None
