"""Addresses that may be followed: the web, and nothing that runs or hides."""

from __future__ import annotations

import pytest

from servanda.escaping.links import web_address


@pytest.mark.parametrize("href", ["https://example.org/a?b=c#d", "http://example.org"])
def test_the_web_may_be_followed(href: str) -> None:
    assert web_address(href) == href


@pytest.mark.parametrize(
    "href",
    ["javascript:run()", "data:text/html,x", "//example.org/x", "file:///etc/passwd", "https://",
     "https://example.org/a b", "https://exam\u202eple.org", "http://[", "#here", ""],
)  # fmt: skip
def test_nothing_else_may(href: str) -> None:
    assert web_address(href) == ""
