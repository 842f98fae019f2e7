"""The attack suite, against the live server with raw sockets: tried, refused, passed (0)."""

from __future__ import annotations

import contextlib
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

COUNT = {"tried": 0, "refused": 0, "passed": 0}


@pytest.fixture(scope="module", autouse=True)
def counted(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    capture = request.config.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled():
        told = ", ".join(f"{count} {what}" for what, count in COUNT.items())
        sys.stdout.write(f"\nattacks: {told}\n")
    assert COUNT["passed"] == 0
    assert COUNT["tried"] == COUNT["refused"]


def send(server: Any, text: bytes, wait: float = 60.0) -> bytes:
    """Send bytes as they are, and return what comes back until the other side hangs up."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=wait) as link:
        with contextlib.suppress(ConnectionError, BrokenPipeError):
            link.sendall(text)
        return rest_of(link)


def rest_of(link: socket.socket) -> bytes:
    found = b""
    with contextlib.suppress(ConnectionError, TimeoutError):
        while piece := link.recv(65_536):
            found += piece
            if b"\r\n\r\n" in found and _complete(found):
                break
    return found


def _complete(found: bytes) -> bool:
    head, _, body = found.partition(b"\r\n\r\n")
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return len(body) >= int(line.split(b":")[1])
    return False


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0


def request(
    server: Any, method: str, path: str, headers: dict[str, str], body: bytes = b""
) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", *(f"{k}: {v}" for k, v in headers.items())]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return send(server, "\r\n".join([*lines, "", ""]).encode("latin-1", "replace") + body)


def refused(answer: bytes, *statuses: int) -> None:
    """Count an attack: refused where it was told so, or hung up on, and where nothing is given."""
    COUNT["tried"] += 1
    status = status_of(answer)
    good = status in (statuses or (400, 403, 404, 405, 408, 413, 415, 421, 422))
    good = good or (status == 0 and not answer)
    good = good and b"proposals" not in answer and b"access-control-allow" not in answer.lower()
    COUNT["refused" if good else "passed"] += 1
    assert good, answer[:600]


def own(server: Any, **changed: str | None) -> dict[str, str]:
    """The headers of the page itself, some of them changed or left out."""
    headers = {"Host": f"127.0.0.1:{server.port}", **server.own}
    for name, value in changed.items():
        key = name.replace("_", "-")
        headers = {k: v for k, v in headers.items() if k.lower() != key.lower()}
        if value is not None:
            headers[key] = value
    return headers


EDIT = b'{"seq": 1, "patch": {}, "worlds": 1, "war": false, "tab": "attacks"}'
"""From a tab of its own: no edit of another test is newer, in whichever order they run."""


def unchanged(server: Any) -> tuple[Any, ...]:
    files = sorted(
        p for p in server.folder.rglob("*") if p.is_file() and ".servanda" not in p.parts
    )
    state = server.get("/verdicts.json?worlds=1")
    return ([(p, p.read_bytes()) for p in files], state["patch"], state["undo"])


@pytest.fixture(autouse=True)
def nothing_changes(server: Any) -> Iterator[None]:
    before = unchanged(server)
    yield
    assert unchanged(server) == before


def test_the_page_itself_is_answered(server: Any) -> None:
    """What the attacks are changes of."""
    assert status_of(request(server, "POST", "/edit", own(server), EDIT)) == 200
    assert status_of(request(server, "GET", "/verdicts.json?worlds=1", own(server))) == 200


HOSTS = (
    "evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "localhost", "",
    "0.0.0.0:{port}", "[::1]:{port}", "127.0.0.1:{port}.evil.example", "127.1:{port}",
    "127.0.0.1:{port}@evil.example", "LOCALHOST:{port}", "2130706433:{port}",
)  # fmt: skip


@pytest.mark.parametrize("host", HOSTS)
def test_rebinding_hosts(server: Any, host: str) -> None:
    named = host.format(port=server.port)
    for path in ("/", "/verdicts.json", "/page/main.js", "/changes", "/?token=x"):
        refused(request(server, "GET", path, own(server, Host=named)))
    refused(request(server, "POST", "/edit", own(server, Host=named), EDIT))


def test_two_hosts_or_none(server: Any) -> None:
    line = f"GET /verdicts.json HTTP/1.1\r\nCookie: {server.cookie}\r\n"
    good = f"Host: 127.0.0.1:{server.port}\r\n"
    refused(send(server, f"{line}{good}Host: evil.example\r\n\r\n".encode()))
    refused(send(server, f"{line}\r\n".encode()))
    refused(
        send(
            server, f"GET http://evil.example/ HTTP/1.1\r\nCookie: {server.cookie}\r\n\r\n".encode()
        )
    )


ORIGINS = (
    "http://evil.example", "null", "http://127.0.0.1:1", "http://localhost", "file://", "",
    "https://127.0.0.1:{port}", "http://127.0.0.1:{port}.evil.example", "http://localhost:{port}",
)  # fmt: skip


@pytest.mark.parametrize("origin", ORIGINS)
def test_foreign_origins(server: Any, origin: str) -> None:
    named = origin.format(port=server.port)
    refused(request(server, "POST", "/edit", own(server, Origin=named), EDIT))
    refused(request(server, "POST", "/undo", own(server, Origin=named), b"{}"))
    refused(request(server, "GET", "/changes", own(server, Origin=named)))
    refused(request(server, "GET", "/verdicts.json", own(server, Origin=named)))


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", "SAME-ORIGIN", "x"])
def test_cross_site_requests(server: Any, site: str) -> None:
    refused(request(server, "POST", "/edit", own(server, Sec_Fetch_Site=site), EDIT))
    refused(request(server, "GET", "/changes", own(server, Sec_Fetch_Site=site)))
    if site != "none":  # typed into the address bar
        refused(request(server, "GET", "/verdicts.json", own(server, Sec_Fetch_Site=site)))
        refused(request(server, "GET", "/page/main.js", own(server, Sec_Fetch_Site=site)))


@pytest.mark.parametrize(
    "kind",
    ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x", "",
     "application/jsonp", "application/octet-stream"],
)  # fmt: skip
def test_cross_site_forms(server: Any, kind: str) -> None:
    """A form can send these kinds of content, and no header of its own."""
    refused(request(server, "POST", "/edit", own(server, Content_Type=kind), EDIT))
    refused(
        request(server, "POST", "/undo", own(server, Content_Type=kind, X_Servanda=None), b"{}")
    )


DEEDS = (
    "/edit", "/undo", "/redo", "/scenario/keep", "/write", "/case", "/case/form", "/case/typed",
    "/cite", "/statement/x/decide",
    "/explore/start", "/explore/j1/cancel", "/package/propose", "/report/export", "/begin/template",
    "/begin/draft", "/gaps/fill",
)  # fmt: skip


def test_changes_without_their_headers(server: Any) -> None:
    for path in DEEDS:
        refused(request(server, "POST", path, own(server, X_Servanda=None), EDIT))
        refused(request(server, "POST", path, own(server, Origin=None), EDIT))
        refused(request(server, "POST", path, own(server, Cookie=None), EDIT))
        request(server, "GET", path, own(server))  # opens a page at most, and changes nothing


@pytest.mark.parametrize("path", ["/", "/verdicts.json", "/changes", "/page/main.js", "/case.json",
                                  "/report/as-it-prints.html", "/evidence.json",
                                  "/stances.json", "/gaps.json", "/tried/truce.json"])  # fmt: skip
def test_images_and_scripts_of_other_sites(server: Any, path: str) -> None:
    """SameSite leaves the cookie out; a guessed one, two, or an old token open nothing."""
    bad = ("", "servanda=1", f"servanda_{server.port}=guess", f"servanda_{server.port}=",
           f"{server.cookie}; {server.cookie}x", f"servanda_{server.port}=\xff")  # fmt: skip
    for cookie in bad:
        refused(request(server, "GET", path, own(server, Cookie=cookie or None)), 403)


def test_tokens(server: Any) -> None:
    """The token opens once; what it gives cannot be read by scripts, nor sent from elsewhere."""
    path = server.opening
    refused(request(server, "GET", path, {"Host": f"127.0.0.1:{server.port}"}), 403)
    for guess in ("", "x", "a" * 5_000, "%00", server.opening[8:-1]):
        refused(request(server, "GET", f"/?token={guess}", {"Host": f"127.0.0.1:{server.port}"}))


def test_the_cookie_is_for_this_page_alone(serving: Callable[..., Any]) -> None:
    other = serving(opened=False)
    _, headers, _ = other.raw("GET", other.opening)
    said = headers["set-cookie"]
    assert "HttpOnly" in said and "SameSite=Strict" in said and "Domain" not in said
    assert str(other.port) in said.split("=")[0]
    other.kill()


def test_websocket_hijack(server: Any) -> None:
    upgrade = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
               "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}  # fmt: skip
    for path in ("/changes", "/edit", "/ws", "/"):
        found = request(
            server, "GET", path, {**own(server, Origin="http://evil.example"), **upgrade}
        )
        assert status_of(found) != 101
        refused(found)


TRAVERSALS = (
    "../../../../etc/passwd", "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/session.py",
    "....//....//etc/passwd", "..\\..\\session.py", "%5c..%5c..", "/etc/passwd", "//etc/passwd",
    "vendor/../../session.py", "shell.html", "main.js%00.png", "C:/windows/win.ini", "~root",
    "../session.py", "..%252f..%252fsession.py", ".", "..", "", "vendor/",
)  # fmt: skip


@pytest.mark.parametrize("path", TRAVERSALS)
def test_paths_that_lead_out(server: Any, path: str) -> None:
    refused(request(server, "GET", f"/page/{path}", own(server)))
    refused(request(server, "GET", f"/evidence/{path}.json", own(server)), 404, 422, 400)
    refused(request(server, "GET", f"/explore/{path}.json", own(server)), 404, 422, 400)
    refused(request(server, "GET", f"/proposal/{path}.json", own(server)), 404, 422, 400)
    refused(request(server, "GET", f"/report/download.{path}", own(server)), 404, 400)


NAMES = (
    "../out.txt", "/etc/out.txt", "..%2fout.txt", "case.yaml", ".env", "a.exe", "a.html%00",
    "sources/../../out.md", "", "con.yaml",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_uploads_stay_inside(server: Any, serving: Callable[..., Any], name: str) -> None:
    """A case stands here, so nothing is taken at all; in an empty folder names are mere names."""
    headers = own(server, Content_Type="application/octet-stream")
    refused(request(server, "POST", f"/begin/articles?name={name}", headers, b"text"))


def test_uploads_into_an_empty_folder_are_mere_names(serving: Callable[..., Any]) -> None:
    empty = serving(empty=True)
    empty.hand("..%2f..%2fout.txt", b"Norland said that it agrees.")
    empty.hand("%2fetc%2fpasswd.md", b"Norland said that it agrees.")
    assert sorted(p.name for p in (empty.folder / "articles").iterdir()) == ["out.txt", "passwd.md"]
    assert not list(empty.folder.parent.glob("*.txt"))
    empty.kill()


def test_a_link_that_leads_out_of_the_folder(serving: Callable[..., Any], tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    empty = serving(empty=True)
    (empty.folder / "articles").symlink_to(outside)
    empty.hand("a.txt", b"text", status=422)
    assert not list(outside.iterdir())
    empty.kill()


def test_a_body_of_a_gigabyte_is_refused_before_it_comes(server: Any) -> None:
    for length in ("1000000000", "99999999999999999999", "-1", "1e9", "0x10"):
        began = time.monotonic()
        head = "\r\n".join(["POST /edit HTTP/1.1", *(f"{k}: {v}" for k, v in own(server).items()),
                            f"Content-Length: {length}", "", ""])  # fmt: skip
        refused(send(server, head.encode()))
        assert time.monotonic() - began < 30.0


def test_a_body_without_an_end_is_cut_off(server: Any) -> None:
    lines = ["POST /edit HTTP/1.1", *(f"{k}: {v}" for k, v in own(server).items())]
    chunk = b"10000\r\n" + b"x" * 65_536 + b"\r\n"
    for more, piece in (("Transfer-Encoding: chunked", chunk), ("Content-Length: 5000000", b"x")):
        with socket.create_connection(("127.0.0.1", server.port), timeout=60) as link:
            link.sendall("\r\n".join([*lines, more, "", ""]).encode())
            sent, began = 0, time.monotonic()
            with contextlib.suppress(ConnectionError):
                while time.monotonic() - began < 60.0 and sent < 4_000:
                    link.sendall(piece)
                    sent += 1
                    time.sleep(0.0 if more[0] == "T" else 0.1)
            refused(rest_of(link), 411, 408)
            assert sent < 4_000
    assert status_of(request(server, "POST", "/edit", own(server), EDIT)) in (200, 409)


def test_two_lengths(server: Any) -> None:
    head = "\r\n".join(["POST /edit HTTP/1.1", *(f"{k}: {v}" for k, v in own(server).items()),
                        "Content-Length: 4", "Content-Length: 40", "", "abcd"])  # fmt: skip
    refused(send(server, head.encode()))


def test_slow_clients_are_hung_up_on_and_block_nobody(server: Any) -> None:
    half = "\r\n".join(["POST /edit HTTP/1.1", *(f"{k}: {v}" for k, v in own(server).items()),
                        "Content-Length: 100", "", "{"])  # fmt: skip
    with contextlib.ExitStack() as opened:
        links = []
        for place in range(30):
            link = socket.create_connection(("127.0.0.1", server.port), timeout=60)
            links.append(opened.enter_context(link))
            link.sendall(b"GET / HTTP/1.1\r\nX-Slow: " if place % 2 else half.encode())
        began = time.monotonic()
        assert status_of(request(server, "GET", "/verdicts.json?worlds=1", own(server))) == 200
        assert time.monotonic() - began < 30.0
        for link in links:
            refused(rest_of(link), 408, 400)
        assert time.monotonic() - began < 60.0


def test_heads_too_long_and_requests_that_are_none(server: Any) -> None:
    long = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nX: {'a' * 200_000}\r\n\r\n"
    refused(send(server, long.encode()))
    for text in (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", b"GET\r\n\r\n",
                 b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"\r\n" * 50 + b"x\r\n\r\n"):  # fmt: skip
        refused(send(server, text))
    for method in ("PUT", "DELETE", "TRACE", "OPTIONS", "PATCH", "CONNECT"):
        refused(request(server, method, "/edit", own(server), EDIT))


BODIES = (
    b"{", b"[]", b"null", b"1", b"\xff\xfe", b'{"seq": 1e999}', b'{"seq": -1}', b'{"patch": []}',
    b'{"seq": 9, "patch": {"war": 1}}', b'{"seq": 9, "patch": {"war": [1, "a"]}}',
    b'{"seq": 9, "patch": {"war.swing": [NaN, 1]}}', b'{"seq": 9, "worlds": 1000000000}',
    b'{"seq": 9, "worlds": true}', b'{"seq": 9, "focus": "../x"}', b'{"seq": 9, "focus": {"a": 1}}',
    b'{"seq": 9, "only": "x"}', b'{"seq": 9, "only": ["../x"], "in_motion": true}',
    b'{"seq": 9, "patch": {"__class__": [0, 1]}}',
    b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
)  # fmt: skip


def test_json_that_is_none(server: Any) -> None:
    for body in BODIES:
        refused(request(server, "POST", "/edit", own(server), body), 422)


def test_names_that_would_be_files_or_markup(server: Any) -> None:
    for name in ("", " ", "a" * 81, "x" * 10_000):
        refused(request(server, "POST", "/scenario/keep", own(server),
                        ('{"name": "' + name + '"}').encode()), 422)  # fmt: skip
    refused(request(server, "POST", "/scenario/open", own(server), b'{"name": "<script>"}'), 422)
    refused(request(server, "POST", "/scenario/steal", own(server), b'{"name": "x"}'), 404)


def test_every_answer_forbids_what_it_does_not_need(server: Any) -> None:
    for path in ("/", "/case", "/verdicts.json?worlds=1", "/nothing", "/evidence/x.json"):
        _, headers, _ = server.raw("GET", path, None, {"Cookie": server.cookie})
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy and "*" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store"
        assert not any(name.startswith("access-control") for name in headers)
        assert "server" not in headers


def test_a_nonce_is_used_once(server: Any) -> None:
    own_nonce = [
        server.raw("GET", "/", None, {"Cookie": server.cookie})[1]["content-security-policy"]
        for _ in range(3)
    ]
    assert len(set(own_nonce)) == 3


def test_it_listens_on_this_machine_alone(server: Any) -> None:
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", server.port), timeout=20)


def test_a_hostile_article_is_text(serving: Callable[..., Any]) -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)> held \u202eevil\u202c"
    server = serving(empty=True)
    server.post("/begin/template", {"kind": "interstate"})
    source = next((server.folder / "sources").glob("*.md"))
    source.write_text(source.read_text("utf-8") + f"\n\n{hostile}\n", encoding="utf-8")
    name = next(each["id"] for each in server.get("/evidence.json")["sources"])
    found = server.get(f"/evidence/{name}.json")
    assert "<script>" in found["paragraphs"][-1]["text"]
    assert all(set(part) == {"start", "end", "text"} for part in found["paragraphs"])
    for path in ("/", f"/evidence/{name}", "/report/as-it-prints.html"):
        _, _, page = server.raw("GET", path, None, {"Cookie": server.cookie})
        assert b"<script>alert" not in page and b"<img src=x" not in page
    server.kill()
