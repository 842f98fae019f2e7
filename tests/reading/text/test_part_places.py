"""What the place of a part in its line and on its page tells."""

from __future__ import annotations

import pytest

from servanda.reading.text.head_lines import lines_of
from servanda.reading.text.part_places import Page, folded


def page(*lines: str) -> Page:
    return Page(list(lines_of(lines, [])))


@pytest.mark.parametrize(
    ("lines", "place", "sign"),
    [
        (("Truce holds", "Quay, 3 May 2024"), (1, 0), "only with a day"),
        (("Truce holds", "Quay, 3 May 2024"), (1, 0), "beside a day"),
        (("THE QUAY", "3 May 2024", "Truce holds"), (0, 0), "day below"),
        (("Truce holds", "3 May 2024", "The Quay"), (2, 0), "day above"),
        (("Truce holds", "OSLO, May 3 (Quay) — The two sides met in the town to sign it."), (1, 2),
         "agency"),
        (("Truce holds", "By Ana Ruiz of Quay, 3 May 2024"), (1, 1), "behind a writer"),
        (("Quay News Service", "Truce holds", "OSLO, 3 May 2024 (QNS)"), (0, 0), "again"),
        (("UNITED NATIONS", "SECURITY COUNCIL", "3 May 2024"), (0, 0), "over a body"),
        (("UNITED NATIONS", "SECURITY COUNCIL", "3 May 2024"), (0, 0), "body at the top"),
    ],
)  # fmt: skip
def test_places_of_outlets(lines: tuple[str, ...], place: tuple[int, int], sign: str) -> None:
    assert sign in page(*lines).outlet_signs(*place)


@pytest.mark.parametrize(
    ("line", "sign"),
    [
        ("Maria Ruiz in Oslo", "town"),
        ("Maria Ruiz, Political Editor", "before a role"),
        ("By Our Harbour Correspondent", "ours"),
        ("Maria Ruiz, 3 May 2024", "only with a day"),
    ],
)
def test_places_of_writers(line: str, sign: str) -> None:
    assert sign in page("Truce holds", line).writer_signs(1, 0)


@pytest.mark.parametrize(
    ("line", "at", "sign"),
    [
        ("The Quay | Maria Ruiz", 0, "bar"),
        ("Maria Ruiz, Oslo", 0, "before a town"),
        ("Maria Ruiz", 0, "alone"),
        ("Analysis: Maria Ruiz", 1, "behind a section"),
        ("From our reporter on the coast, Maria Ruiz", 1, "behind a role"),
    ],
)
def test_where_a_part_stands(line: str, at: int, sign: str) -> None:
    assert sign in page("Truce holds", line).standing(1, at)


def test_names_are_compared_without_article_and_capitals() -> None:
    assert folded("The QUAY-Post") == folded("Quay Post")
