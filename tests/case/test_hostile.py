"""No file makes reading slow, deep, or raise anything but a fault."""

from __future__ import annotations

import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from servanda.case.check import check
from servanda.case.load import faults, parse
from servanda.errors import CaseError

TEN_MB = 10_000_000


def laughs(levels: int = 9) -> str:
    lines = ["l0: &l0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"l{i}: &l{i} [{', '.join([f'*l{i - 1}'] * 9)}]" for i in range(1, levels)]
    return "\n".join(lines)


def deep_blocks(depth: int) -> str:
    return "\n".join(" " * i + "a:" for i in range(depth))


HOSTILE: dict[str, bytes] = {
    "empty": b"",
    "only white space": b" \n\n",
    "only a comment": b"# nothing\n",
    "only a marker": b"---\n",
    "ten megabytes of lists": b"[" * TEN_MB,
    "two megabytes of lists": b"[" * 2_000_000,
    "two megabytes of mappings": b"{a: " * 500_000,
    "ten megabytes of aliases": b"a: &a [x]\nb: [" + b"*a, " * (TEN_MB // 4) + b"]",
    "a megabyte of aliases": b"a: &a [x]\nb: [" + b"*a, " * 250_000 + b"]",
    "a billion laughs": laughs().encode(),
    "laughs in a case": ("servanda: 1\ntitle: t\n" + laughs()).encode(),
    "an alias of itself": b"a: &a {b: *a}",
    "an alias of itself in a list": b"&a [*a]",
    "blocks within blocks": deep_blocks(2_000).encode(),
    "keys within keys": b"? " * 100_000,
    "dashes": b"- " * 100_000,
    "binary": bytes(range(256)) * 100,
    "a picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 1000,
    "zeros": b"\0" * 1_000_000,
    "utf-16": "servanda: 1".encode("utf-16"),
    "latin-1": "title: Île".encode("latin-1"),
    "half a character": b"title: \xe2\x82",
    "surrogates": b'title: "\\ud800"\n',
    "a terminal escape": b'title: "\\e[31mred"\n',
    "a bell": b"title: a\x07b\n",
    "a list": b"- 1\n- 2\n",
    "a text": b"just words\n",
    "a number": b"42\n",
    "two documents": b"servanda: 1\n---\nservanda: 1\n",
    "a python object": b"!!python/object/apply:os.system ['true']\n",
    "a python name": b"title: !!python/name:os.system\n",
    "a merge": b"a: &a {b: 1}\nc: {<<: *a}\n",
    "a directive": b"%YAML 3.0\n---\ntitle: x\n",
    "a tag directive": b"%TAG ! tag:x,2000:\n---\ntitle: !y x\n",
    "a mapping as key": b"{a: 1}: b\n",
    "a very long key": b"a" * 1_000_000 + b": 1\n",
    "a very long number": b"repelled: " + b"9" * 1_000_000 + b"\n",
    "a very long text": b"title: " + b"x" * 2_000_000 + b"\n",
    "many unknown keys": b"".join(b"k%d: 1\n" % i for i in range(50_000)),
    "many double keys": b"a: 1\n" * 50_000,
    "many lines": b"- 1\n" * 400_000,
    "an open quote": b'title: "' + b"x\n" * 100_000,
    "broken at every line": b"a: [\n" * 20_000,
}


@pytest.mark.timeout(30)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gives_a_clear_fault_quickly(name: str, tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_bytes(HOSTILE[name])
    began = time.process_time()
    found = faults(tmp_path)
    assert time.process_time() - began < 15
    assert found
    assert len(found) <= 300
    assert all(fault.line > 0 and fault.wrong and fault.mend for fault in found)
    assert all(len(str(fault)) < 1500 and str(fault).isprintable() for fault in found)
    assert check(tmp_path).to_dict()["sound"] is False


@pytest.mark.parametrize(
    "name", ["ten megabytes of lists", "a billion laughs", "an open quote", "a megabyte of aliases"]
)
def test_a_hostile_file_takes_little_memory(name: str, tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_bytes(HOSTILE[name])
    tracemalloc.start()
    faults(tmp_path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 150_000_000


def test_what_is_no_case_file_gives_one_fault(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    for place in ("folder", "nothing", "nothing/case.yaml", "loop", "a\0b", "x" * 5000):
        assert len(faults(tmp_path / place)) == 1, place
    assert len(faults("/dev/zero")) == 1


def test_no_source_can_steer_the_terminal(own_isle: Path, isle_text: str) -> None:
    (own_isle / "sources" / "brief.md").write_text(
        "\x1b]0;x\x07\x1b[2J lose men any week, so be it"
    )
    found = faults(own_isle)
    assert any("nearest is" in str(fault) for fault in found)
    assert all(str(fault).isprintable() for fault in found)


def test_quotations_may_be_as_long_as_sources(own_isle: Path, isle_text: str) -> None:
    (own_isle / "sources" / "brief.md").write_text("lose men every week. " * 50_000)
    text = isle_text.replace('"lose men every week"', '"' + "lost men every week, " * 5_000 + '"')
    (own_isle / "case.yaml").write_text(text)
    began = time.process_time()
    assert faults(own_isle)
    assert time.process_time() - began < 20


PIECES = [
    *(
        "",
        ":",
        "- ",
        "[",
        "]",
        "{",
        "}",
        '"',
        "'",
        "\n",
        "  ",
        "\t",
        "&a ",
        "*a",
        "?",
        "#",
        "|",
        ">",
    ),
    *("null", "true", "-1", "1e999", ".nan", "99999999999999999999", "x", "[]", "{}", "!!int "),
    *("0.3 to 0.2", "likely", "{mix: 3}", "{beta: [a, b]}", "{base_rate: [1]}", "%", "@", "`"),
    *("é", "\0", "\u2028", "\ud7ff", "analyst", "norland"),
]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_mutation_of_a_case_raises_anything_else(isle_text: str, data: st.DataObject) -> None:
    text = isle_text
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(text)))
        span = data.draw(st.integers(0, 40))
        put = data.draw(st.sampled_from(PIECES))
        text = text[:at] + put + text[at + span :]
    try:
        parse(text)
    except CaseError as error:
        found = error.faults
    else:
        return
    assert found
    assert all(fault.line >= 1 for fault in found)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
    | st.sampled_from(["norland", "isle", "as_held", "?", "likely", "0.1 to 0.2", "2025-01-01"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["value", "all", "of", "members", "mix", "beta", "cite", "analyst", ""]),
        inner,
        max_size=3,
    ),
    max_leaves=5,
)  # fmt: skip


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_value_anywhere_raises_anything_else(isle_text: str, data: st.DataObject) -> None:
    """Any value in the place of any other gives a case or its faults."""
    import yaml

    tree = yaml.safe_load(isle_text.replace("as_of: 2025", "as_of: x2025"))
    node, key = tree, data.draw(st.sampled_from(sorted(tree)))
    while isinstance(node[key], dict | list) and node[key] and data.draw(st.integers(0, 9)):
        node = node[key]
        key = data.draw(st.sampled_from(list(node) if isinstance(node, dict) else range(len(node))))
    node[key] = data.draw(VALUES)
    try:
        parse(yaml.safe_dump(tree, allow_unicode=True))
    except CaseError as error:
        found = error.faults
    else:
        return
    assert found
