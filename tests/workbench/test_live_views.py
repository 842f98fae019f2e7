"""The server under the hand: verdicts, numbers, edits, the way back, and who is told."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Callable
from typing import Any

import servanda as sv
from servanda.case.change import with_values
from servanda.engine.assess import assess
from servanda.engine.live_verdict import LiveVerdict
from servanda.workbench.rows import row_of

PATH = "war.ends_by_itself"
RANGE = [0.011, 0.37]


def edit(server: Any, seq: int, patch: dict[str, Any], **more: Any) -> Any:
    asked = {"seq": seq, "patch": patch, "worlds": 60, "war": False, "tab": "t", **more}
    return server.post("/edit", asked)


def plain(value: Any) -> Any:
    return json.loads(json.dumps(value))


def near_by(value: Any) -> Any:
    """Plain data without the dust of sums that were made in another order."""
    if isinstance(value, dict):
        return {key: near_by(each) for key, each in value.items()}
    if isinstance(value, list):
        return [near_by(each) for each in value]
    return round(value, 9) if isinstance(value, float) else value


def test_an_edit_answers_what_the_case_written_anew_is_assessed_to(
    serving: Callable[..., Any],
) -> None:
    server = serving()
    said = edit(server, 1, {PATH: RANGE}, war=True, worlds=120)
    case = with_values(sv.load(server.folder), {PATH: f"{RANGE[0]} to {RANGE[1]}"})
    made = assess(case, worlds=120, seed=0, robustness=False)
    wanted = [row_of(case, LiveVerdict.of_result(result)) for result in made]
    assert [{**row, "was": None} for row in said["verdicts"]] == plain(wanted)
    written = assess(sv.load(server.folder), worlds=120, seed=0, robustness=False)
    was = [row_of(case, LiveVerdict.of_result(result)) for result in written]
    assert [row["was"] for row in said["verdicts"]] == plain(was)
    assert said["ms"]["total"] > 0 and said["more"]
    server.kill()


def test_in_motion_rows_say_that_they_are_near_and_at_rest_they_are_exact(server: Any) -> None:
    server.get("/verdicts.json?worlds=500")
    moved = {PATH: [0.012, 0.36]}
    near = edit(server, 60, moved, in_motion=True)
    assert near["approximate"] and near["worlds"] == 500 and near["more"]
    exact = edit(server, 61, moved, worlds=500)
    assert not exact["approximate"]
    for row, rest in zip(near["verdicts"], exact["verdicts"], strict=True):
        assert row["approximate"] and not rest["approximate"] and row["was"] == rest["was"]
        assert abs(row["signed"]["share"] - rest["signed"]["share"]) <= 0.03
    again = edit(server, 62, moved, in_motion=True)  # known to the digit, and told so
    assert plain(again["verdicts"]) == plain(exact["verdicts"])
    further = {PATH: [0.012, 0.35]}
    whole = edit(server, 63, further, in_motion=True)["verdicts"]
    brief = edit(server, 64, further, in_motion=True, brief=True)["verdicts"]
    for row, full in zip(brief, whole, strict=True):  # what it leaves out is as it was
        moved_by = {each["actor"]: each for each in row["consents"]}
        consents = [moved_by.get(each["actor"], each) for each in full["was"]["consents"]]
        said = [
            {**each, "agrees": agrees}
            for each, agrees in zip(full["was"]["said"], row.pop("agrees"), strict=True)
        ]
        found = {**full["was"], **row, "consents": consents, "said": said, "was": full["was"]}
        assert set(found) == set(full)
        assert near_by(found) == near_by(full)
    some = [row["name"] for row in exact["verdicts"]][1:]
    part = edit(server, 65, moved, worlds=500, only=some)
    assert [row["name"] for row in part["verdicts"]] == some and part["partial"]
    edit(server, 66, {})


def test_the_first_answer_knows_all_but_the_months_of_war(server: Any) -> None:
    said = server.get("/verdicts.json?worlds=60&scenario=")
    assert [row["name"] for row in said["proposals"]] == list(sv.load(server.folder).proposals)
    for row in said["proposals"]:
        assert row["war"] is None and row["signed"]["text"].endswith(row["signed"]["text"][-1])
        assert row["signed"]["low"] <= row["signed"]["share"] <= row["signed"]["high"]
    with_war = server.get("/verdicts.json?worlds=60&scenario=&war=1")["proposals"]
    assert all(row["war"]["words"] for row in with_war)


def test_numbers_come_in_the_order_in_which_they_matter(server: Any) -> None:
    every = server.get("/numbers.json")["numbers"]
    name = server.get("/verdicts.json?worlds=10")["proposals"][0]["name"]
    one = server.get(f"/numbers.json?proposal={name}")["numbers"]
    for numbers in (every, one):
        weights = [each["influence"] or 0.0 for each in numbers]
        assert weights == sorted(weights, reverse=True) and weights[0] > 0.0
        assert len({each["path"] for each in numbers}) == len(numbers)
    for each in every:
        assert each["label"] and each["step"] > 0 and each["low"] <= each["high"]
        assert each["scale_low"] <= each["low"] and each["high"] <= each["scale_high"], each
    assert (
        server.get("/numbers.json?proposal=nothing", status=422)["error"]["what_to_do"] is not None
    )


def test_undo_redo_and_scenarios(serving: Callable[..., Any]) -> None:
    server = serving()
    edit(server, 1, {PATH: [0.01, 0.3]}, gesture="1")
    edit(server, 2, {PATH: [0.01, 0.31]}, gesture="1")  # the same movement of the hand
    edit(server, 3, {PATH: [0.01, 0.4]}, gesture="2")
    edit(server, 4, {PATH: [0.01, 0.4]}, gesture="2", repeat=True)  # asked again
    assert server.post("/undo", {})["patch"] == {PATH: [0.01, 0.31]}
    late = {"seq": 5, "patch": {PATH: [0.01, 0.4]}, "worlds": 60, "tab": "t", "repeat": True}
    assert server.post("/edit", late, status=409)["error"]["message"] == "stale"
    assert server.post("/undo", {})["patch"] == {}
    assert server.post("/undo", {})["patch"] == {}
    said = server.post("/redo", {})
    assert (said["patch"], said["undo"], said["redo"]) == ({PATH: [0.01, 0.31]}, 1, 1)
    kept = server.post("/scenario/keep", {"name": "a long war"})
    assert kept["scenarios"] == ["a long war"] and kept["scenario"] == "a long war"
    assert f"{PATH}: 0.01 to 0.31" in (server.folder / "scenarios.yaml").read_text("utf-8")
    server.post("/undo", {})
    rows = server.get("/verdicts.json?worlds=40&scenario=a%20long%20war")["proposals"]
    opened = server.post("/scenario/open", {"name": "a long war"})
    assert opened["patch"] == {PATH: [0.01, 0.31]}
    assert server.get("/verdicts.json?worlds=40")["proposals"] == rows
    assert server.post("/scenario/drop", {"name": "a long war"})["scenarios"] == []
    assert server.post("/scenario/open", {"name": "nothing"}, status=422)["error"]["message"]
    server.kill()


def test_an_edit_that_is_overtaken_is_dropped(server: Any) -> None:
    edit(server, 50, {}, tab="old")
    said = server.post("/edit", {"seq": 49, "patch": {}, "worlds": 10, "tab": "old"}, status=409)
    assert said["error"]["message"] == "stale"
    assert edit(server, 1, {}, tab="another")["seq"] == 1


def test_what_cannot_be_is_told_and_changes_nothing(server: Any) -> None:
    before = server.get("/verdicts.json?worlds=10")["patch"]
    for patch in ({PATH: [0.5, 0.1]}, {PATH: [-1, 0.1]}, {"war.nothing": [0, 1]}, {PATH: [1]}):
        said = server.post("/edit", {"seq": 60, "patch": patch, "worlds": 10}, status=422)
        assert said["error"]["message"] and said["error"]["what_to_do"]
    assert server.get("/verdicts.json?worlds=10")["patch"] == before


def test_a_second_tab_is_told_of_edits_and_of_the_file(serving: Callable[..., Any]) -> None:
    server = serving()
    server.get("/verdicts.json?worlds=10")
    link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=100)
    link.request("GET", "/changes", headers={"Cookie": server.cookie})
    stream = link.getresponse()
    assert stream.getheader("content-type", "").startswith("text/event-stream")

    def next_change(what: str) -> dict[str, Any]:
        until = time.monotonic() + 90
        while time.monotonic() < until:
            line = stream.readline().decode()
            if line.startswith("data: "):
                change: dict[str, Any] = json.loads(line[6:])
                if change["what"] == what:
                    return change
        raise AssertionError(what)

    assert next_change("hello")["revision"] >= 1
    said = edit(server, 1, {PATH: RANGE}, tab="first")
    told = next_change("edit")
    assert told["tab"] == "first" and told["revision"] <= said["revision"]
    text = (server.folder / "case.yaml").read_text("utf-8")
    (server.folder / "case.yaml").write_text(text + "\n# seen\n", encoding="utf-8")
    assert next_change("file")["tab"] == ""
    link.close()
    server.kill()
