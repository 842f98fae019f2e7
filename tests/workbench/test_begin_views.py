"""From nothing: an empty folder, a template, a shipped case, articles to a first draft."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

import servanda as sv
from servanda.case.template import KINDS

ARTICLES = {
    "one.txt": """Ethiopia and Eritrea at war over Badme

By A. Writer, 1 March 2025

Ethiopia is at war with Eritrea. Its troops fight along the front. “Ethiopia will never accept a
truce,” said the foreign minister of Ethiopia. Eritrea's foreign minister said that Eritrea accepts
the ceasefire.
""",
    "two.txt": """Eritrea accepts the ceasefire

2 March 2025

Eritrea's army fights Ethiopia's troops along the front. Eritrea said it accepts the plan for a
ceasefire. Ethiopia rejected the ceasefire, the Ethiopian government said on Sunday.
""",
}


def test_an_empty_folder_offers_where_to_begin(serving: Callable[..., Any]) -> None:
    server = serving(empty=True)
    told = server.get("/begin.json")
    assert told["empty"] and [each["kind"] for each in told["templates"]] == list(KINDS)
    assert all(each["what"] for each in told["templates"])
    assert "ukraine" in [each["name"] for each in told["library"]]
    assert server.get("/verdicts.json")["proposals"] == [] and server.get("/verdicts.json")["empty"]
    assert server.get("/numbers.json", status=404)["error"]["what_to_do"]
    assert server.get("/case.json")["yaml"] == ""
    said = server.post("/begin/template", {"kind": "nothing"}, status=422)
    assert "interstate" in said["error"]["what_to_do"]
    done = server.post("/begin/template", {"kind": "library", "name": "sudan"})
    assert "case.yaml" in done["written"]
    assert sv.load(server.folder).title
    assert server.get("/verdicts.json?worlds=5")["proposals"]
    assert server.post("/begin/template", {"kind": "civil"}, status=422)["error"]["message"]
    server.kill()


@pytest.mark.slow
def test_articles_are_read_and_drafted(serving: Callable[..., Any]) -> None:
    server = serving(empty=True)
    if not server.get("/begin.json")["can_read"]:
        pytest.skip("reading articles needs servanda[read]")
    job = None
    for name, text in ARTICLES.items():
        job = server.hand(name, text.encode())["job"]
    until = time.monotonic() + 200
    while time.monotonic() < until:
        found = server.get(f"/explore/{job['id']}.json")
        if found["state"] not in ("waiting", "running"):
            break
        time.sleep(0.3)
    assert found["state"] == "done", found
    overview = server.get("/evidence.json")
    assert overview["total"] > 0 and overview["facets"]["actor"]
    one = overview["statements"][0]
    source = server.get(f"/evidence/{one['source']}.json")
    text = "".join(ARTICLES.values())
    assert one["quote"].split()[0] in text and source["paragraphs"]
    assert server.post(f"/statement/{one['id']}/decide", {"decision": "accept"})["statement"][
        "decision"] == "accept"  # fmt: skip
    assert server.get("/evidence.json")["decided"] == 1
    taken = server.post(f"/statement/{one['id']}/decide", {"decision": "undecided"})
    assert taken["statement"]["decision"] is None
    assert server.post("/statement/nothing/decide", {"decision": "accept"}, status=422)
    said = server.post("/begin/draft", {"sides": ["Ethiopia", "Eritrea"]})
    assert "case.yaml" in said["written"] and said["gaps"]
    server.kill()
