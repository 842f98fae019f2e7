"""What is handed over, what happened when, and two versions beside each other."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest


@pytest.fixture(scope="module")
def server(serving: Callable[..., Any]) -> Any:
    made = serving(empty=True)
    made.post("/begin/template", {"kind": "civil"})
    return made


def test_the_brief_is_the_report_s_own_and_may_run_nothing(server: Any) -> None:
    told = server.get("/report.json")
    _, headers, page = server.raw("GET", told["html_url"], None, {"Cookie": server.cookie})
    assert b"Settlement assessment" in page and b"<script" not in page
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'self'" in policy
    assert "sandbox" in policy and "script-src" not in policy


def test_formats_come_as_files_and_into_the_folder(server: Any) -> None:
    named = {each["name"]: each for each in server.get("/report.json")["formats"]}
    assert named["md"]["available"]
    _, headers, text = server.raw("GET", named["md"]["url"], None, {"Cookie": server.cookie})
    assert headers["content-disposition"] == 'attachment; filename="report.md"' and text
    _, _, archive = server.raw("GET", named["csv"]["url"], None, {"Cookie": server.cookie})
    assert any(name.endswith(".csv") for name in zipfile.ZipFile(BytesIO(archive)).namelist())
    done = server.post("/report/export", {"format": "md"})
    assert (server.folder / done["written"]).read_bytes() == text
    assert server.post("/report/export", {"format": "exe"}, status=422)


def test_time_is_one_axis(server: Any) -> None:
    found = server.get("/time.json")
    days = [each["date"] for each in found["events"]]
    assert days == sorted(days) and days
    assert {each["kind"] for each in found["events"]} <= {
        "statement", "event", "phase", "expiry", "agreement"
    }  # fmt: skip


def test_two_scenarios_beside_each_other(server: Any) -> None:
    path = "war.ends_by_itself"
    server.post("/edit", {"seq": 1, "patch": {path: [0.2, 0.9]}, "worlds": 5, "war": False})
    server.post("/scenario/keep", {"name": "short"})
    found = server.get("/compare.json?a=case&b=short")
    assert [each["path"] for each in found["edits"]] == [path]
    assert found["edits"][0]["b"] == [0.2, 0.9] and found["edits"][0]["label"]
    assert all(each["a"]["title"] == each["b"]["title"] for each in found["verdicts"])
    assert any(each["a"]["holds"] != each["b"]["holds"] for each in found["verdicts"])
    assert server.get("/compare.json?a=now&b=short")["edits"] == []
    assert server.get("/compare.json?a=nothing&b=now", status=422)["error"]["message"]
