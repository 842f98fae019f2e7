"""Writing into the case: comments kept, a basis asked for, over nobody's work."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Callable
from typing import Any

import pytest

import servanda as sv

PATH = "war.swing"
JUDGED = {"kind": "judgement", "by": "A. Analyst", "why": "The thaw comes late."}


@pytest.fixture(scope="module")
def server(serving: Callable[..., Any]) -> Any:
    """A first case with a source, in a repository."""
    made = serving(empty=True)
    made.post("/begin/template", {"kind": "interstate"})
    for command in (["init", "-q"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b.c",
                    "commit", "-qm", "begin"]):  # fmt: skip
        subprocess.run(["git", "-C", str(made.folder), *command], check=True)
    return made


def test_a_range_is_written_with_its_basis_and_nothing_else_changes(server: Any) -> None:
    file = server.folder / "case.yaml"
    before = file.read_text("utf-8")
    server.post("/edit", {"seq": 1, "patch": {PATH: [0.012, 0.034]}, "worlds": 5, "war": False})
    revision = server.get("/case.json")["revision_of_file"]
    asked = {"paths": [PATH], "revision_of_file": revision}
    said = server.post("/write", asked, status=422)
    assert "rests on" in said["error"]["message"]
    dry = server.post("/write", {**asked, "basis": {PATH: JUDGED}, "dry_run": True})
    assert not dry["written"] and file.read_text("utf-8") == before
    done = server.post("/write", {**asked, "basis": {PATH: JUDGED}})
    after = file.read_text("utf-8")
    assert done["written"] and done["diff"] == dry["diff"] and done["patch"] == {}
    assert sv.load(server.folder).war.swing.text == "0.012 to 0.034"
    assert sv.load(server.folder).war.swing.basis == "judgement"
    comments = [line for line in before.splitlines() if line.strip().startswith("#")]
    assert all(line in after.splitlines() for line in comments)
    changed = [line for line in after.splitlines() if line not in before.splitlines()]
    assert len(changed) <= 7 and any("0.012 to 0.034" in line for line in changed)
    diff = subprocess.run(["git", "-C", str(server.folder), "diff", "case.yaml"],
                          capture_output=True, text=True, check=True).stdout  # fmt: skip
    assert "0.012 to 0.034" in diff


def test_evidence_must_stand_in_its_source(server: Any) -> None:
    case = sv.load(server.folder)
    name, record = next((n, s) for n, s in case.sources.items() if s.file)
    sentence = next(
        line for line in (server.folder / record.file).read_text("utf-8").splitlines()
        if len(line) > 40 and line[0].isalpha()
    )  # fmt: skip
    words = " ".join(sentence.split()[:8])
    server.post("/edit", {"seq": 2, "patch": {PATH: [0.013, 0.03]}, "worlds": 5, "war": False})
    revision = server.get("/case.json")["revision_of_file"]
    basis = {"kind": "evidence", "source": name, "quote": "nobody ever wrote these words"}
    asked = {"paths": "all", "revision_of_file": revision, "basis": {PATH: basis}}
    assert "does not stand" in server.post("/write", asked, status=422)["error"]["message"]
    basis["quote"] = words
    assert server.post("/write", asked)["written"]
    assert sv.load(server.folder).war.swing.cite[0].quote == words
    cited = server.post("/cite", {"path": "war.ends_by_itself", "source": name, "quote": words})
    assert words in cited["cite"] and cited["path"] == "war.ends_by_itself"
    held = sv.load(server.folder).war.ends_by_itself
    assert held.cite[0].source == name
    marks = server.get(f"/evidence/{name}.json")["marks"]
    assert any("war.ends_by_itself" in mark["used_by"] for mark in marks)
    assert server.post("/cite", {"path": PATH, "source": "x", "quote": words}, status=422)


def test_a_stance_can_be_cited(server: Any) -> None:
    case = sv.load(server.folder)
    proposal = next(iter(case.proposals))
    actor = next(each for each in case.known_actors if case.stance_path(proposal, each))
    name, record = next((n, s) for n, s in case.sources.items() if s.file)
    text = (server.folder / record.file).read_text("utf-8")
    words = " ".join(max(text.splitlines(), key=len).split()[:7])
    asked = {"actor": actor, "proposal": proposal, "source": name, "quote": words}
    assert actor in server.post("/cite", asked)["path"]
    stance = sv.load(server.folder).stance_of(proposal, actor)
    assert stance is not None and stance.cite[-1].quote == words


def test_a_change_made_elsewhere_is_never_written_over(server: Any) -> None:
    file = server.folder / "case.yaml"
    server.post("/edit", {"seq": 3, "patch": {PATH: [0.014, 0.03]}, "worlds": 5, "war": False})
    old = server.get("/case.json")
    elsewhere = file.read_text("utf-8") + "\n# by another hand\n"
    file.write_text(elsewhere, encoding="utf-8")
    asked = {"paths": [PATH], "basis": {PATH: JUDGED}, "revision_of_file": old["revision_of_file"]}
    said = server.post("/write", asked, status=409)
    assert said["theirs"] == elsewhere and "0.014 to 0.03" in said["yours"] and said["diff"]
    asked = {"yaml": old["yaml"] + "\n# mine\n", "revision_of_file": old["revision_of_file"]}
    assert "# by another hand" in server.post("/case", asked, status=409)["theirs"]
    assert file.read_text("utf-8") == elsewhere
    server.post("/undo", {})


def test_two_who_write_at_once_lose_nothing(serving: Callable[..., Any], server: Any) -> None:
    """Two pages on one case, and a page beside the command line: kept, or told that it is not."""
    other = serving(folder=server.folder)
    file, told, anew = server.folder / "case.yaml", list[str](), list[bool]()

    def write(page: Any, words: str) -> None:
        now = page.get("/case.json")
        body = json.dumps({"yaml": f"{now['yaml']}\n# {words}\n", "dry_run": False,
                           "revision_of_file": now["revision_of_file"]}).encode()  # fmt: skip
        status, _, said = page.raw("POST", "/case", body, page.own)
        assert status in (200, 409), said[:500]
        told.extend([words] if status == 200 else [])

    def type_in(words: str) -> None:
        try:
            sv.import_data(sheet, into=server.folder)
        except sv.InputError as refused:
            anew.append("export it anew" in str(refused))
        else:
            told.append(words)

    sheet = server.folder.parent / "sheet.csv"
    for number in range(6):
        sv.export(sv.load(server.folder), sheet)
        rows = sheet.read_text("utf-8-sig").splitlines()
        at = next(i for i, row in enumerate(rows) if PATH in row)
        said = f"0.01{number} to 0.03,me,2032-01-01,typed{number},,,,"
        rows[at] = f"{rows[at].partition(PATH)[0]}{PATH},,,{said}"
        sheet.write_text("\n".join(rows), encoding="utf-8")
        hands = [
            threading.Thread(target=write, args=(server, f"one{number}")),
            threading.Thread(target=write, args=(other, f"two{number}")),
            threading.Thread(target=type_in, args=(f"typed{number}",)),
        ]
        told.clear()
        for hand in hands:
            hand.start()
        for hand in hands:
            hand.join()
        text = file.read_text("utf-8")
        assert told and all(words in text for words in told) and all(anew), (told, text[-400:])
        assert sv.load(server.folder).title


def test_a_text_is_checked_as_one_types_and_written_where_it_is_sound(server: Any) -> None:
    now = server.get("/case.json")
    assert now["faults"] == [] and now["keys"]["war"] and now["path"] == "case.yaml"
    assert server.get(now["schema_url"])["properties"]
    bad = now["yaml"].replace("servanda: 2", "servanda: 2\nsurprise: 1")
    asked = {"yaml": bad, "revision_of_file": now["revision_of_file"], "dry_run": True}
    fault = server.post("/case", asked)["faults"][0]
    assert fault["key"] == "surprise" and fault["line"] > 0 and fault["what_to_do"]
    refused = server.post("/case", {**asked, "dry_run": False}, status=422)
    assert refused["faults"] and (server.folder / "case.yaml").read_text("utf-8") == now["yaml"]
    good = {**asked, "yaml": now["yaml"] + "\n# more\n", "dry_run": False}
    done = server.post("/case", good)
    assert done["written"] and done["revision_of_file"] != now["revision_of_file"]
