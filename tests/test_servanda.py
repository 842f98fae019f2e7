"""The front door: the names it exports, what they return, and how short that is shown."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import servanda as sv
from servanda.case.keys.case import Case
from servanda.cli.verbs import verbs
from servanda.door import DOOR
from servanda.engine.results import Assessment
from servanda.errors import InputError

STRAIT = Path(__file__).parent / "cases" / "strait"
FORD = STRAIT.parent / "ford"

EXPORTED = [
    "Assessment", "Case", "CaseError", "Finding", "InputError", "ServandaError", "__version__",
    "ask", "assess", "behaviour", "check", "cite", "compare", "deals", "decide", "demo", "draft",
    "evidence", "explore", "export", "findings", "forecast", "graph", "import_data", "ledger",
    "ledger_add", "ledger_crowd", "ledger_resolve", "ledger_score", "ledger_verify", "library",
    "linchpins", "load", "merge", "new", "past", "pool", "questions", "read", "report",
    "score_library", "serve", "settlements_like", "shard", "upgrade", "verify", "what_if", "why",
]  # fmt: skip


OF_NO_CASE = {"library", "score_library"}
"""What is asked of the shipped library, and so of no case."""


@pytest.fixture(scope="module")
def assessment(strait: Case) -> Assessment:
    return sv.assess(strait, worlds=300, seed=1)


def test_the_names_are_those_and_each_is_there() -> None:
    assert sorted(sv.__all__) == EXPORTED
    assert set(EXPORTED) <= set(dir(sv))
    for name in EXPORTED:
        assert getattr(sv, name) is not None
    named = {verb.name for verb in verbs()} - {"import"}  # a word of Python: `import_data` there
    assert named <= {*DOOR, "serve"}  # the workbench opens its own
    with pytest.raises(AttributeError, match="no attribute 'tea'"):
        sv.tea  # noqa: B018  # asking is what is tried


def test_every_function_of_the_door_says_what_it_does_and_has_a_signature() -> None:
    for name in DOOR:
        found = getattr(sv, name)
        assert callable(found), name
        if name in OF_NO_CASE:
            continue
        assert next(iter(inspect.signature(found).parameters)) in {
            "case", "folder", "paths", "before", "report", "output", "path",
        }, name  # fmt: skip


def test_opening_the_door_loads_nothing() -> None:
    code = (
        "import sys, servanda\n"
        "heavy = {'numpy', 'numba', 'scipy', 'pydantic', 'typer', 'rich', 'yaml'}\n"
        "assert not heavy & set(sys.modules)\n"
        "import servanda.cli\n"
        "print(servanda.cli.overview())\n"
        "assert not heavy & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_python_dash_m_is_the_command_line() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "servanda", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"servanda {sv.__version__}\n"


def test_what_is_returned_is_shown_short(strait: Case, assessment: Assessment) -> None:
    result = assessment["truce"]
    shown = [
        strait, assessment, result, result.why(), sv.graph(strait, "truce", assessment=assessment),
        sv.explore(strait, "past", "truce", worlds=50), sv.cite(strait),
        sv.compare(strait, strait, worlds=50),
    ]  # fmt: skip
    for each in shown:
        assert len(repr(each)) < 500, type(each)
        assert "\n" not in repr(each), type(each)
    assert len(repr(strait)) < 250


def test_a_notebook_shows_no_markup_of_a_case(strait: Case) -> None:
    attack = "<script>alert(1)</script>"
    proposals = {
        name: body.model_copy(update={"title": attack}) for name, body in strait.proposals.items()
    }
    hostile = strait.model_copy(update={"title": attack, "proposals": proposals})
    made = sv.assess(hostile, worlds=50)
    for each in (hostile, made, made["truce"], made["truce"].why(), sv.graph(hostile, "truce",
                 assessment=made), sv.explore(hostile, "past", "truce", worlds=50)):  # fmt: skip
        page = each._repr_html_()
        assert attack not in page and "&lt;script&gt;" in page, type(each)


def test_a_verdict_is_asked_for_its_consent_and_its_reasons(
    strait: Case, assessment: Assessment
) -> None:
    result = assessment["truce"]
    assert set(result.consent) == {party.id for party in result.parties}
    assert result.holds[5] == result.to_dict()["holds"]["5"] or result.holds[5].share >= 0
    why = result.why()
    assert [each.party.id for each in why] and why.to_dict()["proposal"] == "truce"
    assert why[why.reasons[0].party.id] is why.reasons[0]
    assert result.title in str(why)
    from servanda.engine.assess import assess

    with pytest.raises(InputError, match="does not know its case"):
        assess(strait, worlds=20)["truce"].why()
    with pytest.raises(InputError, match="no proposal is called 'tea'; there are truce"):
        assessment["tea"]


def test_a_room_that_is_a_verb_is_a_package_all_the_same(tmp_path: Path) -> None:
    import servanda.report
    from servanda.report.formats import FORMATS

    assert servanda.report is sv.report
    written = sv.report(STRAIT, tmp_path / "r", to="md", explore="none", worlds=200)
    assert [path.name for path in written] == ["r.md"] and FORMATS
    text = written[0].read_text(encoding="utf-8")
    assert text.startswith("# ")


def test_python_makes_the_very_report_that_the_command_makes(tmp_path: Path) -> None:
    from servanda.cli import main

    chosen = {"explore": "line", "worlds": 200, "explore_worlds": 100, "seed": 3}
    (ours,) = sv.report(sv.load(FORD), tmp_path / "ours.html", **chosen)
    with pytest.raises(SystemExit):
        main(["report", str(FORD), "-o", str(tmp_path / "theirs.html"), "--explore", "line",
              "--worlds", "200", "--explore-worlds", "100", "--seed", "3"])  # fmt: skip
    assert ours.read_bytes() == (tmp_path / "theirs.html").read_bytes()
    found = sv.verify(ours)
    assert found and found.same and not found.to_dict()["differences"]
