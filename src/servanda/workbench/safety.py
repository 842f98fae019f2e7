"""Who may ask: loopback is no boundary, for every page of a browser can send to 127.0.0.1.

A request is answered only if it names this server as its host, carries the cookie that the opening
address was exchanged for, and was not sent by a page of elsewhere. What changes anything must say
so besides, in ways that a form, an image or a link cannot.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from typing import Any
from urllib.parse import parse_qs

from servanda.escaping.json_text import json_text

__all__ = ["MOST_BODY", "MOST_UPLOAD", "POLICY", "PRINT_POLICY", "Guard", "RefusedError"]

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

MOST_BODY = 6_000_000
"""Bytes that a request may carry: a case file has at most five million."""
MOST_UPLOAD = 40_000_000
"""Bytes of one article."""
BODY_PATIENCE = 20.0
"""Seconds that the body of a request may take to come."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
PRINT_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin allow-popups"
)
"""What the report may do that is shown in a frame of the page: run nothing and load nothing."""

_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "x-dns-prefetch-control": "off",
}


class RefusedError(Exception):
    """A request that is not answered: status, what is wrong, what to do."""

    def __init__(self, status: int, message: str, mend: str) -> None:
        super().__init__(message)
        self.status, self.message, self.mend = status, message, mend


class Guard:
    """Stands before the page: lets in who opened it here, and nobody else."""

    def __init__(self, app: Application | None, port: int, token: str | None = None) -> None:
        self.app, self.port = app, port
        self.token: str | None = token or secrets.token_urlsafe(32)
        self.hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self.cookie = f"servanda_{port}"
        """Cookies know no port, so that each server has a name of its own."""
        self._secret = secrets.token_urlsafe(32)
        self.tried = self.refused = 0

    @property
    def opening(self) -> str:
        """Return the address that opens the page, once."""
        return f"http://127.0.0.1:{self.port}/?token={self.token}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or say why not."""
        assert self.app is not None
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        self.tried += 1
        scope["nonce"] = secrets.token_urlsafe(16)
        sending = _with_headers(scope, send)
        try:
            headers = _headers_of(scope)
            self._from_here(scope, headers)
            if await self._let_in(scope, headers, sending):
                return
            limit = _most_of(scope)
            taken = _limited(receive, _length(headers, limit), limit)
            await self.app(scope, taken, sending)
        except RefusedError as refused:
            self.refused += 1
            await _refuse(refused, sending)

    def _from_here(self, scope: Scope, headers: Mapping[str, str]) -> None:
        """Refuse whoever names another host, comes from another page, or asks in another way."""
        host = headers.get("host", "")
        if host not in self.hosts:
            raise RefusedError(421, "this server answers under its own address alone",
                                f"open http://127.0.0.1:{self.port}/")  # fmt: skip
        if scope["method"] not in ("GET", "HEAD", "POST"):
            raise RefusedError(405, f"{scope['method'][:20]} is not answered here",
                                "use GET or POST")  # fmt: skip
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        if origin is not None and origin != f"http://{host}":
            raise RefusedError(403, "this was sent by a page of another origin", _REOPEN)
        is_change = scope["method"] == "POST"
        allowed = ("same-origin",) if is_change or scope["path"] == "/changes" else (
            "same-origin", "none")  # fmt: skip
        if site is not None and site not in allowed:
            raise RefusedError(403, "this was sent by a page of another site", _REOPEN)
        if not is_change:
            return
        if origin is None:
            raise RefusedError(403, "a change must say which page it comes from",
                                "send the header `Origin`")  # fmt: skip
        if headers.get("x-servanda") != "1":
            raise RefusedError(403, "a change must say that it is meant for servanda",
                                "send the header `X-Servanda: 1`")  # fmt: skip
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        wanted = "application/octet-stream" if _is_upload(scope) else "application/json"
        if kind != wanted:
            raise RefusedError(415, f"the content is {kind[:60] or 'of no kind'}",
                                f"send it as {wanted}")  # fmt: skip

    async def _let_in(self, scope: Scope, headers: Mapping[str, str], send: Send) -> bool:
        """Exchange the token for the cookie, or ask for the cookie; True where all is said."""
        asked = parse_qs(scope["query_string"].decode("latin-1"), max_num_fields=20) \
            if len(scope["query_string"]) < 20_000 else {}  # fmt: skip
        given = asked.get("token", [""])[0]
        if given and scope["path"] == "/" and scope["method"] == "GET":
            if self.token is None or not hmac.compare_digest(given.encode(), self.token.encode()):
                if self._knows(headers):
                    await _redirect(send, [])
                    return True
                raise RefusedError(403, "this address was used already, or is none of this server",
                                    "end the server and start it again for a new one")  # fmt: skip
            self.token = None
            cookie = f"{self.cookie}={self._secret}; Path=/; HttpOnly; SameSite=Strict"
            await _redirect(send, [(b"set-cookie", cookie.encode())])
            return True
        if not self._knows(headers):
            raise RefusedError(403, "this browser has not opened the workbench",
                                "open the address that `servanda serve` printed")  # fmt: skip
        return False

    def _knows(self, headers: Mapping[str, str]) -> bool:
        pairs = (each.strip().partition("=") for each in headers.get("cookie", "").split(";"))
        given = [value for name, _, value in pairs if name == self.cookie]
        secret = self._secret.encode()
        return len(given) == 1 and hmac.compare_digest(given[0].encode(), secret)


