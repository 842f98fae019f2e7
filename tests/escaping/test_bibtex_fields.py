"""BibTeX in which words of a source end no field and call no command."""

from __future__ import annotations

from servanda.escaping.bibtex_fields import bibtex_entry, bibtex_field


def test_no_sign_of_tex_is_left() -> None:
    told = bibtex_field('\\input{x} 5% of $3 & _a_ ^ ~ "q" a@b #1')
    assert told == "input(x) 5\\% of \\$3 \\& \\_a\\_  - ''q'' a(at)b \\#1"


def test_an_entry_leaves_out_what_is_empty_and_keeps_an_address() -> None:
    fields = {"title": "A } \\bad", "author": "", "url": "https://x.org/a_b?c=1{}\n"}
    assert bibtex_entry("misc", "key", fields) == (
        "@misc{key,\n  title = {A ) bad},\n  url = {https://x.org/a_b?c=1},\n}"
    )
