"""What was said against what came true, drawn."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from servanda.report.drawings.calibration import Dot, calibration
from servanda.settlements.calibration import Fifth

BINS = (Fifth(0.25, 0.0, 0.0, 0.3, 8), Fifth(0.75, 1.0, 0.7, 1.0, 8))


def circles(svg: str) -> list[tuple[float, float, str]]:
    found = [each.attrib for each in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}circle")]
    return [(float(each["cx"]), float(each["cy"]), each["fill"]) for each in found]


def drawn(series: dict[str, tuple[Fifth, ...]], dots: list[Dot]) -> str:
    return calibration(series, dots, "said", "came", "rims").svg("name", "A title", "What it is")


def test_a_bin_stands_where_it_was_said_and_as_high_as_it_came() -> None:
    (low, high) = circles(drawn({"one": BINS}, []))
    assert low[0] < high[0] and low[1] > high[1]
    assert all(words in drawn({"one": BINS}, []) for words in ("said", "came", "rims", "A title"))


def test_cases_stand_on_the_rims_hollow_or_filled() -> None:
    upper, lower = circles(drawn({}, [Dot(0.5, True), Dot(0.5, False, hollow=True)]))
    assert upper[0] == lower[0] and upper[1] < lower[1]
    assert upper[2] != lower[2] == "#ffffff"


def test_bars_of_two_series_never_cover_one_another() -> None:
    svg = drawn({"one": BINS, "two": BINS}, [])
    places = [x for x, _, _ in circles(svg)]
    assert len(set(places)) == 4
    assert re.search(">one<", svg) and re.search(">two<", svg), "a legend where there are two"
