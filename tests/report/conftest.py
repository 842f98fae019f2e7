"""Assessments small enough to draw again and again, one of them of a hostile case."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from servanda.case.keys.case import Case
from servanda.case.load import load
from servanda.engine.assess import assess
from servanda.engine.results import Assessment

STRAIT = Path(__file__).parents[1] / "cases" / "strait"

ATTACKS = (
    "<script>document.title='run'</script>",
    "</pre></template></style><script>document.title='run'</script>",
    "<svg><script>document.title='run'</script></svg>",
    "<img src=x onerror=\"document.title='run'\">",
    "]]><svg onload=\"document.title='run'\"><!--",
    '" onmouseover="document.title=\'run\'" x="',
    "{{ 7 * 7 }}{% include '/etc/passwd' %}",
    "<iframe src='https://example.org/leak'></iframe><link rel=stylesheet href=//example.org/x>",
    "<a href=\"javascript:document.title='run'\">x</a>",
    "&lt;b&gt; &#x3c;script&#x3e;",
    "a\u202egnp.exe\u202c \u2066hidden\u2069",
)
"""What a source might hold to make a page run, load or hide something."""


@dataclass(frozen=True)
class Assessed:
    """A case, its folder, and what an assessment says of it."""

    case: Case
    assessment: Assessment
    folder: Path


@pytest.fixture(scope="session")
def strait_assessed(strait: Case) -> Assessed:
    """The small invented case, assessed."""
    return Assessed(strait, assess(strait, worlds=600, seed=3), STRAIT)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Assessed:
    """The same case with attacks in every place that takes free text."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "sources").mkdir()
    attack = " ".join(ATTACKS)
    paragraphs = [f"Before {each} quoted words {n} after." for n, each in enumerate(ATTACKS)]
    (folder / "sources" / "evil.md").write_text("\n\n".join(paragraphs), encoding="utf-8")
    quotes = "\n".join(f"        - {{source: evil, quote: {_yaml(text)}}}" for text in paragraphs)
    text = (STRAIT / "case.yaml").read_text(encoding="utf-8")
    text = text.replace("title: The Strait of Ister", f"title: {_yaml('Strait ' + attack)}")
    text = text.replace("title: A truce where the lines are", f"title: {_yaml('Truce ' + attack)}")
    text = text.replace("norland: Norland", f"norland: {_yaml('Norland ' + attack)}", 1)
    text = text.replace(
        "  swing: 3 percent per month",
        f"  swing:\n      value: 2 to 4 percent per month\n      cite:\n{quotes}",
    )
    text = text.replace(
        "actors:\n",
        "summary: " + _yaml(attack) + "\nsources:\n  evil:\n    title: " + _yaml(attack)
        + "\n    publisher: " + _yaml(attack) + "\n    published: 2024-01-01\n"
        "    url: \"javascript:document.title='run'\"\n    file: sources/evil.md\nactors:\n",
        1,
    )  # fmt: skip
    text += f"limits: [{_yaml(attack)}]\n"
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    case = load(folder)
    return Assessed(case, assess(case, worlds=300, seed=0), folder)


def _yaml(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    for control in "\u202e\u202c\u2066\u2069":
        escaped = escaped.replace(control, f"\\u{ord(control):04x}")
    return f'"{escaped}"'
