"""A model's proposals are kept only where they stand in the text word for word."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from servanda.errors import InputError
from servanda.reading.proposer import Endpoint, propose

TEXT = "“We won’t accept  peacekeepers,” said Dmitry Peskov on Friday. Analysts agreed."
GOOD = {"source": "Dmitry Peskov", "cue": "said", "content": "We won't accept peacekeepers,"}


class Server:
    def __init__(self) -> None:
        self.answer: Any = ""
        self.asked: list[dict[str, Any]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                outer.asked.append(json.loads(self.rfile.read(length)))
                body = {"choices": [{"message": {"content": outer.answer}}]}
                data = json.dumps(body).encode()
                self.send_response(200 if self.path == "/v1/chat/completions" else 404)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.endpoint = Endpoint(f"http://127.0.0.1:{self.server.server_port}/v1", "small", "key")
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def model() -> Iterator[Server]:
    server = Server()
    yield server
    server.server.shutdown()
    server.server.server_close()


def test_verbatim_proposals_are_located(model: Server) -> None:
    model.answer = "Here you are:\n```json\n" + json.dumps([GOOD]) + "\n```"
    [kept] = propose(TEXT, model.endpoint).kept
    [(start, end)] = kept.content
    assert TEXT[start:end] == "“We won’t accept  peacekeepers,”"
    assert kept.kind == "direct"
    assert [TEXT[a:b] for a, b in kept.source + kept.cue] == ["Dmitry Peskov", "said"]
    assert TEXT in model.asked[0]["messages"][1]["content"]


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"content": "We will never accept peacekeepers"}, "content"),
        ({"content": ""}, "content"),
        ({"source": "Sergei Lavrov"}, "source"),
        ({"cue": "shouted"}, "cue"),
    ],
)
def test_the_rest_is_refused_with_the_nearest_passage(
    model: Server, changed: dict[str, str], part: str
) -> None:
    model.answer = json.dumps([GOOD | changed, GOOD])
    found = propose(TEXT, model.endpoint)
    assert len(found.kept) == 1
    [refused] = found.refused
    assert refused.part == part
    assert refused.nearest in TEXT


@pytest.mark.parametrize("answer", ["I cannot do that.", "{}", '"x"', "[1, 2", None])
def test_an_answer_that_is_no_list(model: Server, answer: Any) -> None:
    model.answer = answer
    with pytest.raises(InputError, match="no list of attributions"):
        propose(TEXT, model.endpoint)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://x/y", "nonsense"])
def test_only_web_addresses(address: str) -> None:
    with pytest.raises(InputError, match="no http address"):
        propose(TEXT, Endpoint(address, "m"))


def test_nobody_answers() -> None:
    with pytest.raises(InputError, match="did not answer"):
        propose(TEXT, Endpoint("http://127.0.0.1:9", "m", seconds=2))
