"""Addresses a reader may follow: on the web, and nothing that a program could run."""

from __future__ import annotations

from urllib.parse import urlsplit

__all__ = ["web_address"]


def web_address(href: str) -> str:
    """Return an http(s) address as it is, and nothing for any other.

    >>> web_address("https://example.org/a"), web_address("javascript:run()"), web_address("")
    ('https://example.org/a', '', '')
    """
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    plain = href.isprintable() and " " not in href
    return href if parts.scheme in ("http", "https") and parts.netloc and plain else ""
