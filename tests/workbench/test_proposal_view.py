"""A verdict put on trial: told beside the row that could not know, and not begun once stale."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from servanda.engine.assess import assess
from servanda.workbench.exceptions import StaleError
from servanda.workbench.jobs import Jobs
from servanda.workbench.proposal_view import Closely
from servanda.workbench.session import Session

STRAIT = Path(__file__).parents[1] / "cases" / "strait"


def test_a_row_that_trials_might_call_robust_says_so(server: Any) -> None:
    rows = {row["name"]: row for row in server.get("/verdicts.json")["proposals"]}
    assert all(row["firmness"] != "robust" for row in rows.values())
    name = next(name for name, row in rows.items() if row["untried"])
    said = server.get(f"/tried/{name}.json")
    assert said["name"] == name and said["robust"]["sentence"]
    assert (said["firmness"] == "robust") == said["robust"]["robust"]
    close = server.get(f"/proposal/{name}.json")
    assert close["robust"] == said["robust"] and not close["untried"]
    assert server.get("/tried/nothing.json", status=422)["error"]["message"]


def test_shares_are_weighed_by_answers_as_the_edits_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("servanda.workbench.proposal_view.WEIGHED_WORLDS", 300)
    text = (STRAIT / "case.yaml").read_text("utf-8")
    (tmp_path / "case.yaml").write_text(text, "utf-8")
    session = Session(tmp_path)
    jobs = Jobs(session.tell)
    closely = Closely(session, jobs)
    said = closely.weigh()
    assert said["shares"] == {} and said["says"] == "", "nobody has answered anything"
    answer = "    acceptance: [{party: norland, answer: rejects, reliability: 0.8}]\n"
    head, truce, rest = text.partition("\n  truce:\n")
    assert truce
    (tmp_path / "case.yaml").write_text(head + truce + answer + rest, "utf-8")
    said = closely.weigh()
    found = assess(session.live.case, worlds=300, robustness=False, war_worlds=1)
    assert set(said["shares"]) == {each.id for each in found}
    for each in found:
        assert each.signed_weighed is not None
        assert said["shares"][each.id]["share"] == each.signed_weighed.share
    session.edit({"war.swing": (0.05, 0.09)}, 1, 5, war=False)
    edited = closely.weigh()
    assert edited["shares"] != said["shares"] and edited["revision"] > said["revision"]
    session.undo()
    assert closely.weigh()["shares"] == said["shares"]
    jobs.close()
    session.close()


def test_what_a_newer_edit_overtook_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "case.yaml").write_bytes((STRAIT / "case.yaml").read_bytes())
    session = Session(tmp_path)
    jobs = Jobs(session.tell)
    closely = Closely(session, jobs)
    checked = session.live.checked

    def moved_meanwhile(ranges: Any) -> Any:
        session.edit({"war.swing": (0.011, 0.03)}, 2, 5, war=False)
        return checked(ranges)

    session.edit({"war.swing": (0.01, 0.03)}, 1, 5, war=False)
    monkeypatch.setattr(session.live, "checked", moved_meanwhile)
    with pytest.raises(StaleError):
        closely.look("truce")
    jobs.close()
    session.close()
