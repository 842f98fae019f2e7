"""What a report carries inside, so that it can be made again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from servanda.errors import InputError
from servanda.report.embedding import differences, embedded, listing, read_back, report_text

PARTS = {
    "case": "title: x\n",
    "options": json.dumps(
        {"seed": 3, "worlds": 40, "version": "1", "public": False, "part": "both"}
    ),
    "digits": json.dumps({"a": 1.5}),
    "texts": json.dumps({"s": "words"}),
}


def page(**changed: str) -> str:
    parts = {**PARTS, **changed}
    return "".join(f'<pre id="servanda-{n}">{listing(text)}</pre>' for n, text in parts.items())


@pytest.mark.parametrize("text", ["<a & 'b' \">", "a\u202eb\x00c", "[U+202E]", "\U0001f54a\r\n"])
def test_a_listing_comes_back_to_the_letter(text: str) -> None:
    assert read_back(str(listing(text))) == text
    assert "\u202e" not in listing(text) and "<a" not in listing(text)


def test_what_was_put_in_comes_out() -> None:
    found = embedded(page())
    assert (found.case_yaml, found.seed, found.worlds, found.digits) == (
        "title: x\n", 3, 40, {"a": 1.5},
    )  # fmt: skip
    assert found.texts == {"s": "words"} and found.explored is None


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"options": "{}"}, "`seed` that is no whole number"),
        ({"options": PARTS["options"].replace("40", "0")}, "`worlds` that is not between 1 and"),
        ({"options": PARTS["options"].replace('"both"', '"all"')}, "a `part` that is none of"),
        ({"digits": "[1]"}, "no JSON object"), ({"digits": "{"}, "no JSON"),
        ({"digits": '{"a": NaN}'}, "no JSON"),
        ({"digits": '{"a": ' + "[" * 70 + "]" * 70 + "}"}, "more than 64 deep"),
        ({"texts": '{"s": 1}'}, "something that is no text"),
    ],
)  # fmt: skip
def test_what_no_report_holds_is_refused(changed: dict[str, str], said: str) -> None:
    with pytest.raises(InputError, match=said):
        embedded(page(**changed))


def test_no_part_and_a_part_twice_are_told() -> None:
    with pytest.raises(InputError, match="this is no whole servanda report"):
        embedded("<p>hello</p>")
    with pytest.raises(InputError, match="holds two parts called `case`"):
        embedded(page() + '<pre id="servanda-case">x</pre>')


def test_ends_of_lines_do_not_count(tmp_path: Path) -> None:
    file = tmp_path / "r.html"
    file.write_bytes(b"\xef\xbb\xbfa\r\nb\n")
    assert report_text(file) == "a\nb\n"
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="no whole servanda report"):
        report_text(file)
    with pytest.raises(InputError, match="this is no ordinary file"):
        report_text(tmp_path)


def test_differences_are_told_by_their_place() -> None:
    said = {"a": [{"id": "x", "n": 1}], "b": 2, "gone": 1}
    here = {"a": [{"id": "x", "n": 2}], "b": 2.0, "new": 1}
    assert differences(said, here) == [
        ("a.x.n", 1, 2), ("b", 2, 2.0), ("gone", 1, None), ("new", None, 1),
    ]  # fmt: skip
    assert differences(said, said) == []
