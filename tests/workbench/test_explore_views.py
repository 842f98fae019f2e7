"""Explorations run beside the work: watched, cancelled, and turned into proposals."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

import servanda as sv


@pytest.fixture(scope="module")
def server(serving: Callable[..., Any]) -> Any:
    made = serving(empty=True)
    made.post("/begin/template", {"kind": "interstate"})
    return made


def done(server: Any, job: str, seconds: float = 250.0) -> Any:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found = server.get(f"/explore/{job}.json")
        if found["state"] not in ("waiting", "running"):
            return found
        time.sleep(0.2)
    raise AssertionError(found)


def test_a_question_is_answered_in_the_report_s_words(server: Any) -> None:
    told = server.get("/explore.json")
    named = {each["name"]: each for each in told["questions"]}
    assert named["linchpins"]["needs_proposal"] and not named["deals"]["needs_proposal"]
    asked = {"question": "linchpins", "proposal": "truce", "worlds": 200}
    job = server.post("/explore/start", asked)["job"]["id"]
    found = done(server, job)
    assert found["state"] == "done", found["note"]
    assert found["blocks"][0]["claim"] in found["html"]
    assert "<script" not in found["html"] and "<style" not in found["html"]
    looked = server.get("/proposal/truce.json")
    assert looked["linchpins"] is not None
    assert looked["refusals"] and looked["refusals"][0]["condition"]
    assert looked["drawings"]["hold"].startswith("<svg")
    assert server.get("/proposal/nothing.json", status=422)["error"]["message"]


def test_an_exploration_can_be_cancelled_and_never_blocks_an_edit(server: Any) -> None:
    asked = {"question": "deals", "proposal": None, "worlds": 50_000}
    job = server.post("/explore/start", asked)["job"]["id"]
    waiting = server.post("/explore/start", {**asked, "worlds": 20_000})["job"]["id"]
    until = time.monotonic() + 60
    while server.get(f"/explore/{job}.json")["state"] == "waiting" and time.monotonic() < until:
        time.sleep(0.05)
    edit = {"seq": 1, "patch": {}, "worlds": 20, "war": False}
    assert server.post("/edit", edit)["verdicts"]
    assert server.get(f"/explore/{job}.json")["state"] == "running"
    for each in (waiting, job):
        assert server.post(f"/explore/{each}/cancel", {})["job"]["state"] == "cancelled"
    assert done(server, job)["state"] == "cancelled"
    assert server.post("/explore/j999/cancel", {}, status=422)["error"]["message"]


def test_a_package_becomes_a_proposal_and_is_assessed_as_one(server: Any) -> None:
    job = server.post("/explore/start", {"question": "deals", "worlds": 200})["job"]["id"]
    found = done(server, job)
    assert found["state"] == "done", found["note"]
    package = found["packages"][0]
    assert package["title"] and "search" in package["summary"]
    asked = {"job": job, "index": package["index"], "name": "found_one"}
    said = server.post("/package/propose", asked)
    case = sv.load(server.folder)
    assert "found_one" in case.proposals and said["proposal"] == "found_one"
    assert said["row"]["signed"]["share"] == pytest.approx(
        sv.assess(case, worlds=500, seed=0, proposals=["found_one"])["found_one"].signed.share
    )
    assert server.post("/package/propose", asked, status=422)["error"]["message"]
    assert server.post("/package/propose", {**asked, "name": "../x"}, status=422)


def test_what_cannot_be_asked_is_told(server: Any) -> None:
    for asked in (
        {"question": "tea"},
        {"question": "linchpins"},
        {"question": "linchpins", "proposal": "x"},
        {"question": "deals", "worlds": 1},
    ):
        assert server.post("/explore/start", asked, status=422)["error"]["message"]
