"""SVG as text, in which nothing can run."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from servanda.report.drawings.svg import Picture, circle, line, path, rect, text, wrapped


@pytest.mark.parametrize("attack", ["<script>x</script>", '" onload="x', "a\u202eb", "&amp;"])
def test_words_are_words(attack: str) -> None:
    picture = Picture(100)
    picture.add(text(1, 2, attack), line(0, 0, 1, 1, attack))
    root = ElementTree.fromstring(picture.svg("p", attack, attack))
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags == {"svg", "title", "desc", "text", "line"}
    assert not any(name.startswith("on") for element in root.iter() for name in element.attrib)
    assert "\u202e" not in picture.svg("p", attack, attack)


def test_pieces_are_what_they_are_asked_to_be() -> None:
    assert ElementTree.fromstring(circle(3, 4, 5, "#000000")).attrib["cx"] == "3"
    assert ElementTree.fromstring(rect(0, 0, -5, 2, "red")).attrib["width"] == "0"
    points = [(0.0, 1.0), (2.5, 3.0)]
    assert ElementTree.fromstring(path(points, "red")).tag == "polyline"
    assert ElementTree.fromstring(path(points, "red", filled=True)).tag == "polygon"
    assert 'points="0.0,1.0 2.5,3.0"' in path(points, "red")


def test_words_are_broken_and_cut() -> None:
    assert wrapped("short", 500) == ["short"]
    lines = wrapped("one two three four five six seven eight", 60, 3)
    assert len(lines) == 3 and lines[-1].endswith("…")
    assert wrapped("", 100) == []
