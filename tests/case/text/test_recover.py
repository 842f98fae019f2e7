"""What can still be read of a YAML file with an error of notation in it."""

from __future__ import annotations

from servanda.case.text.recover import compose_all, names_in_text


def test_one_broken_block_costs_only_itself() -> None:
    text = "title: The isle\nissues:\n  isle: [1\n  port: {a: 1}\nlimits: [x]\n"
    found = compose_all(text, "case.yaml")
    assert found.root is not None
    plain = found.root.plain()
    assert plain["title"] == "The isle" and plain["limits"] == ["x"]
    assert plain["issues"] == {"port": {"a": 1}}
    assert found.lost == (("issues", "isle"),) and "isle" in found.lost_words
    assert len(found.faults) == 1 and found.faults[0].line == 3


def test_tabs_are_told_and_taken_for_what_they_must_have_meant() -> None:
    found = compose_all("war:\n  trend: 1\n  \tswing: 2\n", "case.yaml")
    assert found.root is not None
    assert found.root.plain() == {"war": {"trend": 1, "swing": 2}}
    assert [(fault.line, fault.wrong) for fault in found.faults] == [
        (3, "a tab stands in the indentation")
    ]


def test_a_key_that_stands_twice_is_told_with_its_first_line() -> None:
    found = compose_all("a: 1\nb: [2\na: 3\n", "f")
    assert any(fault.wrong == "this key stands twice, first on line 1" for fault in found.faults)


def test_a_sound_text_is_read_as_it_is_and_a_hopeless_one_not_at_all() -> None:
    assert compose_all("a: 1\n", "f").faults == ()
    assert compose_all("[[[", "f").root is None
    assert names_in_text("Norland: {east_mark: 1}") == {"east_mark"}