_REOPEN = "open the workbench in a window of its own"


def _headers_of(scope: Scope) -> dict[str, str]:
    """Return the headers; one that counts here and stands twice is refused."""
    found: dict[str, str] = {}
    for raw, value in scope["headers"]:
        name = raw.decode("latin-1").lower()
        if name in found and name == "cookie":
            found[name] += "; " + value.decode("latin-1")
            continue
        if name in found and name in _ONCE:
            raise RefusedError(400, f"the header `{name}` stands twice", "send it once")
        found[name] = value.decode("latin-1")
    return found


_ONCE = frozenset({"host", "origin", "sec-fetch-site", "content-length", "content-type",
                   "x-servanda"})  # fmt: skip


def _is_upload(scope: Scope) -> bool:
    return bool(scope["path"] == "/begin/articles")


def _most_of(scope: Scope) -> int:
    return MOST_UPLOAD if _is_upload(scope) else MOST_BODY


def _length(headers: Mapping[str, str], limit: int) -> int:
    """Return how long the body says it is, refusing it before it comes if that is too long."""
    if "transfer-encoding" in headers:
        raise RefusedError(411, "how long the content is must be said", "send it in one piece")
    told = headers.get("content-length", "0")
    if not told.isascii() or not told.isdigit():
        raise RefusedError(400, "the length of the content is no number", "send it as one")
    if int(told) > limit:
        raise RefusedError(413, f"the content is larger than {limit // 1_000_000} MB",
                            "send less, or put the file into the folder yourself")  # fmt: skip
    return int(told)


def _limited(receive: Receive, told: int, limit: int) -> Receive:
    """Return what gives the body piece by piece, and no more of it, and no later, than may be."""
    seen, until = 0, asyncio.get_running_loop().time() + BODY_PATIENCE
    ended = told == 0

    async def taken() -> Message:
        nonlocal seen, ended
        if ended:
            return await receive()
        left = until - asyncio.get_running_loop().time()
        try:
            message = await asyncio.wait_for(receive(), max(left, 0.01))
        except TimeoutError:
            raise RefusedError(408, "the content took too long to come", "send it again") from None
        seen += len(message.get("body", b""))
        ended = not message.get("more_body", False)
        if seen > limit:
            raise RefusedError(413, f"the content is larger than {limit // 1_000_000} MB",
                                "send less")  # fmt: skip
        return message

    return taken


async def _refuse(refused: RefusedError, send: Send) -> None:
    error = {"message": refused.message, "where": "", "what_to_do": refused.mend}
    body = json_text({"error": error}).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": refused.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _redirect(send: Send, more: Iterable[tuple[bytes, bytes]]) -> None:
    headers = [(b"location", b"/"), (b"content-length", b"0"), *more]
    await send({"type": "http.response.start", "status": 303, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def _with_headers(scope: Scope, send: Send) -> Send:
    """Return what sends an answer with the headers that every answer has."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = {name.lower() for name, _ in message["headers"]}
            policy = POLICY.format(nonce=scope["nonce"])
            own = {**_HEADERS, "content-security-policy": policy, "cache-control": "no-store"}
            more = [(k.encode(), v.encode()) for k, v in own.items() if k.encode() not in given]
            message = {**message, "headers": [*message["headers"], *more]}
        await send(message)

    return sending
