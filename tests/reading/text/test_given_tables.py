"""Tables given where articles are read."""

from __future__ import annotations

import pytest

from servanda.reading.text.given_tables import table_kind


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("event_id_cnty,event_date,event_type\n1,2024-01-01,Battles\n", "x.txt", "events (ACLED)"),
        ("AgtId;Agt;Dat\n1;x;2020\n", "x.csv", "peace agreements (PA-X)"),
        ("date\tareakm2\n2024-01-01\t5\n", "x.tsv", "areas by day"),
        ("a,b\n1,2\n", "x.csv", "a table (a, b, …), not an article"),
        ('{"a": 1}', "x.json", "data in JSON"), ('[{"a": 1}]', "x.txt", "data in JSON"),
        ('{"a": 1}\n{"a": 2}\n', "x.jsonl", "data in JSON"),
    ],
)  # fmt: skip
def test_a_table_is_called_one_and_what_would_read_it(text: str, name: str, said: str) -> None:
    assert said in table_kind(text, name)


@pytest.mark.parametrize(
    "text",
    ["", "France, Spain, and Italy met on Monday.\nThey talked, and left, and wrote.\n",
     "[Music] He said so.", "On Monday, in Rome, they met\nand on Tuesday they left\n"],
)  # fmt: skip
def test_an_article_is_none(text: str) -> None:
    assert table_kind(text, "x.txt") == ""
