"""The page itself, as it lies in its folder: the shell of every view, scripts, styles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from servanda.escaping.json_text import json_text

__all__ = ["VIEWS", "page_routes"]

PAGE = files("servanda.workbench") / "page"
SHELL = "shell.html"

VIEWS = ("/", "/proposal/{name}", "/evidence", "/evidence/{source}", "/case", "/explore",
         "/explore/{job}", "/time", "/report", "/compare", "/begin")  # fmt: skip
"""Addresses that open the page; each but the first has a twin that ends in `.json`."""

KINDS = {".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css",
         ".svg": "image/svg+xml", ".png": "image/png", ".json": "application/json",
         ".txt": "text/plain", ".map": "application/json"}  # fmt: skip

_BARE = "<!doctype html><title>{{title}}</title><p>The page is not part of this installation.</p>"


def page_routes(title: Callable[[], str]) -> list[Route]:
    """Return the addresses of the page's files and of its views, which are all one shell.

    `title`: called for what the case is called, as far as that is known.
    """

    async def shell(request: Request) -> Response:
        if request.url.path.endswith(".json"):
            return _nothing(request.url.path)
        view = request.url.path.strip("/").split("/")[0] or "verdicts"
        text = _template().render(nonce=request.scope["nonce"], title=title(), view=view)
        return Response(text, media_type="text/html")

    return [
        Route("/page/{path:path}", _page_file, methods=["GET"]),
        *(Route(path, shell, methods=["GET"]) for path in VIEWS),
    ]


async def _page_file(request: Request) -> Response:
    """Answer with a file of the page itself; nothing else lies below it."""
    found = _file_of_page(request.path_params["path"].split("/"))
    if found is None:
        return _nothing(request.url.path, "there is no such file")
    return Response(found.read_bytes(), media_type=KINDS[found.suffix])


def _file_of_page(parts: Sequence[str]) -> Path | None:
    if any(part in ("", ".", "..") or "\\" in part or "\0" in part for part in parts):
        return None
    home = Path(str(PAGE))
    place = home.joinpath(*parts)
    if not place.resolve().is_relative_to(home.resolve()) or place.suffix not in KINDS:
        return None
    return place if place.is_file() else None


def _nothing(path: str, what: str = "there is nothing here") -> Response:
    body = {"error": {"message": what, "where": path[:200], "what_to_do": "go to /"}}
    return Response(json_text(body, compact=True), 404, media_type="application/json")


@cache
def _template() -> Any:
    place = PAGE / SHELL
    text = place.read_text(encoding="utf-8") if place.is_file() else _BARE
    return Environment(autoescape=True).from_string(text)
