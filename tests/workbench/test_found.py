"""What a question finds, as the page shows it."""

from __future__ import annotations

import json
import math

from servanda.explore.finding import Finding, Provenance
from servanda.workbench.found import explored, shown


def test_findings_are_data_that_json_has_and_markup_that_runs_nothing() -> None:
    attack = "<script>alert(1)</script>"
    rows = ({"label": attack, "value": math.nan, "error": 0.1, "group": "g"},)
    finding = Finding("x", f"{attack}?", attack, "tornado", rows, Provenance("by hand"))
    made = shown([finding], "A title")
    assert json.loads(json.dumps(made, allow_nan=False))["blocks"][0]["rows"][0]["value"] is None
    assert attack not in made["html"] and "&lt;script&gt;" in made["html"]
    assert made["claims"][0]["says"] == attack  # the page shows it as text


def test_a_question_is_asked_of_one_proposal(strait) -> None:
    made = explored(strait, "past", "truce", 20, 0)
    assert made["blocks"] and {claim["proposal"] for claim in made["claims"]} <= {"truce", "", None}
