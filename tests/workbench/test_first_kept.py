"""First verdicts are kept as they were computed, and never shown where they may be others."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import servanda
from servanda.workbench.first_kept import first_kept, keep_first, known_as
from servanda.workbench.journal import Kept, write_scenarios
from servanda.workbench.live_views import LiveViews
from servanda.workbench.places import FIRST
from servanda.workbench.session import Session

STRAIT = Path(__file__).parents[1] / "cases" / "strait"
PATH = "war.ends_by_itself"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session(Path(shutil.copytree(STRAIT, tmp_path / "case")))
    yield session
    session.close()


def test_what_is_kept_is_what_is_computed_but_for_the_count_of_changes(session: Session) -> None:
    found = LiveViews(session).first()
    keep_first(session.file, session.seed, found)
    kept = first_kept(session.file, session.seed)
    assert kept is not None
    assert json.loads(kept) == json.loads(json.dumps({**found, "revision": 0}))
    assert (session.folder / ".servanda" / ".gitignore").read_text() == "*\n"


def _text(session: Session) -> None:
    session.file.write_text(session.file.read_text() + "# looked through\n")


def _edit(session: Session) -> None:
    session.edit({PATH: (0.01, 0.2)}, 1, 5, war=False)
    session.journal.settle()


def _undo(session: Session) -> None:
    session.journal.note(Kept({PATH: (0.01, 0.2)}, [{}], []))
    session.journal.settle()


def _scenario(session: Session) -> None:
    write_scenarios(session.folder, {"colder": {PATH: (0.01, 0.2)}})


def _source(session: Session) -> None:
    (session.folder / "sources").mkdir()
    (session.folder / "sources" / "letter.txt").write_text("It is signed.\n")


@pytest.mark.parametrize("change", [_text, _edit, _undo, _scenario, _source])
def test_where_anything_changed_nothing_is_kept(
    session: Session, change: Callable[[Session], None]
) -> None:
    keep_first(session.file, session.seed, LiveViews(session).first())
    before = known_as(session.file, session.seed)
    change(session)
    assert known_as(session.file, session.seed) != before
    assert first_kept(session.file, session.seed) is None


def test_another_seed_and_another_servanda_have_their_own(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_first(session.file, session.seed, LiveViews(session).first())
    assert first_kept(session.file, session.seed) is not None
    assert first_kept(session.file, session.seed + 1) is None
    monkeypatch.setattr(servanda, "__version__", "0.0.0")
    assert first_kept(session.file, session.seed) is None


@pytest.mark.parametrize("damaged", [b"", b"{", b"[]", b"{}", b"3", b"\xff", b"[" * 99_999])
def test_what_is_damaged_is_not_shown(session: Session, damaged: bytes) -> None:
    place, known = session.folder / FIRST, known_as(session.file, session.seed)
    place.parent.mkdir()
    for content in (damaged, f"{known}\n".encode() + damaged):
        place.write_bytes(content)
        assert first_kept(session.file, session.seed) is None
        keep_first(session.file, session.seed, LiveViews(session).first())
        assert first_kept(session.file, session.seed) is not None


def test_a_link_that_leads_nowhere_is_no_hindrance(session: Session) -> None:
    (session.folder / "lost").symlink_to(session.folder / "nowhere")
    keep_first(session.file, session.seed, LiveViews(session).first())
    assert first_kept(session.file, session.seed) is not None


def test_who_opens_a_case_again_is_answered_as_before(serving: Callable[..., Any]) -> None:
    server = serving()
    first = server.get("/verdicts.json?worlds=500")
    until = time.monotonic() + 60.0  # kept once those who wait were answered
    while not (server.folder / FIRST).exists() and time.monotonic() < until:
        time.sleep(0.05)
    server.kill()
    again = serving(folder=server.folder)
    kept = again.get("/verdicts.json?worlds=500")
    assert {**kept, "revision": 0} == {**first, "revision": 0}
    again.post("/edit", {"seq": 1, "patch": {PATH: [0.01, 0.3]}, "worlds": 5, "war": False})
    anew = again.get("/verdicts.json?worlds=500")
    assert anew["patch"] == {PATH: [0.01, 0.3]} and anew["revision"] > kept["revision"]
