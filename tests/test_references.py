"""The shipped bibliography."""

from __future__ import annotations

import pytest

from servanda.errors import InputError
from servanda.references import CITED, all_references, bibtex, reference


def test_an_entry_tells_its_fields_and_reads_as_a_reference() -> None:
    powell = reference("Powell2006")
    assert (powell.kind, powell["year"], powell["nothing"]) == ("article", "2006", "")
    assert str(powell).startswith("Powell")
    assert "(2006)" in str(powell)


def test_an_unknown_key_is_refused_by_name() -> None:
    with pytest.raises(InputError, match="no reference is called 'Nobody1900'"):
        reference("Nobody1900")


def test_bibtex_holds_each_key_once_in_order() -> None:
    text = bibtex(["Rust1987", "Powell2006", "Rust1987"])
    assert text.count("{Rust1987,") == text.count("{Powell2006,") == 1
    assert text.index("Powell2006") < text.index("Rust1987")


def test_a_citation_is_found_with_its_pages() -> None:
    assert CITED.findall("see [@Powell2006, p. 182, eq. 1] and [@Nash1950]") == [
        ("Powell2006", "p. 182, eq. 1"), ("Nash1950", ""),
    ]  # fmt: skip
    assert len(all_references()) > 50
